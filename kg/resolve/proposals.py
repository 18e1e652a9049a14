"""Entities in, pairs that may be one out: each with a score and the reason in words.

A proposal is never a merge; a line "same" in the decisions file makes it one. Names are compared
only where they share a rare word, their first letters or their initials, so that the time grows
with the number of entities and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from kg.model import Entity, Reason
from kg.resolve.decisions import Decisions, Judgement
from kg.resolve.names import entries, initials, name_of, squeezed
from kg.resolve.reasons import reason
from kg.resolve.registry import Registry, compatible, family

__all__ = ["LEAST_SCORE", "Proposal", "proposals"]

LEAST_SCORE = 0.8
"""Pairs below are not shown: on the training articles hardly one in ten of them was one thing."""
_LARGEST_BLOCK = 60
_SHORTEST_INITIALS = 3
_SHORTEST_SPELLING = 6
_PROPER = 0.9
_UNLIKE = 0.0, Reason()
_NO_REGISTRY = Registry({}, {})
_NO_DECISIONS = Decisions()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one."""

    left: str
    right: str
    score: float
    """How alike the names are, in [0, 1]."""
    reason: Reason
    unsure: bool = False
    """True where somebody looked and could not tell."""


def proposals(
    entities: Iterable[Entity],
    *,
    decisions: Decisions = _NO_DECISIONS,
    registry: Registry = _NO_REGISTRY,
    least: float = LEAST_SCORE,
) -> Iterator[Proposal]:
    """Yield the pairs that may be one, the likeliest first.

    Decided pairs are left out, and pairs the registry knows as two.
    """
    named = sorted((e for e in entities if e.named), key=lambda e: e.id)
    unsure = {d.pair for d in decisions.lines if d.kind is Judgement.UNSURE}
    found: dict[tuple[str, str], Proposal] = {}
    for left, right in _pairs(named):
        pair = (left.id, right.id)
        if pair in found or decisions.different(*pair) is not None:
            continue
        if left.id in registry.items and right.id in registry.items:
            continue
        score, why = _compare(left, right)
        if score >= least:
            found[pair] = Proposal(*pair, round(score, 3), why, pair in unsure)
    yield from sorted(found.values(), key=lambda p: (-p.score, p.left, p.right))


def _pairs(named: list[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Yield pairs that share a block; blocks of common words are passed over."""
    blocks: dict[str, list[Entity]] = defaultdict(list)
    for entity in named:
        for signature in sorted(_signatures(entity)):
            blocks[signature].append(entity)
    for signature in sorted(blocks):
        block = blocks[signature]
        if 1 < len(block) <= _LARGEST_BLOCK:
            yield from combinations(block, 2)


def _signatures(entity: Entity) -> set[str]:
    """Return the words, the initials and the beginning of an entity's name."""
    key = _key(entity)
    words = {word for word in key.split("-") if len(word) > len("xx")}
    beginning = squeezed(key)[:5]
    short = initials(name_of(entity.label).core)
    return (words | {beginning, short} | {f"={name}" for name in _names(entity)}) - {""}


def _key(entity: Entity) -> str:
    return name_of(entity.label, organization=family(entity.kind) == "organization").key


def _compare(left: Entity, right: Entity) -> tuple[float, Reason]:
    """Return (score, reason); 0 where kinds, register links or given names speak against it."""
    if not compatible(left.kind, right.kind) or _linked_apart(left, right):
        return _UNLIKE
    if family(left.kind) == family(right.kind) == "person":
        return _compare_persons(left, right)
    return _compare_names(left, right)


def _linked_apart(left: Entity, right: Entity) -> bool:
    """Whether one register knows both, as two."""
    known = {link.register: link.target for link in left.links}
    return any(known.get(link.register, link.target) != link.target for link in right.links)


def _compare_persons(left: Entity, right: Entity) -> tuple[float, Reason]:
    a, b = _key(left).split("-"), _key(right).split("-")
    if len(a) > len(b):
        a, b = b, a
    if len(a) == 1:
        return (0.8, reason("surname-alone", a[0].title())) if a == b[-1:] else _UNLIKE
    if a[-1] == b[-1] and a[0][0] == b[0][0] and (a[0] == b[0] or 1 in {len(a[0]), len(b[0])}):
        return 0.9, reason("given-names")
    return _by_spelling(left, right)


def _compare_names(left: Entity, right: Entity) -> tuple[float, Reason]:
    """Return the best of what the rules say."""
    told = [rule(left, right) for rule in (_by_key, _by_initials, _by_alias, _by_spelling)]
    return max(told, key=_score)


def _score(told: tuple[float, Reason]) -> float:
    return told[0]


def _by_key(left: Entity, right: Entity) -> tuple[float, Reason]:
    a, b = _key(left), _key(right)
    if squeezed(a) == squeezed(b):
        return 0.97, _but_for(_legal(left), _legal(right))
    short, long = sorted((a.split("-"), b.split("-")), key=len)
    if short == long[: len(short)]:
        if set(long[len(short) :]) <= set(entries("group_words.txt")):
            return 0.93, reason("group")
        return 0.7, reason("begins")
    return _UNLIKE


def _but_for(left: str, right: str) -> Reason:
    """Say what two writings of one name differ in; the legal forms are as the articles write them."""
    if left == right:
        return reason("hyphen")
    return (
        reason("legal-both", left, right) if left and right else reason("legal-one", left or right)
    )


def _legal(entity: Entity) -> str:
    name = name_of(entity.label, organization=family(entity.kind) == "organization")
    return name.text.removeprefix(name.core).strip(" ,") if name.legal else ""


def _by_initials(left: Entity, right: Entity) -> tuple[float, Reason]:
    for short, long in ((left, right), (right, left)):
        key = _key(short)
        if len(key) >= _SHORTEST_INITIALS and key == initials(name_of(long.label).core):
            return 0.85, reason("initials", long.label)
    return _UNLIKE


def _by_alias(left: Entity, right: Entity) -> tuple[float, Reason]:
    """Compare other names; what only a description says ("das Unternehmen") does not count."""
    shared = _names(left) & _names(right)
    return (0.88, reason("both-called", min(shared))) if shared else _UNLIKE


def _names(entity: Entity) -> set[str]:
    told = {merge.surface for merge in entity.merges if merge.score >= _PROPER}
    return {name_of(surface).key for surface in told} | {_key(entity)}


def _by_spelling(left: Entity, right: Entity) -> tuple[float, Reason]:
    a, b = squeezed(_key(left)), squeezed(_key(right))
    length = min(len(a), len(b))
    edits = OSA.distance(a, b, score_cutoff=2)
    if length < _SHORTEST_SPELLING or edits > (1 if length < 2 * _SHORTEST_SPELLING else 2):
        return _UNLIKE
    if [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]:
        return _UNLIKE
    return 0.95 - edits / length, reason("letters" if edits > 1 else "letter", str(edits))
