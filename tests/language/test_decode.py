"""Decoding: the best tree has one root and the best score; tag sequences are well formed."""

import itertools

import numpy as np
import pytest

from kg.language.decode import best_tags, best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == 0 for head in heads) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_tree_is_the_best_of_all_trees_with_one_root(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 6))
    scores = random.normal(size=(size, size + 1)).astype(np.float32)
    every = (
        heads
        for heads in itertools.product(range(size + 1), repeat=size)
        if all(head != at for at, head in enumerate(heads, 1)) and is_tree(heads)
    )
    best = max(every, key=lambda heads: sum(scores[at, head] for at, head in enumerate(heads)))
    assert best_tree(scores).tolist() == list(best)


def test_two_greedy_roots_become_one():
    scores = np.array([[9.0, 0.0, 1.0], [8.0, 2.0, 0.0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [0, 1]


@pytest.mark.parametrize("seed", range(30))
def test_tags_are_the_best_well_formed_sequence(seed):
    follows = [-1, -1, 1, -1, 3]  # O, B-X, I-X, B-Y, I-Y
    random = np.random.default_rng(seed)
    scores = random.normal(size=(int(random.integers(1, 6)), 5)).astype(np.float32)

    def allowed(tags: tuple[int, ...]) -> bool:
        return all(
            follows[tag] < 0 or (at > 0 and tags[at - 1] in {tag, follows[tag]})
            for at, tag in enumerate(tags)
        )

    sequences = (tags for tags in itertools.product(range(5), repeat=len(scores)) if allowed(tags))
    best = max(sequences, key=lambda tags: sum(scores[at, tag] for at, tag in enumerate(tags)))
    assert best_tags(scores, follows).tolist() == list(best)
