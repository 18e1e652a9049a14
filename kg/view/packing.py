"""Places and radii in; the same places with overlaps removed and the parts packed out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

__all__ = ["draw_in", "pack", "spread"]

Points = NDArray[np.float64]
_SCREEN = 1.7
"""Width of a screen's free part over its height."""
_CELL = 46.0
"""Width and height of the cells in which parts are compared."""
_MOST_CELLS = 1600
"""Larger pictures get larger cells."""
_STRAY = 4.0
"""A disc stands apart when the free space around it is so many times what is usual."""
_AROUND = ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0))


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


def draw_in(places: Points, radii: Points) -> None:
    """Bring discs that stand far apart from all others near them, in place.

    What one weak edge holds is driven out by everything else, and every disc far out makes the
    whole picture smaller.
    """
    if len(places) < 3:  # noqa: PLR2004 - two have nothing to stand apart from
        return
    middle = np.median(places, axis=0)
    order = np.argsort(np.hypot(*(places - middle).T), kind="stable")
    gaps = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    gaps -= radii[:, None] + radii[None]
    np.fill_diagonal(gaps, np.inf)
    usual = max(_typical(gaps.min(axis=1), radii**2), 1.0)
    for rank in range(1, len(order)):
        own, inner = order[rank], order[:rank]
        line = places[inner] - places[own]
        free = np.hypot(*line.T) - radii[inner] - radii[own]
        nearest = int(np.argmin(free))
        if free[nearest] > _STRAY * usual:
            step = line[nearest] / np.hypot(*line[nearest])
            places[own] += step * (free[nearest] - usual)


def _typical(values: Points, weights: Points) -> float:
    """Return the weighted median: many small strays are not what is usual."""
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)])


def pack(
    places: Points,
    radii: Points,
    blocks: list[list[int]],
    loose: list[int],
    pairs: Sequence[tuple[int, int]],
) -> None:
    """Lay the blocks (largest first) around each other, each where it fits nearest the middle.

    `pairs` are the joined nodes: no block is laid over an edge of another. Loose nodes go into a
    box below them all. What is compared are cells of a grid, so blocks may lie in others' bays.
    """
    if blocks:
        _lay(places, radii, blocks, _joined(blocks, pairs))
    drawn = [node for block in blocks for node in block]
    low, high = _bounds(places, radii, drawn) if drawn else (np.zeros(2), np.zeros(2))
    places[drawn, 0] -= (low[0] + high[0]) / 2
    _grid(places, loose, float(high[1]) + 60.0, max(float(high[0] - low[0]), 400.0))


def _lay(
    places: Points, radii: Points, blocks: list[list[int]], joined: list[list[tuple[int, int]]]
) -> None:
    """Lay the blocks around the first, those smaller than a cell of its grid together as one."""
    first = np.subtract(*_bounds(places, radii, blocks[0])[::-1])
    cell = max(_CELL, math.sqrt(float(np.prod(first)) / _MOST_CELLS))
    blocks, joined = _rafted(places, radii, blocks, joined, cell)
    taken: set[tuple[int, int]] = set()
    for block, ends in zip(blocks, joined, strict=True):
        low, high = _bounds(places, radii, block)
        places[block] -= (low + high) / 2
        cells = _cells(places, radii, block, ends, cell)
        corner = _free(taken, cells)
        places[block] += np.array(corner) * cell
        taken |= {(x + corner[0], y + corner[1]) for x, y in cells}


def _rafted(
    places: Points,
    radii: Points,
    blocks: list[list[int]],
    joined: list[list[tuple[int, int]]],
    cell: float,
) -> tuple[list[list[int]], list[list[tuple[int, int]]]]:
    """Lay the blocks smaller than a cell by themselves: a pair alone would take whole cells.

    Around 50,000 nodes a cell is as wide as a hundred names; pairs that each kept a cell free
    stood so far out that what matters shrank to a third of the picture's width.
    """
    sizes = [np.subtract(*_bounds(places, radii, block)[::-1]).max() for block in blocks]
    small = [at for at, size in enumerate(sizes) if size < cell]
    if cell == _CELL or len(small) < 2:  # noqa: PLR2004 - one alone needs no raft
        return blocks, joined
    rest = sorted(set(range(len(blocks))) - set(small))
    _lay(places, radii, [blocks[at] for at in small], [joined[at] for at in small])
    raft = [node for at in small for node in blocks[at]]
    ends = [pair for at in small for pair in joined[at]]
    return [*(blocks[at] for at in rest), raft], [*(joined[at] for at in rest), ends]


def _joined(
    blocks: list[list[int]], pairs: Sequence[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    home = {node: number for number, block in enumerate(blocks) for node in block}
    found: list[list[tuple[int, int]]] = [[] for _ in blocks]
    for left, right in pairs:
        found[home[left]].append((left, right))
    return found


def _cells(
    places: Points, radii: Points, block: list[int], ends: list[tuple[int, int]], cell: float
) -> list[tuple[int, int]]:
    """Return the cells that a block's discs, their names and its edges touch, with a rim."""
    steps = np.linspace(0.0, 1.0, 9)[:, None, None]
    points = [places[block]]
    points += [places[block] + radii[block][:, None] * np.array(way) for way in _AROUND]
    if ends:
        left, right = np.array(ends).T
        points.append((places[left] * (1 - steps) + places[right] * steps).reshape(-1, 2))
    inner = {(int(x), int(y)) for x, y in np.floor(np.concatenate(points) / cell)}
    # A name stands beside its disc: more room across than down.
    rim = {(x + dx, y + dy) for x, y in inner for dx in (-1, 0, 1) for dy in (0, 1)}
    return sorted(rim)


def _free(taken: set[tuple[int, int]], cells: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the nearest shift from the middle at which no cell is taken yet."""
    if not taken:
        return 0, 0
    reach = max(abs(at) for place in taken for at in place) + max(
        abs(at) for place in cells for at in place
    )
    size = 2 * reach + 3
    grid = np.zeros((2 * size, 2 * size), dtype=bool)
    grid[tuple(np.array(sorted(taken)).T + size)] = True
    line = np.arange(-reach - 1, reach + 2)
    shifts = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    far = np.hypot(shifts[:, 0] / _SCREEN, shifts[:, 1])
    shifts = shifts[np.lexsort((shifts[:, 0], shifts[:, 1], far))]
    own = np.array(cells)
    for start in range(0, len(shifts), 512):
        some = shifts[start : start + 512]
        hit = grid[own[:, 0] + some[:, :1] + size, own[:, 1] + some[:, 1:] + size].any(axis=1)
        if not hit.all():
            x, y = some[int(np.argmin(hit))]
            return int(x), int(y)
    raise AssertionError("beyond the rim of all that is taken every place is free")


def _bounds(places: Points, radii: Points, block: list[int]) -> tuple[Points, Points]:
    own, size = places[block], radii[block][:, None]
    return (own - size).min(axis=0), (own + size).max(axis=0)


def _grid(places: Points, loose: list[int], top: float, width: float) -> None:
    columns = max(int(width // 34.0), 1)
    for at, node in enumerate(loose):
        row, column = divmod(at, columns)
        places[node] = (column * 34.0 - width / 2 + 17.0, top + row * 34.0)
