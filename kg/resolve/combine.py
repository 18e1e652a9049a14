"""The entities of many documents in, one entity for each id out, whatever the order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Link, Merge
from kg.slug import slug

__all__ = ["combine"]


def combine(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return one entity for each id, sorted by id.

    The label and kind most documents use win (a tie goes to the label that spells the id, then to
    the shorter one); aliases, links, merges and facts are united, the surest link and merge kept.
    """
    told: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        told[entity.id].append(entity)
    return {own: _one(own, told[own]) for own in sorted(told)}


def _one(own: str, told: list[Entity]) -> Entity:
    linked = [entity for entity in told if entity.links or entity.facts] or told
    label = _label(own, linked)
    names = {name for entity in told for name in (entity.label, *entity.aliases)}
    return replace(
        told[0],
        kind=_most(entity.kind for entity in linked),
        label=label,
        label_en=max(entity.label_en for entity in told),
        aliases=tuple(sorted(names - {label})),
        named=any(entity.named for entity in told),
        links=_surest_links(told),
        merges=_surest_merges(told),
        facts=tuple(sorted({fact for entity in told for fact in entity.facts})),
    )


def _label(own: str, told: list[Entity]) -> str:
    counts = Counter(entity.label for entity in told)
    return min(counts, key=lambda name: (-counts[name], slug(name) != own, len(name), name))


def _most(kinds: Iterable[str]) -> str:
    counts = Counter(kinds)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _surest_links(told: list[Entity]) -> tuple[Link, ...]:
    best: dict[str, Link] = {}
    for link in (link for entity in told for link in entity.links):
        kept = best.get(link.target)
        if kept is None or (-link.confidence, link.reason) < (-kept.confidence, kept.reason):
            best[link.target] = link
    return tuple(sorted(best.values(), key=lambda link: (link.register, link.target)))


def _surest_merges(told: list[Entity]) -> tuple[Merge, ...]:
    best: dict[str, Merge] = {}
    for merge in (merge for entity in told for merge in entity.merges):
        kept = best.get(merge.surface)
        if kept is None or (-merge.score, merge.reason) < (-kept.score, kept.reason):
            best[merge.surface] = merge
    return tuple(best[surface] for surface in sorted(best))
