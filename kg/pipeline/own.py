"""The user's folders of relations in, the relations that the shipped ontology lacks out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kg.assemble import OwnRelation
from kg.errors import OntologyError

__all__ = ["own_relations"]

_NAME = re.compile(r"[a-z][A-Za-z0-9]{0,63}")


def own_relations(folders: Sequence[Path]) -> tuple[OwnRelation, ...]:
    """Return the relations that folders add, sorted by name.

    Raise OntologyError where a file of theirs does not hold together, or a name cannot stand in an IRI.
    """
    if not folders:
        return ()
    from kg.extract.frames import load_ontology  # reads every frame: only who has folders pays

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
                family=relation.family,
                labels=tuple(sorted(labels.items())),
                roles=tuple(relation.roles),
                event=relation.event,
                literal=relation.object is None,
            )
        )
    return tuple(found)
