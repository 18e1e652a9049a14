"""Figures with and without a unit in, the bare ones with the unit their sentence tells out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg import german
from kg.model import Amount

__all__ = ["counts_persons", "is_money", "with_ellipses"]

STAFF = re.compile(r"\b(?:Anzahl|Zahl)\b|\w(?:zahl|bestand)\b|\b(?:Belegschaft|Personal)\b")
LONGEST_CONTEXT = 160
A_MILLION = 10**6
NEIGHBOURS = 8
"""Complete figures looked at on either side of a bare one."""


@cache
def _currencies() -> frozenset[str]:
    return frozenset(german.table("currencies").values())


def is_money(unit: str) -> bool:
    """Return whether a unit is a currency."""
    return unit in _currencies()


def counts_persons(noun: str) -> bool:
    """Return whether a noun counts people or their posts: "Mitarbeiter", "Vollzeitstellen"."""
    persons = german.words("person_nouns")
    last = noun.rsplit("-", 1)[-1]
    if noun in persons or last in persons or last[:1].upper() + last[1:] in persons:
        return True
    return noun.endswith(
        (
            "innen",
            "mitarbeiter",
            "mitarbeitern",
            "stellen",
            "arbeitsplätze",
            "beschäftigte",
            "beschäftigten",
        )
    )


def with_ellipses(text: str, amounts: list[Amount], ends: list[int]) -> Iterator[Amount]:
    """Give a bare figure the unit that its sentence tells.

    "in Erlangen 150 und in Ulm 350 Stellen".
    """
    complete = [amount for amount in amounts if amount.unit]
    starts = [amount.start for amount in complete]
    at = 0
    for amount in amounts:
        while at < len(ends) - 1 and ends[at] <= amount.start:
            at += 1
        if amount.unit:
            yield amount
            continue
        here = bisect_left(starts, amount.start)
        near = complete[max(0, here - NEIGHBOURS) : here + NEIGHBOURS]
        begin = ends[at - 1] if at else 0
        filled = _filled(text, amount, near, (begin, ends[at]))
        if filled is not None:
            yield filled


def _filled(
    text: str, amount: Amount, told: list[Amount], sentence: tuple[int, int]
) -> Amount | None:
    """Return a bare figure with the unit of a neighbour.

    Or None where nothing says what it counts.
    """
    if amount.value >= A_MILLION:
        money = [c.unit for c in told if c.start < amount.start and is_money(c.unit)]
        return replace(amount, unit=money[-1] if money else "")
    near = [c for c in told if sentence[0] <= c.start < sentence[1]]
    later = [c for c in near if c.start > amount.start]
    model = min(near, key=lambda c: (abs(c.start - amount.start), c.start), default=None)
    if "," in amount.text and model is not None and is_money(model.unit):
        return replace(amount, unit=model.unit, value=amount.value * _scale_of(model))
    if later and later[0].unit == "persons" and "," not in amount.text:
        return replace(amount, unit="persons")
    if _counts_staff(text[sentence[0] : amount.start]):
        return replace(amount, unit="persons")
    if amount.approximate or (model is not None and model.unit == "persons"):
        return replace(
            amount,
            unit="persons"
            if _speaks_of_persons(text, amount) or (model and model.unit == "persons")
            else "",
        )
    return None


def _counts_staff(before: str) -> bool:
    """Return whether a sentence says up to a bare figure how many work: "Die Zahl der Mitarbeiter sank auf"."""
    level = STAFF.search(before) is not None and before.rstrip().endswith((" auf", " bei"))
    return level and any(counts_persons(noun) for noun in re.findall(r"[A-ZÄÖÜ][\w-]+", before))


def _scale_of(amount: Amount) -> Decimal:
    for scale, factor in german.table("scales").items():
        if re.search(rf"(?<!\w){re.escape(scale)}(?!\w)", amount.text):
            return Decimal(factor)
    return Decimal(1)


def _speaks_of_persons(text: str, amount: Amount) -> bool:
    before = text[max(0, amount.start - LONGEST_CONTEXT) : amount.start]
    return any(counts_persons(noun) for noun in re.findall(r"[A-ZÄÖÜ][\w-]+", before))
