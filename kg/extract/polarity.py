"""A predicate in, whether the text affirms or denies it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, climb, is_verbal, segment, verb_lemma
from kg.extract.presupposition import is_presupposed
from kg.model import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["polarity_of"]

Found = tuple[Polarity, str]
PLAIN: Found = (Polarity.POSITIVE, "")
NO_NEGATION_BEFORE = frozenset(
    {"nur", "allein", "bloß", "zuletzt", "überraschend", "überraschen", "ausgeschlossen"}
)
FAILING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "xcomp"})
CIRCUMSTANCES = frozenset(
    {"aufgrund", "dank", "durch", "infolge", "nach", "seit", "trotz", "vor", "während", "wegen"}
)
"""Prepositions of what surrounds a failure and does not fail itself."""
BESIDES = frozenset(
    {"angesichts", "aufgrund", "dank", "infolge", "seit", "trotz", "während", "wegen"}
)
"""Prepositions of what is there whether or not its clause is denied."""
CONNECTORS = frozenset({"ADP", "SCONJ", "CCONJ"})
ADVERBS_OF_DENIAL = frozenset({"nicht", "nie", "niemals", "keineswegs"})


def polarity_of(token: Token) -> Found:
    """Return the polarity of a predicate and the word that denies it.

    "wird seine Beteiligung nicht verkaufen" (verkaufen) is Negative by "nicht"; "nicht nur die
    Börsen" denies nothing; "die Fusion droht zu scheitern" (Fusion) is Negative by "scheitern".
    What a verb denies by its own meaning ("ablehnen" for approval) is left to the frame that knows
    it.
    """
    if token.pos_ in CONNECTORS:
        return PLAIN
    if is_presupposed(token):
        return _own_denial(token)
    below: Token | None = None
    for word in climb(token):
        if below is not None and not _inherits(below, word):
            break
        found = _failing(word, below) if below is not None else PLAIN
        if found == PLAIN and (below is None or is_verbal(word)):
            found = _negated(word)
        if found != PLAIN:
            return found
        below = word
    return PLAIN


def _own_denial(noun: Token) -> Found:
    """Read the own "kein" of a participant, or the verb it fails with: "ein Investor ausgefallen"."""
    for child in children(noun):
        if child.lower_.startswith("kein") and child.dep_ in {"det", "advmod"}:
            return Polarity.NEGATIVE, child.text
    if noun.dep_ in {"nsubj", "nsubj:pass"}:
        return _failing(noun.head, noun)
    return PLAIN


def _inherits(below: Token, above: Token) -> bool:
    if below.dep_ in {"xcomp", "ccomp"}:
        return verb_lemma(above) in german.table("modal_verbs") or above.lower_ in german.table(
            "modal_predicates"
        )
    if is_verbal(below) and below.pos_ in {"VERB", "AUX"}:
        return False
    if below.dep_ in {"obl", "nmod"} and any(c.lower_ in BESIDES for c in children(below)):
        return False  # "trotz des Streiks fuhr kein Bus": there was a strike
    return below.dep_ in FAILING


def _failing(word: Token, below: Token) -> Found:
    around = any(child.lower_ in CIRCUMSTANCES for child in children(below))
    if below.dep_ not in FAILING or around:
        return PLAIN  # "wegen des Streiks fielen Flüge aus": the strike did not fail
    if is_verbal(word):
        failing = german.words("failure_verbs")
        for verb in [word, *(child for child in children(word) if child.dep_ == "xcomp")]:
            if verb_lemma(verb) in failing:
                return Polarity.NEGATIVE, verb.text
    if word.pos_ == "NOUN" and word.lower_ in german.words("failure_nouns"):
        return Polarity.NEGATIVE, word.text
    return PLAIN


def _negated(word: Token) -> Found:
    for other in _scope(word):
        if other.lower_ in german.words("negators") and not _denies_nothing(other):
            return Polarity.NEGATIVE, other.text
        if other.lower_ == "ohne" and other.head.i == word.i:
            return Polarity.NEGATIVE, other.text
    return PLAIN


def _scope(word: Token) -> list[Token]:
    """Return the words whose negation reaches a predicate.

    Its clause for a verb, its own words for a noun.
    """
    own = list(children(word))
    if not is_verbal(word):
        return own
    arguments = [
        inner
        for child in own
        if child.dep_ in {"obj", "nsubj", "nsubj:pass"}
        for inner in children(child)
    ]
    clause = segment(word)
    alone = (
        sum(
            is_verbal(other) and other.dep_ not in {"aux", "aux:pass", "cop", "amod"}
            for other in clause
        )
        == 1
    )
    adverbs = [
        other
        for other in clause
        if other.lower_ in ADVERBS_OF_DENIAL and (other.head.i == word.i or alone)
    ]
    return (
        own
        + [a for a in arguments if a.dep_ in {"det", "advmod"} and a.lower_.startswith("kein")]
        + adverbs
    )


def _denies_nothing(negator: Token) -> bool:
    """Return whether a "nicht" denies no more than a limit: "nicht nur … auch", "nicht zuletzt"."""
    doc = negator.doc
    following = doc[negator.i + 1] if negator.i + 1 < len(doc) else None
    return following is not None and following.lower_ in NO_NEGATION_BEFORE
