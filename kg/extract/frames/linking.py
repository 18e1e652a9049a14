"""Clauses and the events told in them: claims over described clauses in; the same claims over events out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.frames.participants import Participants
from kg.model import Claim, Event, Mention, Modality

__all__ = ["linked"]


def linked(
    claims: Iterable[Claim], events: Sequence[Event], who: Participants
) -> tuple[list[Claim], list[Event]]:
    """Return the claims and events, a participant that is a whole clause replaced by the one event told in it.

    "… brachten Modelle auf den Markt, was zu einer Rally führte": the launch causes the rally. A clause with
    no event, or with several facts, stays what it is.
    """
    spans = {key: _span(who, key) for key in who.clauses}
    told = {
        key: only
        for key, span in spans.items()
        if span is not None and (only := _only_event(span, events, who))
    }
    named = {key: _named(who, key, told) for key in set(told.values())}
    filled = [_filled(e, told) for e in events]
    return [_linked(claim, told) for claim in claims], [
        replace(e, mentions=(*e.mentions, *named.get(e.key, ()))) for e in filled
    ]


def _named(who: Participants, key: str, told: Mapping[str, str]) -> tuple[Mention, ...]:
    """Return the clauses that tell of an event, in the order of the text."""
    clauses = sorted(clause for clause, event in told.items() if event == key)
    known = {r.key: r.mentions[0] for r in who.described}
    return tuple(sorted({known[clause] for clause in clauses}, key=_start))


def _start(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _span(who: Participants, key: str) -> tuple[int, int] | None:
    referent = next((r for r in who.described if r.key == key), None)
    return (referent.mentions[0].start, referent.mentions[0].end) if referent is not None else None


def _only_event(span: tuple[int, int], events: Iterable[Event], who: Participants) -> str | None:
    """Return the event of a clause; of several the one fact told by a verb, which the clause is about."""
    inside = {e.key: e for e in events if span[0] <= int(e.key.split("-")[0]) < span[1]}
    facts = {key: e for key, e in inside.items() if e.modality is Modality.ASSERTED} or inside
    verbs = [key for key in facts if _trigger_is_verb(key, who)]
    told = verbs if len(facts) > 1 else list(facts)
    return told[0] if len(told) == 1 else None


def _trigger_is_verb(key: str, who: Participants) -> bool:
    start, end, _ = key.split("-", 2)
    return who.words(int(start), int(end))[-1].pos_ in {"VERB", "AUX"}


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
