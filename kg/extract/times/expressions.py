"""A document in, the expressions of time in its words out.

"im ersten Quartal", "Ende März 2016", "am Tag danach".
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from kg.extract.clauses import characters
from kg.extract.times.patterns import rules
from kg.extract.times.periods import anchor_of, granularity_of, resolve
from kg.model import Time

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_times"]

NOT_BEFORE = re.compile(
    r"\s*(?:Euro|Dollar|Mitarbeiter|Stellen|Prozent|%|Mio|Mrd|Millionen|Milliarden|[.,]\d)"
)


def find_times(doc: Doc, date: str = "") -> tuple[Time, ...]:
    """Return the time expressions of a document in reading order, the longest where two overlap.

    `date` is the article's ISO date; without it relative times stay unresolved: no guess. A time
    that counts from another ("am Tag danach") is resolved from the time before it in the text.
    """
    anchor = anchor_of(date)
    text = characters(doc)
    folded = text.casefold()
    found = [
        (match.start(), match.end(), value)
        for rule in rules()
        if not rule.hints or any(hint in folded for hint in rule.hints)
        for match in rule.pattern.finditer(text)
        if (value := rule.read(match)) and not _is_figure(match)
    ]
    times: list[Time] = []
    reached = -1
    for start, end, value in sorted(found, key=lambda span: (span[0], -span[1], span[2])):
        if start >= reached:
            times.append(_time(text, (start, end), value, _anchor(value, times, anchor)))
            reached = end
    return tuple(times)


def _is_figure(match: re.Match[str]) -> bool:
    """Return whether what looks like a year counts something ("2015 Stellen")."""
    return match[0][-1].isdigit() and NOT_BEFORE.match(match.string, match.end()) is not None


def _anchor(value: str, before: list[Time], anchor: dt.date | None) -> dt.date | None:
    """Return the day to count from.

    The last day told before for "am Tag danach", else the article's.
    """
    if not value.startswith("DAY_"):
        return anchor
    days = [
        time.start_date for time in before if time.start_date and time.start_date == time.end_date
    ]
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
