"""Places and radii in; the same places with overlaps removed and small parts packed in rows out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

__all__ = ["pack_rows", "spread"]

Points = NDArray[np.float64]


def spread(places: Points, radii: Points, *, gap: float, rounds: int = 400) -> None:
    """Push overlapping discs apart, in place, until none is left (or `rounds` are used up)."""
    if len(places) < 2:  # noqa: PLR2004 - one disc overlaps nothing
        return
    # Coincident points have no direction to part in: a sunflower's angle gives each its own.
    places += 1e-3 * np.column_stack(
        [np.cos(np.arange(len(places)) * 2.4), np.sin(np.arange(len(places)) * 2.4)]
    )
    largest = float(radii.max())
    for _ in range(rounds):
        tree = cKDTree(places)
        pairs = tree.query_pairs(2 * largest + gap, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        left, right = pairs[:, 0], pairs[:, 1]
        line = places[right] - places[left]
        length = np.maximum(np.hypot(*line.T), 1e-9)
        missing = radii[left] + radii[right] + gap - length
        hit = missing > 0.05  # noqa: PLR2004 - positions are rounded to 0.1
        if not hit.any():
            return
        move = line[hit] / length[hit, None] * (missing[hit, None] * 0.52 + 0.05)
        np.add.at(places, left[hit], -move)
        np.add.at(places, right[hit], move)


def pack_rows(places: Points, radii: Points, blocks: list[list[int]], loose: list[int]) -> None:
    """Put every block but the first in rows beneath it, and loose nodes in a box below them all."""
    bottom, width = _place_first(places, radii, blocks)
    left, row_height = 0.0, 0.0
    top = bottom
    for block in blocks[1:]:
        low, high = _bounds(places, radii, block)
        size = high - low
        if left > 0 and left + size[0] > width:
            top, left, row_height = top + row_height + 40.0, 0.0, 0.0
        places[block] += np.array([left - width / 2, top]) - low
        left += size[0] + 40.0
        row_height = max(row_height, size[1])
    _grid(places, loose, top + row_height + 60.0, width)


def _place_first(places: Points, radii: Points, blocks: list[list[int]]) -> tuple[float, float]:
    if not blocks:
        return 0.0, 400.0
    low, high = _bounds(places, radii, blocks[0])
    places[blocks[0]] -= (low + high) / 2
    rest = sum(float(np.prod(np.add(*_sizes(places, radii, block)))) for block in blocks[1:])
    width = max(float(high[0] - low[0]), math.sqrt(rest) * 1.3, 300.0)
    return float(high[1] - low[1]) / 2 + 60.0, width


def _sizes(places: Points, radii: Points, block: list[int]) -> tuple[Points, Points]:
    low, high = _bounds(places, radii, block)
    return high - low, np.array([40.0, 40.0])


def _bounds(places: Points, radii: Points, block: list[int]) -> tuple[Points, Points]:
    own, size = places[block], radii[block][:, None]
    return (own - size).min(axis=0), (own + size).max(axis=0)


def _grid(places: Points, loose: list[int], top: float, width: float) -> None:
    columns = max(int(width // 34.0), 1)
    for at, node in enumerate(loose):
        row, column = divmod(at, columns)
        places[node] = (column * 34.0 - width / 2 + 17.0, top + row * 34.0)
