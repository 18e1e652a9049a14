"""Places beside a noun or an adjective: a trigger in; the words that stand there, likely ones first, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.clause import arguments, clause_head, head_noun
from kg.extract.frames.noun_phrase import noun_start, possessor
from kg.extract.frames.trigger import Candidate, Trigger
from kg.extract.frames.words import preposition, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "adjectives",
    "apposition",
    "attributed",
    "bearer",
    "before",
    "firm",
    "genitive",
    "governed",
    "named_beside",
    "of",
    "owner",
    "possessing",
    "topic",
    "trigger_itself",
]


BRACKET = 8
"""Words a bracket may hold."""
COPULAS = frozenset({"bleiben", "gelten", "sein", "werden"})


def genitive(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the genitive after a noun: "die Übernahme der LSE"."""
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


def of(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the genitive or "von" phrase that belongs to a noun, none that belongs to the verb.

    "der Konkurrent von Y", not "Konkurrent X wird von Y übernommen".
    """
    for case, noun in trigger.attributes:
        if case in {"gen", "von"}:
            yield Candidate(noun)


def possessing(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the possessor before a noun: "DeepSeeks Modell", "ihr Modell"."""
    owner = possessor(trigger.token)
    if owner is not None:
        yield Candidate(owner)


def owner(trigger: Trigger) -> Iterator[Candidate]:
    """Return a possessor by name only: "DeepSeeks Modell", not "ihr Modell"."""
    for candidate in possessing(trigger):
        if candidate.token.pos_ == "PROPN":
            yield candidate


def apposition(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the names a noun may be said of: beside it, before or after a comma, as subject."""
    token, doc = trigger.token, trigger.token.doc
    yield from _name_beside(token)
    for child in token.children:
        if child.dep_ in {"appos", "flat", "flat:name"}:
            yield Candidate(child, 0.9, distribute=False)
    if token.dep_ in {"appos", "flat"}:
        yield Candidate(token.head, 0.9, distribute=False)
    start = noun_start(token)
    if start > sentence(token).start + 1 and doc[start - 1].text in {",", "(", "–", "-"}:
        yield Candidate(_before_bracket(doc[start - 2]), 0.8, distribute=False)
    end = max([token.i, *[noun.i for _, noun in trigger.attributes]])
    for i in range(end + 1, min(end + 4, sentence(token).end - 1)):
        if doc[i].text in {",", "(", ":"}:
            yield Candidate(doc[i + 1], 0.7, distribute="Plur" in token.morph.get("Number", []))
            break
    yield from _predicated(token)


def _before_bracket(token: Token) -> Token:
    """Return the word before "(www.alpha.de)", else the word itself."""
    if token.text != ")":
        return token
    for i in range(token.i - 1, max(sentence(token).start, token.i - BRACKET), -1):
        if token.doc[i].text == "(":
            return token.doc[i - 1]
    return token


def named_beside(trigger: Trigger) -> Iterator[Candidate]:
    """Return a name directly after the noun, or before it and a comma: "Vorstand X", "X, Vorstand der Y"."""
    yield from _name_beside(trigger.token)
    start = noun_start(trigger.token)
    if start > sentence(trigger.token).start + 1 and trigger.token.doc[start - 1].text == ",":
        yield Candidate(trigger.token.doc[start - 2], 0.8, distribute=False)


def _name_beside(token: Token) -> Iterator[Candidate]:
    doc = token.doc
    for i in range(token.i + 1, min(token.i + 3, sentence(token).end)):
        if doc[i].is_space or doc[i].text in {"„", "«", '"', "»", "“", "Dr.", "Dr", "Prof.", "("}:
            continue
        if doc[i].pos_ in {"PROPN", "NOUN", "X"}:
            yield Candidate(doc[i], distribute=False)
        return


def _predicated(token: Token) -> Iterator[Candidate]:
    """Yield what a noun is said of: "Arval ist eine Tochter", "Chef ist X", "als Chef verdient X"."""
    found = [a for a in arguments(token) if a.function == "subj"] if _has_copula(token) else []
    for argument in found:
        yield Candidate(argument.token, argument.sure * 0.9)
    for owner in () if found else (token, token.head):
        if owner is not token and owner.lemma_ not in COPULAS:
            continue
        for child in owner.children:
            if child.dep_ == "nsubj" and child.i != token.i:
                yield Candidate(child, 0.9)
    head = token.head
    if token.dep_ == "nsubj" and head.pos_ in {"NOUN", "PROPN"} and _has_copula(head):
        yield Candidate(head, 0.9)
    yield from _member_of_set(token)


def _member_of_set(token: Token) -> Iterator[Candidate]:
    """Yield the subject after "als": "als Lieferant von Y hängt X", and after "zu den Rivalen zählt X"."""
    start = noun_start(token)
    case = preposition(token.doc[start - 1]) if start > sentence(token).start else ""
    head = token.head if token.head.pos_ in {"VERB", "AUX"} else clause_head(token)
    if case == "als" or (case == "zu" and head.lemma_ in {"gehören", "zählen"}):
        for argument in arguments(head) if head.pos_ in {"VERB", "AUX"} else ():
            if argument.function == "subj":
                yield Candidate(argument.token, argument.sure * 0.8)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children)


def firm(trigger: Trigger) -> Iterator[Candidate]:
    """Return the name itself where it ends in a legal form: "Hans Glas GmbH"."""
    if trigger.token.text in german.words("legal_forms"):
        yield Candidate(trigger.token, distribute=False)


def topic(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the name before a colon that a headline puts first: "Flughafen Lübeck: Insolvenzverfahren eröffnet"."""
    doc, first = trigger.token.doc, sentence(trigger.token).start
    colon = next((i for i in range(trigger.token.i - 1, first, -1) if doc[i].text == ":"), None)
    if colon is None or colon - first > BRACKET:
        return
    if all(word.pos_ not in {"AUX", "VERB"} for word in doc[first:colon]):
        nearest_first = reversed(doc[first:colon])
        yield from (Candidate(word, 0.8) for word in nearest_first if word.pos_ == "PROPN")


def trigger_itself(trigger: Trigger) -> Iterator[Candidate]:
    """Yield the trigger's own word."""
    yield Candidate(trigger.token, 0.8, distribute=False)


def bearer(trigger: Trigger) -> Iterator[Candidate]:
    """Yield a noun as one nobody names: "die deutsche Tochter der Maple Bank"; not "X ist eine Tochter", no plural."""
    token = trigger.token
    start = noun_start(token)
    before = token.doc[start - 1].lower_ if start > sentence(token).start else ""
    denied = token.doc[start].lower_.startswith("kein")
    single = "Plur" not in token.morph.get("Number", [])
    if single and not denied and before != "als" and not _has_copula(token):
        yield Candidate(token, 0.8, distribute=False)


def attributed(trigger: Trigger) -> Iterator[Candidate]:
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


def adjectives(trigger: Trigger) -> Iterator[Candidate]:
    """Return the adjectives before a noun: "die chinesische Digitalagentur"."""
    for i in range(noun_start(trigger.token), trigger.token.i):
        if trigger.token.doc[i].pos_ in {"ADJ", "PROPN", "NOUN"}:
            yield Candidate(trigger.token.doc[i], distribute=False)


def before(trigger: Trigger) -> Iterator[Candidate]:
    """Return the noun before a phrase that holds the trigger: "die Layer Haus AG mit Sitz in"."""
    token, doc = trigger.token, trigger.token.doc
    for i in range(token.i - 1, max(token.i - 5, sentence(token).start) - 1, -1):
        if preposition(doc[i]) and i > sentence(token).start:
            yield Candidate(doc[i - 1] if not doc[i - 1].is_punct else doc[max(i - 2, 0)])
            return


def governed(trigger: Trigger) -> Iterator[Candidate]:
    """Return the noun a preposition governs, also before it ("den Angaben zufolge")."""
    token = trigger.token
    noun = head_noun(token.doc, token.i + 1, sentence(token).end)
    if noun is not None:
        yield Candidate(noun)
