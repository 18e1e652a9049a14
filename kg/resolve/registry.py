"""Register rows in, a registry out that finds the item a name stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.model import Link
from kg.resolve.compare import without_group
from kg.resolve.names import clean, name_of, variants, without_description, without_office
from kg.slug import slug

__all__ = ["FAMILIES", "Item", "Registry", "compatible", "family"]

FAMILIES = {
    "Person": "person",
    "Politician": "person",
    "Organization": "organization",
    "Company": "organization",
    "Publisher": "organization",
    "Authority": "organization",
    "Medium": "organization",
    "Market": "market",
    "Index": "market",
    "FinancialInstrument": "market",
    "Security": "market",
    "Currency": "market",
    "Commodity": "market",
    "Place": "place",
    "Country": "place",
    "City": "place",
    "Site": "place",
    "Product": "product",
    "Chip": "product",
    "AIModel": "product",
    "Chatbot": "product",
    "Event": "event",
    "Agreement": "event",
    "Group": "group",
    "Topic": "topic",
}
"""Kind -> the family inside which a wrong kind is a likely slip of the reader."""

_NEAR = {
    frozenset({"organization", "market"}),
    frozenset({"organization", "topic"}),
    frozenset({"organization", "group"}),
    frozenset({"organization", "product"}),
    frozenset({"market", "topic"}),
    frozenset({"market", "product"}),
    frozenset({"product", "topic"}),
    frozenset({"place", "topic"}),
    frozenset({"place", "organization"}),
    frozenset({"place", "market"}),
}
_ONE_KIND = ({"Country", "City"}, {"City", "Place"}, {"Company", "Publisher"})
_ACTORS = frozenset({"Authority", "Organization"})
"""Kinds a reader takes for a place ("die EU"), too, and no town is named like."""
_MISREAD = frozenset({"organization", "market", "product"})
"""Families a reader takes for one another so often that a register's word goes before his."""


def family(kind: str) -> str:
    """Return the family of a kind; a kind this room does not know is a topic."""
    return FAMILIES.get(kind, "topic")


def _misread(kind: str, known: str) -> bool:
    """Whether a register's kind goes before the reader's: a country is one whatever it does."""
    if known == "Country":
        return compatible(kind, known)
    if known in _ACTORS:
        return compatible(kind, known) and family(kind) != "group"
    return {family(kind), family(known)} <= _MISREAD


def compatible(left: str, right: str) -> bool:
    """Whether two kinds may be two readings of one thing: never a person and a place."""
    a, b = family(left), family(right)
    return a == b or frozenset({a, b}) in _NEAR


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a register knows."""

    id: str
    """Local name of the entity's IRI."""
    kind: str
    label: str
    label_en: str = ""
    names: tuple[str, ...] = ()
    """Other names it is known by."""
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    ambiguous: frozenset[str] = frozenset()
    """Keys of names that are also something else: they need words beside them that decide."""
    described: bool = False
    """True where a description, not only a proper name, stands for it ("US-Börsen")."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of all names, the label's first."""
        told = (form for name in (self.label, *self.names) for form in (name, clean(name)))
        return tuple(dict.fromkeys(slug(form) for form in told))


@dataclass(frozen=True, slots=True)
class Registry:
    """Items by key; the first register that knows a name wins over later ones."""

    items: dict[str, Item]
    """Id -> item."""
    index: dict[str, tuple[Item, ...]] = field(repr=False)
    """Key of a name -> items, in the order of the registers."""

    @classmethod
    def of(cls, items: Iterable[Item]) -> Registry:
        """Build a registry; an item with the id of an earlier one adds names and links to it.

        A namesake of another kind (the town Salzgitter beside the steel maker) is told apart by its
        kind: "salzgitter--place".
        """
        merged: dict[str, Item] = {}
        for item in items:
            earlier = merged.get(item.id)
            if earlier is None:
                merged[item.id] = item
            elif item.kind == earlier.kind or {item.kind, earlier.kind} in _ONE_KIND:
                merged[item.id] = _joined(earlier, item)
            else:
                own = f"{item.id}--{slug(item.kind)}"
                merged[own] = replace(item, id=own)
        index: dict[str, list[Item]] = {}
        for item in merged.values():
            for key in item.keys:
                index.setdefault(key, []).append(item)
        return cls(merged, {key: tuple(found) for key, found in index.items()})

    def find(self, name: str, kind: str) -> tuple[Item, str] | None:
        """Return the item a name of this kind stands for, and the key it was found by."""
        organization = family(kind) in {"organization", "market"}
        parsed = name_of(name, organization=organization)
        person = family(kind) == "person"
        bare = without_office(parsed.core) if person else without_description(parsed.core)
        found = self._at((slug(parsed.text), parsed.key), kind) or self._of_group(parsed.key, kind)
        if found is not None or bare == parsed.core:
            return found
        found = self._at((slug(bare),), kind)
        return found if found is not None and family(found[0].kind) != "place" else None

    def _of_group(self, key: str, kind: str) -> tuple[Item, str] | None:
        """Return Shell for "Shell-Konzern", but never China for a "China-Gruppe"."""
        alone = without_group(key)
        found = self._at((alone,), kind) if alone != key else None
        is_firm = found is not None and family(found[0].kind) == "organization"
        return found if is_firm else None

    def _at(self, keys: tuple[str, ...], kind: str) -> tuple[Item, str] | None:
        for key in dict.fromkeys(form for told in keys for form in variants(told)):
            known = self.index.get(key, ())
            exact = [i for i in known if family(i.kind) == family(kind)]
            near = [i for i in known if _misread(kind, i.kind)]
            if exact or near:
                return (exact or near)[0], key
        return None


def _joined(first: Item, second: Item) -> Item:
    """Return the first item with what the second adds."""
    return Item(
        id=first.id,
        kind=first.kind,
        label=first.label,
        label_en=first.label_en or second.label_en,
        names=tuple(dict.fromkeys((*first.names, second.label, *second.names))),
        links=tuple(dict.fromkeys((*first.links, *second.links))),
        facts=tuple(dict.fromkeys((*first.facts, *second.facts))),
        ambiguous=first.ambiguous | second.ambiguous,
        described=first.described or second.described,
    )
