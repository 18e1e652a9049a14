"""A verb in, whether it reports what somebody says out; a sentence in, whether it carries on such a report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import REACH, bounds, children, is_finite, is_verbal, segment, verb_lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["introduces", "is_reported", "is_saying", "says_own_content"]

REASON_VERBS = frozenset(
    {"begründen", "verweisen", "nennen", "sprechen", "angeben", "zurückführen"}
)
REPLACEMENTS = frozenset(
    {"hätten", "wären", "würden", "könnten", "müssten", "hätte", "wäre", "würde", "sollten"}
)
"""What stands for a first subjunctive that would look like the indicative.

Right after a reported sentence.
"""
CONTENT = frozenset({"ccomp", "parataxis"})
QUOTES = frozenset('„“”«»"')
COMPARISONS = frozenset({"als", "wie"})


@cache
def _verbs() -> frozenset[str]:
    return german.words("saying_verbs") | german.words("expecting_verbs")


def is_saying(token: Token) -> bool:
    """Return whether a word is a verb of saying in a form that can carry a subject."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    lemma = verb_lemma(token)
    if lemma == "geben":
        return any(child.lower_ == "bekannt" for child in children(token))
    if token.pos_ != "VERB" or lemma not in _verbs():
        return False
    return lemma == "äußern" or not any(child.lower_ == "sich" for child in children(token))


def says_own_content(cue: Token) -> bool:
    """Return whether a verb of saying is the claim itself.

    "begründete den Abbau mit …", "erwartet ein Wachstum".
    """
    return verb_lemma(cue) in REASON_VERBS | german.words("expecting_verbs")


def introduces(verb: Token) -> bool:
    """Return whether a verb of saying reports content.

    A clause, a quotation, or "wie X mitteilte".
    """
    below = children(verb)
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} or child.lower_ == "was" for child in below):
        return False
    return not _compares(verb) and (_has_content(verb, below) or _stands_beside_content(verb))


def _has_content(verb: Token, below: tuple[Token, ...]) -> bool:
    """Return whether content hangs on a verb, or the verb is content itself."""
    if says_own_content(verb) or verb.dep_ == "parataxis" or _says_this(verb):
        return True
    return any(
        child.dep_ in CONTENT or child.lower_ == "wie" or _is_clause(child) for child in below
    )


def _is_clause(child: Token) -> bool:
    return child.dep_ == "xcomp" and is_verbal(child)


def _stands_beside_content(verb: Token) -> bool:
    """Return whether a comma or quotation mark, a colon or "dass" shows content beside a verb."""
    before = verb.doc[verb.i - 1] if verb.i > bounds(verb)[0] else None
    if before is not None and before.text in {",", *QUOTES}:
        return True
    following = verb.doc[verb.i : min(verb.i + REACH, bounds(verb)[1])]
    return any(t.text in {":", "dass"} or t.text in QUOTES for t in following)


def _compares(verb: Token) -> bool:
    """Tell "geringer, als Experten erwartet hatten" from a report."""
    below = children(verb)
    return (
        verb.dep_ in {"advcl", "acl"}
        and any(child.lower_ in COMPARISONS and child.dep_ == "mark" for child in below)
        and verb_lemma(verb) in german.words("expecting_verbs")
    )


def _says_this(verb: Token) -> bool:
    """Return whether a verb's object points to the sentence before.

    "Das berichteten die Verbände".
    """
    return any(
        child.lower_ in {"das", "dies"} and child.i < verb.i and child.pos_ == "PRON"
        for child in children(verb)
    )


def is_reported(sentence: Span, *, follows: bool) -> Token | None:
    """Return the verb that shows a sentence for a report.

    A first subjunctive, or its replacement right after one.
    """
    for token in sentence:
        if (
            token.lower_ in german.words("subjunctive_one")
            and is_finite(token)
            and not _first_person(token)
        ):
            return token
        if follows and token.lower_ in REPLACEMENTS and is_finite(token):
            return token
    return None


def _first_person(verb: Token) -> bool:
    return any(token.lower_ == "ich" for token in (*children(verb), *segment(verb)))
