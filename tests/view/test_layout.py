"""The layout: no overlaps, communities apart, the same numbers each time."""

import os
import subprocess
import sys

import numpy as np
import pytest
from scipy.spatial import cKDTree

from kg.view.layout import lay_out
from kg.view.packing import pack
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


def test_small_parts_lie_together_beside_a_large_one():
    """Each alone would keep whole cells of a coarse grid free, and shrink what matters."""
    main, pairs = list(range(400)), [[at, at + 1] for at in range(400, 424, 2)]
    places = np.zeros((424, 2))
    places[main] = np.stack([np.arange(400) % 20, np.arange(400) // 20], axis=1) * 500.0
    places[[a for _, a in pairs]] = 120.0, 0.0
    radii = np.full(424, 8.0)
    pack(places, radii, [main, *pairs], [], [(a, b) for a, b in pairs])
    assert overlapping(places, radii) == 0
    assert np.ptp(places[400:], axis=0).max() < 1500
    assert np.ptp(places[:, 1]) < 1.2 * np.ptp(places[main, 1])
    apart = [tuple(np.round(places[b] - places[a], 6)) for a, b in pairs]
    assert set(apart) == {(120.0, 0.0)}


def test_what_one_weak_edge_holds_stays_near_the_rest():
    """Ten groups joined well, and thirty pairs that hang on them by one weak edge each."""
    groups = [list(range(at, at + 25)) for at in range(0, 250, 25)]
    edges = [(a, b, 1.0) for group in groups for a in group for b in group if a < b]
    edges += [(a[0], b[0], 1.0) for a in groups for b in groups if a[0] < b[0]]
    weak = [(250 + 2 * at, 251 + 2 * at, 1.0) for at in range(30)]
    edges += weak + [(a, groups[at % 10][1], 0.01) for at, (a, _, _) in enumerate(weak)]
    laid = lay_out(310, edges)
    inner, outer = np.ptp(laid.places[:250], axis=0), np.ptp(laid.places, axis=0)
    assert overlapping(laid.places, laid.radii) == 0
    assert (outer < 2.5 * inner).all()


def test_equal_edges_in_another_order_give_equal_places():
    edges = [(a, (a * 7 + 3) % 50, 1.0) for a in range(50)]
    first, second = lay_out(50, edges), lay_out(50, edges[::-1])
    assert np.array_equal(first.places, second.places)


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
