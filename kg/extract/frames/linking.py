"""Clauses and the events told in them: claims over described clauses in; the same claims over events out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extract.frames.participants import Participants
from kg.model import Claim, Event

__all__ = ["linked"]


def linked(claims: Iterable[Claim], events: Iterable[Event], who: Participants) -> list[Claim]:
    """Return the claims, a participant that is a whole clause replaced by the one event told in it.

    "… brachten Modelle auf den Markt, was zu einer Rally führte": the launch causes the rally. A clause with
    no event, or with several, stays what it is.
    """
    by_key = {event.key: event for event in events}
    spans = {key: _span(who, key) for key in who.clauses}
    told = {
        key: _only_event(span, by_key.values()) for key, span in spans.items() if span is not None
    }
    return [_linked(claim, told) for claim in claims]


def _span(who: Participants, key: str) -> tuple[int, int] | None:
    referent = next((r for r in who.described if r.key == key), None)
    return (referent.mentions[0].start, referent.mentions[0].end) if referent is not None else None


def _only_event(span: tuple[int, int], events: Iterable[Event]) -> str | None:
    inside = [event.key for event in events if span[0] <= int(event.key.split("-")[0]) < span[1]]
    return inside[0] if len(inside) == 1 else None


def _linked(claim: Claim, told: dict[str, str | None]) -> Claim:
    subject = told.get(claim.subject) or claim.subject
    target = told.get(claim.object or "") or claim.object
    if claim.event in {subject, target} or (subject == claim.subject and target == claim.object):
        return claim
    return replace(claim, subject=subject, object=target)
