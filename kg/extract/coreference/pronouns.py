"""A pronoun in, whom it means out; several for a group, none for an expletive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, climb, features, is_verbal, verb_lemma
from kg.extract.coreference.agreement import is_plural_pronoun
from kg.extract.coreference.cluster import PEOPLE, Cluster, Link, Site
from kg.model import Basis

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference.state import State

__all__ = ["read_pronoun"]

PRONOMINAL_ADVERBS = frozenset({"daran", "hieran", "hierauf", "hiervon", "hierfür"})
BOTH = frozenset({"beide", "beiden", "beider"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def _owners(state: State, token: Token) -> list[Cluster]:
    """Return the subject of a possessive's own clause where it agrees.

    "sie … ihre Modelle", "Yahoo … seine".
    """
    if token.tag_ != "PPOSAT":
        return []
    clause = next((word for word in climb(token) if is_verbal(word)), token)
    subject = next((c for c in children(clause) if c.dep_ in SUBJECTS and c.i < token.i), None)
    meant = state.meant.get(subject.i, []) if subject is not None else []
    several = len(meant) > 1
    if token.lower_.startswith("ihr"):
        return [
            c
            for c in meant
            if several or c.kind in PEOPLE or c.kind == "Group" or "Fem" in c.genders
        ]
    return [c for c in meant if not several and c.kind != "Group" and "Fem" not in c.genders]


def _relative(state: State, token: Token) -> list[Cluster]:
    verb = token.head
    for _ in range(4):
        if verb.dep_.startswith("acl") and verb.head.i in state.at:
            return [state.at[verb.head.i]]
        verb = verb.head
    return []


def _thing_that_moved(state: State, site: Site, token: Token) -> Cluster | None:
    """Return the revenue of "Der Umsatz hat sich verdoppelt. Er stieg auf 859 Mio."."""
    gender = {"er": "Masc", "sie": "Fem"}.get(token.lower_)
    if gender is None or token.dep_ not in SUBJECTS or state.subject is None:
        return None
    moves = verb_lemma(token.head) in german.words("uncontrolled_verbs")
    sentence, cluster, told = state.subject
    return cluster if moves and told == gender and site.sentence - sentence == 1 else None


def read_pronoun(state: State, site: Site) -> list[Link]:
    """Return whom a personal, possessive, relative or counting pronoun means."""
    token = state.doc[site.head]
    if token.dep_ == "expl" or token.lower_ == "was":
        return []
    if token.tag_ in {"PRELS", "PRELAT"} or "Rel" in features(token, "PronType"):
        return [Link(site, found, confidence=0.9) for found in _relative(state, token)]
    meant, confidence = _meant(state, site, token)
    return [Link(site, found, Basis.COREFERENCE, confidence) for found in meant]


def _meant(state: State, site: Site, token: Token) -> tuple[list[Cluster], float]:
    """Return whom a pronoun points back to, and how sure that is."""
    if token.lower_ in PRONOMINAL_ADVERBS:
        thing = state.antecedents.of_adverb(site, token)
        return ([thing] if thing is not None else []), 0.8
    if token.lower_ in BOTH:
        before_noun = token.head.pos_ == "NOUN" and token.head.i == token.i + 1
        return ([] if before_noun else list(state.groups.of_pronoun(site.sentence, count=2))), 0.8
    thing = _thing_that_moved(state, site, token)
    if thing is not None:
        return [thing], 0.7
    owners = _owners(state, token)
    if owners:
        return owners, 0.75
    members = state.groups.of_pronoun(site.sentence) if is_plural_pronoun(token) else ()
    if members:
        return list(members), 0.7
    found = state.antecedents.of_pronoun(site, token)
    return ([found] if found is not None else []), 0.7
