"""Draw training sentences by a mixture of corpora and pack them into padded batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from kg.language.pieces import END, START, Pieces
from kg.language.training.labels import Labels, targets
from kg.language.training.treebanks import Example

__all__ = ["Batch", "Item", "encode_examples", "fits", "make_batches", "pack", "sample"]

MOST_PIECES = 200
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence as numbers."""

    pieces: list[int]
    first: list[int]
    last: list[int]
    classes: Ints
    heads: list[int]
    relations: list[int]
    weight: float
    tree_weight: float


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors of some sentences; targets are -1 where nothing is to be learned."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    classes: Tensor
    heads: Tensor
    relations: Tensor
    weight: Tensor
    tree_weight: Tensor
    words: int


def fits(example: Example, pieces: Pieces) -> bool:
    """Say whether a sentence is short enough to be learned from."""
    return 2 + sum(len(pieces.word(word)) for word in example.words) <= MOST_PIECES


def encode_examples(
    examples: Sequence[Example], labels: Labels, pieces: Pieces, *, weight: float = 1.0
) -> list[Item]:
    """Turn sentences into numbers; sentences of more than `MOST_PIECES` pieces are left out."""
    index = {
        name: {label: at for at, label in enumerate(values)}
        for name, values in labels.heads.items()
    }
    relations = {label: at for at, label in enumerate(labels.relations)}
    items = []
    for example in examples:
        ids, first, last = [START], [], []
        for word in example.words:
            cut = pieces.word(word)
            first.append(len(ids))
            ids += cut
            last.append(len(ids) - 1)
        ids.append(END)
        if len(ids) <= MOST_PIECES:
            arcs = [relations.get(label, -1) for label in example.deprel]
            items.append(
                Item(
                    pieces=ids,
                    first=first,
                    last=last,
                    classes=targets(example, labels, index),
                    heads=example.head,
                    relations=arcs,
                    weight=weight,
                    tree_weight=weight * example.tree_weight,
                )
            )
    return items


def sample(
    corpora: Mapping[str, Sequence[Item]],
    shares: Mapping[str, float],
    words: int,
    random: np.random.Generator,
) -> list[Item]:
    """Draw about `words` words, each corpus its share; no sentence twice before all were drawn."""
    chosen: list[Item] = []
    for name, share in sorted(shares.items()):
        items, wanted = corpora[name], share * words / sum(shares.values())
        order: list[int] = []
        while wanted > 0 and items:
            if not order:
                order = random.permutation(len(items)).tolist()
            item = items[order.pop()]
            chosen.append(item)
            wanted -= len(item.first)
    return chosen


def make_batches(
    items: Sequence[Item], pieces: int, random: np.random.Generator
) -> Iterator[Batch]:
    """Yield batches of at most `pieces` padded pieces, in random order."""
    jitter = random.random(len(items)) * 4
    order = sorted(range(len(items)), key=lambda at: len(items[at].pieces) + jitter[at])
    groups: list[list[Item]] = [[]]
    for at in order:
        longest = max([len(item.pieces) for item in groups[-1]] + [len(items[at].pieces)])
        if longest * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(items[at])
    for at in random.permutation(len(groups)):
        if groups[at]:
            yield pack(groups[at])


def pack(items: Sequence[Item]) -> Batch:
    """Pad sentences to one batch."""
    count, length = len(items), max(len(item.pieces) for item in items)
    width, heads = max(len(item.first) for item in items), items[0].classes.shape[1]
    pieces = np.ones((count, length), dtype=np.int64)
    mask = np.zeros((count, length), dtype=np.float32)
    places = np.zeros((2, count, width), dtype=np.int64)
    classes = np.full((count, width, heads), -1, dtype=np.int64)
    arcs = np.full((2, count, width), -1, dtype=np.int64)
    for row, item in enumerate(items):
        pieces[row, : len(item.pieces)] = item.pieces
        mask[row, : len(item.pieces)] = 1
        size = len(item.first)
        places[0, row, :size], places[1, row, :size] = item.first, item.last
        classes[row, :size] = item.classes
        if item.heads:
            arcs[0, row, :size], arcs[1, row, :size] = item.heads, item.relations
    return Batch(
        pieces=torch.from_numpy(pieces),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(places[0]),
        last=torch.from_numpy(places[1]),
        classes=torch.from_numpy(classes),
        heads=torch.from_numpy(arcs[0]),
        relations=torch.from_numpy(arcs[1]),
        weight=torch.tensor([item.weight for item in items]),
        tree_weight=torch.tensor([item.tree_weight for item in items]),
        words=sum(len(item.first) for item in items),
    )
