"""Tell bodies that are no companies by their nouns: an analysed text in, spans labelled Organization out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc

from kg import german
from kg.language.spans.names import Name

__all__ = ["institutions", "is_institution"]

GENITIVES = ("", "s", "es")
MINISTRY = "ministerium"
COURT = "gericht"


def is_institution(doc: Doc, start: int, end: int) -> bool:
    """Say whether the first or the last word of a name is a noun for a body: "Universität Stuttgart"."""
    return bool(_noun(doc[start].text) or _noun(doc[end - 1].text))


@lru_cache(maxsize=german.REMEMBERED)
def _noun(word: str) -> str:
    """Return the noun for a body that a word ends in, "" where none: "Wirtschaftsministeriums" -> "ministerium"."""
    lower = word.lower()
    nouns = german.words("institution_nouns")
    stems = (lower.removesuffix(ending) for ending in GENITIVES if lower.endswith(ending))
    tails = (stem[at:] for stem in stems for at in range(len(stem)))
    return next((tail for tail in tails if tail in nouns), "")


def institutions(doc: Doc) -> Iterator[Name]:
    """Yield the ministries by their field, and the courts by their town: "Finanzministerium", "Landgericht Ulm"."""
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or not token.text[0].isupper():
            continue
        noun = _noun(token.text)
        if noun == MINISTRY and not token.lower_.startswith(MINISTRY):
            yield token.i, token.i + 1, "Organization"
        elif noun == COURT and not token.lower_.startswith(COURT) and token.i + 1 < len(doc):
            town = token.nbor()
            if town.pos_ == "PROPN" and not town.is_sent_start:
                yield token.i, token.i + 2, "Organization"
