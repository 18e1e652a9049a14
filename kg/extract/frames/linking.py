"""Clauses and the events told in them: claims over described clauses in; the same claims over events out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extract.frames.participants import Participants
from kg.model import Claim, Event

__all__ = ["linked"]


def linked(
    claims: Iterable[Claim], events: Iterable[Event], who: Participants
) -> tuple[list[Claim], list[Event]]:
    """Return the claims and events, a participant that is a whole clause replaced by the one event told in it.

    "… brachten Modelle auf den Markt, was zu einer Rally führte": the launch causes the rally. A clause with
    no event, or with several, stays what it is.
    """
    by_key = {event.key: event for event in events}
    spans = {key: _span(who, key) for key in who.clauses}
    told = {
        key: only
        for key, span in spans.items()
        if span is not None and (only := _only_event(span, by_key.values()))
    }
    return [_linked(claim, told) for claim in claims], [_filled(e, told) for e in by_key.values()]


def _span(who: Participants, key: str) -> tuple[int, int] | None:
    referent = next((r for r in who.described if r.key == key), None)
    return (referent.mentions[0].start, referent.mentions[0].end) if referent is not None else None


def _only_event(span: tuple[int, int], events: Iterable[Event]) -> str | None:
    inside = [event.key for event in events if span[0] <= int(event.key.split("-")[0]) < span[1]]
    return inside[0] if len(inside) == 1 else None


def _linked(claim: Claim, told: Mapping[str, str]) -> Claim:
    subject = told.get(claim.subject, claim.subject)
    target = told.get(claim.object or "", claim.object)
    if claim.event in {subject, target} or (subject == claim.subject and target == claim.object):
        return claim
    return replace(claim, subject=subject, object=target)


def _filled(event: Event, told: Mapping[str, str]) -> Event:
    roles = (
        replace(role, referent=told.get(role.referent or "", role.referent)) for role in event.roles
    )
    return replace(event, roles=tuple(role for role in roles if role.referent != event.key))
