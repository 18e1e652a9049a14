"""A TIMEX3-like value and an anchor date in, first and last day out.

Weekdays look back: news speaks of the week that ends with its date, unless the words say
"kommenden".
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from kg.model import Granularity

__all__ = ["anchor_of", "granularity_of", "resolve"]

DAYS_IN_WEEK = 7
LAST_MONTH = 12
Span = tuple[str, str]


def anchor_of(date: str) -> dt.date | None:
    """Return the day of a full ISO date; a mere year or month anchors nothing."""
    try:
        return dt.date.fromisoformat(date[:10])
    except ValueError:
        return None


def granularity_of(value: str) -> Granularity:
    """Return how fine a value is: "2016-Q1" is a quarter."""
    if re.search(r"-W\d\d-\d$|W..-\d$|\d\d-\d\d$|^DAY|^XXXX-WXX-\d", value) and not re.fullmatch(
        r"[\dX]{4}-\d\d", value
    ):
        return Granularity.DAY
    if re.fullmatch(r"[\dX]{4}-\d\d(?:-(?:BEGIN|MID|END))?", value) or value.startswith("MONTH"):
        return Granularity.MONTH
    if "-Q" in value or value.startswith("QUARTER"):
        return Granularity.QUARTER
    if re.match(r"(?:FY)?\d{4}(?:-H\d)?$|YEAR", value):
        return Granularity.YEAR
    return Granularity.VAGUE


def resolve(value: str, anchor: dt.date | None) -> tuple[Span, bool]:
    """Return ((first, last day), whether the anchor was needed).

    Empty strings where nothing can be known.

    >>> resolve("2016-Q1", None)
    (('2016-01-01', '2016-03-31'), False)
    """
    absolute = _absolute(value)
    if absolute is not None:
        return absolute, False
    if anchor is None:
        return ("", ""), False
    try:
        relative = _relative(value, anchor)
    except OverflowError:  # "0001-01-01" stands in feeds for no date at all; no day is before it
        relative = None
    return (relative, True) if relative is not None else (("", ""), False)


def _absolute(value: str) -> Span | None:
    if day := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return _day(int(day[1]), int(day[2]), int(day[3]))
    part = re.fullmatch(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12]))(?:-(?:BEGIN|MID|END))?", value)
    if part is not None:
        return _part_of_year(part)
    years = re.fullmatch(r"(\d{4})(?:/(\d{4})|-(?:BEGIN|MID|END))?", value)
    return _years(int(years[1]), int(years[2] or years[1])) if years is not None else None


def _part_of_year(part: re.Match[str]) -> Span | None:
    year = int(part[1])
    if part[2]:
        return _months(year, int(part[2]), 1)
    if part[3]:
        return _months(year, 3 * int(part[3]) - 2, 3)
    return _months(year, 6 * int(part[4]) - 5, 6)


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        found = dt.date(year, month, day).isoformat()
    except ValueError:
        return None
    return found, found


def _years(first: int, last: int) -> Span | None:
    if not dt.MINYEAR <= first <= dt.MAXYEAR or not dt.MINYEAR <= last <= dt.MAXYEAR:
        return None
    return f"{first:04d}-01-01", f"{last:04d}-12-31"


def _months(year: int, month: int, count: int) -> Span | None:
    if not 1 <= month <= LAST_MONTH or not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    last = month + count - 1
    return (
        f"{year:04d}-{month:02d}-01",
        f"{year:04d}-{last:02d}-{calendar.monthrange(year, last)[1]:02d}",
    )


def _relative(value: str, anchor: dt.date) -> Span | None:
    if weekday := re.fullmatch(r"XXXX-WXX-(\d)([+-]\d+)?", value):
        return _weekday(anchor, int(weekday[1]), int(weekday[2] or 0))
    if step := re.fullmatch(
        r"(DAY|WEEK|MONTH|QUARTER|YEAR)([+-]\d+)(?:-(?:BEGIN|MID|END))?", value
    ):
        return _stepped(anchor, step[1], int(step[2]))
    if value.startswith("XXXX-"):
        return _nearest(value, anchor)
    today = anchor.isoformat()
    return {"PAST_REF": ("", today), "PRESENT_REF": (today, today), "FUTURE_REF": (today, "")}.get(
        value
    )


def _weekday(anchor: dt.date, weekday: int, shift: int) -> Span:
    back = (anchor.isoweekday() - weekday) % DAYS_IN_WEEK
    if shift > 0:
        found = anchor + dt.timedelta(days=(weekday - anchor.isoweekday() - 1) % DAYS_IN_WEEK + 1)
    else:
        found = anchor - dt.timedelta(days=back)
    return found.isoformat(), found.isoformat()


def _stepped(anchor: dt.date, unit: str, steps: int) -> Span | None:
    if unit == "DAY":
        day = (anchor + dt.timedelta(days=steps)).isoformat()
        return day, day
    if unit == "WEEK":
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=steps)
        return monday.isoformat(), (monday + dt.timedelta(days=DAYS_IN_WEEK - 1)).isoformat()
    if unit == "YEAR":
        return _years(anchor.year + steps, anchor.year + steps)
    length = 3 if unit == "QUARTER" else 1
    first = (anchor.year * 12 + (anchor.month - 1)) // length + steps
    return _months(first * length // 12, first * length % 12 + 1, length)


def _nearest(value: str, anchor: dt.date) -> Span | None:
    """Return the latest period of a name ("im Januar", "im ersten Quartal") that had begun by the anchor day."""
    this = _absolute(value.replace("XXXX", f"{anchor.year:04d}"))
    if this is not None and this[0] > anchor.isoformat():
        return _absolute(value.replace("XXXX", f"{anchor.year - 1:04d}"))
    return this
