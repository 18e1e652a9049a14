"""Where the filler of a role stands: a trigger and a place's name in; candidate words out, likely ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.clause import Argument, arguments, clause_head, head_noun, is_passive, window
from kg.extract.frames.noun_phrase import attributes, noun_start, possessor
from kg.extract.frames.words import is_verbal, preposition, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.frames.schema import Slot

__all__ = ["Candidate", "Trigger", "candidates", "make_trigger"]


PRONOMINAL = {
    word: frozenset({f"da{word}", f"dar{word}", f"hier{word}", f"wo{word}", f"wor{word}"})
    for word in (
        "an",
        "auf",
        "aus",
        "bei",
        "durch",
        "für",
        "gegen",
        "in",
        "mit",
        "nach",
        "über",
        "um",
        "unter",
        "von",
        "vor",
        "zu",
    )
}
"""Pronominal adverbs that stand for a preposition and its noun: "hieran" for "an ihm"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may fill a role, and how sure the place is (0 to 1)."""

    token: Token
    sure: float = 1.0
    distribute: bool = True
    """Whether the words coordinated with it fill the role as well."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word a frame hangs on, with what was read around it once for all frames."""

    token: Token
    kind: str
    arguments: tuple[Argument, ...] = ()
    attributes: tuple[tuple[str, Token], ...] = ()
    window: tuple[Token, ...] = ()
    passive: bool = False
    barred: frozenset[int] = frozenset()
    """Token numbers of fixed words that fill no role."""
    taken: frozenset[str] = frozenset()
    """Keys of the referents that fill another role already."""


def make_trigger(token: Token, kind: str) -> Trigger:
    """Read what stands around a trigger word."""
    if kind == "verb":
        found = tuple(arguments(token))
        return Trigger(token, kind, found, (), tuple(window(token)), is_passive(token))
    if kind in {"noun", "mention"}:
        return Trigger(token, kind, (), tuple(attributes(token)), tuple(window(token)))
    return Trigger(token, kind, window=tuple(window(token)))


def candidates(slot: Slot, trigger: Trigger) -> Iterator[Candidate]:
    """Yield the words that stand at a place, the likeliest first."""
    if slot.kind == "prep":
        yield from _prepositional(slot.preposition, trigger)
        return
    reader = READERS.get(slot.kind)
    if reader is not None:
        yield from reader(trigger)


def _function(name: str) -> Callable[[Trigger], Iterator[Candidate]]:
    def read(trigger: Trigger) -> Iterator[Candidate]:
        found = [a for a in trigger.arguments if a.function == name]
        for argument in found:
            yield Candidate(argument.token, argument.sure)
        for argument in _mistaken(trigger, name):
            yield Candidate(argument.token, 0.5)
        finite = trigger.token.pos_ in {"VERB", "AUX"}
        if (
            not found
            and finite
            and name in {"subj", "obj"}
            and not (trigger.passive and name == "subj")
        ):
            yield from _by_word_order(trigger, name)

    return read


def _mistaken(trigger: Trigger, name: str) -> list[Argument]:
    """Subjects taken for objects, and the other way round, where the clause has two of one and none of the other."""
    if trigger.passive or name not in {"subj", "obj", "iobj"}:
        return []
    by_name = {
        kind: [a for a in trigger.arguments if a.function == kind]
        for kind in ("subj", "obj", "iobj")
    }
    if by_name[name]:
        return []
    if name == "subj":
        return by_name["obj"][:1] if not by_name["iobj"] else by_name["obj"]
    return by_name["subj"][1:] if name == "obj" else by_name["obj"][:1]


def _by_word_order(trigger: Trigger, name: str) -> Iterator[Candidate]:
    """Yield bare noun phrases of the clause, where the parser lost the function."""
    taken = {a.token.i for a in trigger.arguments}
    ordered = trigger.window if name == "subj" else trigger.window[::-1]
    bare = (t for t in ordered if t.pos_ in {"NOUN", "PROPN"} and t.i not in taken and _is_bare(t))
    for token in islice(bare, 2):
        yield Candidate(token, 0.5)


def _is_bare(token: Token) -> bool:
    start = noun_start(token)
    if start == sentence(token).start:
        return True
    before = token.doc[start - 1]
    if before.pos_ in {"NOUN", "PROPN"} or before.lower_ in {"und", "oder"}:
        return False
    return not preposition(before) and "Gen" not in token.morph.get("Case", [])


def _prepositional(word: str, trigger: Trigger) -> Iterator[Candidate]:
    """Yield the nouns a preposition governs: by the tree, after the trigger noun, in the clause."""
    seen: set[int] = set()
    for candidate in _governed_by(word, trigger):
        if candidate.token.i not in seen:
            seen.add(candidate.token.i)
            yield candidate


def _governed_by(word: str, trigger: Trigger) -> Iterator[Candidate]:
    told = [a for a in trigger.arguments if a.function == "prep" and a.preposition == word]
    yield from (Candidate(argument.token, argument.sure) for argument in told)
    adverbs = PRONOMINAL.get(word, frozenset())
    yield from (Candidate(token, 0.8) for token in trigger.window if token.lower_ in adverbs)
    yield from (Candidate(noun) for case, noun in trigger.attributes if case == word)
    if trigger.kind != "mention":
        yield from _in_window(word, trigger)


def _in_window(word: str, trigger: Trigger) -> Iterator[Candidate]:
    for token in trigger.window[:-1]:
        if preposition(token) == word:
            noun = head_noun(token.doc, token.i + 1, sentence(token).end)
            if noun is not None:
                yield Candidate(noun, 0.7 if trigger.kind == "verb" else 0.5)


def _genitive(trigger: Trigger) -> Iterator[Candidate]:
    for case, noun in trigger.attributes:
        if case == "gen":
            yield Candidate(noun)
    for child in trigger.token.children:
        if (
            child.dep_ in {"nmod", "nmod:poss"}
            and child.i > trigger.token.i
            and "Gen" in child.morph.get("Case", [])
        ):
            yield Candidate(child, 0.8)


def _possessor(trigger: Trigger) -> Iterator[Candidate]:
    owner = possessor(trigger.token)
    if owner is not None:
        yield Candidate(owner)


def _owner(trigger: Trigger) -> Iterator[Candidate]:
    """Return a possessor by name only: "DeepSeeks Modell", not "ihr Modell"."""
    for candidate in _possessor(trigger):
        if candidate.token.pos_ == "PROPN":
            yield candidate


def _apposition(trigger: Trigger) -> Iterator[Candidate]:
    token, doc = trigger.token, trigger.token.doc
    yield from _name_beside(token)
    for child in token.children:
        if child.dep_ in {"appos", "flat", "flat:name"}:
            yield Candidate(child, 0.9, distribute=False)
    if token.dep_ in {"appos", "flat"}:
        yield Candidate(token.head, 0.9, distribute=False)
    start = noun_start(token)
    if start > sentence(token).start + 1 and doc[start - 1].text in {",", "(", "–", "-"}:
        yield Candidate(doc[start - 2], 0.8, distribute=False)
    end = max([token.i, *[noun.i for _, noun in trigger.attributes]])
    for i in range(end + 1, min(end + 4, sentence(token).end - 1)):
        if doc[i].text in {",", "(", ":"}:
            yield Candidate(doc[i + 1], 0.7, distribute="Plur" in token.morph.get("Number", []))
            break
    yield from _predicated(token)


def _named_beside(trigger: Trigger) -> Iterator[Candidate]:
    """Return a name directly after the noun, or before it and a comma: "Vorstand X", "X, Vorstand der Y"."""
    yield from _name_beside(trigger.token)
    start = noun_start(trigger.token)
    if start > sentence(trigger.token).start + 1 and trigger.token.doc[start - 1].text == ",":
        yield Candidate(trigger.token.doc[start - 2], 0.8, distribute=False)


def _name_beside(token: Token) -> Iterator[Candidate]:
    doc = token.doc
    for i in range(token.i + 1, min(token.i + 3, sentence(token).end)):
        if doc[i].text in {"„", "«", '"', "»", "“", "Dr.", "Dr", "Prof.", "("}:
            continue
        if doc[i].pos_ in {"PROPN", "NOUN", "X"}:
            yield Candidate(doc[i], distribute=False)
        return


def _predicated(token: Token) -> Iterator[Candidate]:
    """Return the subject a noun is said of: "Arval ist eine Tochter von BNP"."""
    found = [a for a in arguments(token) if a.function == "subj"] if _has_copula(token) else []
    for argument in found:
        yield Candidate(argument.token, argument.sure * 0.9)
    for owner in () if found else (token, token.head):
        if owner is not token and owner.lemma_ not in {"sein", "werden", "bleiben", "gelten"}:
            continue
        for child in owner.children:
            if child.dep_ == "nsubj" and child.i != token.i:
                yield Candidate(child, 0.9)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children)


def _firm(trigger: Trigger) -> Iterator[Candidate]:
    """Return the name itself where it ends in a legal form: "Hans Glas GmbH"."""
    if trigger.token.text in german.words("legal_forms"):
        yield Candidate(trigger.token, distribute=False)


def _self(trigger: Trigger) -> Iterator[Candidate]:
    yield Candidate(trigger.token, 0.8, distribute=False)


def _of_clause(name: str) -> Callable[[Trigger], Iterator[Candidate]]:
    """Return the subject or object of the clause a noun stands in: "Siemens plant einen Stellenabbau"."""

    def read(trigger: Trigger) -> Iterator[Candidate]:
        head = clause_head(trigger.token)
        if not is_verbal(head):
            return
        inside = {trigger.token.i, *(noun.i for _, noun in trigger.attributes)}
        own = arguments(head)
        found = [a for a in own if a.function == name and a.token.i not in inside]
        for argument in found:
            yield Candidate(argument.token, argument.sure * 0.8)
        if not found and name != "iobj" and head.pos_ in {"VERB", "AUX"}:
            clause = Trigger(head, "verb", tuple(own), window=tuple(window(head)))
            for candidate in _by_word_order(clause, name):
                if candidate.token.i not in inside:
                    yield candidate

    return read


def _attributed(trigger: Trigger) -> Iterator[Candidate]:
    """Return the noun an adjective or participle describes, or the subject it is said of."""
    token = trigger.token
    if token.dep_ in {"amod", "acl"} and token.head.pos_ in {"NOUN", "PROPN"}:
        yield Candidate(token.head, distribute=False)
    noun = head_noun(token.doc, token.i + 1, min(token.i + 6, sentence(token).end))
    if noun is not None and token.tag_ == "ADJA":
        yield Candidate(noun, 0.9, distribute=False)
    if token.tag_ != "ADJA":
        yield from _subjects(token)


def _subjects(token: Token) -> Iterator[Candidate]:
    for owner in (token, token.head):
        for child in owner.children:
            if child.dep_ in {"nsubj", "nsubj:pass"}:
                yield Candidate(child, 0.9)


def _adjectives(trigger: Trigger) -> Iterator[Candidate]:
    """Return the adjectives before a noun: "die chinesische Digitalagentur"."""
    for i in range(noun_start(trigger.token), trigger.token.i):
        if trigger.token.doc[i].pos_ in {"ADJ", "PROPN", "NOUN"}:
            yield Candidate(trigger.token.doc[i], distribute=False)


def _before(trigger: Trigger) -> Iterator[Candidate]:
    """Return the noun before a phrase that holds the trigger: "die Layer Haus AG mit Sitz in"."""
    token, doc = trigger.token, trigger.token.doc
    for i in range(token.i - 1, max(token.i - 5, sentence(token).start) - 1, -1):
        if preposition(doc[i]) and i > sentence(token).start:
            yield Candidate(doc[i - 1] if not doc[i - 1].is_punct else doc[max(i - 2, 0)])
            return


def _governed(trigger: Trigger) -> Iterator[Candidate]:
    """Return the noun a preposition governs, also before it ("den Angaben zufolge")."""
    token = trigger.token
    noun = head_noun(token.doc, token.i + 1, sentence(token).end)
    if noun is not None:
        yield Candidate(noun)


READERS: dict[str, Callable[[Trigger], Iterator[Candidate]]] = {
    "appos": _apposition,
    "attribute": _adjectives,
    "before": _before,
    "comp": _self,
    "ctrl": _of_clause("subj"),
    "ctrliobj": _of_clause("iobj"),
    "ctrlobj": _of_clause("obj"),
    "firm": _firm,
    "gen": _genitive,
    "governed": _governed,
    "head": _attributed,
    "iobj": _function("iobj"),
    "name": _named_beside,
    "obj": _function("obj"),
    "owner": _owner,
    "part": _self,
    "poss": _possessor,
    "pred": _function("pred"),
    "self": _self,
    "subj": _function("subj"),
}
