"""The user's folders of relations in, the relations that the shipped ontology lacks out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kg.assemble import OwnFamily, OwnRelation
from kg.errors import OntologyError
from kg.vocabulary import KG

__all__ = ["own_relations"]

_NAME = re.compile(r"[a-z][A-Za-z0-9]{0,63}")
_LANGUAGES = ("de", "en")
_EXPECTED = '[families.Sport] with de = "Sport" and en = "sports"'
_FAMILY = re.compile(r"[A-Z][A-Za-z0-9]{0,63}")


def own_relations(folders: Sequence[Path]) -> tuple[OwnRelation, ...]:
    """Return the relations that folders add, sorted by name.

    Raise OntologyError where a file of theirs does not hold together, or a name cannot stand in an IRI.
    """
    if not folders:
        return ()
    from kg.extract.frames import load_ontology  # reads every frame: only who has folders pays

    families = _own_families(folders)
    shipped = load_ontology().relations
    found = []
    for name, relation in sorted(load_ontology(*folders).relations.items()):
        if name in shipped:
            continue
        for word in (
            name,
            *relation.roles,
            *filter(None, [relation.event[:1].lower() + relation.event[1:]]),
        ):
            if _NAME.fullmatch(word) is None:
                told = f"the name {word!r} of relation {name}; expected letters and digits"
                raise OntologyError(f"{folders[-1]}: {told}, as in sponsoredBy")
        labels = {"de": name, "en": name, **relation.labels}
        found.append(
            OwnRelation(
                name=name,
                family=families.get(relation.family, OwnFamily(relation.family)),
                labels=tuple(sorted(labels.items())),
                roles=tuple(relation.roles),
                event=relation.event,
                literal=relation.object is None,
            )
        )
    return tuple(found)


def _own_families(folders: Sequence[Path]) -> dict[str, OwnFamily]:
    """Return the families that the folders' `[families.NAME]` declare, each with both labels."""
    from kg.extract.frames.tables import files, parse  # as above

    found: dict[str, OwnFamily] = {}
    for path in files(folders, "relations"):
        told = parse(path)[0].get("families", {})
        if not isinstance(told, dict):
            raise OntologyError(f"{path}: families {told!r}; expected {_EXPECTED}")
        for name, labels in told.items():
            if _FAMILY.fullmatch(name) is None or name in KG:
                why = "is a term of the ontology" if name in KG else "is no name for one"
                raise OntologyError(f"{path}: family {name!r} {why}; expected {_EXPECTED}")
            if not isinstance(labels, dict) or not all(_is_told(labels.get(k)) for k in _LANGUAGES):
                raise OntologyError(f"{path}: family {name} lacks its names; expected {_EXPECTED}")
            found[name] = OwnFamily(name, tuple((k, labels[k].strip()) for k in _LANGUAGES))
    return found


def _is_told(words: object) -> bool:
    return isinstance(words, str) and bool(words.strip())
