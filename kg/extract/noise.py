"""A tagged name in, what noise of the page it is out: a date, a torn word, two names run together."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg import german

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["ends_a_name", "is_torn", "names_nobody", "town_run_together", "two_names"]

RUN_TOGETHER = re.compile(r"([A-ZÄÖÜ][a-zäöüß]{2,})([A-ZÄÖÜ][a-zäöüß]{2,})")
SHORTEST_KNOWN = 4


def names_nobody(text: str, label: str) -> bool:
    """Return whether a tagged word is a bare legal form, a measure, a law, a month or a day.

    "Freitag" is a weekly paper as a Medium only.
    """
    if text in german.words("legal_forms") or text in german.words("measures_and_laws"):
        return True
    return label != "Medium" and not _dates().isdisjoint((text, text.capitalize()))


@cache
def _dates() -> frozenset[str]:
    return frozenset((*german.table("months"), *german.table("weekdays")))


def ends_a_name(token: Token) -> bool:
    """Return whether a tagged word is a legal form whose name the tagger passed over: "Die Software AG"."""
    if token.i == 0 or token.text not in german.words("legal_forms"):
        return False
    before = token.doc[token.i - 1]
    return before.pos_ in {"NOUN", "PROPN"} and not before.ent_type_ and before.text[:1].isupper()


def town_run_together(text: str) -> str:
    """Return the town of a dateline whose dash was lost, "München" of "MünchenDer", or nothing."""
    parts = RUN_TOGETHER.fullmatch(text)
    if parts is None or text in german.table("company_names"):
        return ""
    return parts[1] if parts[2] in german.words("sentence_openers") else ""


def is_torn(token: Token) -> bool:
    """Return whether a word may be torn: before "...", or last in a text that breaks off."""
    doc = token.doc
    following = doc[token.i + 1].text if token.i + 1 < len(doc) else ""
    if following and not following.isspace():
        cut = following.startswith(("...", "…")) and not token.whitespace_
    else:
        last = all(t.is_space for t in doc[token.i + 1 :])
        cut = last and any(t.pos_ in {"VERB", "AUX"} for t in doc[token.sent.start : token.i])
    if (
        not cut
        or token.text in german.table("company_names")
        or token.text in german.words("media")
    ):
        return False
    return all(t.i == token.i or t.text != token.text for t in doc)


def two_names(ent: Span) -> int:
    """Return how many tokens of a span are the first of two well-known companies, 0 if it is one.

    "General Electric Siemens" in "schnappt General Electric Siemens weg".
    """
    companies = german.table("company_names")
    if ent.text in companies or ent.end_char - ent.start_char > 2 * _longest_company() + 1:
        return 0
    for cut in range(1, len(ent)):
        halves = (ent[:cut].text, ent[cut:].text)
        if all(half in companies and len(half) >= SHORTEST_KNOWN for half in halves):
            return cut
    return 0


@cache
def _longest_company() -> int:
    """Return how many characters the longest well-known name has: a span of thousands is not cut in two."""
    return max(map(len, german.table("company_names")))
