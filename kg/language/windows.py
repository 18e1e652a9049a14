"""Cut sentences into windows of pieces: word forms in, padded arrays for the model out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.language.pieces import END, PAD, START, Pieces

__all__ = ["MOST_WORDS", "Window", "batches", "model_inputs", "windows_of"]

BUCKET = 8
"""Sentences are padded to a multiple of this many pieces."""
BATCH_PIECES = 1536
MOST_PIECES = 320
MOST_WORDS = 150
"""Longer sentences are analysed in windows, so that time stays linear."""


@dataclass(frozen=True, slots=True)
class Window:
    """A sentence, or a stretch of a long one, as piece ids."""

    words: Sequence[str]
    ids: list[int]
    first: list[int]
    last: list[int]

    @property
    def padded(self) -> int:
        """Length in pieces that only depends on the sentence itself."""
        return -(-len(self.ids) // BUCKET) * BUCKET


def windows_of(sentence: Sequence[str], pieces: Pieces) -> Iterator[Window]:
    """Yield the windows of a sentence: mostly one, none where it has no words."""
    words: list[str] = []
    ids, first, last = _opened()
    for word in sentence:
        cut = pieces.word(word)
        if len(words) == MOST_WORDS or len(ids) + len(cut) >= MOST_PIECES:
            yield Window(words, [*ids, END], first, last)
            words, (ids, first, last) = [], _opened()
        words.append(word)
        first.append(len(ids))
        ids += cut
        last.append(len(ids) - 1)
    if words:
        yield Window(words, [*ids, END], first, last)


def _opened() -> tuple[list[int], list[int], list[int]]:
    return [START], [], []


def batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Group windows of the same padded length."""
    by_length: dict[int, list[int]] = {}
    for at, window in enumerate(windows):
        by_length.setdefault(window.padded, []).append(at)
    for length, members in sorted(by_length.items()):
        count = max(1, BATCH_PIECES // length)
        for start in range(0, len(members), count):
            yield members[start : start + count]


def model_inputs(windows: Sequence[Window]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the padded inputs of the model for windows of one padded length."""
    count, length = len(windows), windows[0].padded
    width = max(len(window.words) for window in windows)
    pieces = np.full((count, length), PAD, dtype=np.int64)
    places = np.zeros((2, count, width), dtype=np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.ids)] = window.ids
        places[0, row, : len(window.first)] = window.first
        places[1, row, : len(window.last)] = window.last
    lengths = np.array([len(window.ids) for window in windows], dtype=np.int32)
    return {"pieces": pieces, "lengths": lengths, "first": places[0], "last": places[1]}
