"""The referents of one document without a name in, the entities they are out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Entity, Merge, Reading, Referent
from kg.resolve.merges import aliases_of, described_as
from kg.resolve.names import clean, entries
from kg.resolve.reasons import reason
from kg.resolve.registry import Item, Registry
from kg.slug import slug

__all__ = ["unnamed_entities"]

_COUNTED = frozenset({"Company", "Group", "Organization", "Person", "UnnamedEntity"})
"""Kinds of which two may bear one description: "ein Sprecher ... ein Sprecher"."""


def unnamed_entities(reading: Reading, registry: Registry) -> dict[str, Entity]:
    """Keep participants without a name inside their document, apart from one another.

    Only what cannot be counted and is told in just the same words is one: "steigende Kosten".
    """
    found: dict[str, Entity] = {}
    seen: set[str] = set()
    scope = reading.document.id[:8]
    for same in _groups(reading):
        first = same[0]
        label = _label(first)
        item = _described(first, registry)
        if item is not None:
            entity = _known(item, label, same)
        else:
            own = f"doc-{scope}--{slug(label)}"
            while own in seen:
                own = f"{own}-{_start(first)}"
            seen.add(own)
            entity = _scoped(own, label, same)
        found |= {referent.key: entity for referent in same}
    return found


def _groups(reading: Reading) -> Iterator[tuple[Referent, ...]]:
    told: dict[tuple[str, str], list[Referent]] = {}
    for referent in sorted((r for r in reading.referents if not r.named), key=_start):
        key = (slug(_label(referent)), referent.kind)
        if referent.kind in _COUNTED or _is_owned(referent):
            key = (referent.key, "")
        told.setdefault(key, []).append(referent)
    yield from (tuple(same) for same in told.values())


def _is_owned(referent: Referent) -> bool:
    """Whether a pronoun tells whose it is: "seine Beteiligung" may be another's each time."""
    return any(m.text.casefold().startswith(entries("possessives.txt")) for m in referent.mentions)


def _label(referent: Referent) -> str:
    return clean(referent.name) or referent.name


def _start(referent: Referent) -> int:
    return min((m.start for m in referent.mentions), default=0)


def _scoped(own: str, label: str, same: tuple[Referent, ...]) -> Entity:
    first, *others = same
    again = [Merge(_label(r), 0.8, reason("again")) for r in others]
    merges = [merge for referent in same for merge in described_as(label, referent)]
    return Entity(
        own,
        first.kind,
        label,
        aliases=aliases_of(label, same),
        named=False,
        merges=tuple(dict.fromkeys((*merges, *(m for m in again if m.surface != label)))),
    )


def _known(item: Item, label: str, same: tuple[Referent, ...]) -> Entity:
    return Entity(
        item.id,
        item.kind,
        item.label,
        item.label_en,
        aliases=aliases_of(item.label, same),
        facts=item.facts,
        merges=(Merge(label, 0.9, reason("register", label, item.label)),),
    )


def _described(referent: Referent, registry: Registry) -> Item | None:
    """Return the item a description always stands for ("der chinesische Aktienmarkt")."""
    found = registry.find(referent.name, referent.kind)
    return found[0] if found is not None and found[0].described else None
