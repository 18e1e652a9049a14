"""Events told more than once: claims and events as the frames gave them in; each event once out.

A noun may name the event that a frame reads at it: of "Die Zölle belasten den Dax" the tariffs are the
subject and an event of their own. And one event may be told by a verb and by a noun, or by a noun again
later on: "löste eine Rally aus", "Trumps Zölle … die neuen Trump-Zölle".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.frames.noun_phrase import is_known
from kg.extract.frames.participants import Participants
from kg.extract.frames.words import sentence
from kg.model import Claim, Event, Form, Mention, Referent, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["settled"]

ITSELF = "measure"
"""The role whose filler is the event: "Trumps Zölle"; another one at the trigger names a participant."""
MOST_ALIKE = 100
"""Events of one class, told last, that a further one may be."""
HAPPENINGS = frozenset({"Event", "Topic"})
"""Kinds of described referents that may be what an event's noun names."""


def settled(
    claims: Iterable[Claim], events: Iterable[Event], who: Participants
) -> tuple[list[Claim], list[Event]]:
    """Return the claims and events, each event told once, and named by its noun where one names it."""
    known: dict[str, Event] = {}
    for event in events:
        known[event.key] = _joined(known[event.key], event) if event.key in known else event
    ends = _named_by_nouns(who)
    nouns = {key: found for key, event in known.items() if (found := _naming(event, ends, who))}
    same = _same(known, nouns, who)
    standing = {r.key: same[key] for key, found in nouns.items() for r in found}
    standing |= {key: first for key, first in same.items() if key != first}
    kept = {key: event for key, event in known.items() if same[key] == key}
    for key, first in same.items():
        kept[first] = _joined(kept[first], known[key])
    told = [
        replace(event, roles=_roles(event, standing), mentions=_mentions(event.key, same, nouns))
        for event in kept.values()
    ]
    return [_restated(claim, standing) for claim in claims], told


def _trigger(key: str, who: Participants) -> Token:
    start, end, _ = key.split("-", 2)
    return who.words(int(start), int(end))[-1]


def _named_by_nouns(who: Participants) -> Mapping[int, list[Referent]]:
    """Return the described happenings by where a phrase of theirs ends."""
    clauses, ends = who.clauses, defaultdict[int, list[Referent]](list)
    for referent in (*who.referents.values(), *who.described):
        if not referent.named and referent.kind in HAPPENINGS and referent.key not in clauses:
            for end in {m.end for m in referent.mentions if m.form is Form.NOMINAL}:
                ends[end].append(referent)
    return ends


def _naming(event: Event, ends: Mapping[int, list[Referent]], who: Participants) -> list[Referent]:
    """Return the described referents whose noun is an event's trigger."""
    trigger = _trigger(event.key, who)
    if trigger.pos_ != "NOUN":
        return []
    end = trigger.idx + len(trigger)
    others = {role.referent for role in event.roles if role.name != ITSELF}
    return [referent for referent in ends.get(end, ()) if referent.key not in others]


def _same(
    known: Mapping[str, Event], nouns: Mapping[str, list[Referent]], who: Participants
) -> dict[str, str]:
    """Return for each event the key of the one it is: its own, or that of the one told first."""
    found: dict[str, str] = {}
    firsts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in sorted(known, key=_place):
        event = known[key]
        alike = firsts[event.kind, event.modality, event.polarity]
        earlier = [first for first in alike[-MOST_ALIKE:] if _fits(known, first, key)]
        again = (first for first in earlier if _is_again(first, key, nouns, who))
        found[key] = next(again, key)
        if found[key] == key:
            alike.append(key)
    return found


def _place(key: str) -> tuple[int, str]:
    return int(key.split("-", 1)[0]), key


def _fits(known: Mapping[str, Event], first: str, key: str) -> bool:
    """Tell whether two events of a class may be one: they share a participant, and nothing differs."""
    one, other = known[first], known[key]
    if one.amount and other.amount and one.amount.value != other.amount.value:
        return False
    mine, theirs = _fillers(one), _fillers(other)
    shared = [name for name in mine if mine[name] & theirs.get(name, set())]
    differing = [name for name in mine if name in theirs and name not in shared]
    return bool(shared) and not set(differing) - {ITSELF}


def _fillers(event: Event) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for role in event.roles:
        found.setdefault(role.name, set()).add(role.referent or role.literal or "")
    return found


def _is_again(first: str, key: str, nouns: Mapping[str, list[Referent]], who: Participants) -> bool:
    """Tell whether an event is told again: by two verbs or beside its noun in one sentence, or by a known noun."""
    one, other = _trigger(first, who), _trigger(key, who)
    if sentence(one).start == sentence(other).start:
        both = other.dep_ == "conj" and other.head == one  # "kopieren und verändern"
        return both or "NOUN" in {one.pos_, other.pos_}
    return key in nouns and is_known(other)


def _joined(event: Event, other: Event) -> Event:
    """Return an event with the participants, the amount and the time that another telling adds."""
    roles = tuple(dict.fromkeys((*event.roles, *other.roles)))
    return replace(
        event, roles=roles, amount=event.amount or other.amount, time=event.time or other.time
    )


def _roles(event: Event, standing: Mapping[str, str]) -> tuple[Role, ...]:
    """Return the roles without those that name the event itself."""
    told = (
        replace(role, referent=standing.get(role.referent or "", role.referent))
        for role in event.roles
    )
    return tuple(dict.fromkeys(role for role in told if role.referent != event.key))


def _mentions(
    key: str, same: Mapping[str, str], nouns: Mapping[str, list[Referent]]
) -> tuple[Mention, ...]:
    found = (
        mention
        for each, first in same.items()
        if first == key
        for referent in nouns.get(each, ())
        for mention in referent.mentions
        if mention.form is Form.NOMINAL
    )
    return tuple(sorted(dict.fromkeys(found), key=_start))


def _start(mention: Mention) -> tuple[int, int]:
    return mention.start, mention.end


def _restated(claim: Claim, standing: Mapping[str, str]) -> Claim:
    """Return a claim over events instead of the nouns that name them."""
    return replace(
        claim,
        subject=standing.get(claim.subject, claim.subject),
        object=standing.get(claim.object or "", claim.object),
        event=standing.get(claim.event or "", claim.event),
    )
