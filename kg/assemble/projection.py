"""Events and claims in, the further claims that the ontology's rules draw from them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rdflib import URIRef

from kg.assemble.claims import Statement, statement
from kg.assemble.page import Page
from kg.assemble.schema import Chain, Projection
from kg.model import Basis, Claim, Event, Modality, Polarity
from kg.vocabulary import KG

__all__ = ["CHAINED", "chained", "fillers", "projected"]

CHAINED = 0.9
"""A chained claim is at most this much as sure as the claim it rests on: a step more, a doubt more."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """An edge a rule draws from an event: keys of its two ends."""

    subject: str
    object: str
    rule: Projection


def projected(page: Page, told: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the claims that events imply and no claim of the reading says already.

    "A und B kaufen X von C" is one event; that A buys from C is drawn from its roles. A drawn
    claim has the evidence, attribution and basis of the claim it is drawn from, and the event's
    modality, so what is planned of the event is planned of all its edges.
    """
    told = list(told)
    present = {(s.subject, s.predicate, s.object) for s in told}
    said = {(s.claim.event, s.subject, s.object) for s in told}
    support = _support(told)
    for event in page.reading.events:
        claims = support.get(event.key, [])
        if not claims:
            continue
        for edge in _edges(page, event):
            key = (page.iri(edge.subject), edge.rule.edge, page.iri(edge.object))
            if key in present or (event.key, key[0], key[2]) in said:
                continue  # the reading says it, or says more: "verändert", not "baut aus"
            if key[0] != key[2]:
                present.add(key)
                yield statement(page, _draw(event, edge, claims))


def _support(told: Iterable[Statement]) -> dict[str, list[Claim]]:
    """Return the claims that tell of each event, those of the event itself first."""
    own: dict[str, list[Claim]] = defaultdict(list)
    about: dict[str, list[Claim]] = defaultdict(list)
    for claim in (s.claim for s in told):
        if claim.event is not None:
            own[claim.event].append(claim)
        for key in {claim.subject, claim.object} - {None, claim.event}:
            about[str(key)].append(claim)
    return {key: own[key] + about[key] for key in {*own, *about}}


def _edges(page: Page, event: Event) -> Iterator[_Edge]:
    kinds = page.kinds(event.key)
    for rule in page.schema.projections:
        if rule.on in kinds:
            for subject in fillers(page, event.key, rule.source):
                for target in fillers(page, event.key, rule.target):
                    yield _Edge(subject, target, rule)


def fillers(page: Page, key: str, role: URIRef) -> list[str]:
    """Return the keys of who fills a role of an event, or a role below it (a payer is an agent)."""
    if role == KG.self:
        return [key]
    return [
        filled.referent
        for event in page.reading.events
        if event.key == key
        for filled in event.roles
        if filled.referent is not None and role in page.schema.roles[page.role(filled.name)]
    ]


def _draw(event: Event, edge: _Edge, claims: list[Claim]) -> Claim:
    """Return the drawn claim, on the evidence of the claim that shares most participants."""
    ends = {edge.subject, edge.object}

    def fitness(claim: Claim) -> tuple[int, bool, bool, int, str]:
        shared = len(ends & {claim.subject, claim.object, claim.event})
        inferred = claim.basis is Basis.INFERENCE
        differs = claim.modality is not event.modality
        return -shared, inferred, differs, claim.evidence.start, claim.id

    source = min(claims, key=fitness)
    return replace(
        source,
        subject=edge.subject,
        relation=str(edge.rule.edge).rpartition("#")[2],
        object=edge.object,
        literal=None,
        modality=event.modality,
        polarity=event.polarity,
        amount=None,
        time=None,
        roles=(),
        event=event.key,
        rule=f"projection:{edge.rule.name}",
        derived_from=(source.id,),
        note="",
    )


def chained(page: Page, told: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the edges that lead over an event: what causes a rally in M triggers a rally in M.

    Only from claims that are edges themselves, over events that are asserted.
    """
    stated = list(told)
    present = {(s.subject, s.predicate, s.object) for s in stated}
    events = {event.key: event for event in page.reading.events}
    for each in stated:
        event = events.get(each.claim.object or "")
        if event is None or not each.is_edge or not _holds(event):
            continue
        for rule in page.schema.chains:
            if rule.over == each.predicate and rule.on in page.kinds(event.key):
                for claim in _lift(page, each.claim, event, rule):
                    lifted = statement(page, claim)
                    key = (lifted.subject, lifted.predicate, lifted.object)
                    if key not in present:
                        present.add(key)
                        yield lifted


def _holds(event: Event) -> bool:
    return event.modality is Modality.ASSERTED and event.polarity is Polarity.POSITIVE


def _lift(page: Page, claim: Claim, event: Event, rule: Chain) -> Iterator[Claim]:
    for target in fillers(page, event.key, rule.target):
        if page.iri(target) != page.iri(claim.subject):
            yield replace(
                claim,
                relation=str(rule.edge).rpartition("#")[2],
                object=target,
                basis=Basis.INFERENCE,
                confidence=round(claim.confidence * CHAINED, 4),
                amount=None,
                time=None,
                roles=(),
                event=event.key,
                rule=f"projection:{rule.name}",
                derived_from=(claim.id,),
                note="",
            )
