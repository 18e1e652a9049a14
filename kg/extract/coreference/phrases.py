"""A phrase in, whom it means out.

The name beside it, a group, an antecedent, or a new participant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, features
from kg.extract.coreference.agreement import is_definite
from kg.extract.coreference.cluster import Cluster, Link, Site, compatible
from kg.extract.coreference.descriptions import described_before
from kg.extract.kinds import kind_of_noun
from kg.extract.names import plain
from kg.extract.nominative import nominative
from kg.model import Basis

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference.state import State

__all__ = ["read_phrase"]

BRIDGED = 0.9
DESCRIBED = 0.95


def read_phrase(state: State, site: Site) -> list[Link]:
    """Return whom a noun phrase means, several for a group."""
    token = state.doc[site.head]
    group = _named_group(state, token)
    if len(group) > 1:
        state.groups.keep(group, site.sentence, token.lemma_.lower())
        return [Link(site, member, confidence=BRIDGED) for member in group]
    named = (group[0] if group else None) or _own_compound(state, token) or _equated(state, token)
    if named is not None:
        return [Link(site, named, confidence=0.95)]
    members = state.groups.of_noun(token, site.sentence) or state.groups.one_of(
        token, site.sentence
    )
    if members:
        return [Link(site, member, Basis.COREFERENCE, 0.85) for member in members]
    antecedent = state.antecedents.of_noun(site, token)
    if antecedent is not None:
        return [Link(site, antecedent, Basis.COREFERENCE, 0.8)]
    before = _bridged(state, site, token) or described_before(state, site, token)
    if before is not None:
        sure = BRIDGED if before.named else DESCRIBED
        return [Link(site, before, Basis.COREFERENCE, sure)]
    cluster = state.new(site.mention.kind, named=False)
    cluster.base = nominative(token, site.first)
    return [Link(site, cluster)]


def _equated(state: State, token: Token) -> Cluster | None:
    """Return whom a phrase is said to be.

    "X ist der zentrale Dienstleister", "X, dem führenden Anbieter".
    """
    below = children(token)
    subject = (
        next((c for c in below if c.dep_ == "nsubj"), None)
        if any(c.dep_ == "cop" for c in below)
        else None
    )
    for other in (subject, token.head if token.dep_ == "appos" else None):
        known = state.at.get(other.i) if other is not None else None
        if known is not None and known.named and compatible(known.kind, kind_of_noun(token.text)):
            return known
    name = next((c.i for c in below if c.dep_ == "appos" and c.ent_type_ and c.i > token.i), None)
    ahead = name if name is not None else _name_after_comma(state, token)
    span = next(state.entities_from(ahead, several=False), None) if ahead is not None else None
    if span is None or not compatible(state.doc[span[0]].ent_type_, kind_of_noun(token.text)):
        return None
    return state.named(plain(state.doc[span[0] : span[1]].text), state.doc[span[0]].ent_type_)


def _name_after_comma(state: State, token: Token) -> int | None:
    """Return where the name of "die größte Bank, Societe Generale, …" begins."""
    doc, start = state.doc, token.i + 2
    if start >= len(doc) or doc[start - 1].text != "," or start not in state.proper:
        return None
    end = state.proper[start][0] + 1
    return start if end < len(doc) and doc[end].text in {",", "."} else None


def _named_group(state: State, token: Token) -> tuple[Cluster, ...]:
    """Return the names right after the noun that types them.

    "Internethändler Amazon", "die Konzerne X und Y".
    """
    kind = kind_of_noun(token.text)
    start = token.i + 1
    while start < len(state.doc) and state.doc[start].is_space:
        start += 1
    if kind in {"Topic", "Event"} or start >= len(state.doc):
        return ()
    kind = "Company" if kind == "Group" else kind
    upcoming: dict[int, Cluster] = {}
    plural = kind_of_noun(token.text) == "Group" or features(token, "Number") == ["Plur"]
    for first, end in state.entities_from(start, several=plural):
        label = state.proper[first][1] if first in state.proper else state.doc[first].ent_type_
        if not compatible(label, kind):
            break
        cluster = state.named(plain(state.doc[first:end].text), label)
        upcoming.update(dict.fromkeys(range(first, end), cluster))
    members = tuple(dict.fromkeys(upcoming.values()))
    return members if plural else members[:1]


def _own_compound(state: State, token: Token) -> Cluster | None:
    """Return Siemens for "Siemens-Konzern"."""
    first, _, last = token.text.rpartition("-")
    if not first or last not in german.words("group_suffixes") or first in german.words("indices"):
        return None
    return state.names.find(plain(first), "Company")


def _bridged(state: State, site: Site, token: Token) -> Cluster | None:
    """Return the index that "einem Index" in a disclosure means: the last one named before."""
    if site.mention.kind != "Index" or is_definite(token, state.doc[site.first]):
        return None
    return state.last_index if site.head in state.noticed else None
