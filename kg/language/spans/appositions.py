"""Read names by the noun before them: an analysed text and tagged names in, token spans with labels out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg import german
from kg.language.spans.names import Name, is_listed_company

__all__ = ["by_company_noun", "by_market_noun", "named_groups"]

MARKET_NOUNS = ("börse", "handelsplatz", "handelspunkt", "handelsplattform")
MOST_WORDS = 3
SHORTEST_NOUN = 3
TAGGED = frozenset({"germeval", "smartdata"})
"""Heads trained on German news, which tag a name inside a word: ORGpart, organization-company-part."""


def by_market_noun(doc: Doc) -> Iterator[Name]:
    """Yield the name behind a noun for a market, unless it is a listed company: "an der Strombörse Muster Spot"."""
    towns = {(start, end) for start, end, label in _tagged(doc) if label.startswith("loc")}
    for token in doc:
        if token.pos_ == "NOUN" and token.lower_.endswith(MARKET_NOUNS):
            start, end = token.i + 1, _end_of_name(doc, token.i + 1)
            if end > start and not (
                (start, end) in towns or is_listed_company(doc[start:end].text)
            ):
                yield start, end, "Market"


def _tagged(doc: Doc) -> Iterator[Name]:
    """Yield what the news heads find, labels in lower case."""
    for scheme in sorted(TAGGED):
        yield from ((one.start, one.end, one.label_.lower()) for one in doc.spans.get(scheme, []))


def by_company_noun(doc: Doc, names: Mapping[int, str]) -> Iterator[Name]:
    """Yield a proper noun right behind a noun for a company: "die Modekette Muster"; `names` is token -> label."""
    for token in doc:
        if token.pos_ != "NOUN" or _kind(token.lower_) != "Company":
            continue
        end = _end_of_name(doc, token.i + 1)
        if end > token.i + 1 and not any(at in names for at in range(token.i + 1, end)):
            yield token.i + 1, end, "Company"


@lru_cache(maxsize=german.REMEMBERED)
def _kind(lower: str) -> str:
    table = german.table("noun_kinds")
    tails = (lower[at:] for at in range(len(lower) - SHORTEST_NOUN))
    return next((table[tail] for tail in tails if tail in table), "")


def _end_of_name(doc: Doc, start: int) -> int:
    at = start
    while at < len(doc) and at - start < MOST_WORDS and _is_part(doc[at]):
        at += 1
    return at


def _is_part(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.is_sent_start


def named_groups(doc: Doc) -> Iterator[Name]:
    """Yield compounds of a name and a noun for the whole: Company "Muster-Konzern", Organization "Muster-Institut"."""
    # What holds an organisation is a group of it: "Otto-Gruppe", not "US-Konzern" or "Chip-Konzern".
    held = {
        at
        for start, end, label in _tagged(doc)
        for at in range(start, end)
        if label.startswith("org")
    }
    for token in doc:
        if "-" not in token.text[1:-1] or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        last = token.text.rsplit("-", 1)[1]
        label = _class_of_group(last)
        described = token.i + 1 < len(doc) and _is_part(token.nbor())  # "der Dax-Konzern Muster"
        if label and not described and token.i in held:
            yield token.i, token.i + 1, label


def _class_of_group(noun: str) -> str:
    if noun in german.words("group_suffixes"):
        return "Company"
    lower = noun.lower()
    stems = (lower, lower.removesuffix("s"), lower.removesuffix("es"))
    return (
        "Organization" if any(stem in german.words("institution_nouns") for stem in stems) else ""
    )
