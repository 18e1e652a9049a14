"""What belongs to a noun: its genitive, its prepositional attributes, its possessor, its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames.words import GENITIVE_STARTERS, preposition, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["attributes", "doc_gap", "noun_start", "possessor"]

REACH = 25
NEW_PARAGRAPH = 2
"""Line breaks in a row that end a phrase."""
SERIES = 12
"""Words within which a series must reach its "und"."""
INSIDE = frozenset({"DET", "ADJ", "NUM", "ADV", "PRON", "PART", "X", "SYM"})


def attributes(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield what follows a noun as (preposition or "gen", head noun), in the order of the words.

    "Übernahme der LSE durch die Deutsche Börse" yields ("gen", LSE) and ("durch", Börse). Reading the
    words rather than the tree keeps this right where the parser attaches a phrase to the verb.
    """
    case = last = outer = ""
    previous = noun
    doc, sent = noun.doc, sentence(noun)
    i = noun.i + 1
    while i < min(sent.end, noun.i + REACH):
        token = doc[i]
        word = preposition(token)
        if word:
            outer, case = (case if case == "gen" else ""), word
        elif token.text == "," and previous is not noun and _in_series(token):
            case = last
        elif token.pos_ in {"NOUN", "PROPN"}:
            if case and (case != "gen" or _is_genitive(token, previous)):
                yield case, token
                last = case
                i = _name_end(token, i)
                previous = token
            elif not case and token.i == noun.i + 1 and token.pos_ == "PROPN":
                i = _name_end(token, i)
            else:
                return
            after = doc[i + 1] if i + 1 < sent.end else None
            if outer and after is not None and after.pos_ == "ADJ":
                case, outer = outer, ""  # "der zur Gruppe gehörenden Firma": the genitive goes on
            else:
                case = case if _continues(after) else ""
        elif token.lower_ in GENITIVE_STARTERS and not case:
            case = "gen"
        elif not _inside(token, case):
            return
        i += 1


def _in_series(comma: Token) -> bool:
    """Whether a comma stands inside "A, B und C"."""
    doc, end = comma.doc, min(sentence(comma).end, comma.i + SERIES)
    if comma.i + 1 >= end or doc[comma.i + 1].pos_ not in {"PROPN", "NOUN", "DET", "ADJ"}:
        return False
    for token in doc[comma.i + 1 : end]:
        if token.pos_ in {"VERB", "AUX"}:
            return False
        if token.lower_ in {"und", "sowie", "oder", "&"}:
            return True
    return False


def _is_genitive(token: Token, previous: Token) -> bool:
    cases = token.morph.get("Case", [])
    return not cases or "Gen" in cases or token.pos_ == "PROPN" or token.i - previous.i < 4


def _name_end(token: Token, i: int) -> int:
    doc = token.doc
    while i + 1 < sentence(token).end and doc[i + 1].pos_ == "PROPN":
        i += 1
    return i


def _continues(token: Token | None) -> bool:
    return token is not None and (token.lower_ in {"und", "sowie", "oder", "&"})


def _inside(token: Token, case: str) -> bool:
    if token.pos_ == "CCONJ":
        return bool(case)
    if token.is_space:
        return token.text.count("\n") < NEW_PARAGRAPH
    if token.text in {"-", "„", "“", "«", "»", '"', "'", "(", ")"}:
        return True
    if not case and token.pos_ in {"ADJ", "NUM"}:
        return token.ent_type_ == "Date" or token.like_num
    return token.pos_ in INSIDE


def possessor(noun: Token) -> Token | None:
    """Return the possessor before a noun: "DeepSeeks Modell" or "ihre Tochter" (its pronoun)."""
    for child in noun.children:
        if child.i < noun.i and (child.tag_ == "PPOSAT" or "Yes" in child.morph.get("Poss", [])):
            return child
    start = noun_start(noun)
    before = noun.doc[start - 1] if start > sentence(noun).start else None
    if before is None or before.pos_ != "PROPN":
        return None
    if before.text.endswith(("s", "'", "’", "x", "z")) and doc_gap(before, noun) <= 3:
        return before
    return None


def doc_gap(left: Token, right: Token) -> int:
    """Return how many words stand between two words."""
    return right.i - left.i - 1


def noun_start(noun: Token) -> int:
    """Return the token number at which a noun's determiner and adjectives begin."""
    start = noun.i
    first = max(sentence(noun).start, noun.i - REACH)
    while start > first:
        token = noun.doc[start - 1]
        if token.pos_ == "DET":
            return start - 1
        if token.pos_ not in {"ADJ", "NUM", "ADV"}:
            return start
        start -= 1
    return start
