"""The named referents of one document in, groups of those that are one thing out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from kg.model import Merge, Reason, Referent
from kg.resolve.compare import compare_given, compare_names, signatures, without_group
from kg.resolve.decisions import Decisions
from kg.resolve.forms import base_form, names_apart
from kg.resolve.names import (
    Name,
    entries,
    given_and_surname,
    squeezed,
    variants,
    without_description,
)
from kg.resolve.reasons import reason
from kg.resolve.registry import Item, compatible, family
from kg.slug import slug

__all__ = ["Candidate", "Group", "groups_of"]


_NO_REASON = Reason()
_SHORTEST_SHORT = 4
_AMBIGUOUS = 0.9
"""How sure a link is at most that rests on words beside an ambiguous name."""
_MOST_ALIKE = 50
"""Names of one signature, in the order of the text, that one is compared with: a list of people named Maier is long."""
_SEVERAL = re.compile(r"[A-ZÄÖÜ]\S*(?: (?:[A-ZÄÖÜ]\S*|&|\+))+")
"""A name of several words; one with a small letter is a description ("Sparte der Reederei X")."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A named referent with what its name tells."""

    referent: Referent
    name: Name
    item: Item | None
    confidence: float
    """How sure it is that the referent is the register's item."""
    reason: Reason = _NO_REASON

    @property
    def id(self) -> str:
        """Return the id the referent would have alone."""
        return self.item.id if self.item is not None else self.name.key

    @property
    def given(self) -> str:
        """Return the slug of a person's given names, or empty."""
        return given_and_surname(self.name.core)[0]

    @property
    def first(self) -> str:
        """Return the first name of a person who is called by it: "Salman bin Ibrahim"."""
        words = self.name.key.split("-")
        return words[0] if set(words[1:-1]) & set(entries("given_name_joints.txt")) else ""

    @property
    def surname(self) -> str:
        """Return the slug of a person's surname."""
        return given_and_surname(self.name.core)[1]

    @property
    def legal(self) -> str:
        """Return the legal form that tells the company from its namesakes, or empty."""
        return "" if self.is_person or self.item is not None else base_form(self.name.legal)

    @property
    def is_person(self) -> bool:
        """Whether the referent was read as a person."""
        return family(self.referent.kind) == "person"


Bearers: TypeAlias = dict[str, list[Candidate]]


@dataclass(frozen=True, slots=True)
class Group:
    """Referents of one document that are one thing, with why each was taken for it."""

    members: tuple[Candidate, ...]
    merges: tuple[Merge, ...]


def groups_of(
    candidates: Iterable[Candidate], *, decisions: Decisions, document: str
) -> tuple[Group, ...]:
    """Group the referents that are one; pairs are tried from the surest to the weakest."""
    told = sorted(_without_namesakes(tuple(candidates)), key=_order)
    owner = {c.referent.key: i for i, c in enumerate(told)}
    members = {i: [c] for i, c in enumerate(told)}
    merges: dict[int, list[Merge]] = {i: [] for i in members}
    apart = names_apart((c.name.key, c.legal) for c in told if c.legal)
    pairs = sorted(_pairs(told), key=lambda pair: (-pair[0], _order(pair[2]), _order(pair[3])))
    for score, why, left, right in pairs:
        a, b = sorted((owner[left.referent.key], owner[right.referent.key]))
        if a == b or _is_either(left, right, apart):
            continue
        if not _may_join(members[a], members[b], decisions, document):
            continue
        merges[a] += [*merges.pop(b), Merge(right.referent.name, score, why)]
        members[a] += members.pop(b)
        owner.update((c.referent.key, a) for c in members[a])
    return tuple(Group(tuple(members[i]), tuple(merges[i])) for i in sorted(members))


def _without_namesakes(told: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """Unlink what may be another's here: "Trump" beside Ivanka Trump, "Telekom" beside A1 Telekom."""
    bearers = _bearers(told)
    for one in told:
        alone = one.is_person and one.item is not None and not one.given
        others = _named_like(one, bearers) if alone else _longer_names(one, told)
        if any(other.item is not one.item for other in others):
            yield replace(one, item=None, confidence=0.0, reason=_NO_REASON)
        else:
            yield one


def _longer_names(one: Candidate, told: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the companies whose longer names an ambiguous name may stand for here.

    "Telekom" beside Telekom Austria, unless the article names Deutsche Telekom, too.
    """
    if one.item is None or one.is_person or one.confidence > _AMBIGUOUS:
        return ()
    if any(c.item is one.item and c.confidence > _AMBIGUOUS for c in told):
        return ()
    key = one.name.key
    longer = (c for c in told if family(c.referent.kind) == "organization" and c is not one)
    return tuple(
        c for c in longer if c.name.key.startswith(f"{key}-") or c.name.key.endswith(f"-{key}")
    )


def _bearers(told: Iterable[Candidate]) -> Bearers:
    """Return surname -> the people of the article named in full who bear it.

    Organisations of several words stand under their last one, with a blank before it.
    """
    found: Bearers = {}
    for candidate in told:
        if candidate.is_person and candidate.given:
            found.setdefault(candidate.surname, []).append(candidate)
        elif not candidate.is_person and re.fullmatch(_SEVERAL, candidate.name.core):
            last = slug(candidate.name.core.split()[-1])
            found.setdefault(f" {last}", []).append(candidate)
    return found


def _named_like(one: Candidate, bearers: Bearers) -> list[Candidate]:
    return [c for form in variants(one.surname) for c in bearers.get(form, ())]


def _order(candidate: Candidate) -> tuple[int, str]:
    """Sort by place in the text; the key settles ties."""
    first = min((m.start for m in candidate.referent.mentions), default=0)
    return first, candidate.referent.key


def _pairs(told: list[Candidate]) -> Iterator[tuple[float, Reason, Candidate, Candidate]]:
    """Compare only referents that share a signature, so that long articles stay cheap."""
    blocks: dict[str, list[Candidate]] = {}
    for candidate in told:
        for signature in _signatures(candidate):
            blocks.setdefault(signature, []).append(candidate)
    bearers = _bearers(told)
    for block in blocks.values():
        for left, right in _worth_comparing(block):
            found = _compare(left, right, bearers)
            if found is not None:
                yield (*found, left, right)
    yield from _endings(told, bearers)


def _worth_comparing(block: list[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    """Yield each with the next of just its name, and one of each name with one of each of the next others."""
    twins: dict[tuple[str, str, str, Item | None], list[Candidate]] = {}
    for one in block:
        alike = (one.referent.kind, one.name.key, one.name.legal, one.item)
        twins.setdefault(alike, []).append(one)
    for same in twins.values():
        yield from pairwise(same)
    firsts = [same[0] for same in twins.values()]
    for at, one in enumerate(firsts):
        yield from ((one, other) for other in firsts[at + 1 : at + 1 + _MOST_ALIKE])


def _signatures(candidate: Candidate) -> set[str]:
    """Return what two names of one thing must share at least one of."""
    found = {f"item {candidate.item.id}"} if candidate.item is not None else set()
    if not candidate.is_person:
        return found | signatures(candidate.name)
    found |= {squeezed(form) for form in variants(candidate.name.key)}
    return found | set(variants(candidate.surname)) | ({candidate.first} - {""})


def _compare(left: Candidate, right: Candidate, bearers: Bearers) -> tuple[float, Reason] | None:
    """Return (score, reason in words) where two names may be one thing's."""
    if left.item is not None and right.item is not None and left.item.id == right.item.id:
        return 0.98, reason("register-both", left.item.label)
    if left.name.key == right.name.key and left.is_person == right.is_person:
        return 1.0, reason("same")
    if left.is_person and right.is_person:
        return _compare_persons(left, right, bearers)
    if left.is_person or right.is_person:
        return None
    return compare_names(left.name, right.name) or _compare_described(left, right)


def _compare_persons(
    left: Candidate, right: Candidate, bearers: Bearers
) -> tuple[float, Reason] | None:
    """Take a surname alone for the one person of the article who bears it."""
    for short, long in ((left, right), (right, left)):
        if short.name.key == long.first:
            return 0.9, reason("first-name", long.name.core)
    if right.surname not in variants(left.surname) and left.surname not in variants(right.surname):
        return None
    if bool(left.given) == bool(right.given):
        return compare_given(left.given, right.given)
    whole = left if left.given else right
    if len({c.given for c in _named_like(whole, bearers)}) == 1:
        return 0.95, reason("surname", whole.name.core)
    return None


def _compare_described(left: Candidate, right: Candidate) -> tuple[float, Reason] | None:
    """Take "Flughafenbetreiber Fraport" for Fraport, but never "Handelsgericht Wien" for Wien."""
    if family(left.referent.kind) != family(right.referent.kind):
        return None
    for short, long in ((left.name, right.name), (right.name, left.name)):
        if slug(without_description(long.core)) == short.key:
            return 0.92, reason("described", long.core)
    return None


def _is_either(left: Candidate, right: Candidate, apart: Collection[str]) -> bool:
    """Whether one may as well be the other's namesake: "Talbach" beside Talbach GmbH and Talbach AG."""
    whole, bare = (left, right) if left.legal else (right, left)
    if bare.legal or whole.name.key not in apart:
        return False
    return whole.name.key in {*variants(bare.name.key), without_group(bare.name.key)}


def _may_join(
    left: list[Candidate], right: list[Candidate], decisions: Decisions, document: str
) -> bool:
    """Whether nothing speaks against joining: other items, other legal forms, a decision."""
    items = {c.item.id for c in (*left, *right) if c.item is not None}
    forms = {base_form(c.name.legal) for c in (*left, *right)} - {""}
    kinds = [sorted({c.referent.kind for c in side}) for side in (left, right)]
    apart = any(not compatible(a, b) for a in kinds[0] for b in kinds[1])
    if len(items) > 1 or apart or len(forms) > 1:
        return False
    keys = [sorted({c.name.key for c in side}) for side in (left, right)]
    pairs = ((x, y) for x in keys[0] for y in keys[1])
    scope = document[:8]
    return not any(
        decisions.different(x, y)
        or decisions.different(f"{x}@{scope}", y)
        or decisions.different(x, f"{y}@{scope}")
        for x, y in pairs
    )


def _endings(
    told: list[Candidate], bearers: Bearers
) -> Iterator[tuple[float, Reason, Candidate, Candidate]]:
    """Take "Hüttinger" for the article's one company that ends so, "Trumpf Hüttinger"."""
    for short in told:
        if short.is_person or " " in short.name.core or len(short.name.key) < _SHORTEST_SHORT:
            continue
        found = bearers.get(f" {short.name.key}", [])
        alone = len({c.name.key for c in found}) == 1 and found[0].item is short.item is None
        if alone and {family(c.referent.kind) for c in (short, found[0])} == {"organization"}:
            yield 0.85, reason("ends", found[0].name.core), found[0], short
