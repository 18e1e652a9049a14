"""Decode scores: arc scores in, one tree out; tag scores in, a well-formed BIO sequence out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["best_tags", "best_tree"]

Scores = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FORBIDDEN = np.float32(-1e6)
"""Added to a root arc so that the best arborescence has as few of them as possible: one."""


def best_tree(scores: Scores) -> Ints:
    """Return the head of every word (0 is the root) of the best tree with one root.

    `scores[i, j]` is the score of word i+1 hanging on word j, j = 0 being the root. The greedy
    answer is taken where it is a tree, Chu-Liu/Edmonds (1967) runs otherwise.
    """
    size = len(scores)
    weights = np.full((size + 1, size + 1), FORBIDDEN * 100, dtype=np.float64)
    weights[1:, :] = scores
    weights[np.arange(size + 1), np.arange(size + 1)] = FORBIDDEN * 100
    heads: Ints = weights[1:].argmax(1)
    if (heads == 0).sum() == 1 and not _cycle(np.concatenate([[0], heads])):
        return heads
    weights[1:, 0] += FORBIDDEN
    found: Ints = _edmonds(weights)[1:]
    return found


def _cycle(heads: Ints) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _edmonds(weights: npt.NDArray[np.float64]) -> Ints:
    heads: Ints = weights.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([node for node in range(len(weights)) if node not in set(cycle)])
    kept = weights[inside, heads[inside]]
    entering = weights[np.ix_(inside, outside)] - kept[:, None]
    leaving = weights[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = weights[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    found = _edmonds(smaller)
    entry = int(found[size])
    broken = int(entering[:, entry].argmax())
    heads[inside[broken]] = outside[entry]
    for at in range(1, size):
        head = int(found[at])
        heads[outside[at]] = inside[int(leaving[at].argmax())] if head == size else outside[head]
    return heads


def best_tags(scores: Scores, follows: Sequence[int]) -> Ints:
    """Return the best tag numbers in which every I- tag continues an entity of its type.

    `scores` is words x tags; `follows[tag]` is -1 for O and B- tags, the B- tag's number for I-.
    """
    starts = np.array([at if b < 0 else b for at, b in enumerate(follows)])
    inner = np.array(follows) >= 0
    own = np.arange(len(starts))
    best = np.where(inner, FORBIDDEN, scores[0])
    back = np.zeros(scores.shape, dtype=np.int64)
    for row in range(1, len(scores)):
        top = int(best.argmax())
        previous = np.where(inner, np.where(best[starts] >= best, starts, own), top)
        back[row] = previous
        best = best[previous] + scores[row]
    path = [int(best.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return np.array(path[::-1], dtype=np.int64)
