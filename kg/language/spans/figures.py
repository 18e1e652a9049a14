"""Find money, percentages and counted things: a text in, offsets and labels out.

These are regular: rules read them better than a tagger that has learned from corpora which leave most of them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from kg import german

__all__ = ["GAP", "Found", "alternatives_of", "amounts", "quantities", "word_numbers"]

Found = tuple[int, int, str]
"""Offsets of code points in the text, and the label."""

SPACE = "[ \u00a0\u2009\u202f]"
GAP = "[ \u00a0\u2009\u202f\n]"
"""What may stand between a figure and its unit; the line break is that of a wrapped line."""
NUMBER = (
    rf"(?:[+\-−±]?\d{{1,3}}(?:(?:[.'’]\d{{3}})+|(?:{SPACE}\d{{3}})+)(?:,\d+)?(?!\d)"
    r"|[+\-−±]?\d+(?:[.,]\d+)?(?!\d)(?:,-+)?)"
)
PERCENT = "Prozentpunkten?|Prozentpunkte|Prozents?|Promille|Basispunkten?|Basispunkte|v\\.{0,1} ?H\\.|%-Punkte|%|‰"
VAGUE = ("ein paar", "einigen", "einige", "mehrere", "mehreren", "etliche", "zig")
MOST_ADJECTIVES = 2
NO_COUNT = frozenset(
    {"Uhr", "Prozent", "Mal", "Euro", "Dollar", "Platz", "Rang", "Kapitel", "Teil", "Seite"}
)


def alternatives_of(names: list[str] | frozenset[str] | dict[str, str]) -> str:
    """Return names as one alternation, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def word_numbers() -> str:
    """Return the spelt-out numbers as an alternation, "ein" left out: it is an article first of all."""
    words = {
        word for word in german.table("number_words") if not re.fullmatch("ein(?:e[mnrs]?)?", word)
    }
    return alternatives_of(frozenset(words | {word.capitalize() for word in words}))


@cache
def _money() -> re.Pattern[str]:
    units = alternatives_of(german.table("currencies"))
    scale = alternatives_of(german.table("scales"))
    number = rf"(?:{NUMBER}|\b(?:{word_numbers()})\b)"
    figure = rf"{number}(?:{GAP}?(?:bis|und|oder|-|–){GAP}?{number})?"
    plural = rf"(?:(?:{alternatives_of(list(VAGUE))}){GAP})?(?:Milliarden|Millionen|Billionen)"
    one = rf"\b(?:[Ee]iner?|[Hh]albe){GAP}(?:halbe[nr]?{GAP})?(?:Milliarde|Million|Billion)"
    scaled = rf"(?:{figure}(?:{GAP}?(?:{scale})(?!\w))?|{one}|{plural})"
    adjective = rf"(?:[a-zäöü]+(?:sche|ische)[nr]?{GAP})?"
    unit = rf"(?:{units})(?!\w)"
    before = rf"(?<!\w)(?:{units}){GAP}?{figure}(?:{GAP}?(?:{scale})(?!\w))?"
    cents = rf"(?<![\w]){NUMBER}{GAP}(?:Euro-Cent|US-Cent|Cents?|Eurocent)(?!\w)"
    return re.compile(
        rf"(?<![\w.,]){scaled}{GAP}?{adjective}{unit}(?:{GAP}\d\d(?!\d))?|{before}|{cents}"
    )


@cache
def _percent() -> re.Pattern[str]:
    number = rf"(?:{NUMBER}|\b(?:{word_numbers()}|[Ee]in(?:em|en)?)\b)"
    figure = rf"{number}(?:{GAP}?(?:bis|und|oder|-|–|/){GAP}?{number})?"
    return re.compile(rf"(?<![\w.,]){figure}{GAP}?(?:{PERCENT})(?!\w)")


def amounts(text: str) -> Iterator[Found]:
    """Yield sums of money ("4,2 Mrd. Euro", "$5") and percentages ("30 Prozent", "0,5 Prozentpunkte")."""
    for match in _money().finditer(text):
        yield (*match.span(), "Money")
    for match in _percent().finditer(text):
        yield (*match.span(), "Percent")


def quantities(doc: Doc, names: Mapping[int, str]) -> Iterator[Found]:
    """Yield counted things: "44.100 Mitarbeitern", "rund zwei neue Werke", "5,3 Millionen Fahrzeuge", "15 km".

    `names` is token -> label: "Windows 11" and "S&P 500" hold no count.
    """
    end = 0
    for token in doc:
        if token.i < end or not _is_number(token) or _is_label(token, names):
            continue
        counted = _counted(token)
        if counted is not None:
            end = counted.i + 1
            yield token.idx, counted.idx + len(counted), "Quantity"


def _is_number(token: Token) -> bool:
    text = token.text
    if text[0].isdigit() or (text[0] in "+-−±" and len(text) > 1):
        return re.fullmatch(NUMBER, text) is not None
    return text in german.table("scales") or (
        token.lower_ in german.table("number_words") and not token.lower_.startswith("ein")
    )


def _is_label(token: Token, names: Mapping[int, str]) -> bool:
    """Say whether the number is part of a name ("Windows 11") or a rank rather than a count."""
    if token.i == 0:
        return False
    before = token.nbor(-1)
    if before.text in NO_COUNT:
        return True
    return before.pos_ == "PROPN" and names.get(before.i) not in {
        "Country",
        "Date",
        "Person",
        "Place",
    }


def _counted(token: Token) -> Token | None:
    """Return the counted noun behind a number, up to one scale word and two adjectives on."""
    doc, at = token.doc, token.i + 1
    while at < len(doc) and (
        doc[at].text in german.table("scales") or doc[at].lower_ in german.table("number_words")
    ):
        at += 1
    adjectives = 0
    while (
        at < len(doc)
        and doc[at].pos_ == "ADJ"
        and adjectives < MOST_ADJECTIVES
        and not doc[at].text[0].isdigit()
    ):
        at += 1
        adjectives += 1
    if at >= len(doc) or doc[at].is_space:
        return None
    noun = doc[at]
    if noun.text in german.words("units"):
        return noun
    if noun.pos_ != "NOUN" or noun.text in NO_COUNT or noun.text in german.words("time_units"):
        return None
    return noun if noun.text[0].isupper() and noun.text not in german.table("currencies") else None
