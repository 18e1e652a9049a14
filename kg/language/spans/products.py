"""Find products, chips and AI models: an analysed text and tagged names in, token spans with labels out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from kg import german
from kg.language.spans.names import Name

__all__ = ["by_compound", "by_context", "by_head_noun", "by_model_number"]

CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Z][\w.+-]*|(?=.*\d)[a-z][A-Z][\w-]*")
"""A name with figures in it: `A380`, `GPT-4`, `iPhone17`."""
VERSION = re.compile(r"\d{1,4}[A-Za-z]{0,2}|\d\.\d|[IVX]{1,4}|(?=.*\d)[A-Z0-9][\w.-]*")
SORTS = frozenset({"typ", "typs", "reihe", "baureihe"})
FARTHEST_NOUN = 4
ADDITION = frozenset(
    [
        "Pro",
        "Max",
        "Plus",
        "Ultra",
        "Mini",
        "Air",
        "Lite",
        "Turbo",
        "Edge",
        "Fold",
        "Flip",
        "SE",
        "XL",
        "XR",
        "Note",
        "Titan",
        "Super",
        "Ti",
        "Neo",
        "GT",
        "GTI",
        "RS",
    ]
)


def _class_of_noun(word: str) -> str:
    """Return the class that the ending of a noun tells: "Grafikprozessor" -> Chip, "" where none."""
    lower = word.lower()[-german.LONGEST :]
    table = german.table("product_nouns")
    return table.get(lower) or next(
        (table[lower[at:]] for at in range(1, len(lower) - 3) if lower[at:] in table), ""
    )


def by_compound(doc: Doc) -> Iterator[Name]:
    """Yield compounds whose first part is a model number: "A100-GPU", "M3-Prozessor"."""
    for token in doc:
        if "-" not in token.text[1:-1]:
            continue
        first, last = token.text.rsplit("-", 1)
        label = german.table("product_nouns").get(last.lower()) or _class_of_noun(last)
        if label and CODE.fullmatch(first) and not re.fullmatch(r"\d+G|G\d+|Q\d|KI", first):
            yield token.i, token.i + 1, label


def by_head_noun(doc: Doc, names: Mapping[int, str]) -> Iterator[Name]:
    """Yield names behind a noun for a product: "der Kompaktwagen Golf"; `names` is token -> label."""
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or not token.text[-1].isalpha():
            continue
        label = _class_of_noun(token.text.rsplit("-", 1)[-1]) or _class_of_noun(token.text)
        if token.lower_ in SORTS:
            label = _class_before(token)
        end = _end_of_name(doc, token.i + 1) if label else token.i + 1
        start = token.i + 1
        while start < end and doc[start].text in '„"»‚':
            start += 1
        if end > start and _may_be_product(doc[start], names.get(start, ""), label):
            yield start, end, label


def _class_before(token: Token) -> str:
    """Return the class of the noun that a sort is of: "Chips der Reihe" -> Chip, "Züge vom Typ" -> Product."""
    before = token.doc[max(token.sent.start, token.i - FARTHEST_NOUN) : token.i]
    told = [_class_of_noun(noun.text) for noun in before if noun.pos_ == "NOUN"]
    return next((label for label in reversed(told) if label), "Product")


def _may_be_product(token: Token, tagged: str, label: str) -> bool:
    """Say whether a name that a tagger takes for something else is the product that the noun before it tells."""
    if tagged == "Country" or (tagged == "Person" and label == "Product"):
        return False
    return tagged != "Place" or CODE.fullmatch(token.text) is not None


def by_context(doc: Doc) -> Iterator[Name]:
    """Yield model numbers beside a noun for an AI model or a chip: "stellt mit GPT-9 ein Sprachmodell vor"."""
    for sentence in doc.sents:
        told = {
            _class_of_noun(token.text.rsplit("-", 1)[-1])
            for token in sentence
            if token.pos_ == "NOUN"
        }
        kinds = told & {"AIModel", "Chip"}
        if len(kinds) != 1:
            continue
        for token in sentence:
            if token.pos_ in {"PROPN", "X"} and CODE.fullmatch(token.text):
                yield token.i, token.i + 1, min(kinds)


def _end_of_name(doc: Doc, start: int) -> int:
    at = start
    quoted = at < len(doc) and doc[at].text in {"„", '"', "»", "‚"}
    at += 1 if quoted else 0
    first = at
    while at < len(doc) and at - first < 4 and _continues_name(doc[at], at - first):  # noqa: PLR2004
        at += 1
    if quoted and not (at < len(doc) and doc[at].text in {"“", '"', "«", "”", "‘"}):
        return start
    return at if at > first else start


def _continues_name(token: Token, position: int) -> bool:
    if position and (VERSION.fullmatch(token.text) or token.text in ADDITION):
        return True
    if token.is_sent_start or not token.text[0].isalnum():
        return False
    proper = token.pos_ in {"PROPN", "X"} and not token.text[0].islower()
    return proper or CODE.fullmatch(token.text) is not None


def by_model_number(doc: Doc, names: Mapping[int, str]) -> Iterator[Name]:
    """Yield a model number behind a company's name: "Airbus A380", "Tesla Model 3", "Nvidia RTX 4090"."""
    for token in doc:
        if token.i + 1 >= len(doc) or names.get(token.i) != "Company":
            continue
        start = token.i + 1
        following = doc[start]
        if names.get(start) == "Company" or not (
            CODE.fullmatch(following.text) or following.text == "Model"
        ):
            continue
        end = start + 1
        while end < len(doc) and (VERSION.fullmatch(doc[end].text) or doc[end].text in ADDITION):
            end += 1
        if end > start + 1 or CODE.fullmatch(following.text):
            yield start, end, "Product"
