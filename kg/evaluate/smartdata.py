"""Measure against SmartData: its n-ary relations and claims rows in; figures by relation out.

SmartData marks each mention of an event and gives its roles no names but those in the text. Here a document says
a fact once: mentions whose participants have matching names are one fact, and modality, polarity, amounts and
times are left aside. A claim of ours stands for the fact that `MAPPING` says. It is right where the document
has that fact, neither right nor wrong where the document has it without one of its roles, else wrong, also in
traffic news and tweets, where nothing of the kind is annotated.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.evaluate.claims import Tally
from kg.evaluate.names import names_of, plain, same
from kg.model import document_id

__all__ = [
    "MAPPING",
    "Fact",
    "Marked",
    "SmartReport",
    "is_held_out",
    "read_smartdata",
    "score_smartdata",
]

Row = Mapping[str, Any]  # JSON at the edge
Names = frozenset[str]
LEADERSHIP = ("OrganizationLeadership", "person", "organization")
MAPPING: Mapping[str, tuple[str, str, str]] = {
    "acquires": ("Acquisition", "buyer", "acquired"),
    "mergesWith": ("Merger", "old", "old"),
    "spinsOff": ("SpinOff", "parent", "child"),
    "isSubsidiaryOf": ("SpinOff", "child", "parent"),
    "insolvent": ("Insolvency", "company", ""),
    "laysOff": ("Layoffs", "company", ""),
    "strikes": ("Strike", "", "company"),
    "leads": LEADERSHIP,
    "boardMemberOf": LEADERSHIP,
    "appoints": LEADERSHIP,
    "leavesPost": LEADERSHIP,
}
"""Our relation -> SmartData's, and the roles of our subject and object ("" for one that it has not, or is a figure).

SmartData calls "Alphabet-Tochter Google" a SpinOff, and who holds, takes or leaves a post a leadership.
"""
ROLES: Mapping[str, tuple[str, ...]] = {
    "Acquisition": ("buyer", "acquired"),
    "Merger": ("old", "old"),
    "SpinOff": ("parent", "child"),
    "Insolvency": ("company",),
    "Layoffs": ("company",),
    "Strike": ("company",),
    "OrganizationLeadership": ("person", "organization"),
}
"""The roles that make a fact."""
PARTS = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a document: its kind and the names in each of its roles; a missing role has none."""

    kind: str
    names: tuple[Names, ...]

    @property
    def whole(self) -> bool:
        """Return whether every role is filled."""
        return all(self.names)

    def says(self, other: Fact) -> bool:
        """Return whether the roles that both have are filled alike; the parties of a merger have no order."""
        if self.kind != other.kind:
            return False
        orders = [other.names, other.names[::-1]] if self.kind == "Merger" else [other.names]
        return any(
            all(not a or not b or same(a, b) for a, b in zip(self.names, names, strict=True))
            for names in orders
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """One document of the corpus with its business facts."""

    name: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class SmartReport:
    """What an evaluation found, by SmartData's relation."""

    documents: int = 0
    total: Tally = field(default_factory=Tally)
    relations: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def is_held_out(text: str) -> bool:
    """Return whether a text is of the tenth kept apart, told by its content alone."""
    return int(document_id(text), 16) % PARTS == 0


def read_smartdata(path: Path, *, without: Iterable[str] = ()) -> Iterator[Marked]:
    """Yield the documents of a JSON Lines file with `id`, `text` and `relations`, those of `without` left out.

    Raises:
        DocumentError: names file and line where a line is no such document.
    """
    known = {_spaced(text) for text in without}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found = Marked(str(row["id"]), row["text"], tuple(_facts(row["relations"])))
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentError(f"{path}:{number}: no SmartData document: {error!r}") from error
        if _spaced(found.text) not in known:
            yield found


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _facts(relations: Iterable[Row]) -> Iterator[Fact]:
    """Yield the facts of a document once each, whole ones first."""
    kept: list[Fact] = []
    told = (fact for relation in relations for fact in _readings(relation))
    for fact in sorted(told, key=lambda f: not f.whole):
        if not any(fact.says(other) for other in kept):
            kept.append(fact)
            yield fact


def _readings(relation: Row) -> Iterator[Fact]:
    """Yield a fact for each choice of fillers of a relation's roles."""
    roles = ROLES.get(relation["name"], ())
    fillers = {
        role: [frozenset({plain(arg["text"])}) for arg in relation["args"] if arg["role"] == role]
        for role in roles
    }
    choices: Iterable[tuple[Names, ...]] = product(
        *(found or [Names()] for found in fillers.values())
    )
    if len(fillers) < len(roles):
        parties = fillers[roles[0]]
        choices = combinations([*parties, *[Names()] * (len(roles) - len(parties))], len(roles))
    yield from (Fact(relation["name"], names) for names in choices if any(names))


def score_smartdata(documents: Sequence[Marked], rows: Iterable[Row]) -> SmartReport:
    """Return the report on claims rows, whose `doc` is the name of a document."""
    told: dict[str, list[Fact]] = defaultdict(list)
    for row in rows:
        if row["relation"] in MAPPING:
            told[row["doc"]].append(_fact(row))
    report = SmartReport(documents=len(documents))
    for document in documents:
        _score(document.facts, told[document.name], report)
    return report


def _fact(row: Row) -> Fact:
    kind, subject, target = MAPPING[row["relation"]]
    who = frozenset(names_of(row["subject"]))
    whom = frozenset(names_of(row["object"]) or {plain(row["object"].get("literal"))})
    if subject == target:
        return Fact(kind, (who, whom))
    names = {subject: who, target: whom}
    return Fact(kind, tuple(names[role] for role in ROLES[kind]))


def _score(facts: Sequence[Fact], told: Sequence[Fact], report: SmartReport) -> None:
    for fact in facts:
        if fact.whole:
            found = any(fact.says(read) for read in told)
            for tally in (report.total, report.relations[fact.kind]):
                tally.gold += 1
                tally.found += found
    for read in _distinct(told):
        if not any(fact.says(read) for fact in facts):
            for tally in (report.total, report.relations[read.kind]):
                tally.wrong += 1


def _distinct(told: Sequence[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for read in told:
        if not any(read.says(other) for other in kept):
            kept.append(read)
    return kept
