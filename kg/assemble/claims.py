"""Claims: model claims in, claim nodes with their evidence, and the direct edges, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.assemble.page import Page
from kg.assemble.participants import role_pairs
from kg.assemble.terms import Node, Quad, decimal, german, plain, whole
from kg.assemble.values import amount_iri, amount_quads, time_iri, time_quads
from kg.model import Attribution, Basis, Claim, Modality, Polarity
from kg.vocabulary import KG, PROV, term

__all__ = ["OPEN", "Statement", "claim_quads", "source_pairs", "statement"]

EDGE = "edge:"
"""Prefix of a relation that is a direct edge only, none of the ontology's relation types."""
OPEN = "open:"
"""Prefix of a relation that fits none of the ontology; the verb's lemma follows."""

_FORESEEN = frozenset({Modality.EXPECTED, Modality.PLANNED, Modality.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the graph says it."""

    claim: Claim
    subject: URIRef
    predicate: URIRef
    object: URIRef | None
    relation: URIRef | None
    """The relation type it was read as, where the predicate does not say it."""
    set_aside: str
    """Why it gives no edge although its relation has one; empty where it may."""

    @property
    def is_edge(self) -> bool:
        """Say whether the claim supports a direct edge."""
        asserted = self.claim.modality is Modality.ASSERTED
        return (
            asserted
            and self.claim.polarity is Polarity.POSITIVE
            and self.object is not None
            and self.predicate != KG.relatedTo
            and not self.set_aside
        )


def statement(page: Page, claim: Claim) -> Statement:
    """Return what a claim says in the graph's terms: its relation becomes a direct relation."""
    subject = page.iri(claim.subject)
    target = None if claim.object is None else page.iri(claim.object)
    if claim.relation.startswith(OPEN):
        return Statement(claim, subject, KG.relatedTo, target, None, "")
    relation = page.schema.term(claim.relation.removeprefix(EDGE))
    predicate = _predicate(page, claim, relation)
    reason = "" if target is None else _misfit(page, claim, predicate)
    told = None if predicate == relation else relation
    return Statement(claim, subject, predicate, target, told, reason)


def _predicate(page: Page, claim: Claim, relation: URIRef) -> URIRef:
    known = page.schema
    if claim.object is None:
        stated = relation in known.properties
        return relation if stated else known.edge_of.get(relation, KG.relatedTo)
    if page.is_event(claim.subject):
        happens = _event_edge(page, claim)
        if happens is not None:
            return happens
    other = known.other_edge.get(relation)
    if other is not None and known.ranges[other] in page.kinds(claim.object):
        return other
    edge = known.edge_of.get(relation, relation)
    return edge if edge in known.edges else KG.relatedTo


def _event_edge(page: Page, claim: Claim) -> URIRef | None:
    """Return the edge of an event to its own participant: "der Streik trifft VW" is kg:affects."""
    told = page.schema.event_of.get(page.schema.term(claim.relation.removeprefix(EDGE)))
    if told is None or told not in page.kinds(claim.subject):
        return None
    for rule in page.schema.projections:
        if rule.source == KG.self and rule.on in page.kinds(claim.subject):
            return rule.edge
    return None


def _misfit(page: Page, claim: Claim, predicate: URIRef) -> str:
    """Say why participants of these kinds cannot stand in the relation; empty where they can."""
    if claim.object is None:
        return ""
    if page.iri(claim.subject) == page.iri(claim.object):
        return "subject and object are the same entity"
    places = (
        ("subject", claim.subject, page.schema.domains),
        ("object", claim.object, page.schema.ranges),
    )
    for place, key, table in places:
        wanted = table.get(predicate)
        kinds = page.kinds(key)
        if wanted is not None and wanted not in kinds and KG.UnnamedEntity not in kinds:
            return f"the {place} is no {str(wanted).rpartition('#')[2]}"
    return ""


def claim_quads(page: Page, told: Statement, run: URIRef) -> Iterator[Quad]:
    """Yield a claim as a node: what it says as an RDF reification, and how it was said and read."""
    claim = told.claim
    iri = page.resources.claim(claim.id)
    sentence = claim.evidence.sentence
    yield from page.quads(
        iri,
        (RDF.type, KG.Claim),
        (RDF.type, KG.Forecast if _is_forecast(page, told) else None),
        (RDF.subject, told.subject),
        (RDF.predicate, told.predicate),
        (RDF.object, told.object),
        (KG.relation, told.relation),
        (KG.literal, None if claim.literal is None else german(claim.literal)),
        (KG.article, page.article),
        (KG.sentence, page.span(sentence.start, sentence.end)),
        (KG.quote, german(claim.evidence.quote)),
        (KG.start, whole(claim.evidence.start)),
        (KG.end, whole(claim.evidence.end)),
        (KG.modality, term(claim.modality.value)),
        (KG.polarity, term(claim.polarity.value)),
        (KG.basis, term(claim.basis.value)),
        (KG.confidence, decimal(claim.confidence)),
        (KG.rule, plain(claim.rule or "unnamed")),
        (PROV.wasGeneratedBy, run),
        *_further(page, told),
    )
    yield from _own_values(page, claim, iri)


def _further(page: Page, told: Statement) -> Iterator[tuple[URIRef, Node]]:
    """Yield what only some claims have."""
    claim = told.claim
    if claim.relation.startswith(OPEN):
        yield KG.openRelation, plain(claim.relation.removeprefix(OPEN))
    if claim.event is not None:
        yield KG.event, page.iri(claim.event)
    if told.set_aside and claim.modality is Modality.ASSERTED:
        yield KG.setAside, plain(told.set_aside)
    if claim.note:
        yield KG.note, plain(claim.note)
    for source in claim.derived_from:
        yield PROV.wasDerivedFrom, page.resources.claim(source)
    for cue in _cues(claim):
        yield KG.cue, german(cue)
    yield from source_pairs(page, claim.attribution)


def source_pairs(page: Page, said: Attribution | None) -> Iterator[tuple[URIRef, Node]]:
    """Yield who a claim is ascribed to: an entity, or the words for who it is."""
    if said is None:
        return
    if said.referent is not None:
        yield KG.attributedTo, page.iri(said.referent)
    else:
        yield KG.sourceName, german(said.source)
    if said.via:
        yield KG.via, german(said.via)


def _cues(claim: Claim) -> set[str]:
    """Return the words that show attribution, modality or denial.

    Where a reading tells no cue for a hedged or denied claim (a mood spread over the verb group),
    or for one it inferred from no other claim, the quoted words as a whole are it: nobody shall
    have to take a hedge or an inference on trust.
    """
    hedged = claim.modality is not Modality.ASSERTED or claim.polarity is Polarity.NEGATIVE
    inferred = claim.basis is Basis.INFERENCE and not claim.derived_from
    shown = {claim.modality_cue, claim.polarity_cue} - {""}
    if (hedged or inferred) and not shown:
        shown = {claim.evidence.quote}
    said = {claim.attribution.cue} if claim.attribution is not None else set()
    return shown | said - {""}


def _own_values(page: Page, claim: Claim, iri: URIRef) -> Iterator[Quad]:
    """Yield the amount, the time and the roles beside subject and object that no event holds."""
    if claim.amount is not None:
        yield from page.quads(iri, (KG.amount, amount_iri(page, claim.amount)))
        yield from amount_quads(page, claim.amount)
    if claim.time is not None:
        yield from page.quads(iri, (KG.time, time_iri(page, claim.time)))
        yield from time_quads(page, claim.time)
    if claim.event is None:
        said = {claim.subject, claim.object, claim.literal}
        further = tuple(r for r in claim.roles if (r.referent or r.literal) not in said)
        yield from page.quads(iri, *role_pairs(page, further))


def _is_forecast(page: Page, told: Statement) -> bool:
    """Say whether a claim speaks of the time after publication: an event foreseen, not past.

    Only a time within the quoted words makes it past: "nach dem Kauf im ersten Quartal ist davon
    auszugehen, dass sie ausbauen" is a forecast.
    """
    claim = told.claim
    if claim.modality not in _FORESEEN or _is_past(page, claim):
        return False
    read_as = told.relation or told.predicate
    return claim.event is not None or read_as in page.schema.event_of


def _is_past(page: Page, claim: Claim) -> bool:
    time, today = claim.time, page.reading.document.date
    if time is None or not time.end_date or not today:
        return False
    return time.end_date < today and claim.evidence.start <= time.start < claim.evidence.end
