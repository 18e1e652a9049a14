"""One group of nodes and its edges in; their places around the origin out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["settle"]

Points = NDArray[np.float64]
_GRAVITY = np.array([0.032, 0.06])
"""Weaker across than down: screens are wider than high, and so are labels."""
_GOLDEN = np.pi * (3.0 - np.sqrt(5.0))


def settle(
    count: int, pairs: NDArray[np.int64], weights: Points, radii: Points, *, reach: float
) -> Points:
    """Return places in which joined nodes are near, and no pair nearer than radii and `reach`.

    Fruchterman and Reingold's forces with distances taken from rim to rim; every pair is compared,
    so this is for groups of some hundred nodes. Starts from a sunflower, so nothing is random.
    """
    if count == 1:
        return np.zeros((1, 2))
    places = _sunflower(count, pairs, radii, reach)
    apart = radii[:, None] + radii[None, :] + reach
    steps = 160
    heat = 0.12 * float(np.hypot(*places.T).max() + reach)
    for step in range(steps):
        push = _push(places, apart)
        push += _pull(places, pairs, weights, radii, reach)
        push -= places * _GRAVITY
        length = np.maximum(np.hypot(*push.T), 1e-9)
        limit = heat * (1.0 - step / steps) + 0.2
        places += push * (np.minimum(length, limit) / length)[:, None]
    middle: Points = (places.max(axis=0) + places.min(axis=0)) / 2
    places -= middle
    return places


def _sunflower(count: int, pairs: NDArray[np.int64], radii: Points, reach: float) -> Points:
    """Start with the best-joined nodes in the middle, neighbours at neighbouring angles."""
    degree = np.bincount(pairs.ravel(), minlength=count)
    order = np.lexsort((np.arange(count), -degree))
    rank = np.empty(count)
    rank[order] = np.arange(count)
    step = float(radii.mean() * 2 + reach) * 0.72
    spread = step * np.sqrt(rank + 0.5)
    return np.column_stack([spread * np.cos(rank * _GOLDEN), spread * np.sin(rank * _GOLDEN)])


def _push(places: Points, apart: Points) -> Points:
    across = places[:, 0][:, None] - places[:, 0][None, :]
    down = places[:, 1][:, None] - places[:, 1][None, :]
    square = across * across + down * down + 0.01
    force = apart * apart / square
    np.fill_diagonal(force, 0.0)
    close = np.minimum(force, 25.0) * 0.42
    return np.column_stack([(across * close).sum(axis=1), (down * close).sum(axis=1)])


def _pull(
    places: Points, pairs: NDArray[np.int64], weights: Points, radii: Points, reach: float
) -> Points:
    force = np.zeros_like(places)
    if len(pairs) == 0:
        return force
    left, right = pairs[:, 0], pairs[:, 1]
    line = places[right] - places[left]
    length = np.maximum(np.hypot(*line.T), 1e-6)
    wanted = radii[left] + radii[right] + reach
    strength = np.maximum(length - wanted, 0.0) * np.sqrt(weights) / length * 0.35
    move = line * strength[:, None]
    np.add.at(force, left, move)
    np.add.at(force, right, -move)
    return force
