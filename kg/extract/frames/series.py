"""Names and nouns in a row: the first of "A, B und C" in; the others out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames.noun_phrase import is_cut
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.words import preposition, sentence
from kg.extract.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["conjuncts"]

JOINTS = frozenset({",", "und", "sowie", "oder", "&", "/"})
MANY = 12
"""Coordinated words looked at, at most."""


def conjuncts(token: Token, first: Filler, who: Participants) -> Iterator[Token]:
    """Yield the words coordinated with one, by the tree, or by "A, B und C" in the words."""
    found: dict[int, Token] = {}
    stack = [token]
    while stack and len(found) < MANY:
        for child in stack.pop().children:
            noun = child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "X"}
            if noun and not is_cut(child) and _is_joined(token, child):
                found[child.i] = child
                stack.append(child)
    if token.pos_ == "PROPN" or first.start > token.idx:
        for beside in _series(who.words(first.start, first.end)):
            found.setdefault(beside.i, beside)
    yield from (found[i] for i in sorted(found))


def _is_joined(token: Token, child: Token) -> bool:
    """Return whether a joint stands between two words, and both or neither stand after a preposition of their own.

    In "vor dem Kauf von Eis sowie von Fisch" the fish is not joined to "Kauf".
    """
    between = token.doc[token.i + 1 : child.i] if child.i > token.i else ()
    case = _case(child)
    if any(t.pos_ in {"VERB", "AUX"} for t in between):
        return False  # "angesichts der Pläne, die er hat, eine Schwächung": a clause stands between
    return any(t.lower_ in JOINTS for t in between) and case in {"", _case(token)}


def _case(token: Token) -> str:
    return next((preposition(c) for c in token.children if c.dep_ == "case" and c.i < token.i), "")


def _series(name: Span) -> list[Token]:
    """Return the other names around one; none without "und"."""
    after, joined = _rightwards(name)
    before, also = _leftwards(name)
    return [*before, *after] if joined or also else []


def _rightwards(name: Span) -> tuple[list[Token], bool]:
    doc, end = name.doc, sentence(name[0]).end
    found: list[Token] = []
    joined, i = False, name.end
    while i + 1 < end and len(found) < MANY and doc[i].lower_ in JOINTS:
        joined = joined or doc[i].text != ","
        i += 1
        while i < end and doc[i].pos_ in {"DET", "ADJ"}:
            i += 1
        if i + 1 < end and doc[i + 1].pos_ == "PROPN" and _types(doc[i]):
            i += 1  # "X und ihre Tochter Y"
        if i >= end or doc[i].pos_ != "PROPN":
            break
        found.append(doc[i])
        while i < end and doc[i].pos_ == "PROPN":
            i += 1
    return found, joined


def _types(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and kind_of_noun(noun.text) in {"Company", "Organization", "Person"}


def _leftwards(name: Span) -> tuple[list[Token], bool]:
    doc, start = name.doc, sentence(name[0]).start
    found: list[Token] = []
    joined, i = False, name.start - 1
    while (
        i > start and len(found) < MANY and doc[i].lower_ in JOINTS and doc[i - 1].pos_ == "PROPN"
    ):
        joined = joined or doc[i].text != ","
        found.append(doc[i - 1])
        i -= 1
        while i >= start and doc[i].pos_ == "PROPN":
            i -= 1
    return found, joined
