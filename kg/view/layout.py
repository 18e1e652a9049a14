"""Edges in; for every node a place in the plane out: communities apart, no two discs overlapping.

Communities are found first (Louvain) and laid out as discs, then the nodes of each inside its disc:
the browser never computes a layout, and two runs give the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.view.packing import draw_in, pack, spread
from kg.view.springs import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Layout", "lay_out"]

Points = NDArray[np.float64]

_GAP = 14.0
"""Free space between two discs, in world units (pixels at scale 1)."""
_NAMED = 44.0
"""Free space in a small picture, where every node's name is to be read."""
_WHOLE = 220
"""Components up to this size are settled as a whole: discs would tear so small a picture apart."""
_LARGEST = 260
"""Larger communities are split again: the force step compares every pair of a community."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each node lies, how large it is drawn, and which community it belongs to."""

    places: Points
    radii: Points
    communities: NDArray[np.int64]
    """Community of each node, numbered by size, largest first; -1 for a node without edges."""


def lay_out(
    count: int,
    edges: Sequence[tuple[int, int, float]],
    *,
    seed: int = 1,
) -> Layout:
    """Lay out `count` nodes joined by weighted edges (source, target, weight > 0)."""
    graph = _graph(count, edges)
    radii = _radii(graph, count)
    groups = _communities(graph, seed)
    places = np.zeros((count, 2))
    blocks: list[list[int]] = []
    parts = [sorted(part) for part in nx.connected_components(graph)]
    for part in sorted(parts, key=lambda nodes: (-len(nodes), nodes[0])):
        if len(part) > 1:
            places[part] = _component(graph, part, radii, groups)
            blocks.append(part)
    loose = [node for node in range(count) if node not in graph or graph.degree(node) == 0]
    pack(places, radii, blocks, loose, sorted(graph.edges))
    spread(places, radii, gap=_GAP / 2)
    return Layout(np.round(places, 1), np.round(radii, 1), _numbered(groups, count))


def _graph(count: int, edges: Iterable[tuple[int, int, float]]) -> nx.Graph[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for source, target, weight in sorted(edges):
        if source != target:
            told = graph.get_edge_data(source, target, {"weight": 0.0})["weight"]
            graph.add_edge(source, target, weight=told + weight)
    return graph


def _radii(graph: nx.Graph[int], count: int) -> Points:
    degrees = np.array([graph.degree(node) for node in range(count)], dtype=float)
    # A small picture has room: its nodes may be as large as a finger.
    least = max(5.5, 18.0 - 3.6 * math.log10(count + 1))
    radii: Points = np.minimum(least + 2.6 * np.sqrt(degrees), 30.0)
    return radii


def _communities(graph: nx.Graph[int], seed: int) -> list[list[int]]:
    """Return the communities, each sorted; none larger than the force step can take."""
    found = nx.community.louvain_communities(graph, weight="weight", seed=seed)
    waiting = [sorted(group) for group in found]
    small: list[list[int]] = []
    while waiting:
        group = waiting.pop()
        small_enough = len(group) <= _LARGEST
        parts = [group] if small_enough else _split(graph, group, seed)
        (small if small_enough or len(parts) == 1 else waiting).extend(parts)
    return sorted(small, key=lambda group: (-len(group), group[0]))


def _split(graph: nx.Graph[int], group: list[int], seed: int) -> list[list[int]]:
    inner = graph.subgraph(group)
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(group)
    plain.add_weighted_edges_from(sorted(inner.edges(data="weight")))
    parts = nx.community.louvain_communities(plain, weight="weight", resolution=1.6, seed=seed)
    if len(parts) > 1:
        return [sorted(part) for part in parts]
    return [group[at : at + _LARGEST] for at in range(0, len(group), _LARGEST)]


def _component(
    graph: nx.Graph[int], part: list[int], radii: Points, groups: list[list[int]]
) -> Points:
    inside = set(part)
    own = [[n for n in group if n in inside] for group in groups if group[0] in inside]
    if len(part) <= _WHOLE or len(own) == 1:
        return _whole(graph, part, radii, own)
    return _by_community(graph, part, radii, own)


def _links(graph: nx.Graph[int], nodes: list[int]) -> tuple[NDArray[np.int64], Points]:
    at = {node: i for i, node in enumerate(nodes)}
    edges: list[tuple[int, int, float]] = list(graph.edges(nodes, data="weight"))
    found = sorted(
        (min(at[u], at[v]), max(at[u], at[v]), w) for u, v, w in edges if u in at and v in at
    )
    pairs = np.array([pair[:2] for pair in found], dtype=np.int64).reshape(-1, 2)
    return pairs, np.array([pair[2] for pair in found], dtype=float)


def _whole(graph: nx.Graph[int], part: list[int], radii: Points, groups: list[list[int]]) -> Points:
    pairs, weights = _links(graph, part)
    home = {node: i for i, group in enumerate(groups) for node in group}
    same = np.array([home[part[u]] == home[part[v]] for u, v in pairs], dtype=bool)
    weights = np.where(same, 1.0, 0.35) * np.minimum(weights, 1.5)
    # The fewer there are, the more room is there for names on the edges, too.
    room = _NAMED * max(1.0, min(2.0, 80.0 / len(graph)))
    places = settle(len(part), pairs, weights, radii[part], reach=room + 22.0)
    spread(places, radii[part], gap=room)
    return places


def _by_community(
    graph: nx.Graph[int], part: list[int], radii: Points, groups: list[list[int]]
) -> Points:
    inner = [settle(len(g), *_links(graph, g), radii[g], reach=1.1 * _GAP) for g in groups]
    sizes = np.array(
        [
            np.hypot(*points.T).max() + radii[g].max()
            for g, points in zip(groups, inner, strict=True)
        ]
    )
    home = {node: i for i, group in enumerate(groups) for node in group}
    meta: nx.Graph[int] = nx.Graph()
    meta.add_nodes_from(range(len(groups)))
    crossing: list[tuple[int, int, float]] = sorted(graph.edges(part, data="weight"))
    for u, v, weight in crossing:
        if home[u] != home[v]:
            told = meta.get_edge_data(home[u], home[v], {"weight": 0.0})["weight"]
            meta.add_edge(home[u], home[v], weight=told + weight)
    pairs, weights = _links(meta, list(range(len(groups))))
    strength = weights / max(weights.max(initial=1.0), 1.0) * 3.0
    centres = settle(len(groups), pairs, strength, sizes, reach=3.0 * _GAP)
    draw_in(centres, sizes)
    spread(centres, sizes, gap=1.6 * _GAP)
    middle = {node: centres[home[node]] for node in part}
    places = dict[int, Points]()
    for group, points in zip(groups, inner, strict=True):
        turned = _turned(graph, group, points, middle)
        places.update({node: turned[i] + middle[node] for i, node in enumerate(group)})
    return np.array([places[node] for node in part])


def _turned(
    graph: nx.Graph[int], group: list[int], points: Points, middle: Mapping[int, Points]
) -> Points:
    """Turn a community so that its nodes face the communities they are joined to."""
    at = {node: i for i, node in enumerate(group)}
    pull = 0j
    flat = points[:, 0] + 1j * points[:, 1]
    for node, other in graph.edges(group):
        here, there = (node, other) if node in at else (other, node)
        if there not in at:
            aim = middle[there] - middle[here]
            length = math.hypot(*aim) or 1.0
            pull += np.conj(flat[at[here]]) * complex(*aim) / length
    turn = pull / abs(pull) if abs(pull) > 0 else 1.0
    flat = flat * turn
    return np.column_stack([flat.real, flat.imag])


def _numbered(groups: list[list[int]], count: int) -> NDArray[np.int64]:
    numbers = np.full(count, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        if len(group) > 1:
            numbers[group] = number
    return numbers
