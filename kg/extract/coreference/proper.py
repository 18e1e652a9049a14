"""A name in, the participant it belongs to out.

Known names, names in brackets, adjectives of place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import features
from kg.extract.coreference.cluster import AGENTS, PEOPLE, PLACES, Cluster, Link, Site, compatible
from kg.extract.kinds import place_of_adjective, without_legal_form
from kg.extract.names import plain
from kg.model import Form

if TYPE_CHECKING:
    from kg.extract.coreference.state import State

__all__ = ["read_name", "read_place"]

LONGEST_BRACKET = 30
SHORTEST_GENITIVE = 5


def read_name(state: State, site: Site) -> Link:
    """Return whom a name, or the name a compound begins with, belongs to."""
    name, kind = _base(state, site), site.mention.kind
    compound = site.mention.form is Form.COMPOUND
    place = german.table("place_prefixes").get(name) if compound else None
    cluster = _defined_in_brackets(state, site) or state.names.find(
        place or name, kind, site.sentence
    )
    if cluster is None:
        cluster = state.new(kind, named=True)
        cluster.base = place or ""
    state.names.add(place or name, cluster)
    cluster.call(place or name)
    if not compound:
        _note_gender(state, cluster, site)
        before = state.groups.before(state.doc, site.tokens[0], state.at)
        state.groups.keep((*before, cluster), site.sentence)
    return Link(site, cluster)


def read_place(state: State, site: Site) -> Link:
    """Return the country or town an adjective tells: "chinesische", "Wismarer"."""
    told = place_of_adjective(site.mention.text)
    name, kind = told if told is not None else (site.mention.text, "Place")
    cluster = state.names.find(name, kind)
    if cluster is None:
        cluster = state.new(kind, named=True)
        cluster.base = name
        state.names.add(name, cluster)
    return Link(site, cluster, confidence=0.95)


def _base(state: State, site: Site) -> str:
    """Return a name without the genitive -s it may carry.

    "Trump" of "Trumps Zölle", "China" of "Chinas".
    """
    name = plain(site.mention.text)
    last = state.doc[site.tokens[-1]]
    if (
        not name.endswith("s")
        or name.endswith("ss")
        or site.mention.form is Form.COMPOUND
        or len(name) < SHORTEST_GENITIVE
    ):
        return name
    genitive = features(last, "Case") == ["Gen"] and site.mention.kind in PEOPLE | PLACES
    return name[:-1] if genitive or state.names.holds(name[:-1]) else name


def _defined_in_brackets(state: State, site: Site) -> Cluster | None:
    """Return London Stock Exchange for the LSE of "London Stock Exchange (LSE)"."""
    first, last = site.tokens[0], site.tokens[-1]
    around = [token.text for token in state.doc[max(first - 1, 0) : last + 2]]
    if around[0] != "(" or around[-1] != ")":
        return None
    before = state.at.get(first - 2)
    short = site.mention.text
    if before is None or not before.named or before.kind not in AGENTS:
        return None
    if not compatible(before.kind, site.mention.kind):
        return None
    return before if len(short) <= LONGEST_BRACKET and len(short) < len(before.latest) else None


def _note_gender(state: State, cluster: Cluster, site: Site) -> None:
    before = state.doc[site.first - 1].lower_ if site.first else ""
    name = site.mention.text
    if before == "die" or (without_legal_form(name) != name and cluster.kind not in PEOPLE):
        cluster.genders.add("Fem")
    elif before == "das":
        cluster.genders.add("Neut")
