"""Two graphs compared: stores in; statements, claims and entities that differ out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.prefixes import FIXED

__all__ = ["Change", "ClaimView", "Difference", "Regrouping", "compare"]

_KG, _RDF, _RDFS = FIXED["kg"], FIXED["rdf"], FIXED["rdfs"]
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_TRACKED = ("modality", "polarity", "basis", "attributedTo", "sourceName")


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as two graphs can be compared by: what it states, and how."""

    iri: str
    subject: str
    predicate: str
    object: str
    article: str
    sentence: str
    quote: str
    how: tuple[tuple[str, str], ...]
    """Modality, polarity, basis and source: what may change while the statement stays."""

    @property
    def terms(self) -> tuple[str, ...]:
        """Return what may be an IRI: who, what, whom, and how that is told."""
        values = (self.subject, self.predicate, self.object, *(value for _, value in self.how))
        return *(_KG + name for name, _ in self.how), *", ".join(values).split(", ")

    @property
    def statement(self) -> tuple[str, str, str, str, str]:
        """Return what makes it the same statement of the same sentence."""
        return self.article, self.sentence, self.subject, self.predicate, self.object


@dataclass(frozen=True, slots=True)
class Change:
    """A statement of a sentence that is told otherwise now."""

    old: ClaimView
    new: ClaimView


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Entities whose mentions were put together, or taken apart."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Return merged, split, renamed, or regrouped for several to several."""
        counts = len(self.old) > 1, len(self.new) > 1
        names = {(True, False): "merged", (False, True): "split", (False, False): "renamed"}
        return names.get(counts, "regrouped")


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two graphs; every tuple is sorted."""

    removed: tuple[str, ...]
    """Statements, as N-Quads without the final dot."""
    added: tuple[str, ...]
    claims_removed: tuple[ClaimView, ...]
    claims_added: tuple[ClaimView, ...]
    claims_changed: tuple[Change, ...]
    entities_removed: tuple[str, ...]
    entities_added: tuple[str, ...]
    regrouped: tuple[Regrouping, ...]
    labels: Mapping[tuple[str, str], str]
    """(IRI, language) -> label, of all that is named above; the newer graph's where both have one."""

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.removed or self.added)


def compare(old: ox.Store, new: ox.Store) -> Difference:
    """Return what differs between two graphs.

    A claim is changed, not replaced, where the same sentence still states the same but with
    another modality, polarity, basis or source. Entities are followed by their mentions.
    """
    before, after = _quads(old), _quads(new)
    left, right = _claims(old), _claims(new)
    gone = [left[iri] for iri in sorted(left) if left[iri] != right.get(iri)]
    come = [right[iri] for iri in sorted(right) if right[iri] != left.get(iri)]
    regrouped = _regrouped(_mentions(old), _mentions(new))
    changed = _changed(gone, come, _names(regrouped))
    told = {c.old.iri for c in changed}, {c.new.iri for c in changed}
    moved = {iri for r in regrouped for iri in (*r.old, *r.new)}
    entities = _entities(old), _entities(new)
    named = {*moved, *(entities[0] ^ entities[1])}
    named.update(term for claim in (*gone, *come) for term in claim.terms)
    return Difference(
        removed=tuple(sorted(before - after)),
        added=tuple(sorted(after - before)),
        claims_removed=tuple(claim for claim in gone if claim.iri not in told[0]),
        claims_added=tuple(claim for claim in come if claim.iri not in told[1]),
        claims_changed=changed,
        entities_removed=tuple(sorted(entities[0] - entities[1] - moved)),
        entities_added=tuple(sorted(entities[1] - entities[0] - moved)),
        regrouped=regrouped,
        labels={**_labels(old, named), **_labels(new, named)},
    )


def _labels(store: ox.Store, iris: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the labels of IRIs; of several in one language the last by the alphabet."""
    found = {}
    default = ox.DefaultGraph()
    for iri in sorted(iri for iri in iris if _IRI.fullmatch(iri)):
        told = store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(_RDFS + "label"), None, default
        )
        labels = (quad.object for quad in told if isinstance(quad.object, ox.Literal))
        for label in sorted(labels, key=lambda one: one.value):
            found[iri, label.language or ""] = label.value
    return found


def _quads(store: ox.Store) -> set[str]:
    return {str(quad) for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)}


def _pairs(store: ox.Store, predicate: str) -> Iterable[tuple[str, str]]:
    found = store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
    for quad in found:
        target = quad.object
        text = target.value if isinstance(target, ox.NamedNode | ox.Literal) else str(target)
        yield str(getattr(quad.subject, "value", quad.subject)), text


def _table(store: ox.Store, predicate: str) -> dict[str, str]:
    """Return subject -> values of a property, several joined."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject, value in _pairs(store, predicate):
        found[subject].append(value)
    return {subject: ", ".join(sorted(values)) for subject, values in found.items()}


def _claims(store: ox.Store) -> dict[str, ClaimView]:
    names = {n: _table(store, _KG + n) for n in ("article", "sentence", "quote", "literal")}
    parts = {n: _table(store, _RDF + n) for n in ("subject", "predicate", "object")}
    how = {name: _table(store, _KG + name) for name in _TRACKED}
    return {
        iri: ClaimView(
            iri=iri,
            subject=subject,
            predicate=parts["predicate"].get(iri, ""),
            object=parts["object"].get(iri) or names["literal"].get(iri, ""),
            article=names["article"].get(iri, ""),
            sentence=names["sentence"].get(iri, ""),
            quote=names["quote"].get(iri, ""),
            how=tuple((n, table[iri]) for n, table in how.items() if iri in table),
        )
        for iri, subject in parts["subject"].items()
    }


def _names(regrouped: Iterable[Regrouping]) -> dict[str, str]:
    """Return entity -> one name for all entities that were put together or taken apart with it."""
    return {iri: " ".join(group.old) for group in regrouped for iri in (*group.old, *group.new)}


def _changed(
    gone: Iterable[ClaimView], come: Iterable[ClaimView], names: Mapping[str, str]
) -> tuple[Change, ...]:
    """Pair claims that state the same in the same sentence, where just one on each side does.

    What is said of a merged, split or renamed entity is the same statement still.
    """
    left, right = _by_statement(gone, names), _by_statement(come, names)
    return tuple(
        Change(left[key][0], right[key][0])
        for key in sorted(left.keys() & right.keys())
        if len(left[key]) == len(right[key]) == 1
    )


def _by_statement(
    claims: Iterable[ClaimView], names: Mapping[str, str]
) -> dict[tuple[str, ...], list[ClaimView]]:
    found: dict[tuple[str, ...], list[ClaimView]] = defaultdict(list)
    for claim in claims:
        found[tuple(names.get(part, part) for part in claim.statement)].append(claim)
    return found


def _mentions(store: ox.Store) -> dict[str, str]:
    """Return span IRI -> entity; a span that means several is left out."""
    found = _table(store, _KG + "refersTo")
    return {span: entity for span, entity in found.items() if ", " not in entity}


def _regrouped(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Regrouping, ...]:
    """Follow the mentions both graphs have: groups of entities that share some, but not all."""
    links = {(old[span], new[span]) for span in old.keys() & new.keys()}
    forward: dict[str, set[str]] = defaultdict(set)
    backward: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        forward[one].add(other)
        backward[other].add(one)
    groups = set()
    for one in forward:
        left, right = _component(one, forward, backward)
        groups.add(Regrouping(tuple(sorted(left)), tuple(sorted(right))))
    return tuple(sorted((g for g in groups if g.old != g.new), key=_first))


def _component(
    start: str, forward: Mapping[str, set[str]], backward: Mapping[str, set[str]]
) -> tuple[set[str], set[str]]:
    left, right = {start}, set[str]()
    while True:
        right = {other for one in left for other in forward[one]}
        wider = {one for other in right for one in backward[other]}
        if wider == left:
            return left, right
        left = wider


def _first(group: Regrouping) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return group.old, group.new


def _entities(store: ox.Store) -> set[str]:
    return {subject for subject, _ in _pairs(store, _RDF + "type") if "/entity/" in subject}
