"""Which figure fills a role: a frame's places around a trigger in; the amount that stands there out."""

from __future__ import annotations

from kg import german
from kg.extract.clauses import characters
from kg.extract.frames.clause import clause_head
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.places import candidates
from kg.extract.frames.schema import RoleType, Slot
from kg.extract.frames.trigger import Trigger
from kg.model import Amount

__all__ = ["fill_figure", "has_type"]

CODE = 3
"""Letters of an ISO 4217 currency code."""
KINDS = {"percent": "Percent", "persons": "Persons", "points": "Points"}
LOOK_BACK = 8
"""Characters before a figure in which its preposition is looked for."""


def fill_figure(role: RoleType, slot: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return the figure of a role at a place, or nothing.

    The place "amount" is anywhere in the clause; a level ("auf 2,6 Milliarden") goes before a change
    ("um 9 Prozent") of the same unit.
    """
    if slot.kind == "amount":
        found = [a for a in _of_clause(trigger, who) if has_type(a, role.types)]
        found = [a for a in found if not _is_whole(a, who)]
        if role.name == "change":
            found = [a for a in found if not _is_mark(a, who)]
        ranked = sorted(found, key=lambda a: _rank(a, role, trigger, who))
        return [_figure(ranked[0], slot.kind, 0.8)] if ranked else []
    for candidate in candidates(slot, trigger):
        amount = who.amount_at(candidate.token)
        of_part = amount is not None and slot.kind != "self" and _is_whole(amount, who)
        if amount is not None and has_type(amount, role.types) and not of_part:
            return [_figure(amount, slot.kind, candidate.sure)]
    return []


def _is_mark(amount: Amount, who: Participants) -> bool:
    """Return whether points are a mark that an index nears: "ringt mit den 10.600 Punkten"."""
    before = characters(who.doc)[max(0, amount.start - LOOK_BACK) : amount.start].lower().rstrip()
    return (
        amount.unit == "points"
        and not amount.is_change
        and not before.endswith((" auf", " bei", " von"))
    )


def _is_whole(amount: Amount, who: Participants) -> bool:
    """Return whether persons are all of whom some are meant: "viele der 700 Mitarbeiter", "500 der 5500 Stellen"."""
    if amount.unit != "persons":
        return False
    i = who.words(amount.start, amount.end).start - 1
    while i > 0 and who.doc[i].pos_ == "ADV":
        i -= 1  # "der derzeit 5500"
    part = who.doc[i - 1] if i > 0 and who.doc[i].lower_ == "der" else None
    return part is not None and (part.like_num or part.lower_ in german.words("shares_of_a_whole"))


def has_type(amount: Amount, names: tuple[str, ...]) -> bool:
    """Return whether a figure is of one of the amount types."""
    money = len(amount.unit) == CODE and amount.unit.isupper()
    kind = "Money" if money else KINDS.get(amount.unit, "Number")
    return kind in names or "Number" in names


def _rank(
    amount: Amount, role: RoleType, trigger: Trigger, who: Participants
) -> tuple[bool, int, bool, bool, int]:
    """Order figures: the own clause's, the wanted unit, "auf …" before "von …", levels before changes, the nearest."""
    before = characters(who.doc)[max(0, amount.start - LOOK_BACK) : amount.start].lower()
    unit = next((n for n, name in enumerate(role.types) if has_type(amount, (name,))), 0)
    distance = abs(amount.start - trigger.token.idx)
    apart = clause_head(who.words(amount.start, amount.end)[-1]).i != clause_head(trigger.token).i
    return apart, unit, not before.rstrip().endswith(" auf"), amount.is_change, distance


def _of_clause(trigger: Trigger, who: Participants) -> list[Amount]:
    words = trigger.window or (trigger.token,)
    return who.amounts_within(words[0].idx, words[-1].idx + len(words[-1]))


def _figure(amount: Amount, how: str, score: float) -> Filler:
    return Filler(amount.start, amount.end, how, score, amount=amount, text=amount.text)
