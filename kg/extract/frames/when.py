"""A match in; the time that its own words tell, out: a time told of something else in the sentence is not its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extract.clauses import climb, is_verbal
from kg.extract.frames.schema import Relation
from kg.extract.frames.words import participle_verbs
from kg.model import Time

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["time_of"]

SHARING = frozenset({"conj", "xcomp"})
"""A verb that stands so shares what its head is told of ("Im März kaufte A B und verkaufte C")."""


def time_of(trigger: Token, relation: Relation, times: Iterable[Time]) -> Time | None:
    """Return the time nearest to a trigger among those that are told of it, None where there is none.

    "Arval, Tochter von BNP, kauft im Mai die Firma Y" dates the purchase, not the parentage: a
    state that a noun names has only the time in its own phrase, anything else that of its clause.
    """
    told = [(time, _head(trigger, time)) for time in times]
    for verb in _clauses(trigger, relation):
        fit = [time for time, head in told if head is not None and _belongs(head, verb)]
        if fit:
            return min(fit, key=lambda t: (abs(t.start - trigger.idx), t.start))
    return None


def _clauses(trigger: Token, relation: Relation) -> Iterator[Token]:
    """Yield the words whose times are the trigger's, the nearest first."""
    yield trigger
    verb = trigger
    if not is_verbal(trigger):
        if not (relation.event or any(role.is_amount for role in relation.roles.values())):
            return
        verb = next((t for t in climb(trigger) if _is_clause(t)), trigger)
        yield verb
    while _shares(verb) and verb.head.i < verb.i:
        verb = verb.head
        yield verb


def _shares(verb: Token) -> bool:
    """Return whether a verb shares its head's times; "acl" to a verb is a slip of the parser for that."""
    return verb.dep_ in SHARING or (verb.dep_ == "acl" and is_verbal(verb.head))


def _head(trigger: Token, time: Time) -> Token | None:
    span = trigger.doc.char_span(time.start, time.end, alignment_mode="expand")
    return None if span is None else span.root


def _belongs(head: Token, verb: Token) -> bool:
    """Return whether a time stands below a word, with no other clause between."""
    for token in climb(head):
        if token.i == verb.i:
            return True
        if token.i != head.i and _is_clause(token):
            return False
    return False


def _is_clause(token: Token) -> bool:
    """Return whether a word has times of its own: a verb, or a participle ("der 2009 gegründete Verein")."""
    return is_verbal(token) or token.dep_ == "acl" or _is_participle(token)


def _is_participle(token: Token) -> bool:
    return token.dep_ == "amod" and bool(participle_verbs(token.lower_))
