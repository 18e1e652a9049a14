"""The layout: no overlaps, communities apart, the same numbers each time."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.spatial import cKDTree

from kg.view.layout import lay_out
from kg.view.payload import arrange
from kg.view.sample import sample_scene


def overlapping(places, radii):
    pairs = cKDTree(places).query_pairs(2 * radii.max(), output_type="ndarray")
    apart = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    return int((apart < radii[pairs[:, 0]] + radii[pairs[:, 1]]).sum())


@pytest.mark.parametrize("count", [2, 100, 1000])
def test_no_two_discs_overlap(count):
    laid = arrange(sample_scene(count))
    assert laid.places.shape == (count, 2)
    assert overlapping(laid.places, laid.radii) == 0


def test_neighbours_on_the_page_are_of_one_community():
    """Check 12: among the five nearest drawn nodes, at least 60 % share the community."""
    scene = sample_scene(1000)
    laid = arrange(scene)
    tied = laid.communities >= 0
    _, near = cKDTree(laid.places).query(laid.places[tied], k=6)
    same = laid.communities[near[:, 1:]] == laid.communities[tied][:, None]
    assert same.mean() >= 0.6


def test_nodes_without_edges_lie_in_a_box_below():
    laid = lay_out(40, [(0, 1, 1.0), (1, 2, 1.0)])
    assert laid.places[3:, 1].min() > laid.places[:3, 1].max()
    assert set(laid.communities[3:]) == {-1}


def test_equal_edges_in_another_order_give_equal_places():
    edges = [(a, (a * 7 + 3) % 50, 1.0) for a in range(50)]
    first, second = lay_out(50, edges), lay_out(50, edges[::-1])
    assert np.array_equal(first.places, second.places)


def test_earlier_places_are_kept_when_the_graph_grows():
    edges = [(a, a + 1, 1.0) for a in range(20)]
    before = lay_out(21, edges)
    known = {node: tuple(before.places[node]) for node in range(21)}
    after = lay_out(22, [*edges, (20, 21, 1.0)], earlier=known)
    moved = after.places[:21] - before.places
    assert np.ptp(moved, axis=0).max() < 60


def test_layout_is_the_same_under_other_hash_seeds():
    program = (
        "from kg.view.payload import arrange; from kg.view.sample import sample_scene;"
        "import hashlib; print(hashlib.sha256(arrange(sample_scene(400)).places.tobytes()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
