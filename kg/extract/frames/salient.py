"""Who is meant where a sentence names nobody for a role: a trigger, and what is wanted, in; the company out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import characters
from kg.extract.frames.clause import clause_head
from kg.extract.frames.company_names import ORGANIZATIONS
from kg.extract.frames.naming import Wanted, parts_of
from kg.extract.frames.noun_phrase import is_described
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.schema import Slot
from kg.extract.frames.trigger import Trigger
from kg.extract.frames.words import is_relative, sentence
from kg.extract.kinds import kind_of_noun
from kg.model import Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["by_context"]

NO_AGENTS = frozenset({"Country", "Index", "Market", "Security"})
"""Classes of subjects that no company stands behind: "Der Dax machte Verluste wett"."""
NEAR = 40
"""Tokens; how far a salient company may stand from the word that needs it."""


def by_context(
    wanted: Wanted, slots: tuple[Slot, ...], trigger: Trigger, who: Participants
) -> list[Filler]:
    """Return the company that a sentence is about where a role names none: "Geschäftsführer Müller kündigte an"."""
    owners = (noun for case, noun in trigger.attributes if case in {"gen", "von"})
    if any(who.amount_at(noun) is None for noun in owners) or _has_other_owner(trigger.token):
        return []  # "Chef der Abteilung": another owner is named, though none that fits
    if any(slot.kind == "subj" for slot in slots) and _names_other_agent(trigger, who):
        return []
    if _is_said_of_noun(trigger.token):
        return []  # "die Zugsparte, die ihren Sitz in Berlin hat": hers, not the article's company's
    pair = _salient(trigger.token, wanted.kinds & ORGANIZATIONS, who, without=trigger.taken)
    if pair is None:
        return []
    return [Filler(pair[0].start, pair[0].end, "context", 0.6, pair[1], form=pair[0].form)]


def _names_other_agent(trigger: Trigger, who: Participants) -> bool:
    """Return whether somebody who fits nothing does it: "wird von der Behörde verboten", "23.000 Firmen meldeten"."""
    for argument in trigger.arguments:
        if trigger.passive and argument.function == "prep" and argument.preposition == "von":
            return True
        if argument.function == "subj" and not trigger.passive:
            kinds = {r.referent.kind for r in who.references(argument.token) if r.referent.named}
            if kinds & NO_AGENTS:
                return True
            firm = kind_of_noun(argument.token.lemma_) == "Company"
            several = "Plur" in argument.token.morph.get("Number", [])
            if firm and (several or is_described(argument.token)):
                return True
    return False


def _is_said_of_noun(token: Token) -> bool:
    """Return whether a word stands in a relative clause whose pronoun is the subject."""
    head = clause_head(token)
    relative = head.dep_ in {"acl", "acl:relcl"} and head.head.pos_ in {"NOUN", "PROPN"}
    return relative and any(
        child.dep_ in {"nsubj", "nsubj:pass"} and is_relative(child) and child.lower_ != "was"
        for child in head.children
    )


def _has_other_owner(token: Token) -> bool:
    """Tell whether a compound names its owner by a noun: "Verbandspräsident"."""
    parts = parts_of(token)
    if not parts:
        return False
    return (
        kind_of_noun(characters(token.doc)[parts[0][0] : parts[-2][1]].rstrip("-"))
        == "Organization"
    )


def _salient(
    token: Token, kinds: frozenset[str], who: Participants, *, without: frozenset[str]
) -> tuple[Mention, Referent] | None:
    """Return the company a sentence that names none for a role is about.

    The article's main company where the sentence names it (also as the first part of a compound) or names
    none; else the nearest company before the word. `without` holds keys that fill other roles.
    """
    near = [
        (mention, referent)
        for mention, referent in _before(token, who)
        if referent.kind == "Company" and referent.named and referent.key not in without
    ]
    main = who.main(kinds, without=without)
    if main is not None and _is_aside(main[1], token, who):
        main = None
    if main is not None and (not near or any(pair[1].key == main[1].key for pair in near)):
        return main
    if near and "Company" in kinds:
        return min(near, key=lambda pair: (abs(pair[0].start - token.idx), pair[0].start))
    return main


def _is_aside(referent: Referent, token: Token, who: Participants) -> bool:
    """Return whether an organization is named only once, neither in the headline nor in a word's sentence."""
    at = referent.mentions[0].start
    told = {sentence(token).start, sentence(token.doc[0]).start}
    if at > who.doc[sentence(token).end - 1].idx:
        return True  # nobody can mean whom he has not named yet
    return len(referent.mentions) == 1 and sentence(who.words(at, at + 1)[0]).start not in told


def _before(token: Token, who: Participants) -> Iterator[tuple[Mention, Referent]]:
    for i in range(max(sentence(token).start, token.i - NEAR), token.i):
        if token.doc[i].lower_.endswith(tuple(german.words("observer_nouns"))):
            continue  # nothing is said of the bank of "Commerzbank-Analyst Riemann"
        for reference in who.references(token.doc[i]):
            if reference.mention.form is not Form.PRONOUN:
                yield reference.mention, reference.referent
