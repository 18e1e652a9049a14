"""A cue word in ("laut", "zufolge", "sagte"), the source it names and how it names it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import REACH, bounds, children, climb, is_finite, phrase, verb_lemma
from kg.extract.kinds import without_article
from kg.extract.names import plain, usual_name
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference import ReferentIndex

__all__ = ["Source", "source_of_preposition", "source_of_subject", "source_of_verb"]

BEFORE = frozenset({"laut", "gemäß"})
AFTER = frozenset({"zufolge"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
NEAR = 12
NOBODY = frozenset({"das", "dies", "es", "ich", "man", "wir"})
SPEAKERS = frozenset({"Company", "Medium", "Organization", "Person", "Politician", "Publisher"})


@dataclass(frozen=True, slots=True)
class Source:
    """A source as named, its referent's key where it is one, the cue, and the words of the source itself."""

    name: str
    referent: str | None
    cue: Token
    start: int
    end: int


def source_of_preposition(token: Token, index: ReferentIndex) -> Source | None:
    """Return the source of "laut X", "X zufolge", "nach Angaben von X", "so X" at the end of a sentence."""
    lower = token.lower_
    if lower in BEFORE:
        noun = _noun_after(token)
    elif lower in AFTER:
        noun = _noun_before(token)
    elif lower == "nach":
        noun = _noun_after(token)
        if noun is None or not _is_report(noun):
            return None
    elif lower == "so" and _stands_after_comma(token):
        noun = _noun_after(token)
    else:
        return None
    if noun is None:
        return None
    named = _passed_on(noun) if _is_report(noun) else noun
    return _source(
        named, token, index, span=(min(token.i, noun.i), max(token.i, noun.i, named.i) + 1)
    )


def source_of_verb(verb: Token, index: ReferentIndex) -> Source | None:
    """Return the source of a verb of saying: its subject; of "heißt es bei X" the X."""
    subject = _speaking_subject(verb, index)
    if verb_lemma(verb) == "heißen":
        subject = next((child for child in children(verb) if child.dep_ == "obl"), None)
    if subject is None:
        return None
    return _of_noun(subject, verb, index)


def _speaking_subject(verb: Token, index: ReferentIndex) -> Token | None:
    """Return the subject that can speak.

    In "Das hat Thöne mitgeteilt" the parser may take "Das" for it.
    """
    subjects = [child for child in children(verb) if child.dep_ == "nsubj"]
    objects = [
        child
        for child in children(verb)
        if child.dep_ == "obj" and any(s.lower_ in NOBODY for s in subjects)
    ]
    speakers = [
        t for t in (*subjects, *objects) if any(r.referent.kind in SPEAKERS for r in index.at(t))
    ]
    return min(speakers or subjects, key=lambda token: abs(token.i - verb.i), default=None)


def source_of_subject(verb: Token, index: ReferentIndex) -> Source | None:
    """Return the subject of the main clause where only a clause below it is in the subjunctive.

    "X verweist auf die Regulierung, die die Gewinne drücke": X.
    """
    above = list(climb(verb))
    below = next(
        (at for at, word in enumerate(above) if word.dep_ in {"acl", "advcl", "ccomp"}), None
    )
    main = (
        next((word for word in above[below + 1 :] if is_finite(word)), None)
        if below is not None
        else None
    )
    subject = _speaking_subject(main, index) if main is not None else None
    if (
        main is None
        or subject is None
        or not any(r.referent.kind in SPEAKERS for r in index.at(subject))
    ):
        return None
    return _of_noun(subject, main, index)


def _of_noun(subject: Token, verb: Token, index: ReferentIndex) -> Source | None:
    if subject.lower_ in NOBODY or not _can_speak(subject, index):
        return None
    start = min((t.i for t in children(subject) if t.i < subject.i), default=phrase(subject)[0])
    end = max((t.i for t in _appositions(subject)), default=subject.i) + 1
    return _source(subject, verb, index, span=(start, end))


def _can_speak(subject: Token, index: ReferentIndex) -> bool:
    """Return whether a subject is a speaker, people, or a report.

    Data and investments say nothing.
    """
    if _is_report(subject) or subject.text in german.words("anonymous_sources"):
        return True
    meant = [*index.at(subject), *(r for name in _names_beside(subject) for r in index.at(name))]
    return any(
        reference.referent.kind in SPEAKERS | {"Country", "Group", "UnnamedEntity"}
        for reference in meant
    )


def _appositions(noun: Token) -> list[Token]:
    return [
        inner
        for child in children(noun)
        if child.dep_ in {"appos", "flat"}
        for inner in [child, *children(child)]
    ]


def _source(noun: Token, cue: Token, index: ReferentIndex, *, span: tuple[int, int]) -> Source:
    """Return the source a noun names.

    The name beside or in apposition to it before the noun itself.
    """
    for named in (noun, *_names_beside(noun)):
        for reference in index.at(named):
            if reference.mention.form is Form.PROPER and reference.referent.kind in SPEAKERS:
                return Source(plain(reference.mention.text), reference.referent.key, cue, *span)
    key = next((reference.referent.key for reference in index.at(noun)), None)
    joined = [child for child in children(noun) if child.dep_ == "conj"]
    if joined:
        last = max(t.i for other in joined for t in (other, *_appositions(other)))
        whole = noun.doc[phrase(noun)[0] : max(last, noun.i) + 1]
        return Source(without_article(whole.text), key, cue, *span)
    meant = index.at(noun)
    if len(meant) == 1:
        return Source(usual_name(meant[0].referent), key, cue, *span)
    if meant:
        return Source(without_article(noun.doc[phrase(noun)[0] : noun.i + 1].text), key, cue, *span)
    return Source(noun.text, None, cue, *span)


def _names_beside(noun: Token) -> list[Token]:
    after = [noun.doc[noun.i + 1]] if noun.i + 1 < bounds(noun)[1] else []
    apposed = [
        child for child in children(noun) if child.dep_ in {"appos", "flat"} and child.i > noun.i
    ]
    return [token for token in (*after, *apposed) if token.ent_type_]


def _is_report(noun: Token) -> bool:
    return noun.text in german.words("source_nouns") or noun.lemma_ in german.words("source_nouns")


def _passed_on(noun: Token) -> Token:
    """Return X of "Angaben von X" and "Angaben der Gewerkschaft X", else the noun itself."""
    doc, sentence_end = noun.doc, bounds(noun)[1]
    for i in range(noun.i + 1, min(noun.i + NEAR, sentence_end)):
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN"}:
            following = doc[i + 1] if i + 1 < sentence_end else None
            return (
                following
                if following is not None and following.pos_ == "PROPN" and token.pos_ == "NOUN"
                else token
            )
        if token.i == noun.i + 1 and token.lower_ not in {
            "von",
            "vom",
            "des",
            "der",
            "eines",
            "einer",
            "aus",
            "seiner",
            "ihrer",
        }:
            return noun
        if token.pos_ in {"VERB", "AUX", "PUNCT"} or is_finite(token):
            return noun
    return noun


def _noun_after(token: Token) -> Token | None:
    for i in range(token.i + 1, min(token.i + NEAR, bounds(token)[1])):
        other = token.doc[i]
        if other.pos_ in NOUNS or other.ent_type_:
            return other
        if other.is_punct or other.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _noun_before(token: Token) -> Token | None:
    for i in range(token.i - 1, max(token.i - NEAR, bounds(token)[0] - 1), -1):
        other = token.doc[i]
        if other.pos_ in NOUNS or other.ent_type_:
            return other
        if other.is_punct:
            return None
    return None


def _stands_after_comma(token: Token) -> bool:
    """Tell ", so der Kreditschutzverband" from "so dass" and "so viel wie"."""
    if token.i == bounds(token)[0] or token.doc[token.i - 1].text not in {
        ",",
        "“",
        "»",
        "”",
        "–",
        "-",
    }:
        return False
    rest = token.doc[token.i + 1 : min(token.i + REACH, bounds(token)[1])]
    first = rest[0] if len(rest) else None
    if first is None or not (first.pos_ in {"DET", "NOUN", "PROPN", "ADJ"} or first.ent_type_):
        return False
    clause = [t for t in rest if t.i < token.i + NEAR]
    stop = next((t.i for t in clause if t.text in {",", ".", ";"}), bounds(token)[1])
    return not any(is_finite(t) for t in clause if t.i < stop)
