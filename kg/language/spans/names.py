"""Look up names that are known beforehand: an analysed text in, token spans with labels out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from kg import german
from kg.language.datelines import LONGEST, dateline_of

__all__ = [
    "Name",
    "country_names",
    "is_listed_company",
    "is_medium_name",
    "listed",
    "listed_companies",
    "patterned",
]

Name = tuple[int, int, str]
"""First token, token behind the last, label."""

ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d")
WKN = re.compile(r"(?=.*\d)[A-Z0-9]{6}")
ADJECTIVE = re.compile(r"[A-ZÄÖÜ]\w+(?:sche|iche|ige|ene|eue|ale|inte|iße)")
SHORTEST_COMPANY = 2
SHORTEST_OFFICE = 4
NO_OFFICE = frozenset({"leiter", "leiterin", "vize"})
"""Endings of words that name things as well ("Halbleiter")."""
QUOTES = frozenset("\"„“”»«‚‘'")
COUNTRIES_BESIDE = {
    "USA": "Country", "US": "Country", "Vereinigte Staaten": "Country", "Vereinigten Staaten": "Country",
    "Großbritannien": "Country", "England": "Country", "Schottland": "Country", "Südkorea": "Country",
    "Nordkorea": "Country", "Volksrepublik China": "Country", "Tschechien": "Country", "Niederlanden": "Country",
    "Holland": "Country", "Bundesrepublik Deutschland": "Country", "Bundesrepublik": "Country",
    "Vereinigten Arabischen Emiraten": "Country", "Emirate": "Country", "Elfenbeinküste": "Country",
    "Philippinen": "Country", "Hongkong": "Place", "Macau": "Place", "Macao": "Place", "Weißrussland": "Country",
    "Russische Föderation": "Country", "Russischen Föderation": "Country",
}  # fmt: skip
"""Names of countries as newspapers print them where the CLDR has another, and what it lists that is none."""


@cache
def country_names() -> dict[str, str]:
    """Return German names of countries -> label (CLDR territories, and their newspaper names)."""
    from babel import Locale  # reads a large table: only where text is analysed

    territories = Locale("de").territories.items()
    names = {name: "Country" for code, name in territories if re.fullmatch("[A-Z]{2}", code)}
    return names | COUNTRIES_BESIDE


@cache
def _companies() -> frozenset[str]:
    """Return names of listed companies without their legal forms (pytickersymbols, MIT)."""
    from pytickersymbols import PyTickerSymbols  # reads a large table: only where text is analysed

    forms = "|".join(
        re.escape(form)
        for form in sorted(german.words("legal_forms"), key=lambda form: (-len(form), form))
    )
    ending = re.compile(
        rf",?\s+(?:{forms}|plc|PLC|Plc|and Company|& Company|Company|S\.p\.A\.|Oyj|AB|ASA)$"
    )
    names = set()
    for stock in PyTickerSymbols().get_all_stocks():
        name = str(stock["name"])
        names |= {name, ending.sub("", ending.sub("", name))}
    other = (
        set(country_names())
        | german.words("indices")
        | german.words("media")
        | german.words("organizations")
    )
    return frozenset(name for name in names if len(name) > SHORTEST_COMPANY and name not in other)


def is_listed_company(name: str) -> bool:
    """Say whether a name is that of a listed company, with or without a genitive -s."""
    return (
        name in _companies()
        or name.removesuffix("s") in _companies()
        or name.rstrip("'’") in _companies()
    )


@cache
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return first word -> the names it begins, the longest first, with their labels."""
    entries: dict[tuple[str, ...], str] = {}
    for name, label in _entries():
        words = tuple(name.split())
        entries.setdefault(words, label)
        for other in _inflected(words, label):
            entries.setdefault(other, label)
    lexicon: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, label in sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0])):
        lexicon.setdefault(words[0], []).append((words, label))
    return lexicon


def _inflected(words: tuple[str, ...], label: str) -> Iterator[tuple[str, ...]]:
    """Yield the other cases of a name: "Handelsblatts", "Rheinischen Post"."""
    takes_s = words[-1][-1].isalpha() and not words[-1].endswith("s")
    if label in {"Country", "Place", "Index", "Medium"} and takes_s:
        yield (*words[:-1], words[-1] + "s")
    if len(words) > 1 and ADJECTIVE.fullmatch(words[0]):
        yield (words[0] + "n", *words[1:])
        yield (words[0] + "r", *words[1:])


def _entries() -> Iterator[tuple[str, str]]:
    for name in german.words("indices"):
        yield name, "Index"
    for name in german.words("markets"):
        yield name, "Market"
    for name in german.words("media"):
        yield name, "Medium"
    for name in german.words("organizations"):
        yield name, "Organization"
    for name in german.words("instruments"):
        yield name, "FinancialInstrument"
    yield from country_names().items()
    for name in _companies():
        if " " in name:
            yield name, "Company"


def listed(doc: Doc) -> Iterator[Name]:
    """Yield the known names in a text: "Hang Seng" (Index), "Wall Street" (Market), "Handelsblatt" (Medium)."""
    lexicon = _lexicon()
    words = [token.text for token in doc]
    for at, word in enumerate(words):
        for name, label in lexicon.get(word, ()):
            end = at + len(name)
            if tuple(words[at:end]) == name and _holds(doc, at, end, label):
                yield at, end, _label_here(words, at, end, label)
                break


def _label_here(words: list[str], start: int, end: int, label: str) -> str:
    """Tell a news agency from an index of the same name: "FRANKFURT (Dow Jones)"."""
    bracketed = start > 0 and end < len(words) and words[start - 1] == "(" and words[end] == ")"
    return "Medium" if bracketed and words[start:end] == ["Dow", "Jones"] else label


def _holds(doc: Doc, start: int, end: int, label: str) -> bool:
    """Say whether a listed name is one here, where it is also a common word ("Der Spiegel", "Grüne")."""
    if end - start > 1:
        return True
    token = doc[start]
    if label == "Medium" and token.text in german.words("ambiguous_media"):
        return _stands_as_medium(token)
    return token.pos_ not in {"ADJ", "DET", "PRON", "VERB", "ADP"} or token.text.isupper()


def _stands_as_medium(token: Token) -> bool:
    before = token.nbor(-1) if token.i > 0 else None
    if before is not None and before.text in QUOTES and token.i > 1:
        before = token.nbor(-2)
    quoted = (
        token.i + 1 < len(token.doc)
        and token.i > 0
        and token.nbor(-1).text in QUOTES
        and token.nbor().text in QUOTES
    )
    noun = before is not None and (
        before.text in german.words("media_nouns") or before.lower_.endswith("magazin")
    )
    return quoted or noun


@lru_cache(maxsize=german.REMEMBERED)
def is_medium_name(word: str) -> bool:
    """Say whether the last word of a name is that of a medium: "Rhein-Zeitung", "Mindener Tageblatts"."""
    last = word.rsplit("-", 1)[-1]
    return any(form in german.words("media_names") for form in (word, last, last.removesuffix("s")))


def listed_companies(doc: Doc) -> Iterator[Name]:
    """Yield proper nouns that are names of listed companies, for where no tagger has marked them."""
    for token in doc:
        if token.pos_ == "PROPN" and token.text[0].isupper() and is_listed_company(token.text):
            yield token.i, token.i + 1, "Company"


def patterned(doc: Doc) -> Iterator[Name]:
    """Yield names by their form: "China Tech-Giganten Index", "Tokioter Börse", "Finanzvorstand", "DE0007164600"."""
    yield from _datelines(doc)
    for token in doc:
        text = token.text
        if not text[0].isupper():
            continue
        if ISIN.fullmatch(text) or _is_wkn(token):
            yield token.i, token.i + 1, "FinancialInstrument"
        elif text in {"Index", "Indexes"} or text.endswith(("-Index", "-Indexes")):
            yield from _index(doc, token)
        elif text in german.words("market_nouns"):
            yield from _market(doc, token)
        elif _is_position(token):
            yield token.i, token.i + 1, "Position"


def _is_wkn(token: Token) -> bool:
    """Say whether a token is a German securities number: "WKN A0D9PT", "WKN: A0D9PT"."""
    if WKN.fullmatch(token.text) is None:
        return False
    return "WKN" in [other.text for other in token.doc[max(0, token.i - 2) : token.i]]


def _datelines(doc: Doc) -> Iterator[Name]:
    """Yield the places that an agency's text opens with: "NEW YORK/FRANKFURT (dpa-AFX) - "."""
    for sentence in doc.sents:
        start = sentence.start
        opened = dateline_of([token.text for token in sentence[:LONGEST]])[0] + start
        for at in range(start, opened + 1) if opened > start else ():
            if doc[at].text in {"/", ",", "(", "und"}:
                if start < at and all(doc[on].text[0].isupper() for on in range(start, at)):
                    yield start, at, "Place"
                start = at + 1


def _index(doc: Doc, token: Token) -> Iterator[Name]:
    start = token.i
    while start > 0 and _may_name(doc[start - 1]) and token.i - start < 4:  # noqa: PLR2004
        start -= 1
    if start < token.i or "-" in token.text:
        yield start, token.i + 1, "Index"


def _may_name(token: Token) -> bool:
    return (
        token.pos_ in {"PROPN", "NOUN", "X"} and token.text[0].isupper() and not token.is_sent_start
    )


def _market(doc: Doc, token: Token) -> Iterator[Name]:
    if token.i == 0:
        return
    before = doc[token.i - 1]
    stem = re.sub(r"(?:e|en|em|er|es)$", "", before.lower_)
    of_town = (
        before.text[0].isupper() and before.text.endswith("er") and before.pos_ in {"ADJ", "PROPN"}
    )
    of_country = stem in german.table("nationalities") and before.pos_ in {"ADJ", "PROPN"}
    if before.text[0].isupper() and token.text == "Börse" and not of_town:
        return  # "Deutsche Börse" is a company
    if of_country or (
        of_town and before.lower_ not in {"der", "einer", "dieser"} and not before.is_sent_start
    ):
        start = token.i - 1
        if start > 0 and doc[start - 1].text == "New":
            start -= 1
        yield start, token.i + 1, "Market"


def _is_position(token: Token) -> bool:
    """Say whether a noun names an office: "Finanzvorstand", "Intel-Chef", "Chefin"; "Geschäftsleiter"."""
    lower = token.lower_
    if token.pos_ not in {"NOUN", "PROPN"}:
        return False
    last = lower.rsplit("-", 1)[-1][-german.LONGEST :]
    if last in german.words("position_endings"):
        return True
    tails = (last[at:] for at in range(2, len(last) - SHORTEST_OFFICE + 1))
    return any(tail in german.words("position_endings") and tail not in NO_OFFICE for tail in tails)
