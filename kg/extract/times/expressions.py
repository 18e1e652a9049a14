"""A document in, the expressions of time in its words out ("im ersten Quartal", "Ende März 2016", "am Tag danach")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import german
from kg.extract.times.periods import anchor_of, granularity_of, resolve
from kg.model import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times"]

PREPOSITION = (
    r"(?:(?:am|an|im|in|zum|bis\s+zum|bis\s+Ende|bis|ab|seit\s+dem|seit|per|vom|von|für|mit|zu|vor|nach|spätestens\s+im|spätestens)\s+"
    r"(?:(?:das|dem|den|der|die|des|diesem)\s+)?(?:Ende|Anfang|Mitte|Beginn)?\s*)?"
)
PART = r"(?:(?P<part>Ende|Anfang|Mitte|Beginn)\s+)?"
PARTS = {"Ende": "-END", "Anfang": "-BEGIN", "Beginn": "-BEGIN", "Mitte": "-MID"}
UNITS = {
    "Jahr": "YEAR", "Geschäftsjahr": "YEAR", "Gesamtjahr": "YEAR", "Kalenderjahr": "YEAR", "Monat": "MONTH",
    "Woche": "WEEK", "Quartal": "QUARTER", "Halbjahr": "YEAR", "Tag": "DAY", "Sommer": "YEAR", "Winter": "YEAR",
    "Herbst": "YEAR", "Frühjahr": "YEAR", "Frühling": "YEAR", "Wochenende": "WEEK",
}  # fmt: skip
TWO_DIGIT_YEARS = 70
FOUR_DIGITS = 4
NOT_BEFORE = re.compile(r"\s*(?:Euro|Dollar|Mitarbeiter|Stellen|Prozent|%|Mio|Mrd|Millionen|Milliarden|[.,]\d)")
Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def find_times(doc: Doc, date: str = "") -> tuple[Time, ...]:
    """Return the time expressions of a document in reading order, the longest where two overlap.

    `date` is the article's ISO date; without it relative times stay unresolved, as issue 4 demands. A time that
    counts from another ("am Tag danach") is resolved from the time before it in the text.
    """
    anchor = anchor_of(date)
    found = [
        (match.start(), match.end(), value)
        for expression, read in _rules()
        for match in expression.finditer(doc.text)
        if (value := read(match)) and not NOT_BEFORE.match(doc.text, match.end())
    ]
    times: list[Time] = []
    reached = -1
    for start, end, value in sorted(found, key=lambda span: (span[0], -span[1], span[2])):
        if start >= reached:
            times.append(_time(doc.text, (start, end), value, _anchor(value, times, anchor)))
            reached = end
    return tuple(times)


def _anchor(value: str, before: list[Time], anchor: dt.date | None) -> dt.date | None:
    """Return the day to count from: the last day told before for "am Tag danach", else the article's."""
    if not value.startswith("DAY_"):
        return anchor
    days = [time.start_date for time in before if time.start_date and time.start_date == time.end_date]
    return dt.date.fromisoformat(days[-1]) if days else None


def _time(text: str, span: tuple[int, int], value: str, anchor: dt.date | None) -> Time:
    chained = {"DAY_AFTER": "DAY+1", "DAY_BEFORE": "DAY-1"}.get(value, value)
    (first, last), anchored = resolve(chained, anchor)
    return Time(
        text=text[span[0] : span[1]].strip(),
        start=span[0],
        end=span[0] + len(text[span[0] : span[1]].rstrip()),
        value="P1D" if value.startswith("DAY_") else value,
        granularity=granularity_of(chained),
        start_date=first,
        end_date=last,
        anchored=anchored,
    )


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_calendar()) + tuple(_periods()) + tuple(_relatives())


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){expression}(?!\w)", re.IGNORECASE)


def _calendar() -> Iterator[Rule]:
    month = "|".join(re.escape(name) for name in sorted(german.table("months"), key=len, reverse=True))
    weekday = "|".join(german.table("weekdays"))
    yield _compiled(rf"{PREPOSITION}(?:(?:{weekday}),?\s+)?(?:dem\s+|den\s+)?(?P<day>\d\d?)\.\s?(?P<month>{month})"
                    rf"(?:\s+(?P<year>\d{{4}}))?"), _named_date  # fmt: skip
    yield _compiled(rf"{PREPOSITION}(?:(?:{weekday}),?\s+)?(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{{4}}|\d\d)"), _date
    yield _compiled(rf"{PREPOSITION}{PART}(?P<month>{month})(?:\s+(?P<year>\d{{4}})|\s+(?:oder|und)\s+(?:{month}))?"), _month
    yield _compiled(rf"{PREPOSITION}(?P<word>gestern|heute|morgen),?\s+(?:{weekday})"), _word
    yield _compiled(rf"{PREPOSITION}(?:(?P<shift>{_shifts()})\s+)?(?P<weekday>{weekday})(?:morgen|mittag|nachmittag|abend|nacht)?"
                    rf"(?:\s+(?P<week>{_shifts()})\s+Woche)?"), _weekday  # fmt: skip


def _periods() -> Iterator[Rule]:
    ordinal = "|".join(re.escape(name) for name in german.table("ordinals"))
    year = r"(?:\s+(?:des\s+(?:Jahres|Geschäftsjahres)\s+)?(?P<year>\d{4}))?"
    yield _compiled(rf"{PREPOSITION}{PART}(?:(?:{_shifts()})\s+)?(?P<ordinal>{ordinal})\s+(?P<unit>Quartals?|Halbjahre?s?|Jahreshälfte)"
                    rf"{year}"), _ordinal  # fmt: skip
    yield _compiled(rf"{PREPOSITION}(?P<unit>Q|H)(?P<ordinal>[1-4]){year}"), _ordinal
    yield _compiled(rf"(?:(?:von|zwischen)\s+)(?P<first>(?:19|20)\d\d)\s+(?:bis|und)\s+(?P<last>(?:19|20)\d\d)"), _years
    yield _compiled(rf"{PREPOSITION}{PART}(?:(?:{_shifts()})\s+)?(?:(?:Jahre?s?|Geschäftsjahre?s?|Gesamtjahr|Kalenderjahr|Saison)\s+)"
                    r"(?P<year>(?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?"), _year  # fmt: skip
    yield _compiled(rf"{PREPOSITION}{PART}(?P<year>(?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?(?![.,:]\d|-)"), _year


def _relatives() -> Iterator[Rule]:
    units = "|".join(UNITS)
    number = rf"(?:\d+|{'|'.join(german.table('number_words'))}|mehreren?|einigen?|wenigen?|ein\s+paar)"
    many = "Jahren|Jahre|Monaten|Monate|Wochen|Quartalen|Quartale|Tagen|Tage|Stunden|Minuten|Jahrzehnten"
    yield _compiled(rf"{PREPOSITION}{PART}(?P<shift>{_shifts()})\s+(?P<unit>{units})(?:e?s)?"), _shifted
    yield _compiled(rf"(?:in|seit|während|über)\s+(?:den\s+|der\s+)?(?P<shift>{_shifts()})\s+(?:{number}\s+)?"
                    rf"(?:{many})(?:\s+und\s+(?:{many}))?"), _several  # fmt: skip
    yield _compiled(rf"(?P<way>vor|seit|in|innerhalb\s+von|nach|binnen)\s+(?:\w+\s+)?{number}\s+(?:{many}|Jahr|Monat|Woche|Tag)"), _ago
    yield _compiled(rf"{number}\s+(?:{many}|Jahr|Monat|Woche|Tag)\s+(?P<after>später|danach|zuvor|davor|vorher)"), _apart
    yield _compiled(r"(?:am\s+)?(?:Tag\s+(?P<after>danach|darauf|zuvor|davor)|Folgetag|nächsten\s+Tag)"), _next_day
    yield _compiled(rf"{PREPOSITION}(?:Jahres(?:beginn|ende|anfang)|Tagesverlauf|Wochenbeginn|Jahresverlauf|Anfang\s+des\s+Jahres"
                    r"|Ende\s+des\s+Jahres|Vorjahr|Vorquartal)"), _vague  # fmt: skip
    phrases = sorted(german.table("time_words"), key=len, reverse=True)
    yield _compiled(rf"(?P<word>{'|'.join(phrase.replace(' ', chr(92) + 's+') for phrase in phrases)})"), _word


@cache
def _shifts() -> str:
    return "|".join(sorted(german.table("shifts"), key=len, reverse=True))


def _number_of_month(name: str) -> int:
    return next(int(number) for month, number in german.table("months").items() if month.casefold() == name.casefold())


def _shift(word: str) -> int:
    return int(german.table("shifts")[word.casefold()])


def _year_of(digits: str | None) -> str:
    if digits is None:
        return "XXXX"
    if len(digits) == FOUR_DIGITS:
        return digits
    return f"{1900 + int(digits) if int(digits) >= TWO_DIGIT_YEARS else 2000 + int(digits)}"


def _named_date(match: re.Match[str]) -> str:
    return f"{_year_of(match['year'])}-{_number_of_month(match['month']):02d}-{int(match['day']):02d}"


def _date(match: re.Match[str]) -> str:
    day, month = int(match["day"]), int(match["month"])
    return f"{_year_of(match['year'])}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""  # noqa: PLR2004


def _month(match: re.Match[str]) -> str:
    if not match["month"][0].isupper():
        return ""
    return f"{_year_of(match['year'])}-{_number_of_month(match['month']):02d}{PARTS.get((match['part'] or '').capitalize(), '')}"


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
    return f"{match['year']}{PARTS.get((match['part'] or '').capitalize(), '')}"


def _shifted(match: re.Match[str]) -> str:
    unit = next(name for name in UNITS if name.casefold() == match["unit"].casefold())
    return f"{UNITS[unit]}{_shift(match['shift']):+d}{PARTS.get((match['part'] or '').capitalize(), '')}"


def _several(match: re.Match[str]) -> str:
    steps = _shift(match["shift"])
    return "FUTURE_REF" if steps > 0 else "PAST_REF"


def _ago(match: re.Match[str]) -> str:
    return "PAST_REF" if match["way"].casefold() in {"vor", "seit", "nach"} else "FUTURE_REF"


def _apart(match: re.Match[str]) -> str:
    return "AFTER" if match["after"].casefold() in {"später", "danach"} else "BEFORE"


def _next_day(match: re.Match[str]) -> str:
    return "DAY_BEFORE" if (match["after"] or "").casefold() in {"zuvor", "davor"} else "DAY_AFTER"


def _vague(match: re.Match[str]) -> str:
    return {"vorjahr": "YEAR-1", "vorquartal": "QUARTER-1"}.get(match[0].split()[-1].casefold(), "VAGUE")


def _word(match: re.Match[str]) -> str:
    known = {" ".join(phrase.split()).casefold(): value for phrase, value in german.table("time_words").items()}
    return known[" ".join(match["word"].split()).casefold()]
