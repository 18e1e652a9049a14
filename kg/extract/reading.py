"""The whole of reading one document: mentions, sources, frames and claims, in that order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.extract.attribution import find_attributions
from kg.extract.confidence import Fit, calibrated, shipped_fit
from kg.extract.coreference import index_referents
from kg.extract.disclosure import find_disclosures
from kg.extract.frames import (
    Match,
    NearMiss,
    Participants,
    Standing,
    Surroundings,
    find_matches,
    linked,
    load_ontology,
    merged,
    open_claims,
    read_match,
    settled,
    specific,
)
from kg.extract.mentions import find_mentions
from kg.extract.quantities import find_amounts
from kg.extract.status import status_of
from kg.extract.times import find_times
from kg.extract.zones import find_zones, in_zone
from kg.model import Claim, Disclosure, Document, Event, Reading, Referent, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Trace", "read", "trace"]


@dataclass(frozen=True, slots=True)
class Trace:
    """A reading with what led to it: which frames fit, and which nearly did."""

    reading: Reading
    matches: tuple[Match, ...]
    missed: tuple[NearMiss, ...]
    read: tuple[Claim, ...] = ()
    """The claims before the unsure ones and those told again were left out, with the rules' own confidence."""


def read(document: Document, doc: Doc, *, ontology: tuple[Path, ...] = ()) -> Reading:
    """Return all that is read from a document."""
    return trace(document, doc, ontology=ontology).reading


def trace(
    document: Document, doc: Doc, *, ontology: tuple[Path, ...] = (), fit: Fit | None = None
) -> Trace:
    """Return the reading of a document and the frames behind it; `fit` stands in for the shipped one."""
    rules = load_ontology(*ontology)
    sentences = tuple(Sentence(n, s.start_char, s.end_char) for n, s in enumerate(doc.sents, 1))
    index = index_referents(doc, find_mentions(doc))
    who = Participants(doc, index, find_amounts(doc), find_times(doc, document.date), sentences)
    disclosures = find_disclosures(document.text, doc)
    attributions = find_attributions(doc, index)

    def standing(token: Token) -> Standing:
        status = status_of(doc, token)
        told = attributions.of(token)
        disclosed = any(d.start <= token.idx < d.end for d in disclosures)
        return Standing(
            status.modality,
            status.modality_cue,
            status.polarity,
            status.polarity_cue,
            told,
            disclosure=disclosed,
        )

    matches, missed = find_matches(doc, who, rules)
    zones = find_zones(document.text)
    matches = [m for m in matches if not in_zone(zones, m.token.idx, m.token.idx + len(m.token))]
    around = Surroundings(document, doc, who, dict(rules.relations), standing)
    claims: list[Claim] = []
    events: list[Event] = []
    for match in matches:
        found, event = read_match(match, around)
        claims += found
        events += [event] if event is not None else []
    claims += open_claims((match.token.i for match in matches), around)
    claims, events = linked(*settled(claims, events, who), who)
    told = merged(specific(claims, document, who), document)
    kept = calibrated(told, document, fit or shipped_fit())
    reading = _reading(document, who, kept, events, disclosures)
    return Trace(reading, tuple(matches), tuple(missed), tuple(claims))


def _reading(
    document: Document,
    who: Participants,
    claims: list[Claim],
    events: list[Event],
    disclosures: tuple[Disclosure, ...],
) -> Reading:
    used_events = {key for claim in claims for key in (claim.event, claim.subject, claim.object)}
    kept = {event.key: event for event in events if event.key in used_events}
    return Reading(
        document=document,
        sentences=who.sentences,
        referents=_referents(who, claims, kept.values()),
        events=tuple(sorted(kept.values(), key=lambda e: (int(e.key.split("-")[0]), e.key))),
        claims=tuple(claims),
        disclosures=disclosures,
        words=sum(not (t.is_punct or t.is_space) for t in who.doc),
    )


def _referents(
    who: Participants, claims: list[Claim], events: Iterable[Event]
) -> tuple[Referent, ...]:
    used = {key for claim in claims for key in (claim.subject, claim.object)}
    used |= {role.referent for claim in claims for role in claim.roles}
    used |= {role.referent for event in events for role in event.roles}
    described = [r for r in who.described if r.key in used and r.key not in who.referents]
    known = [who.in_full(r) if r.key in used and not r.named else r for r in who.referents.values()]
    return tuple(sorted([*known, *described], key=lambda r: (r.mentions[0].start, r.key)))
