"""Lists of number words in, the expressions that find German figures out.

Figures are regular: characters are read, not the analysis, so that an error of the tagger costs
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from kg import german

__all__ = [
    "GLUE",
    "Pattern",
    "approximator",
    "distributor",
    "figure",
    "one_of",
    "parse_number",
    "patterns",
]

DIGITS = (
    r"\d{1,3}(?:[.’'][0-9]{3})+(?:,\d+)?|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
)
GLUE = r"[ \t\u00a0\u202f]*+(?:\n[ \t]*+)?+"
"""A gap in a line or over one break; possessive: it is taken whole or not at all."""
POINTS = "Punkten|Punkte|Punkt|Zählern|Zähler"
PLACES = {"ein": 1, "zwei": 10, "drei": 100}
HEIGHTS = {"niedrig": (1, 3), "mittler": (4, 6), "hoh": (7, 9)}
Pattern = re.Pattern[str]
"""A compiled pattern of text."""


def one_of(entries: Iterable[str]) -> str:
    """Return an alternation, longest first, in which any space may be any white space."""
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest_first)


@cache
def patterns() -> tuple[Pattern, Pattern, Pattern]:
    """Return the expressions of figures, of places ("zweistellig"), and of fractions in words."""
    return _figures(), _places(), _fractions()


def _figures() -> Pattern:
    money = one_of(german.table("currencies"))
    scale = one_of(german.table("scales"))
    spelled = one_of(german.table("number_words"))
    number = rf"(?:{DIGITS}|(?i:halbe|{spelled})(?:(?!\w)|(?=prozentig)))"
    return re.compile(
        rf"(?P<before>{_before()})"
        rf"(?:(?P<prefix>{money}){GLUE})?"
        rf"(?<![\w.,:/])(?P<sign>[-–−+±](?=\d))?(?P<number>{number})"
        rf"(?:(?:{GLUE}(?P<scale1>{scale})(?!\w))?(?:{GLUE}(?P<unit1>{money}|Prozent|%)(?!\w))?"
        rf"(?:\s?(?:-|–)\s?|\s+(?P<joint>bis(?:\s+zu)?|und|oder)\s++(?:{one_of(german.table('approximators'))})?\s*+)"
        rf"(?P<number2>{number}))?"
        rf"(?:[-]?{GLUE}(?P<scale>{scale})(?![a-zäöüß]))?"
        rf"(?:(?P<percent>[- ]?(?i:prozentig)\w*|[-]?{GLUE}(?:Prozent|v\.H\.|%)(?!\w))"
        rf"|[-]?{GLUE}(?P<money>{money})(?![a-zäöüß])"
        rf"|{GLUE}(?P<points>{POINTS})(?!\w))?"
    )


def _before() -> str:
    cues = one_of([*german.table("approximators"), *german.table("distribution")])
    return rf"(?:(?<!\w)(?i:{cues})\s+(?:(?:der|die|das|sogar|noch|auf|den)\s+)?){{0,3}}"


def _places() -> Pattern:
    money = one_of(german.table("currencies"))
    return re.compile(
        r"(?:(?P<height>niedrig|mittler|hoh)\w*\s+)?(?P<place>ein|zwei|drei)stellig\w*\s+"
        rf"(?:(?P<scale>Millionen|Milliarden|Tausender)?(?P<percent>[Pp]rozent)?\w*)(?:\s+(?:von\s+)?(?P<money>{money}))?"
    )


def _fractions() -> Pattern:
    return re.compile(
        rf"(?P<before>{_before()})(?<!\w)(?P<fraction>(?i:{one_of(german.table('fractions'))}))(?!\w)"
    )


def parse_number(text: str) -> Decimal:
    """Return the value of a German figure or number word ("1,5", "16 000", "5’500", "zwölf")."""
    if text.casefold() == "halbe":
        return Decimal("0.5")
    if not text[0].isdigit():
        return Decimal(german.table("number_words")[text.casefold()])
    grouped = re.fullmatch(r"\d{1,3}(?:[.’' \u00a0\u202f]\d{3})+(,\d+)?", text)
    if grouped:
        text = re.sub(r"[.’' \u00a0\u202f]", "", text)
    return Decimal(text.replace(",", "."))


def figure(match: re.Match[str]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Return value, lower and upper bound of "mittlerer einstelliger Prozentbereich".

    None without a unit.
    """
    if not (match["percent"] or match["scale"] or "Wachstum" in match[0]):
        return None
    low, high = HEIGHTS.get(match["height"] or "", (1, 9))
    factor = Decimal(PLACES[match["place"]])
    lower, upper = low * factor, (high + 1) * factor - 1
    if match["scale"]:
        step = {"Millionen": 10**6, "Milliarden": 10**9, "Tausender": 10**3}[match["scale"]]
        lower, upper = lower * step, upper * step
    value = (lower + upper) / 2 if factor > 1 else Decimal(low + high) / 2
    return value, lower, upper


@cache
def approximator() -> Pattern:
    """Return the expression that finds "rund", "mehr als" and their kin in lower-case words."""
    cues = sorted(german.table("approximators"), key=lambda cue: (-len(cue), cue))
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(cue) for cue in cues)})(?!\w)")


@cache
def distributor() -> tuple[Pattern, Pattern]:
    """Return the expressions for "insgesamt" before a figure, and at its beginning."""
    cues = sorted(german.table("distribution"), key=lambda cue: (-len(cue), cue))
    cue = rf"(?<!\w)(?P<cue>{'|'.join(re.escape(c) for c in cues)})(?!\w)"
    return re.compile(rf"{cue}(?: \w+){{0,2}} ?$"), re.compile(rf"(?:\w+ ){{0,2}}{cue}")
