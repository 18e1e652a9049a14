"""Read relations and frames from the ontology's TOML files: folders in, a checked ontology out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from kg.errors import OntologyError
from kg.extract.frames.relations import read_relations
from kg.extract.frames.schema import (
    AMOUNT_TYPES,
    Example,
    Frame,
    Ontology,
    Relation,
    Slot,
)
from kg.extract.frames.tables import Table, files, line_of, parse
from kg.model import Basis, Modality, Polarity
from kg.ontology_dir import ontology_dir

__all__ = ["KINDS", "PREPOSITIONS", "SLOTS", "load_ontology"]

Status = TypeVar("Status", Basis, Modality, Polarity)

TRIPLE = 3
"""Parts of an expected claim: subject, relation, object."""
KINDS = {
    "verbs": "verb",
    "mentions": "mention",
    "nouns": "noun",
    "adjectives": "adjective",
    "prepositions": "preposition",
    "subjunctions": "subjunction",
    "adverbs": "adverb",
}
"""Key of the trigger list in the file, to the kind of frame."""

SLOTS = frozenset(
    {
        "after", "amount", "appos", "attribute", "bearer", "before", "clause", "comp", "content", "context",
        "ctrl", "ctrliobj", "ctrlobj", "firm", "gen", "governed", "group", "head", "headname", "horizon", "iobj",
        "mainclause", "members", "name", "obj", "of", "owner", "part", "poss", "pred", "previous", "rival", "self",
        "stem", "subclause", "subj", "topic", "whole",
    }
)  # fmt: skip
"""Names of places that are no prepositions; `kg.extract.frames.places` reads each."""

EARLIER = "earlier:"
"""Before "relation.role": who filled that role of the relation a sentence or two before."""

PREPOSITIONS = frozenset(
    {
        "ab", "als", "an", "auf", "aufgrund", "aus", "bei", "bis", "dank", "durch", "für", "gegen", "gegenüber",
        "hinter", "in", "infolge", "innerhalb", "laut", "mit", "mittels", "nach", "neben", "ohne", "seit", "über",
        "um", "unter", "vor", "wegen", "wie", "zu", "zwischen", "von", "statt", "trotz", "angesichts", "mangels",
    }
)  # fmt: skip
"""Places of a frame that are prepositions, as their lemmas."""


def load_ontology(*extra: Path) -> Ontology:
    """Load the shipped ontology and the extra folders, later ones adding to earlier ones.

    A folder holds `relations.toml` or `relations/*.toml`, `types.toml` and `frames/*.toml`, each optional. What
    changed in one since the last call is read again: a notebook may be open while relations are written.
    Raises OntologyError, naming file and line, for whatever does not hold together.
    """
    return _loaded(extra, tuple(_stamp(path) for place in extra for path in place.rglob("*.toml")))


def _stamp(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return str(path), found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _loaded(extra: tuple[Path, ...], _stamps: tuple[tuple[str, int, int], ...]) -> Ontology:
    places = (ontology_dir(), *extra)
    types: dict[str, frozenset[str]] = {name: frozenset() for name in AMOUNT_TYPES}
    nouns: dict[str, frozenset[str]] = {}
    frames: list[Frame] = []
    for place in places:
        types |= _types(place / "types.toml", "types")
        nouns |= _types(place / "types.toml", "nouns")
    named = frozenset(name for place in places for name in _named(place / "types.toml"))
    relations = read_relations(places, types)
    for path in files(places, "frames"):
        frames += _frames(path, relations)
    _unique(frames)
    return Ontology(relations, types, nouns, tuple(frames), _index(frames), named, places)


def _types(path: Path, section: str) -> dict[str, frozenset[str]]:
    if not path.is_file():
        return {}
    table, _ = parse(path)
    return {name: frozenset(entries) for name, entries in table.get(section, {}).items()}


def _named(path: Path) -> list[str]:
    return list(parse(path)[0].get("named", [])) if path.is_file() else []


def _frames(path: Path, relations: Mapping[str, Relation]) -> list[Frame]:
    table, text = parse(path)
    return [
        _frame(entry, relations, str(path), line_of(text, "[[frame]]", nth))
        for nth, entry in enumerate(table.get("frame", []))
    ]


def _head(entry: Table, relations: Mapping[str, Relation], where: str) -> tuple[Relation, str]:
    """Return what a frame must have: a known relation and one kind of trigger; and an example."""
    relation = relations.get(entry.get("relation", ""))
    if relation is None:
        told = f"unknown relation {entry.get('relation')!r}"
        raise OntologyError(f"{where}: {told}; known: {sorted(relations)}")
    kinds = [key for key in KINDS if key in entry]
    if len(kinds) != 1:
        wanted = f"exactly one of {sorted(KINDS)}"
        raise OntologyError(f"{where}: a frame has {wanted}, this one has {kinds}")
    if not entry.get("examples"):
        raise OntologyError(f"{where}: frame {entry.get('id')!r} has no example; it needs one")
    return relation, kinds[0]


def _frame(entry: Table, relations: Mapping[str, Relation], file: str, line: int) -> Frame:
    where = f"{file}:{line}"
    relation, kind = _head(entry, relations, where)
    return Frame(
        id=str(entry.get("id", "")),
        relation=relation.id,
        kind=KINDS[kind],
        triggers=tuple(entry[kind]),
        roles=_slots(entry.get("roles", {}), relation, where),
        fixed=tuple(_fixed(part, where) for part in entry.get("fixed", [])),
        without=tuple(entry.get("without", [])),
        not_after=tuple(entry.get("not_after", [])),
        needs=tuple(entry.get("needs", [])),
        exceptions=tuple(word.lower() for word in entry.get("except", [])),
        literal=entry.get("literal", ""),
        modality=_one_of(Modality, entry.get("modality"), where),
        polarity=_one_of(Polarity, entry.get("polarity"), where),
        sign=-1 if entry.get("loss") else 1,
        confidence=float(entry.get("confidence", 0.7)),
        weak=bool(entry.get("weak", False)),
        apart=bool(entry.get("apart", False)),
        once=bool(entry.get("once", False)),
        voice=str(entry.get("voice", "")),
        event=str(entry.get("event", "")),
        label=str(entry.get("label", "")),
        basis=_one_of(Basis, entry.get("basis"), where),
        values=dict(entry.get("values", {})),
        note=str(entry.get("note", "")),
        examples=tuple(_example(each, relations, where) for each in entry["examples"]),
        file=file,
        line=line,
    )


def _slots(entry: Table, relation: Relation, where: str) -> dict[str, tuple[Slot, ...]]:
    unknown = sorted(set(entry) - set(relation.roles))
    if unknown:
        raise OntologyError(
            f"{where}: unknown role {unknown[0]!r}; {relation.id} has {sorted(relation.roles)}"
        )
    missing = sorted(
        r.name for r in relation.roles.values() if not r.optional and r.name not in entry
    )
    if missing:
        raise OntologyError(
            f"{where}: the frame says nothing of role {missing[0]!r} of {relation.id}"
        )
    return {
        role: tuple(_slot(part.strip(), where) for part in spec.split("|"))
        for role, spec in entry.items()
    }


def _slot(spec: str, where: str) -> Slot:
    if spec in SLOTS:
        return Slot(spec)
    if spec in PREPOSITIONS:
        return Slot("prep", spec)
    if spec.startswith(EARLIER) and spec.count(".") == 1:
        return Slot("earlier", spec.removeprefix(EARLIER))
    raise OntologyError(
        f"{where}: unknown place {spec!r}; known: {sorted(SLOTS)} and prepositions {sorted(PREPOSITIONS)}"
    )


def _fixed(spec: str, where: str) -> tuple[tuple[str, ...], ...]:
    parts = tuple(tuple(word.split("|")) for word in spec.split())
    if not parts or any("" in words for words in parts):
        raise OntologyError(
            f"{where}: fixed {spec!r} leaves a word empty; expected words parted by blanks, alternatives by '|'"
        )
    return parts


def _one_of(kind: type[Status], value: str | None, where: str) -> Status | None:
    if value is None:
        return None
    known = [str(each.value) for each in kind]
    if value not in known:
        raise OntologyError(f"{where}: {value!r} is none of {known}")
    return kind(value)


def _example(entry: list[str], relations: Mapping[str, Relation], where: str) -> Example:
    claims = []
    for told in entry[1:]:
        parts = tuple(re.split(r"\s*\|\s*", told.strip()))
        if len(parts) != TRIPLE or parts[1] not in relations:
            raise OntologyError(
                f"{where}: an expected claim is 'subject | relation | object', not {told!r}"
            )
        claims.append((parts[0], parts[1], parts[2]))
    return Example(entry[0], tuple(claims))


def _unique(frames: Iterable[Frame]) -> None:
    seen: dict[tuple[str, str], Frame] = {}
    for frame in frames:
        key = (frame.relation, frame.id)
        if not frame.id or key in seen:
            other = f", first used in {seen[key].file}:{seen[key].line}" if key in seen else ""
            raise OntologyError(
                f"{frame.file}:{frame.line}: frame id {frame.id!r} is empty or used twice{other}"
            )
        seen[key] = frame


def _index(frames: Iterable[Frame]) -> dict[str, dict[str, tuple[Frame, ...]]]:
    lists: dict[str, dict[str, list[Frame]]] = defaultdict(lambda: defaultdict(list))
    for frame in frames:
        for trigger in frame.triggers:
            lists[frame.kind][trigger.lower()].append(frame)
    return {
        kind: {word: tuple(found) for word, found in words.items()} for kind, words in lists.items()
    }
