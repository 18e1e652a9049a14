"""Claims and their participants as rows: a store in, plain rows for tables and networks out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg.export.rdf import Term
from kg.prefixes import FIXED

__all__ = ["ClaimRow", "NodeRow", "claim_rows", "node_rows"]

_PUBLISHED = FIXED["schema"] + "datePublished"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, flat; lists are joined by " | ", what is missing is empty."""

    subject: str
    predicate: str
    object: str
    """IRI of the object, or the text of a literal."""
    object_is_literal: bool
    claim: str
    is_edge: bool
    """True where the graph has the direct edge: something asserted and not denied says so."""
    modality: str
    polarity: str
    basis: str
    confidence: str
    attributed_to: str
    cue: str
    event: str
    """IRI of the event it is part of: claims of one event share one amount."""
    amount: str
    """The words; its figure is in `value` and `unit`."""
    value: str
    unit: str
    """Code of the currency, or the unit."""
    time: str
    """The words; the dates they mean are in `start_date` and `end_date`."""
    start_date: str
    end_date: str
    quote: str
    start: int
    end: int
    rule: str
    """Which rule read it."""
    document: str
    published: str
    """Date of the document."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """One participant of claims."""

    iri: str
    label: str
    kinds: str
    """Local names of its classes, joined by ";"."""
    aliases: str
    same_as: str
    """IRIs of registers, joined by " | "."""


def claim_rows(store: ox.Store) -> tuple[ClaimRow, ...]:
    """Return a row for each claim, sorted by subject, predicate, object and claim."""
    kind, claim = ox.NamedNode(FIXED["rdf"] + "type"), ox.NamedNode(FIXED["kg"] + "Claim")
    found = store.quads_for_pattern(None, kind, claim, ox.DefaultGraph())
    rows = (_row(store, quad.subject) for quad in found)
    return tuple(sorted((row for row in rows if row is not None), key=_key))


def node_rows(store: ox.Store, claims: tuple[ClaimRow, ...]) -> tuple[NodeRow, ...]:
    """Return a row for each participant of `claims`, sorted by IRI."""
    nodes = {row.subject for row in claims}
    nodes |= {row.object for row in claims if not row.object_is_literal}
    return tuple(_node(store, iri) for iri in sorted(nodes))


def _key(row: ClaimRow) -> tuple[str, str, str, str]:
    return row.subject, row.predicate, row.object, row.claim


_Values = dict[str, list[Term]]


def _values(store: ox.Store, subject: Term) -> _Values:
    """Return predicate IRI -> values of one node, sorted; nothing for a literal."""
    if isinstance(subject, ox.Literal):
        return {}
    found: dict[str, list[Term]] = defaultdict(list)
    for quad in store.quads_for_pattern(subject, None, None, ox.DefaultGraph()):
        found[quad.predicate.value].append(quad.object)
    return {name: sorted(values, key=str) for name, values in found.items()}


def _row(store: ox.Store, claim: Term) -> ClaimRow | None:
    told = _values(store, claim)
    rdf, kg = FIXED["rdf"], FIXED["kg"]
    subjects, predicates = told.get(rdf + "subject"), told.get(rdf + "predicate")
    targets = told.get(rdf + "object") or told.get(kg + "literal")
    if not (subjects and predicates and targets):
        return None
    subject, predicate, target = subjects[0], predicates[0], targets[0]
    literal = isinstance(target, ox.Literal)
    sources = told.get(kg + "attributedTo", []) + told.get(kg + "sourceName", [])
    amounts, times = (_parts(store, told, name) for name in ("amount", "time"))
    articles = told.get(kg + "article", [])
    return ClaimRow(
        subject=_text(subject),
        predicate=_text(predicate),
        object=_text(target),
        object_is_literal=literal,
        claim=_text(claim),
        is_edge=not literal and _has(store, subject, predicate, target),
        modality=_local(told, "modality"),
        polarity=_local(told, "polarity"),
        basis=_local(told, "basis"),
        confidence=_joined(told.get(kg + "confidence", [])),
        attributed_to=_joined(sources),
        cue=_joined(told.get(kg + "cue", [])),
        event=_joined(told.get(kg + "event", [])),
        amount=_told(amounts, "text"),
        value=_told(amounts, "value"),
        unit=_told(amounts, "currency", "unit"),
        time=_told(times, "text"),
        start_date=_told(times, "startDate"),
        end_date=_told(times, "endDate"),
        quote=_joined(told.get(kg + "quote", [])),
        start=int(_joined(told.get(kg + "start", [])) or 0),
        end=int(_joined(told.get(kg + "end", [])) or 0),
        rule=_joined(told.get(kg + "rule", [])),
        document=_joined(articles),
        published=_joined([d for a in articles for d in _values(store, a).get(_PUBLISHED, [])]),
    )


def _has(store: ox.Store, subject: Term, predicate: Term, target: Term) -> bool:
    if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode):
        return False
    return ox.Quad(subject, predicate, target, ox.DefaultGraph()) in store


def _parts(store: ox.Store, told: _Values, name: str) -> list[_Values]:
    """Return what is told of a claim's amounts or times, its own or its event's."""
    kg = FIXED["kg"]
    nodes = list(told.get(kg + name, []))
    for event in told.get(kg + "event", []):
        nodes += _values(store, event).get(kg + name, [])
    return [_values(store, node) for node in nodes]


def _told(parts: list[_Values], *names: str) -> str:
    """Return the values of the first of the properties that each part has."""
    kg = FIXED["kg"]
    found = (next((part[kg + n] for n in names if kg + n in part), []) for part in parts)
    return _joined([term for terms in found for term in terms])


def _node(store: ox.Store, iri: str) -> NodeRow:
    told = _values(store, ox.NamedNode(iri))
    labels = [x for x in told.get(FIXED["rdfs"] + "label", []) if isinstance(x, ox.Literal)]
    german = sorted(labels, key=_german_first)
    kinds = (_text(kind).rpartition("#")[2] for kind in told.get(FIXED["rdf"] + "type", []))
    return NodeRow(
        iri=iri,
        label=_text(german[0]) if german else iri.rpartition("/")[2],
        kinds=";".join(sorted(kind for kind in kinds if kind)),
        aliases=_joined(told.get(FIXED["skos"] + "altLabel", [])),
        same_as=_joined(told.get(FIXED["skos"] + "exactMatch", [])),
    )


def _german_first(label: ox.Literal) -> tuple[bool, str]:
    return label.language != "de", label.value


def _text(term: Term) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _joined(terms: list[Term]) -> str:
    return " | ".join(sorted({_text(term) for term in terms}))


def _local(told: _Values, name: str) -> str:
    return _joined(told.get(FIXED["kg"] + name, [])).rpartition("#")[2]
