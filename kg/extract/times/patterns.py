"""Lists of time words in, the expressions of time and the value each tells out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from kg import german

__all__ = ["Rule", "rules"]


class Rule(NamedTuple):
    """An expression of time."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], str]
    """Turns its match into a TIMEX3-like value."""
    hints: tuple[str, ...] = ()
    """Words in lower case one of which every match holds: most texts hold none, and need no search."""


PREPOSITION = (
    r"(?:(?:am|an|im|in|zum|bis\s+zum|bis\s+Ende|bis|ab|seit\s+dem|seit|per|vom|von|für|mit|zu|vor"
    r"|nach|spätestens\s+im|spätestens)\s++"
    r"(?:(?:das|dem|den|der|die|des|diesem)\s++)?(?:Ende|Anfang|Mitte|Beginn)?\s*+)?"
)
PART = r"(?:(?P<part>Ende|Anfang|Mitte|Beginn)\s+)?"
PARTS = {"Anfang": "-BEGIN", "Beginn": "-BEGIN", "Ende": "-END", "Mitte": "-MID"}
UNITS = {
    "Frühjahr": "YEAR",
    "Frühling": "YEAR",
    "Gesamtjahr": "YEAR",
    "Geschäftsjahr": "YEAR",
    "Halbjahr": "YEAR",
    "Herbst": "YEAR",
    "Jahr": "YEAR",
    "Kalenderjahr": "YEAR",
    "Monat": "MONTH",
    "Quartal": "QUARTER",
    "Sommer": "YEAR",
    "Tag": "DAY",
    "Winter": "YEAR",
    "Woche": "WEEK",
    "Wochenende": "WEEK",
}
MANY = (
    r"Jahren|Jahre|Monaten|Monate|Wochen|Quartalen|Quartale|Tagen|Tage|Stunden|Minuten|Jahrzehnten"
)
ONE = r"Jahr|Monat|Woche|Tag"
VAGUE = ("jahres", "vorjahr", "vorquartal", "gesamtjahr", "tagesverlauf", "wochenbeginn")
CENTURY = r"(?:19|20)\d\d"
TWO_DIGIT_YEARS = 70
FOUR_DIGITS = 4
LAST_DAY, LAST_MONTH = 31, 12


@cache
def rules() -> tuple[Rule, ...]:
    """Return every expression with the function that reads its value."""
    return (*_calendar(), *_periods(), *_relatives())


def _compiled(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){''.join(parts)}(?!\w)", re.IGNORECASE)


def _one_of(name: str) -> str:
    entries = sorted(german.table(name), key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries)


def _hints(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.split()[0].casefold() for entry in german.table(name)))


def _calendar() -> Iterator[Rule]:
    month, weekday, shift = _one_of("months"), _one_of("weekdays"), _one_of("shifts")
    named = rf"(?:(?:{weekday}),?\s+)?(?:dem\s+|den\s+)?"
    year = r"(?P<year>\d{4})"
    months, days = _hints("months"), _hints("weekdays")
    spelled = rf"(?P<day>\d\d?)\.\s?(?P<month>{month})(?:\s+{year})?"
    yield Rule(_compiled(PREPOSITION, named, spelled), _named_date, months)
    digits = r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4}|\d\d)"
    yield Rule(_compiled(PREPOSITION, named, digits), _date)
    several = rf"(?:\s+{year}|\s+(?:oder|und)\s+(?:{month}))?"
    yield Rule(_compiled(PREPOSITION, PART, rf"(?P<month>{month})", several), _month, months)
    near = ("gestern", "heute", "morgen")
    beside = rf"(?P<word>{'|'.join(near)}),?\s+(?:{weekday})"
    yield Rule(_compiled(PREPOSITION, beside), _word, near)
    hours = r"(?:morgen|mittag|nachmittag|abend|nacht)?"
    week = rf"(?:\s+(?P<week>{shift})\s+Woche)?"
    which = rf"(?:(?P<shift>{shift})\s+)?"
    day = rf"(?P<weekday>{weekday})"
    yield Rule(_compiled(PREPOSITION, which, day, hours, week), _weekday, days)


def _periods() -> Iterator[Rule]:
    ordinal, shift = _one_of("ordinals"), _one_of("shifts")
    year = r"(?:\s+(?:des\s+(?:Jahres|Geschäftsjahres)\s+)?(?P<year>\d{4}))?"
    which = rf"(?:(?:{shift})\s+)?"
    unit = r"(?P<unit>Quartals?|Halbjahre?s?|Jahreshälfte)"
    parts = ("quartal", "halbjahr", "jahreshälfte")
    first = rf"(?P<ordinal>{ordinal})\s+"
    yield Rule(_compiled(PREPOSITION, PART, which, first, unit, year), _ordinal, parts)
    short = tuple(f"{letter}{number}" for letter in "qh" for number in range(1, 5))
    letters = r"(?P<unit>Q|H)(?P<ordinal>[1-4])"
    yield Rule(_compiled(PREPOSITION, letters, year), _ordinal, short)
    between = rf"(?P<first>{CENTURY})\s+(?:bis|und)\s+(?P<last>{CENTURY})"
    yield Rule(_compiled(r"(?:von|zwischen)\s+", between), _years)
    kind = r"(?:Jahre?s?|Geschäftsjahre?s?|Gesamtjahr|Kalenderjahr|Saison)\s+"
    split = rf"(?P<year>{CENTURY})(?:/\d\d(?:\d\d)?)?"
    yield Rule(_compiled(PREPOSITION, PART, which, kind, split), _year, ("jahr", "saison"))
    yield Rule(_compiled(PREPOSITION, PART, split, r"(?![.,:]\d|-)"), _year, ("19", "20"))


def _relatives() -> Iterator[Rule]:
    shift = rf"(?P<shift>{_one_of('shifts')})"
    number = rf"(?:\d+|{_one_of('number_words')}|mehreren?|einigen?|wenigen?|ein\s+paar)"
    whole = rf"(?P<unit>{'|'.join(UNITS)})(?:e?s)?"
    units = tuple(unit.casefold() for unit in UNITS)
    yield Rule(_compiled(PREPOSITION, PART, shift, r"\s+", whole), _shifted, units)
    into = r"(?:in|seit|während|über)\s+(?:den\s+|der\s+)?"
    many = rf"(?:{MANY})(?:\s+und\s+(?:{MANY}))?"
    yield Rule(_compiled(into, shift, rf"\s+(?:{number}\s+)?", many), _several)
    way = r"(?P<way>vor|seit|in|innerhalb\s+von|nach|binnen)\s+(?:\w+\s+)?"
    yield Rule(_compiled(way, rf"{number}\s+(?:{MANY}|{ONE})"), _ago)
    later = ("später", "danach", "zuvor", "davor", "vorher")
    after = rf"\s+(?P<after>{'|'.join(later)})"
    yield Rule(_compiled(rf"{number}\s+(?:{MANY}|{ONE})", after), _apart, later)
    day = r"(?:Tag\s+(?P<after>danach|darauf|zuvor|davor)|Folgetag|nächsten\s+Tag)"
    yield Rule(_compiled(r"(?:am\s+)?", day), _next_day, ("tag",))
    edges = r"Jahres(?:beginn|ende|anfang)|(?:Anfang|Ende)\s+des\s+Jahres|Vorjahr|Vorquartal"
    vague = rf"(?:{edges}|Gesamtjahr|Tagesverlauf|Wochenbeginn|Jahresverlauf)"
    yield Rule(_compiled(PREPOSITION, vague), _vague, VAGUE)
    seen = r"(?:(?<=fristig)\s+(?:betrachtet|gesehen))?"
    yield Rule(_compiled(rf"(?P<word>{_one_of('time_words')}){seen}"), _word)


def _part(match: re.Match[str]) -> str:
    return PARTS.get((match["part"] or "").capitalize(), "")


def _number_of_month(name: str) -> int:
    months = {month.casefold(): int(number) for month, number in german.table("months").items()}
    return months[name.casefold()]


def _shift(word: str) -> int:
    return int(german.table("shifts")[word.casefold()])


def _year_of(digits: str | None) -> str:
    if digits is None:
        return "XXXX"
    if len(digits) == FOUR_DIGITS:
        return digits
    return f"{1900 + int(digits) if int(digits) >= TWO_DIGIT_YEARS else 2000 + int(digits)}"


def _named_date(match: re.Match[str]) -> str:
    month = _number_of_month(match["month"])
    return f"{_year_of(match['year'])}-{month:02d}-{int(match['day']):02d}"


def _date(match: re.Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= month <= LAST_MONTH and 1 <= day <= LAST_DAY):
        return ""
    return f"{_year_of(match['year'])}-{month:02d}-{day:02d}"


def _month(match: re.Match[str]) -> str:
    if not match["month"][0].isupper():
        return ""
    month = _number_of_month(match["month"])
    return f"{_year_of(match['year'])}-{month:02d}{_part(match)}"


def _weekday(match: re.Match[str]) -> str:
    if not match["weekday"][0].isupper():
        return ""
    shift = match["shift"] or match["week"]
    steps = f"{_shift(shift):+d}" if shift and _shift(shift) else ""
    return f"XXXX-WXX-{german.table('weekdays')[match['weekday'].capitalize()]}{steps}"


def _ordinal(match: re.Match[str]) -> str:
    number = german.table("ordinals").get(match["ordinal"].casefold(), match["ordinal"])
    letter = "Q" if match["unit"][0].upper() == "Q" else "H"
    return f"{_year_of(match['year'])}-{letter}{number}"


def _years(match: re.Match[str]) -> str:
    return f"{match['first']}/{match['last']}"


def _year(match: re.Match[str]) -> str:
    return f"{match['year']}{_part(match)}"


def _shifted(match: re.Match[str]) -> str:
    unit = next(name for name in UNITS if name.casefold() == match["unit"].casefold())
    return f"{UNITS[unit]}{_shift(match['shift']):+d}{_part(match)}"


def _several(match: re.Match[str]) -> str:
    return "FUTURE_REF" if _shift(match["shift"]) > 0 else "PAST_REF"


def _ago(match: re.Match[str]) -> str:
    return "PAST_REF" if match["way"].casefold() in {"vor", "seit", "nach"} else "FUTURE_REF"


def _apart(match: re.Match[str]) -> str:
    return "AFTER" if match["after"].casefold() in {"später", "danach"} else "BEFORE"


def _next_day(match: re.Match[str]) -> str:
    before = (match["after"] or "").casefold() in {"zuvor", "davor"}
    return "DAY_BEFORE" if before else "DAY_AFTER"


def _vague(match: re.Match[str]) -> str:
    last = match[0].split()[-1].casefold()
    return {"vorjahr": "YEAR-1", "vorquartal": "QUARTER-1"}.get(last, "VAGUE")


def _word(match: re.Match[str]) -> str:
    return _time_words()[" ".join(match["word"].split()).casefold()]


@cache
def _time_words() -> dict[str, str]:
    phrases = german.table("time_words").items()
    return {" ".join(phrase.split()).casefold(): value for phrase, value in phrases}
