"""Mentions with their places in, clusters of the same participant out.

Names, phrases and pronouns in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.clauses import characters
from kg.extract.coreference.antecedents import Antecedents
from kg.extract.coreference.cluster import Cluster, Link, Site
from kg.extract.coreference.phrases import read_phrase
from kg.extract.coreference.pronouns import read_pronoun
from kg.extract.coreference.proper import read_name, read_place
from kg.extract.coreference.state import State
from kg.extract.disclosure import find_disclosures
from kg.extract.zones import find_zones
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["resolve"]

Topics = list[Cluster | None]


def resolve(doc: Doc, sites: list[Site]) -> tuple[list[Cluster], list[Link], Topics]:
    """Return the clusters, whom every mention means.

    And for every token the company its sentence is about.
    """
    state = _start(doc, sites)
    topics: Topics = [None] * len(doc)
    told = 0
    for site in sites:
        if site.sentence != state.sentence:
            told = _fill(topics, told, site.first, state.antecedents.topic(state.sentence))
            state.sentence = site.sentence
        for link in _read(state, site):
            state.add(link)
    _fill(topics, told, len(doc), state.antecedents.topic(state.sentence))
    first = next((topic for topic in topics if topic is not None), None)
    headline = [
        topic or first for topic in topics
    ]  # a headline speaks of the company that the lead names
    return [cluster for cluster in state.clusters if cluster.sites], state.links, headline


def _start(doc: Doc, sites: list[Site]) -> State:
    return State(
        doc,
        Antecedents(doc),
        proper={
            s.tokens[0]: (s.tokens[-1], s.mention.kind)
            for s in sites
            if s.mention.form is Form.PROPER
        },
        noticed=_tokens_in(doc, ((d.start, d.end) for d in find_disclosures(characters(doc), doc))),
        aside=_tokens_in(doc, ((zone.start, zone.end) for zone in find_zones(characters(doc)))),
    )


def _tokens_in(doc: Doc, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the tokens that begin inside stretches of characters, in one pass."""
    found: set[int] = set()
    i = 0
    for start, end in sorted(stretches):
        while i < len(doc) and doc[i].idx < start:
            i += 1
        while i < len(doc) and doc[i].idx < end:
            found.add(i)
            i += 1
    return frozenset(found)


def _fill(topics: Topics, start: int, end: int, topic: Cluster | None) -> int:
    topics[start:end] = [topic] * max(0, end - start)
    return max(start, end)


def _read(state: State, site: Site) -> list[Link]:
    """Return whom a mention means, several for a group, none for an expletive."""
    form = site.mention.form
    if form is Form.PRONOUN:
        return read_pronoun(state, site)
    if form is Form.ADJECTIVE:
        return [read_place(state, site)]
    if form is Form.NOMINAL:
        return read_phrase(state, site)
    return [read_name(state, site)]
