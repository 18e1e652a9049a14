"""Where the filler of a role stands: a trigger and a place's name in; candidate words, likely ones first, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames import noun_places
from kg.extract.frames.clause import Argument, arguments, clause_head, head_noun, window
from kg.extract.frames.noun_phrase import noun_start
from kg.extract.frames.trigger import Candidate, Trigger
from kg.extract.frames.words import is_verbal, preposition, sentence, verb_lemma
from kg.extract.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.frames.schema import Slot

__all__ = ["candidates"]

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


STATES = frozenset({"liegen", "sein"})
"""Verbs whose clause says little but what its nouns do: "Grund ist der Einbruch des Marktes für Öfen"."""


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
    if by_name[name]:  # "Aktionäre verklagen VW auf Schadenersatz": both may be taken for subjects
        return by_name["subj"][1:] if name == "obj" else []
    if name == "subj":
        return by_name["obj"][:1] if not by_name["iobj"] else by_name["obj"]
    if (
        name == "obj"
    ):  # "Die Anlagen bietet Solarwatt an": the first of two subjects may be the object
        return by_name["subj"] if len(by_name["subj"]) > 1 else []
    return by_name["obj"][:1]


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
    if start < token.i and token.doc[start].pos_ == "ADV" and before.pos_ in {"NOUN", "PROPN"}:
        return "Gen" not in token.morph.get("Case", [])  # "… der Firmen bald neue Pläne vorlegt"
    if before.lower_ in {"und", "oder"} and token.doc[max(before.i - 1, 0)].tag_ == "TRUNC":
        return True  # "mittel- und langfristig orientierte Anleger"
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
            of_other = noun is not None and trigger.token.lemma_ in STATES and _is_nested(noun)
            of_subject = noun is not None and word == "von" and _is_of_subject(noun, trigger)
            if noun is not None and not of_other and not of_subject:
                yield Candidate(noun, 0.7 if trigger.kind == "verb" else 0.5)


def _is_nested(noun: Token) -> bool:
    """Return whether a phrase belongs to a noun that itself stands in one: "in dem Einbruch des Marktes für Öfen"."""
    of = noun.head
    if noun.dep_ != "nmod" or of.pos_ != "NOUN" or of.i > noun.i:
        return False
    governed = any(child.dep_ == "case" for child in of.children)
    return governed or (of.dep_ in {"nmod", "nmod:poss"} and "Gen" in of.morph.get("Case", []))


def _is_of_subject(noun: Token, trigger: Trigger) -> bool:
    """Return whether a noun belongs to a verb's subject: "Die Analysten von X senken das Kursziel"."""
    subjects = {a.token.i for a in trigger.arguments if a.function == "subj"}
    of_people = kind_of_noun(noun.head.text) in {"Group", "Person"}
    return noun.dep_ in {"nmod", "nmod:poss"} and noun.head.i in subjects and of_people


def _of_clause(name: str) -> Callable[[Trigger], Iterator[Candidate]]:
    """Return the subject or object of the clause a noun stands in: "Siemens plant einen Stellenabbau"."""

    def read(trigger: Trigger) -> Iterator[Candidate]:
        head = clause_head(trigger.token)
        deed = kind_of_noun(trigger.token.text) == "Event"  # code is opened, a purchase permitted
        permits = name == "subj" and deed and verb_lemma(head) in german.words("permitting_verbs")
        if permits or not is_verbal(head):
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


READERS: dict[str, Callable[[Trigger], Iterator[Candidate]]] = {
    "appos": noun_places.apposition,
    "attribute": noun_places.adjectives,
    "bearer": noun_places.bearer,
    "before": noun_places.before,
    "comp": noun_places.trigger_itself,
    "ctrl": _of_clause("subj"),
    "ctrliobj": _of_clause("iobj"),
    "ctrlobj": _of_clause("obj"),
    "firm": noun_places.firm,
    "gen": noun_places.genitive,
    "governed": noun_places.governed,
    "head": noun_places.attributed,
    "headname": noun_places.attributed,
    "iobj": _function("iobj"),
    "name": noun_places.named_beside,
    "obj": _function("obj"),
    "of": noun_places.of,
    "owner": noun_places.owner,
    "part": noun_places.trigger_itself,
    "poss": noun_places.possessing,
    "pred": _function("pred"),
    "self": noun_places.trigger_itself,
    "subj": _function("subj"),
    "topic": noun_places.topic,
}
