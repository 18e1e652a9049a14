"""The referents of one document in, the entities they are out.

Nothing but the document, the registry and the decisions is looked at: a document's entities do not
depend on which other documents are read, or in which order. Equal names in two documents are one
entity because they get one id; anything less than equal is a proposal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Entity, Form, Link, Reading, Referent
from kg.resolve.compare import without_group
from kg.resolve.decisions import Decisions
from kg.resolve.evidence import link_evidence
from kg.resolve.forms import with_form
from kg.resolve.merges import aliases_of, decided_to_be, merges_of
from kg.resolve.names import (
    given_and_surname,
    name_of,
    variants,
    without_description,
    without_office,
)
from kg.resolve.reasons import reason
from kg.resolve.registry import FAMILIES, Item, Registry, compatible, family
from kg.resolve.unnamed import unnamed_entities
from kg.resolve.within import Candidate, Group, groups_of
from kg.slug import slug

__all__ = ["resolve"]

_KINDS = tuple(FAMILIES)
_NO_DECISIONS = Decisions()


def resolve(
    reading: Reading, *, registry: Registry, decisions: Decisions = _NO_DECISIONS
) -> dict[str, Entity]:
    """Return the entity of every referent of a document, by the referent's key."""
    named = [r for r in reading.referents if r.named]
    candidates = [_candidate(r, reading, registry, decisions) for r in named]
    groups = groups_of(candidates, decisions=decisions, document=reading.document.id)
    entities = _with_ids(groups, reading, registry, decisions)
    return entities | unnamed_entities(reading, registry)


def _candidate(
    referent: Referent, reading: Reading, registry: Registry, decisions: Decisions
) -> Candidate:
    """Look the referent's name up, and take the item only where it is no guess."""
    organization = family(referent.kind) in {"organization", "market"}
    name = name_of(referent.name, organization=organization)
    found = registry.find(referent.name, referent.kind)
    if found is not None:
        item, key = found
        evidence = link_evidence(reading, referent, item, key)
        scoped = f"{name.key}@{reading.document.id[:8]}"
        kept_apart = decisions.different(scoped, item.id) or decisions.different(name.key, item.id)
        if evidence is not None and kept_apart is None:
            return Candidate(referent, name, item, *evidence)
    return Candidate(referent, name, None, 0.0)


def _with_ids(
    groups: tuple[Group, ...], reading: Reading, registry: Registry, decisions: Decisions
) -> dict[str, Entity]:
    """Give every group its id; groups a decision makes one become one entity."""
    scope = reading.document.id[:8]
    moved = dict(decisions.representative)
    joined: dict[str, list[Group]] = {}
    decided: dict[str, set[str]] = {}
    apart = decisions.told_apart
    for group, own in zip(groups, _ids(groups, scope, registry, apart), strict=True):
        split = decisions.different(f"{own}@{scope}", own) is not None
        told = f"{own}--{scope}" if split else own
        named = f"{own}@{scope}" if f"{own}@{scope}" in moved else told
        final = moved.get(named, named)
        joined.setdefault(final, []).append(group if final == told else decided_to_be(group, final))
        if final != told:
            decided.setdefault(final, set()).add(named)
    found: dict[str, Entity] = {}
    for final, same in joined.items():
        known = registry.items.get(final)
        linked = final in decided or any(_item_of(group) is known for group in same)
        item = known if linked else None
        own_form = item is None and final not in moved.values()
        entity = replace(
            _entity(final, tuple(same), item),
            legal=_legal(same[0]) if own_form else "",
            moved=tuple(sorted(decided.get(final, ()))),
        )
        found |= {c.referent.key: entity for group in same for c in group.members}
    return found


def _ids(
    groups: tuple[Group, ...], scope: str, registry: Registry, apart: frozenset[str]
) -> Iterator[str]:
    """Yield the id of each group: the item's, the name's slug, or a qualified one.

    A person known by surname only stays inside the document; two groups of one article that share
    a name are told apart by legal form or kind, and so is a namesake of a register's item. Names
    that a decision tells `apart` by legal form are so everywhere.
    """
    plain = [_plain_id(group) for group in groups]
    shared = Counter(plain)
    bare = Counter(own for group, own in zip(groups, plain, strict=True) if not _legal(group))
    seen: set[str] = set()
    for group, own in zip(groups, plain, strict=True):
        if _item_of(group) is not None:
            yield own
            continue
        if _surname_only(group):
            own = f"doc-{scope}--{own}"  # noqa: PLW2901 - the same id, qualified
        elif own in apart and _legal(group):
            own = with_form(own, _legal(group))  # noqa: PLW2901
        elif _is_namesake(group, registry.items.get(own)) or (
            shared[own] > 1 and not _is_open(group, bare[own])
        ):
            own = f"{own}--{_qualifier(group)}"  # noqa: PLW2901
        while own in seen:
            own = f"{own}-{_start(group.members[0].referent)}"  # noqa: PLW2901
        seen.add(own)
        yield own


def _is_open(group: Group, bare: int) -> bool:
    """Whether a company may be any of its namesakes: the only one without a legal form."""
    return bare == 1 and not _legal(group) and family(_kind(group)) == "organization"


def _is_namesake(group: Group, item: Item | None) -> bool:
    return item is not None and not compatible(_kind(group), item.kind)


def _item_of(group: Group) -> Item | None:
    return next((c.item for c in group.members if c.item is not None), None)


def _fullest(group: Group) -> Candidate:
    """Return the member with the fullest name, base forms first; the letters settle ties."""
    keys = {c.name.key for c in group.members}

    def order(c: Candidate) -> tuple[bool, int, int, str, str]:
        key = c.name.key
        shorter = {*variants(key), slug(without_description(c.name.core)), without_group(key)}
        derived = keys & shorter - {key}
        return bool(derived), -key.count("-"), -len(key), key, c.name.text

    return min(group.members, key=order)


def _plain_id(group: Group) -> str:
    item = _item_of(group)
    if item is not None:
        return item.id
    fullest = _fullest(group)
    if fullest.is_person:
        return "-".join(part for part in given_and_surname(fullest.name.core) if part)
    return fullest.name.key


def _surname_only(group: Group) -> bool:
    return all(c.is_person and not c.given for c in group.members)


def _qualifier(group: Group) -> str:
    """Return what tells a group from its namesake: its legal form, else its kind."""
    return _legal(group) or slug(_kind(group))


def _legal(group: Group) -> str:
    """Return the legal form of a company that no register knows; a group has one at most."""
    return next((c.legal for c in group.members if c.legal), "") if not _item_of(group) else ""


def _start(referent: Referent) -> int:
    return min((m.start for m in referent.mentions), default=0)


def _kind(group: Group) -> str:
    """Return the kind most mentions were read with; the order of FAMILIES settles ties."""
    told: Counter[str] = Counter()
    for candidate in group.members:
        told[candidate.referent.kind] += 1
        told.update(m.kind for m in candidate.referent.mentions if m.form is not Form.PRONOUN)
    return min(told, key=lambda kind: (-told[kind], _rank(kind), kind))


def _rank(kind: str) -> int:
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _entity(final: str, groups: tuple[Group, ...], item: Item | None) -> Entity:
    """Write down one entity of the document."""
    members = tuple(c for group in groups for c in group.members)
    linked = next((c for c in members if c.item is not None and c.item is item), None)
    main = next((g for g in groups if _plain_id(g) == final), groups[0])
    label = item.label if item is not None else _label(main)
    entity = Entity(
        id=final,
        kind=item.kind if item is not None else _kind(Group(members, ())),
        label=label,
        label_en=item.label_en if item is not None else "",
        aliases=aliases_of(label, tuple(c.referent for c in members)),
        merges=merges_of(final, label, groups),
    )
    if item is None:
        return entity
    confidence = linked.confidence if linked is not None else 1.0
    why = linked.reason if linked is not None else reason("decided", item.label)
    links = tuple(Link(li.target, li.register, confidence, why) for li in item.links)
    return replace(entity, links=links, facts=item.facts)


def _label(group: Group) -> str:
    """Return the fullest name, with its legal form where the article gives one."""
    fullest = _fullest(group)
    if fullest.is_person:
        return without_office(fullest.name.core)
    same = (c.name.text for c in group.members if c.name.key == fullest.name.key)
    return max(same, key=lambda text: (len(text), text))
