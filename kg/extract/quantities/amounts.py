"""A document in, its amounts out.

Each figure with unit, bounds, roundness, change or level, sum or each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import characters
from kg.extract.quantities.counted import DURATION, LONGEST_CONTEXT, counted
from kg.extract.quantities.ellipses import is_money, with_ellipses
from kg.extract.quantities.pattern import (
    approximator,
    distributor,
    figure,
    parse_number,
    patterns,
)
from kg.model import Amount, Distribution

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_amounts"]

YEARS = range(1900, 2101)
DIGITS_OF_YEAR = 4
NO_AMOUNT_AFTER = re.compile(
    r"\s*(?:Uhr\b|\.\s?(?:\d|Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September"
    r"|Oktober|November|Dezember|Quartal|Halbjahr|Jahrhundert)|[:/’]\d|[.,]\d"
    r"|\w*-?(?:jährig|stündig|tägig|monatig|stellig|köpfig))"
)
CHANGE_BEFORE = re.compile(
    r"(?:^|\s)(?:um|plus|minus)(?:\s+(?:bis\s+zu|mehr\s+als|fast|gut|rund|etwa|knapp))?\s*$", re.I
)
CHANGE_AFTER = re.compile(
    r"\s*(?:mehr|weniger|höher|niedriger|größer|teurer|billiger|besser|schlechter|tiefer"
    r"|zu\b|im\s+(?:Plus|Minus)\b|Zuwachs|Wachstum|Rückgang)"
)
NOUN_OF_CHANGE = re.compile(r"([A-ZÄÖÜ]\w+)\s+(?:von|um|in\s+Höhe\s+von)\s*$")
SUM_AFTER = re.compile(r"\s*(zusammen|insgesamt|kumuliert)\b")
EACH_AFTER = re.compile(r"\s*(je|pro)\s+(?!Aktie|Stück|Jahr|Monat|Tag|Barrel|Quartal)")
NEAR = 30
LONGEST_NUMBER = 40
"""Characters of a figure that somebody meant; JSON's numbers end at some three hundred digits."""
SUM_NOUN = re.compile(r"([A-ZÄÖÜ]\w+)\s+$")


def find_amounts(doc: Doc) -> tuple[Amount, ...]:
    """Return the amounts of a document in reading order.

    Years, dates, clock times and versions are none.

    "rund 16 Milliarden Dollar" -> 16000000000 USD, approximate. The sign of a loss is left to the
    frame that knows it for a loss. Needs characters only; sentence ends keep an ellipsis within
    its sentence.
    """
    text = characters(doc)
    ends = _sentence_ends(doc)
    figures, places, fractions = patterns()
    found = [amount for match in figures.finditer(text) for amount in _amounts(text, match)]
    found += [amount for match in places.finditer(text) if (amount := _of_places(match))]
    found += [_of_fraction(text, match) for match in fractions.finditer(text)]
    found.sort(key=lambda amount: (amount.start, -amount.end))
    return tuple(_without_overlap(with_ellipses(text, found, ends)))


def _sentence_ends(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [len(characters(doc))]
    return [sentence.end_char for sentence in doc.sents] or [len(characters(doc))]


def _amounts(text: str, match: re.Match[str]) -> Iterator[Amount]:
    """Yield the amount of a match, or the two of "von 3,2 auf 2,6" and "10 und 12"."""
    unit = _unit(match)
    first, second = match["number"], match["number2"]
    if max(len(first), len(second or "")) > LONGEST_NUMBER:
        return
    if second is not None and match["joint"] in {"und", "oder"} and not _between(text, match):
        yield from _pair(text, match, unit)
        return
    start, end = (
        _begin(match),
        match.end() if unit or match["scale"] else match.end("number2" if second else "number"),
    )
    if second is None and not unit and NO_AMOUNT_AFTER.match(text, end):
        return
    if not unit:
        unit, end = counted(text, match, end)
    scale = match["scale"] or match["scale1"]
    unsaid = not (unit or scale) and (
        not first[0].isdigit() or (second is not None and not match["before"])
    )
    if unsaid or unit == DURATION:
        return
    values = [_scaled(first, match["scale1"] or match["scale"])]
    if second is not None:
        values.append(_scaled(second, match["scale"]))
    amount = _build(text, (start, end), sorted(values), unit)
    if _is_bare_year(match, unit):
        return
    yield replace(amount, value=-amount.value) if match["sign"] in {"-", "–", "−"} else amount


def _pair(text: str, match: re.Match[str], unit: str) -> Iterator[Amount]:
    """Yield both figures of "10 und 12 Prozent", each with the unit of the second."""
    scale = match["scale"]
    end = match.end()
    if not unit:
        unit, end = counted(text, match, match.end("scale") if scale else match.end("number2"))
    if not unit:
        return
    yield _build(
        text,
        (_begin(match), match.end("number")),
        [_scaled(match["number"], match["scale1"] or scale)],
        unit,
    )
    yield _build(text, (match.start("number2"), end), [_scaled(match["number2"], scale)], unit)


def _between(text: str, match: re.Match[str]) -> bool:
    return re.search(r"zwischen\s+$", text[max(0, match.start() - 12) : _begin(match)]) is not None


def _begin(match: re.Match[str]) -> int:
    for group in ("before", "prefix", "sign", "number"):
        if match[group]:
            return match.start(group)
    return match.start()


def _unit(match: re.Match[str]) -> str:
    money = match["money"] or match["prefix"]
    if money:
        return german.table("currencies")[re.sub(r"\s+", " ", money)]
    if match["percent"]:
        return "percent"
    return "points" if match["points"] else ""


def _scaled(number: str, scale: str | None) -> Decimal:
    factor = german.table("scales")[scale] if scale else "1"
    value = parse_number(number) * Decimal(factor)
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _is_bare_year(match: re.Match[str], unit: str) -> bool:
    number = match["number"]
    plain_year = number.isdigit() and len(number) == DIGITS_OF_YEAR and int(number) in YEARS
    return (
        plain_year
        and not match["scale"]
        and unit not in {"persons", "percent", "points"}
        and not is_money(unit)
    )


def _build(text: str, span: tuple[int, int], values: list[Decimal], unit: str) -> Amount:
    start, end = span
    surface = text[start:end]
    kinds = _roundness(surface) if not _names_sum(text, start, surface) else set()
    lower = values[0] if len(values) > 1 or "above" in kinds else None
    upper = values[-1] if len(values) > 1 or "below" in kinds else None
    value = sum(values, Decimal(0)) / len(values)
    return Amount(
        value=value,
        unit=unit,
        text=surface,
        start=start,
        end=end,
        approximate=bool(kinds) or len(values) > 1,
        lower=lower,
        upper=upper,
        is_change=_is_change(text, start, end),
        distribution=_distribution(text, start, end),
    )


def _names_sum(text: str, start: int, surface: str) -> bool:
    """Tell "ein Scheck über 2.500 Euro" (exact) from "zahlt über 2.500 Euro" (a lower bound)."""
    noun = SUM_NOUN.search(text[max(0, start - LONGEST_CONTEXT) : start])
    return noun is not None and surface.startswith("über") and noun[1] in german.words("sum_nouns")


def _roundness(surface: str) -> set[str]:
    lowered = re.sub(r"\s+", " ", surface.casefold().split("(")[0])
    return {german.table("approximators")[cue] for cue in approximator().findall(lowered)}


def _is_change(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - LONGEST_CONTEXT) : start]
    if CHANGE_BEFORE.search(before) or CHANGE_AFTER.match(text, end):
        return True
    noun = NOUN_OF_CHANGE.search(before)
    return noun is not None and _names_change(noun[1])


def _names_change(noun: str) -> bool:
    return any(
        noun == known or noun.endswith(known.lower()) for known in german.words("change_nouns")
    )


def _distribution(text: str, start: int, end: int) -> Distribution | None:
    before = re.sub(r"\s+", " ", text[max(0, start - NEAR) : start].casefold())
    inside = re.sub(r"\s+", " ", text[start:end].casefold())
    ahead, opening = distributor()
    found = ahead.search(before) or opening.match(inside)
    if found is not None:
        return Distribution(german.table("distribution")[found["cue"]])
    if SUM_AFTER.match(text, end):
        return Distribution.CUMULATIVE
    return Distribution.EACH if EACH_AFTER.match(text, end) else None


def _of_places(match: re.Match[str]) -> Amount | None:
    values = figure(match)
    if values is None:
        return None
    value, lower, upper = values
    unit = (
        german.table("currencies")[match["money"]]
        if match["money"]
        else "percent"
        if not match["scale"]
        else ""
    )
    return Amount(
        value,
        unit,
        match[0],
        match.start(),
        match.end(),
        approximate=True,
        lower=lower,
        upper=upper,
    )


def _of_fraction(text: str, match: re.Match[str]) -> Amount:
    name = re.sub(r"\s+", " ", match["fraction"]).casefold()
    known = {key.casefold(): Decimal(value) for key, value in german.table("fractions").items()}
    amount = _build(text, match.span(), [known[name]], "percent")
    return replace(amount, approximate=amount.approximate or known[name] % 10 not in {0, 5})


def _without_overlap(amounts: Iterator[Amount]) -> Iterator[Amount]:
    reached = -1
    for amount in sorted(amounts, key=lambda a: (a.start, -a.end)):
        if amount.start >= reached:
            reached = amount.end
            yield amount
