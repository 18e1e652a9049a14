"""Write what was read as claims rows: a reading in; one JSON-ready row a claim, as scorers and tables take it, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Basis, Claim, Document, Event, Form, Reading, Referent

__all__ = ["claims_rows"]

Row = dict[str, Any]  # JSON at the edge


def claims_rows(reading: Reading, *, name: str = "") -> Iterator[Row]:
    """Yield a row for each claim, headlines last; `name` is what the article is called, else its own name or id."""
    called = name or reading.document.name or reading.document.id
    referents = {referent.key: referent for referent in reading.referents}
    events = {event.key: event for event in reading.events}
    words = {claim.event: claim.evidence.quote for claim in reversed(reading.claims) if claim.event}
    names = _Names(referents, events, words)
    for claim in sorted(reading.claims, key=lambda claim: _fullness(claim, reading.document)):
        yield _row(claim, called, names)


def _fullness(claim: Claim, document: Document) -> tuple[bool, bool, int, int]:
    """Put the full telling of a statement before its headline, and names before pronouns."""
    told = claim.evidence
    explicit = claim.basis is Basis.EXPLICIT
    return document.is_headline(told.sentence), not explicit, told.start, told.end


@dataclass(frozen=True, slots=True)
class _Names:
    """What the keys of a reading stand for."""

    referents: Mapping[str, Referent]
    events: Mapping[str, Event]
    words: Mapping[str, str]
    """Event key to the words it was read from."""
    told: dict[str, Row] = field(default_factory=dict)
    """What was written of a participant before."""


def _row(claim: Claim, called: str, names: _Names) -> Row:
    evidence, amount = claim.evidence, claim.amount
    return {
        "doc": called,
        "subject": _participant(claim.subject, names),
        "relation": claim.relation,
        "object": _participant(claim.object, names) if claim.object else {"literal": claim.literal},
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "modality": claim.modality.value,
        "polarity": claim.polarity.value,
        "attributed_to": claim.attribution.source if claim.attribution else None,
        "amount": None
        if amount is None
        else {
            "value": _number(amount.value),
            "unit": amount.unit,
            "approximate": amount.approximate,
            "text": amount.text,
        },
        "time": claim.time.text if claim.time else None,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "id": claim.id,
        "basis": claim.basis.value,
        "note": claim.note,
    }


def _number(value: object) -> int | float:
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _participant(key: str, names: _Names) -> Row:
    if key not in names.told:
        names.told[key] = _described(key, names)
    return dict(names.told[key])


def _described(key: str, names: _Names) -> Row:
    referent = names.referents.get(key)
    if referent is not None:
        told = {m.text for m in referent.mentions if m.form in {Form.PROPER, Form.NOMINAL}} - {
            referent.name
        }
        return {"label": referent.name, "aliases": sorted(told), "type": referent.kind}
    event = names.events.get(key)
    if event is None:
        return {"label": key, "aliases": []}
    told = {mention.text for mention in event.mentions} | {names.words.get(key, event.label)}
    return {
        "label": event.label,
        "aliases": sorted(told - {event.label}),
        "type": event.kind,
    }
