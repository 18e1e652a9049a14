"""The graph as a network: a store in, networkx views with evidence, paths and measures out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.ask import select
from kg.query.describe import label_of
from kg.sandbox import Limits

__all__ = [
    "MEASURES",
    "Evidence",
    "Hop",
    "centralities",
    "communities",
    "shortest_path",
    "to_networkx",
]

Network = nx.MultiDiGraph  # networkx takes its type arguments in annotations only

MEASURES = ("betweenness", "degree", "pagerank")
"""Names of the centralities that are computed."""

_NO_LIMIT = Limits(rows=100_000_000)

_CLAIMS = """SELECT ?s ?p ?o ?claim ?quote ?article ?start ?end ?modality ?polarity ?edge {
  ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:quote ?quote ; kg:article ?article ;
    kg:start ?start ; kg:end ?end ; kg:modality ?modality ; kg:polarity ?polarity .
  BIND(EXISTS { ?s ?p ?o } AS ?edge)
} ORDER BY ?s ?p ?o ?claim"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim: the exact words, and where they are."""

    claim: str
    quote: str
    document: str
    start: int
    end: int
    modality: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, with all claims that support it."""

    subject: str
    relation: str
    object: str
    forward: bool
    """False where the path runs against the relation's direction."""
    evidence: tuple[Evidence, ...]


def to_networkx(store: ox.Store, *, hedged: bool = False, lang: str = "de") -> Network[str]:
    """Return the graph's edges as a network: nodes are IRIs, edge keys relations.

    An edge has `relation` (its label), `evidence` (a tuple of Evidence) and `asserted`. Without
    `hedged`, only relations are edges that a text asserts and does not deny.
    """
    network: Network[str] = nx.MultiDiGraph()
    for (subject, relation, target), claims in sorted(_edges(store).items()):
        asserted = claims[0][1]
        if asserted or hedged:
            for iri in (subject, target):
                network.add_node(iri, label=label_of(store, ox.NamedNode(iri), lang))
            network.add_edge(
                subject,
                target,
                key=relation,
                relation=label_of(store, ox.NamedNode(relation), lang),
                evidence=tuple(evidence for evidence, _ in claims),
                asserted=asserted,
            )
    return network


def shortest_path(network: Network[str], start: str, end: str) -> tuple[Hop, ...]:
    """Return a shortest path between two IRIs, directions ignored, with the words for every hop.

    Of several it is the same one on every run; raises QueryError where there is none.
    """
    told = {iri: network.nodes[iri]["label"] for iri in (start, end) if iri in network}
    if len(told) == len({start, end}):
        try:
            nodes = nx.shortest_path(_undirected(network), start, end)
        except nx.NetworkXNoPath:
            nodes = []
        if nodes:
            return tuple(_hop(network, a, b) for a, b in pairwise(nodes))
    missing = [iri for iri in (start, end) if iri not in network]
    if missing:
        raise QueryError(f"No asserted relation has {missing[0]} as an end; try --hedged.")
    raise QueryError(f"No path joins {told[start]} and {told[end]}; try --hedged.")


def centralities(network: Network[str]) -> dict[str, dict[str, float]]:
    """Return measure -> IRI -> value: betweenness (Brandes 2001), degree, PageRank."""
    plain = nx.DiGraph(network)
    return {
        "betweenness": nx.betweenness_centrality(plain),
        "degree": nx.degree_centrality(plain),
        "pagerank": nx.pagerank(plain),
    }


def communities(network: Network[str]) -> tuple[frozenset[str], ...]:
    """Return communities, the largest first (Louvain, Blondel et al. 2008; the same every run)."""
    plain = _undirected(network)
    found = nx.community.louvain_communities(plain, seed=0)
    return tuple(sorted((frozenset(c) for c in found), key=_size))


def _undirected(network: Network[str]) -> nx.Graph[str]:
    """Return nodes and neighbours in sorted order: networkx's choices follow it."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.edges()))
    return plain


def _size(community: frozenset[str]) -> tuple[int, str]:
    return -len(community), min(community)


_Triple = tuple[str, str, str]


def _edges(store: ox.Store) -> dict[_Triple, list[tuple[Evidence, bool]]]:
    found: dict[_Triple, list[tuple[Evidence, bool]]] = defaultdict(list)
    for row in select(store, _CLAIMS, limits=_NO_LIMIT).rows:
        s, p, o, claim, quote, article, start, end, modality, polarity, edge = (
            str(getattr(term, "value", term)) for term in row
        )
        if isinstance(row[2], ox.NamedNode):
            local = (modality.rpartition("#")[2], polarity.rpartition("#")[2])
            evidence = Evidence(claim, quote, article, int(start), int(end), *local)
            found[s, p, o].append((evidence, edge == "true"))
    return found


def _hop(network: Network[str], here: str, there: str) -> Hop:
    """Return the step between two neighbours: the best supported relation, forward ones first."""
    options: list[tuple[bool, int, str, dict[str, Any]]] = [
        (not forward, -len(data["evidence"]), str(key), data)
        for forward, a, b in ((True, here, there), (False, there, here))
        for key, data in (network.get_edge_data(a, b) or {}).items()
    ]
    backward, _, _, data = min(options, key=_rank)
    subject, target = (there, here) if backward else (here, there)
    return Hop(
        subject=network.nodes[subject]["label"],
        relation=data["relation"],
        object=network.nodes[target]["label"],
        forward=not backward,
        evidence=data["evidence"],
    )


def _rank(option: tuple[bool, int, str, dict[str, Any]]) -> tuple[bool, int, str]:
    return option[:3]
