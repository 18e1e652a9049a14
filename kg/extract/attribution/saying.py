"""A verb in, whether it reports what somebody says; a sentence in, whether it carries on such a report out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import REACH, children, is_finite, is_verbal, segment, verb_lemma

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["introduces", "is_reported", "is_saying", "says_own_content"]

REASON_VERBS = frozenset({"begründen", "verweisen", "nennen", "sprechen", "angeben", "zurückführen"})
REPLACEMENTS = frozenset(
    {"hätten", "wären", "würden", "könnten", "müssten", "hätte", "wäre", "würde", "sollten"}
)
"""What stands for a first subjunctive that would look like the indicative, right after a reported sentence."""
CONTENT = frozenset({"ccomp", "parataxis"})
QUOTES = frozenset("„“”«»\"")
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
    """Return whether a verb of saying is the claim itself: "begründete den Abbau mit …", "erwartet ein Wachstum"."""
    return verb_lemma(cue) in REASON_VERBS | german.words("expecting_verbs")


def introduces(verb: Token) -> bool:
    """Return whether a verb of saying reports content: a clause, a quotation, or "wie X mitteilte"."""
    below = children(verb)
    if any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in below):
        return False
    if _compares(verb) or any(child.lower_ == "was" for child in below):
        return False
    if verb_lemma(verb) in REASON_VERBS | german.words("expecting_verbs") or verb.dep_ == "parataxis":
        return True
    if any(child.dep_ in CONTENT or (child.dep_ == "xcomp" and is_verbal(child)) for child in below):
        return True
    if any(child.lower_ == "wie" for child in below) or _says_this(verb):
        return True
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is not None and before.text in {",", *QUOTES}:
        return True
    following = verb.doc[verb.i : min(verb.i + REACH, verb.sent.end)]
    return any(t.text in {":", "dass"} or t.text in QUOTES for t in following)


def _compares(verb: Token) -> bool:
    """Tell "geringer, als Experten erwartet hatten" from a report."""
    below = children(verb)
    return verb.dep_ in {"advcl", "acl"} and any(
        child.lower_ in COMPARISONS and child.dep_ == "mark" for child in below
    ) and verb_lemma(verb) in german.words("expecting_verbs")


def _says_this(verb: Token) -> bool:
    """Return whether a verb's object points to the sentence before: "Das berichteten die Verbände"."""
    return any(child.lower_ in {"das", "dies"} and child.i < verb.i and child.pos_ == "PRON" for child in children(verb))


def is_reported(sentence: Span, *, follows: bool) -> Token | None:
    """Return the verb that shows a sentence for a report: a first subjunctive, or its replacement right after one."""
    for token in sentence:
        if token.lower_ in german.words("subjunctive_one") and is_finite(token) and not _first_person(token):
            return token
        if follows and token.lower_ in REPLACEMENTS and is_finite(token):
            return token
    return None


def _first_person(verb: Token) -> bool:
    return any(token.lower_ == "ich" for token in (*children(verb), *segment(verb)))
