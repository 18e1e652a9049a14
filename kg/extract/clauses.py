"""A word in, its clause out: children, verbs that carry its mood, the words up to the next comma.

Every walk has a bound, so that a sentence of ten thousand words costs time linear in its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "REACH",
    "bounds",
    "characters",
    "children",
    "climb",
    "features",
    "is_finite",
    "is_verbal",
    "phrase",
    "segment",
    "verb_group",
    "verb_lemma",
    "words",
]

REACH = 60
"""The farthest, in words, that any rule looks; newspaper clauses are shorter."""
JOINTS = frozenset({"und", "oder", "sowie", "bzw."})
"""Words that join a cut-off part of a compound to the whole: "Kurz- und Mittelstreckenflüge"."""
STEPS = 12
BREAKS = frozenset(',;:.!?()–—„“”«»"[]|')
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is asked of a document again and again: built in one pass."""

    words: tuple[Token, ...]
    below: list[list[int]]
    """The first children of every token."""
    sentences: list[tuple[int, int]]
    """The token range of every token's sentence."""
    stretches: list[tuple[int, int]]
    """The token range between the marks of punctuation around every token."""
    text: str
    dependents: dict[int, tuple[Token, ...]] = field(default_factory=dict)
    """The same children as tokens, of those that were asked for."""


@lru_cache(maxsize=2)
def _layout(doc: Doc) -> _Layout:
    """Return the layout of a document; kept for the last two only."""
    words = tuple(doc)
    below: list[list[int]] = [[] for _ in words]
    sentence_starts, stretch_starts = [0], [0]
    after_break = False
    for i, token in enumerate(words):
        head, first, breaks = token.head.i, token.is_sent_start, token.text in BREAKS
        if head != i and len(below[head]) < REACH:
            below[head].append(i)
        if first and i:
            sentence_starts.append(i)
        if i and (breaks or after_break or first):
            stretch_starts.append(i)
        after_break = breaks
    return _Layout(
        words,
        below,
        _ranges(sentence_starts, len(doc)),
        _ranges(stretch_starts, len(doc)),
        doc.text,
    )


def _ranges(starts: list[int], length: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, length]):
        found += [(start, end)] * (end - start)
    return found


def characters(doc: Doc) -> str:
    """Return the text of a document; `doc.text` joins all its words whenever it is asked."""
    return _layout(doc).text


def words(doc: Doc) -> tuple[Token, ...]:
    """Return the words of a document; `doc[i]` makes a new object each time."""
    return _layout(doc).words


def bounds(token: Token) -> tuple[int, int]:
    """Return the token range of a word's sentence; `token.sent` walks the whole document."""
    return _layout(token.doc).sentences[token.i]


def children(token: Token) -> tuple[Token, ...]:
    """Return the first dependents of a word in order, at most `REACH`."""
    layout, number = _layout(token.doc), token.i
    found = layout.dependents.get(number)
    if found is None:
        found = tuple([layout.words[i] for i in layout.below[number]])
        layout.dependents[number] = found
    return found


def climb(token: Token) -> Iterator[Token]:
    """Yield a word and its heads up to the root, at most a dozen."""
    for _ in range(STEPS):
        yield token
        if token.head.i == token.i:
            return
        token = token.head


def features(token: Token, name: str) -> list[str]:
    """Return the values of a word's feature, such as ["Plur"] for Number.

    Empty where the tagger is silent.
    """
    return list(token.morph.get(name, []))


def verb_lemma(token: Token) -> str:
    """Return a verb's lemma in lower case, its particle joined.

    "kündigte … an" gives "ankündigen". What is no verb has its plain lemma.
    """
    if token.pos_ not in {"VERB", "AUX"}:
        return token.lemma_.lower()
    joined = token._.verb_lemma if token.has_extension("verb_lemma") else ""
    if joined:
        return str(joined).lower()
    particle = next((child.lower_ for child in children(token) if child.dep_ == "compound:prt"), "")
    return particle + token.lemma_.lower()


def is_finite(token: Token) -> bool:
    """Return whether a word is a finite verb ("will", "sank")."""
    if token.tag_:
        return token.tag_.endswith("FIN")
    return "Fin" in features(token, "VerbForm")


def is_verbal(token: Token) -> bool:
    """Return whether a word heads a clause: a verb, or a predicate with copula or subject."""
    if token.pos_ in VERBAL or token.tag_.startswith("V"):
        return True
    return any(child.dep_ in {"cop", "nsubj", "nsubj:pass", "csubj"} for child in children(token))


def verb_group(token: Token) -> list[Token]:
    """Return the auxiliary and modal verbs a predicate stands with.

    Shared ones of coordinated verbs included.

    "will X kaufen und Y verkaufen": [will] for both infinitives.
    """
    own = _auxiliaries(token)
    if own or (is_finite(token) and not _looks_infinite(token)):
        return own
    for partner in _coordinated(token):
        shared = _auxiliaries(partner)
        if shared:
            return shared
    return [
        other
        for other in segment(token)
        if is_finite(other) and other.i != token.i and other.pos_ == "AUX"
    ]


def _looks_infinite(token: Token) -> bool:
    """Return whether a "finite" verb is the first of two infinitives.

    "die X abstoßen und Y ausschütten wollte".
    """
    same_form = token.lower_ == verb_lemma(token)
    return same_form and any(
        child.dep_ == "conj" and child.tag_ == "VVINF" for child in children(token)
    )


def _auxiliaries(token: Token) -> list[Token]:
    found = [child for child in children(token) if child.dep_ in {"aux", "aux:pass", "cop"}]
    return found + [
        inner for child in found for inner in children(child) if inner.dep_ in {"aux", "aux:pass"}
    ]


def _coordinated(token: Token) -> Iterator[Token]:
    if token.dep_ == "conj":
        yield token.head
        yield from (
            child for child in children(token.head) if child.dep_ == "conj" and child.i != token.i
        )
    yield from (child for child in children(token) if child.dep_ == "conj")


def segment(token: Token) -> list[Token]:
    """Return the words around one up to a mark of punctuation on either side.

    Within its sentence, and at most `REACH` words away.
    """
    layout, number = _layout(token.doc), token.i
    start, end = layout.stretches[number]
    return list(layout.words[max(start, number - REACH) : min(end, number + REACH + 1)])


def phrase(token: Token) -> tuple[int, int]:
    """Return the token range of the noun phrase a noun heads, without what follows the noun.

    "die drei großen Konzerne": from "die" to "Konzerne". The words are read, not the tree: the
    parser's errors at commas and brackets would make phrases of half a sentence.
    """
    doc, start = words(token.doc), token.i
    first = max(bounds(token)[0], token.i - REACH)
    while start > first:
        if (
            start - 1 > first
            and doc[start - 1].lower_ in JOINTS
            and doc[start - 2].text.endswith("-")
        ):
            start -= 2  # "Kurz- und Mittelstreckenflüge"
            continue
        if not _belongs(doc[start - 1], token):
            break
        start -= 1
        if doc[start].pos_ == "DET" or doc[start].tag_ in {
            "ART",
            "APPRART",
            "PDAT",
            "PPOSAT",
            "PIAT",
        }:
            break
    return start, token.i + 1


def _belongs(before: Token, noun: Token) -> bool:
    if before.tag_ == "ART" or before.pos_ == "DET":
        return True
    if before.pos_ in {"ADJ", "NUM"}:
        return before.tag_ != "ADJD" or before.i + 1 < noun.i  # "wollen gemeinsam Chips bauen"
    joined = before.dep_ in {"compound", "flat"} and before.head.i == noun.i
    return before.pos_ == "PROPN" and joined and not _is_where(before)


def _is_where(place: Token) -> bool:
    """Return whether a town or country is where something is done: "stellt in Reutlingen Chips her"."""
    governed = place.i > 0 and words(place.doc)[place.i - 1].pos_ == "ADP"
    return place.ent_type_ in {"Country", "Place"} and governed
