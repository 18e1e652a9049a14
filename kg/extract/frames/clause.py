"""The clause around a word: a verb in; its arguments, however they are expressed, and its words out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.clauses import children, words
from kg.extract.frames.control import controller
from kg.extract.frames.noun_phrase import is_owner_ahead
from kg.extract.frames.words import (
    is_dative_plural,
    is_passive,
    is_relative,
    is_verbal,
    preposition,
    sentence,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "Argument",
    "arguments",
    "clause_head",
    "clause_words",
    "head_noun",
    "window",
]

CLAUSES = frozenset(
    {"ROOT", "advcl", "acl", "ccomp", "xcomp", "csubj", "csubj:pass", "parataxis", "acl:relcl"}
)
REACH = 60
"""Words looked at to either side, and steps climbed: keeps one sentence of any length linear."""
STEPS = 4
"""Heads climbed in search of the noun a relative clause belongs to."""
FAR = 12
"""Words before a relative pronoun in which its noun is sought."""
BARRIERS = frozenset(',;:–—-!?«»„“"')
INSIDE = frozenset({"ADJ", "ADV", "DET", "NUM", "PART", "PRON", "SPACE", "X"})
"""What may stand between a preposition and its noun; a line may break there."""
BRACKETS = {"(": ")", ")": "("}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a verb: how it is attached, its head word, and how sure that is (0 to 1)."""

    function: str
    """"subj", "obj", "iobj", "pred" or "prep"."""
    token: Token
    preposition: str = ""
    sure: float = 1.0


def clause_head(token: Token) -> Token:
    """Return the verb (or predicate) of the clause a word stands in."""
    for _ in range(REACH):
        if _is_clause(token) or token.head.i == token.i:
            return token
        token = token.head
    return token


def _is_clause(token: Token) -> bool:
    if token.dep_ in CLAUSES:
        return token.dep_ == "ROOT" or is_verbal(token)
    return token.dep_ == "conj" and is_verbal(token) and is_verbal(token.head)


@lru_cache(maxsize=8)
def clause_words(head: Token) -> tuple[Token, ...]:
    """Return the words of a clause in order, its subordinate clauses left out.

    Kept for the clauses asked for last: every word of one asks.
    """
    found: list[Token] = []
    stack = [head]
    while stack and len(found) < 4 * REACH:
        token = stack.pop()
        found.append(token)
        stack += [child for child in children(token) if not _is_clause(child)]
    return tuple(sorted(found, key=_position))


def _position(token: Token) -> int:
    return token.i


def window(token: Token) -> list[Token]:
    """Return the words around one, up to the next comma or other barrier on either side."""
    found = [token]
    for step, limit in (
        (-1, max(sentence(token).start - 1, token.i - REACH)),
        (1, min(sentence(token).end, token.i + REACH)),
    ):
        found += _towards(token, step, limit)
    return sorted(found, key=_position)


def _towards(token: Token, step: int, limit: int) -> list[Token]:
    """Return the words in one direction, brackets left out; a bracket around the word ends them."""
    found: list[Token] = []
    closing, every = "", words(token.doc)
    for i in range(token.i + step, limit, step):
        word = every[i]
        if closing:
            closing = "" if word.text == closing else closing
        elif word.text in BRACKETS and (word.text == "(") == (step > 0):
            closing = BRACKETS[word.text]
        elif word.text in BARRIERS or word.text in BRACKETS:
            break
        elif not word.is_space:
            found.append(word)
    return found


def arguments(verb: Token) -> list[Argument]:
    """Return the arguments of a verb: its own, then those shared with or controlled by other verbs."""
    own = list(_own(verb))
    if not any(a.function == "subj" for a in own):
        own += _subject_from_elsewhere(verb)
    if not any(a.function == "obj" for a in own) and not is_passive(verb):
        own += _shared_object(verb)
    return own


def _own(verb: Token) -> Iterator[Argument]:
    passive = is_passive(verb)
    for child in children(verb):
        found = _argument(child, passive=passive)
        if found is not None:
            yield found
    if verb.dep_ in {"acl", "acl:relcl", "amod"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        yield from _from_antecedent(verb)


def _argument(child: Token, *, passive: bool) -> Argument | None:
    dep = child.dep_
    if child.lower_ == "sich":
        return None
    if dep in {"nsubj", "nsubj:pass"}:
        theme = dep == "nsubj:pass" or passive
        return Argument("obj" if theme else "subj", _antecedent(child))
    if dep in {"obj", "iobj"}:
        return Argument(dep, _antecedent(child), sure=0.9 if dep == "iobj" else 1.0)
    if dep in {"obl", "nmod", "obl:arg", "obl:agent", "obl:mod"}:
        return _oblique(child, passive=passive)
    if dep in {"xcomp", "pred"} and not is_verbal(child):
        return Argument("pred", child)
    return None


def _oblique(child: Token, *, passive: bool) -> Argument | None:
    case = next((c for c in children(child) if c.dep_ == "case" or preposition(c)), None)
    if case is None:
        if child.ent_type_ in {"Date", "Duration"} or child.pos_ not in {"NOUN", "PROPN", "PRON"}:
            return None
        dative = "Dat" in child.morph.get("Case", []) or is_dative_plural(child)
        return Argument("iobj" if dative else "obj", _antecedent(child), sure=0.7)
    word = preposition(case) or case.lower_
    if passive and word in {"von", "durch"}:
        return Argument("subj", child, sure=0.9)
    return Argument("prep", _antecedent(child), word)


def _antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, else the word itself."""
    if not is_relative(token):
        return token
    if token.lower_ == "was":
        return token  # "…, was zu einer Rally führte" takes up the whole clause
    verb = token.head
    for _ in range(STEPS):
        relative = verb.dep_ in {"acl", "acl:relcl"} and verb.head.pos_ in {"NOUN", "PROPN"}
        if relative and _agree(token, verb.head):
            return _nearer(token, verb.head)
        verb = verb.head
    return _noun_before(token) or token


def _nearer(pronoun: Token, noun: Token) -> Token:
    """Return the nearer noun where a verb parts the parser's noun from the relative clause.

    "Das Start-up brachte ein Modell auf den Markt, das …": the model, not the start-up.
    """
    near = _noun_before(pronoun)
    if near is None or near.i <= noun.i:
        return noun
    parted = any(word.pos_ in {"VERB", "AUX"} for word in noun.doc[noun.i : near.i])
    return near if parted else noun


def _agree(pronoun: Token, noun: Token) -> bool:
    """Whether gender and number of a relative pronoun and a noun do not contradict each other."""
    for feature in ("Gender", "Number"):
        one, other = pronoun.morph.get(feature, []), _feature(noun, feature)
        if (
            one
            and other
            and one != other
            and not (feature == "Gender" and "Plur" in noun.morph.get("Number", []))
        ):
            return False
    return True


def _feature(noun: Token, feature: str) -> list[str]:
    """Return gender or number of a noun, from its article where it has one: articles are surer."""
    for child in noun.children:
        if child.pos_ == "DET" and child.i < noun.i and child.morph.get(feature, []):
            return child.morph.get(feature, [])
    return noun.morph.get(feature, [])


def _noun_before(token: Token) -> Token | None:
    for i in range(token.i - 1, max(token.i - FAR, sentence(token).start) - 1, -1):
        word = token.doc[i]
        if (
            word.pos_ in {"NOUN", "PROPN"}
            and word.ent_type_ not in {"Date", "Duration"}
            and _agree(token, word)
        ):
            return word
    return None


def _from_antecedent(verb: Token) -> Iterator[Argument]:
    """Return a participle before or after its noun: "der von X übernommene Y", "Y, gegründet 1998"."""
    if any(is_relative(word) for word in verb.subtree):
        return
    present = verb.lower_.rstrip("enmrs").endswith("nd")
    yield Argument("subj" if present else "obj", verb.head, sure=0.9)


def _subject_from_elsewhere(verb: Token) -> list[Argument]:
    """Return the subject of a coordinated verb, or of the verb an infinitive hangs on."""
    freed = controller(verb) or controller(verb.head)
    if freed is not None:
        return [Argument("subj", freed, sure=0.8)]
    above = verb
    for _ in range(STEPS):
        if above.dep_ not in {"conj", "xcomp", "advcl", "acl"} or above.head.i == above.i:
            return []
        if above.dep_ == "acl" and above.head.pos_ not in {"VERB", "AUX"}:
            return []
        above = above.head
        for child in above.children:
            if child.dep_ in {"nsubj", "nsubj:pass"} and child.i != verb.i:
                return [Argument("subj", _antecedent(child), sure=0.8)]
    return []


def _shared_object(verb: Token) -> list[Argument]:
    """Return the object of coordinated verbs stands once: "entwickelt und vertreibt Heizanlagen"."""
    partners = [c for c in verb.children if c.dep_ == "conj"]
    if verb.dep_ == "conj":
        partners.append(verb.head)
    for partner in partners:
        between = verb.doc[min(verb.i, partner.i) : max(verb.i, partner.i)]
        if (
            partner.pos_ != "VERB"
            or any(t.text in {",", ";"} for t in between)
            or len(between) > STEPS
        ):
            continue
        for child in partner.children:
            inside = min(verb.i, partner.i) < child.i < max(verb.i, partner.i)
            if child.dep_ == "obj" and not inside:
                return [Argument("obj", child, sure=0.8)]
    return []


def head_noun(doc: Doc, start: int, end: int) -> Token | None:
    """Return the head noun of the noun phrase that begins at a token: its first noun or name."""
    for i in range(start, min(end, start + 12)):
        token = doc[i]
        if is_owner_ahead(token):
            continue
        if token.pos_ in {"NOUN", "PROPN"}:
            return token
        if token.pos_ == "CCONJ" and i > start and doc[i - 1].pos_ == "ADJ":
            continue
        if token.pos_ not in INSIDE and token.text not in {"-", "„", "«", '"'}:
            return None
    return None
