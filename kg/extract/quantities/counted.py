"""A figure in, what is counted behind it out: "2600 (betroffene) Mitarbeiterinnen"."""

from __future__ import annotations

import re

from kg import german
from kg.extract.quantities.ellipses import counts_persons
from kg.extract.quantities.pattern import GLUE

__all__ = ["DURATION", "LONGEST_CONTEXT", "counted"]

DURATION = "duration"
"""Unit of what is no amount but a time: "drei Jahre"."""

LONGEST_CONTEXT = 80
"""Characters around a figure that are looked at."""

_WORD = (
    r"(?!(?:von|in|am|im|bis|auf|zum|bei|nach|pro|je|an|als|zu|für|mit)\s)"
    r"[a-zäöüß][\w-]*"
)
# nothing here can be cut in two ways: a word of eighty letters had millions of them
COUNTED = re.compile(
    rf"(?P<between>(?:{GLUE}{_WORD}(?:{GLUE}(?<![\w-]){_WORD}){{0,5}}?)??[ \t\u00a0\u202f]*+)"
    r"(?P<other>\d[\d.’ ]*\d[ \u00a0])?(?P<noun>[A-ZÄÖÜ][\w-]*)"
)
ATTRIBUTIVE = re.compile(
    r"\w+(?:e|en|er|es|em|tlich|haupt)(?:und|sowie|erst|dann|noch|derzeit)*"
    r"|(?:und|sowie|erst|dann|noch|derzeit)+"
)
MONTHS = re.compile(
    r"Jan|Jän|Feb|März|Apr|Mai$|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Uhr|Quartal|Halbjahr"
    r"|Jahr(?:e[sn]?|hundert)?$"
)


def counted(text: str, match: re.Match[str], end: int) -> tuple[str, int]:
    """Return unit and end of "2600 (betroffene) Mitarbeiterinnen".

    The unit is empty where nothing is counted.
    """
    if match["number"].casefold() in {"ein", "eine", "einem", "einen", "einer", "eines", "halbe"}:
        return "", end
    noun = COUNTED.match(text, end, end + LONGEST_CONTEXT)
    if (
        noun is None
        or noun.start("noun") == end
        or noun["noun"] in german.words("sentence_openers")
        or MONTHS.match(noun["noun"])
    ):
        return "", end
    if not all(ATTRIBUTIVE.fullmatch(word) for word in noun["between"].split()):
        return "", end
    reached = end if noun["other"] else noun.end("noun")
    if counts_persons(noun["noun"]):
        return "persons", reached
    return (
        (noun["noun"], reached)
        if noun["noun"] not in german.words("time_units")
        else (DURATION, reached)
    )
