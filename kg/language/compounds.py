"""Split compounds and join separable verbs: a token in, the parts with offsets, or the whole verb, out.

Adds `token._.parts` and `token._.verb_lemma`.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from kg import german

__all__ = ["is_compound_head", "parts_of", "register", "split_at", "verb_lemma_of"]

Part = tuple[int, int, str]
"""Offsets in the document's text, and the text between them."""

HYPHENS = "-\u2010\u2011"
SHORTEST_FIRST = 3
ENDINGS = ("", "n", "s", "en", "e", "es", "er", "ern", "innen", "in")


def register() -> None:
    """Add the extensions to spaCy's `Token`, once."""
    if not Token.has_extension("parts"):
        Token.set_extension("parts", getter=parts_of)
    if not Token.has_extension("verb_lemma"):
        Token.set_extension("verb_lemma", getter=verb_lemma_of)


def parts_of(token: Token) -> tuple[Part, ...]:
    """Return the parts of a compound with their offsets, or () for a simple word.

    "Trump-Zölle" -> "Trump", "Zölle"; "Chiphersteller" -> "Chip", "hersteller".
    """
    text, start = token.text, token.idx
    if any(hyphen in text[1:-1] for hyphen in HYPHENS) and not text[0].isdigit():
        return tuple(_at_hyphens(text, start))
    if token.pos_ in {"NOUN", "PROPN"} and text.isalpha():
        cut = split_at(text)
        if cut:
            return ((start, start + cut, text[:cut]), (start + cut, start + len(text), text[cut:]))
    return ()


def _at_hyphens(text: str, start: int) -> list[Part]:
    found: list[Part] = []
    position = 0
    for at, character in enumerate(text + "-"):
        if character in HYPHENS or character == "/":
            if at > position:
                found.append((start + position, start + at, text[position:at]))
            position = at + 1
    return found if len(found) > 1 else []


@lru_cache(maxsize=german.REMEMBERED)
def split_at(word: str) -> int:
    """Return where a closed compound is cut in two, 0 where it is none: "Chiphersteller" -> 4.

    The second part is one of the head nouns that business news builds compounds with; the longest wins.
    """
    lower = word.lower()
    for cut in range(max(SHORTEST_FIRST, len(word) - german.LONGEST), len(word) - 2):
        if is_compound_head(lower[cut:]):
            return cut if lower[:cut] not in german.words("verb_prefixes") else 0
    return 0


@lru_cache(maxsize=german.REMEMBERED)
def is_compound_head(word: str) -> bool:
    """Say whether a word is a noun that business news builds compounds with, in any inflected form."""
    lower = word.lower()
    stems = (lower.removesuffix(ending) for ending in ENDINGS if lower.endswith(ending))
    return any(stem in german.words("compound_heads") for stem in stems)


def verb_lemma_of(token: Token) -> str:
    """Return a verb's lemma with its separated particle: "brachte ... heraus" -> "herausbringen"."""
    if token.pos_ not in {"VERB", "AUX"}:
        return token.lemma_
    for child in token.children:
        if child.dep_ == "compound:prt" and not token.lemma_.startswith(child.text.lower()):
            return child.text.lower() + token.lemma_
    return token.lemma_
