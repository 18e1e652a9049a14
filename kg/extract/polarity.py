"""A predicate in, whether the text affirms or denies it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, climb, is_verbal, segment, verb_lemma
from kg.model import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["polarity_of"]

Found = tuple[Polarity, str]
PLAIN: Found = (Polarity.POSITIVE, "")
NO_NEGATION_AFTER = frozenset({"nur", "allein", "bloß", "zuletzt", "überraschend", "überraschen", "ausgeschlossen"})
FAILING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "xcomp"})


def polarity_of(doc: Doc, token: Token) -> Found:
    """Return the polarity of a predicate and the word that denies it.

    "wird seine Beteiligung nicht verkaufen" (verkaufen) is Negative by "nicht"; "nicht nur die Börsen" denies
    nothing; "die Fusion droht zu scheitern" (Fusion) is Negative by "scheitern".
    """
    below: Token | None = None
    for word in climb(token):
        if below is not None and not _inherits(below, word):
            break
        found = _failing(word, below) if below is not None else PLAIN
        if found == PLAIN and (below is None or is_verbal(word)):
            found = _negated(doc, word)
        if found != PLAIN:
            return found
        below = word
    return PLAIN


def _inherits(below: Token, above: Token) -> bool:
    if below.dep_ in {"xcomp", "ccomp"}:
        return verb_lemma(above) in german.table("modal_verbs")
    if is_verbal(below) and below.pos_ in {"VERB", "AUX"}:
        return False
    return below.dep_ in FAILING


def _failing(word: Token, below: Token) -> Found:
    if below.dep_ not in FAILING:
        return PLAIN
    if is_verbal(word) and verb_lemma(word) in german.words("failure_verbs"):
        return Polarity.NEGATIVE, word.text
    if word.pos_ == "NOUN" and word.lower_ in german.words("failure_nouns"):
        return Polarity.NEGATIVE, word.text
    return PLAIN


def _negated(doc: Doc, word: Token) -> Found:
    for other in _scope(word):
        if other.lower_ in german.words("negators") and not _denies_nothing(doc, other):
            return Polarity.NEGATIVE, other.text
        if other.lower_ == "ohne" and (other.head.i == word.i):
            return Polarity.NEGATIVE, other.text
    return PLAIN


def _scope(word: Token) -> list[Token]:
    """Return the words whose negation reaches a predicate: its clause for a verb, its own words for a noun."""
    own = children(word)
    if not is_verbal(word):
        return own
    arguments = [inner for child in own if child.dep_ in {"obj", "nsubj", "nsubj:pass"} for inner in children(child)]
    adverbs = [other for other in segment(word) if other.lower_ in {"nicht", "nie", "niemals"} and other.head.i == word.i]
    return own + [a for a in arguments if a.dep_ in {"det", "advmod"}] + adverbs


def _denies_nothing(doc: Doc, negator: Token) -> bool:
    """Return whether a "nicht" denies no more than a limit: "nicht nur … auch", "nicht zuletzt"."""
    following = doc[negator.i + 1] if negator.i + 1 < len(doc) else None
    return following is not None and following.lower_ in NO_NEGATION_AFTER
