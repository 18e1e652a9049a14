"""Self-training: sentences and a trained network in, the same with silver trees out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.language.pieces import Pieces
from kg.language.training.batches import encode_examples, fits
from kg.language.training.labels import Labels
from kg.language.training.network import Network
from kg.language.training.predict import predict
from kg.language.training.transfer import CONVENTIONS, allowed_classes
from kg.language.training.treebanks import Example

__all__ = ["add_silver_trees"]

LEAST_CERTAIN = 0.86
"""Mean probability of a sentence's arcs below which its tree is not believed."""
LEAST_AGREEMENT = 0.9
"""Share of the words whose predicted class must be the gold one, where there is gold."""
SHORTEST, LONGEST = 4, 45
WEIGHT = 0.5
"""Of a silver tree in the loss."""


def add_silver_trees(
    network: Network, examples: Sequence[Example], labels: Labels, pieces: Pieces
) -> list[Example]:
    """Give a tree to the sentences that the network parses with certainty; the others stay as is.

    Classes and tags that the corpus gives are kept, and no other layer is taken over.
    """
    usable = [
        at
        for at, example in enumerate(examples)
        if SHORTEST <= len(example.words) <= LONGEST and fits(example, pieces)
    ]
    chosen = [examples[at] for at in usable]
    found = predict(network, chosen, encode_examples(chosen, labels, pieces), labels)
    silver = list(examples)
    for at, guess in zip(usable, found, strict=True):
        example = examples[at]
        certainty = sum(map(float, guess["certainty"])) / len(example.words)
        agreement = _agreement(example, guess["upos"])
        if certainty >= LEAST_CERTAIN and agreement >= LEAST_AGREEMENT:
            heads = [int(head) for head in guess["head"]]
            silver[at] = replace(example, head=heads, deprel=guess["deprel"], tree_weight=WEIGHT)
    return silver


def _agreement(example: Example, found: Sequence[str]) -> float:
    """Return the share of words whose predicted class the corpus allows."""
    convention = CONVENTIONS.get(example.source)
    if convention is None or not example.upos:
        return 1.0
    pairs = zip(example.upos, found, strict=True)
    right = sum(not gold or guess in allowed_classes(convention, gold) for gold, guess in pairs)
    return right / len(found)
