"""What a clause is only supposed to be, and the words that show it: a verb in; modality and cue out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import bounds, characters, children
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["cue_of", "hedge", "supposed"]

EXPLETIVE = "es"
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def cue_of(verb: Token) -> str:
    """Return the words of a verb that points ahead: "ist davon auszugehen", else the verb alone.

    What stands between ("sprechen die Daten dafür") belongs to the statement, so only words that
    stand together are shown.
    """
    pointers = [child for child in children(verb) if child.lower_.startswith("da")]
    pointers = [child for child in pointers if child.tag_ in {"PAV", "PROAV"}]
    words = [verb, *pointers, *(c for c in children(verb) if c.dep_ in {"aux", "cop"})]
    first, last = min(t.i for t in words), max(t.i for t in words)
    if not pointers or last - first + 1 != len(words):
        return verb.text
    return str(verb.doc[first : last + 1].text)


def hedge(trigger: Token, modality: Modality, cue: str, start: int) -> list[tuple[int, int]]:
    """Return where the words stand that leave a statement unsure, in characters.

    The cue before the statement ("ist davon auszugehen, dass sie …"), and for a noun the predicate
    it is said of ("die Korrektur könnte weitergehen").
    """
    if modality is Modality.ASSERTED or not cue:
        return []
    first = trigger.doc[bounds(trigger)[0]].idx
    found = characters(trigger.doc).rfind(cue, first, start)
    spans = [(found, found + len(cue))] if found >= 0 else []
    verb = trigger.head
    if trigger.pos_ == "NOUN" and trigger.dep_ in SUBJECTS and verb.pos_ == "VERB":
        spans.append((verb.idx, verb.idx + len(verb)))
    return spans


def supposed(mark: Token) -> tuple[Modality, str] | None:
    """Return how sure "es wäre kein Wunder, wenn …" leaves the clause of a "wenn", and those words.

    The "wenn" opens no condition there: its clause is what the expletive "es" stands for.
    """
    doc, start = mark.doc, bounds(mark)[0]
    before = [token for token in doc[start : mark.i] if not (token.is_punct or token.is_space)]
    if EXPLETIVE not in {token.lower_ for token in before}:
        return None
    known = german.table("modal_predicates")
    told = next((known[t.lower_] for t in reversed(before) if t.lower_ in known), None)
    if told is None:
        return None
    end = before[-1].idx + len(before[-1])
    return Modality(told), characters(doc)[before[0].idx : end]
