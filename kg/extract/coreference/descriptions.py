"""A phrase in, the participant that was described before in other words out.

"die chinesischen Tech-Unternehmen … chinesische Tech-Firmen", "X brachte ein KI-Modell heraus … X' Modell",
and in a notice "die Finanzinstrumente … die dargestellten Wertpapiere".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clauses import children
from kg.extract.coreference.agreement import is_plural
from kg.extract.coreference.cluster import Cluster, Site
from kg.extract.kinds import kind_of_noun, place_of_adjective
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference.state import State

__all__ = ["described_before"]

WINDOW = 6
"""Sentences a description looks back."""
GROUPS = frozenset({"Company", "Group"})
INSTRUMENTS = frozenset({"FinancialInstrument", "Security"})
COMPARED = INSTRUMENTS | {"Group"}
"""Classes of phrases that are compared with what was described before, whoever made it."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def described_before(state: State, site: Site, token: Token) -> Cluster | None:
    """Return the unnamed participant that a phrase describes again, if there is one."""
    maker = _maker(state, token)
    if maker is None and site.mention.kind not in COMPARED:
        return None
    for cluster in state.antecedents.latest():
        if cluster.named or site.sentence - cluster.last > WINDOW:
            continue
        sites = [s for s in cluster.sites if s.mention.form is Form.NOMINAL]
        if any(_same(state, old, site, token, maker) for old in sites):
            return cluster
    return None


def _same(state: State, old: Site, site: Site, token: Token, maker: Cluster | None) -> bool:
    noun = state.doc[old.head]
    if old.mention.kind == site.mention.kind == "Group":
        return _is_same_group(noun, token)
    if {old.mention.kind, site.mention.kind} <= INSTRUMENTS:
        both = {old.head, site.head} <= state.noticed
        return both and is_plural(noun) and is_plural(token)
    return maker is not None and _is_own_product(state, noun, token, maker)


def _is_same_group(one: Token, other: Token) -> bool:
    """Tell whether two plurals are companies of one country and one branch, whatever they are called."""
    place, same = _place(one), _place(other)
    first, _, kind = one.text.rpartition("-")
    second, _, other_kind = other.text.rpartition("-")
    companies = {kind_of_noun(kind), kind_of_noun(other_kind)} <= GROUPS
    return place is not None and place == same and first == second and bool(first) and companies


def _place(noun: Token) -> object:
    found = (place_of_adjective(child.text) for child in children(noun) if child.i < noun.i)
    return next((place for place in found if place is not None), None)


def _maker(state: State, token: Token) -> Cluster | None:
    """Return who stands before a noun by name: DeepSeek in "DeepSeeks Modell"."""
    whose = next((c for c in children(token) if c.i == token.i - 1 and c.pos_ == "PROPN"), None)
    return state.at.get(whose.i) if whose is not None else None


def _is_own_product(state: State, product: Token, token: Token, maker: Cluster) -> bool:
    """Tell whether a noun with its maker's name is the thing he was said to make or launch before."""
    ends = product.text.lower().endswith(token.text.lower())
    if product.dep_ != "obj" or not ends or is_plural(product) != is_plural(token):
        return False
    doers = (c for c in children(product.head) if c.dep_ in SUBJECTS)
    return any(state.at.get(doer.i) is maker for doer in doers)
