"""Whether confidence means what it says: (confidence, was right) in; a reliability table and scores out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Bin", "Reliability", "reliability"]

BINS = 10
Judged = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of about the same confidence: from `low` up to the next bin's."""

    low: float
    count: int
    confidence: float
    """Mean confidence."""
    right: float
    """Share that was right."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidence and share of right claims lie apart."""

    bins: tuple[Bin, ...]
    """Those that hold claims, in order."""
    calibration_error: float
    """ECE: the mean distance of confidence and share right, bins weighed by their claims."""
    brier: float
    """Mean squared distance of confidence and outcome (1 right, 0 wrong)."""
    log_loss: float
    """Mean negative logarithm of what was said of the outcome."""


def reliability(judged: Iterable[Judged]) -> Reliability:
    """Return the reliability of confidences in [0, 1], in ten bins of equal width; nothing gives zeros."""
    told = list(judged)
    bins = tuple(_bin(k, found) for k in range(BINS) if (found := [t for t in told if _at(t) == k]))
    count = max(1, len(told))
    return Reliability(
        bins,
        sum(b.count * abs(b.confidence - b.right) for b in bins) / count,
        sum((sure - right) ** 2 for sure, right in told) / count,
        -sum(_log(sure if right else 1 - sure) for sure, right in told) / count,
    )


def _at(judged: Judged) -> int:
    return min(int(judged[0] * BINS), BINS - 1)


def _bin(number: int, found: Sequence[Judged]) -> Bin:
    count = len(found)
    sure, right = sum(c for c, _ in found), sum(r for _, r in found)
    return Bin(number / BINS, count, sure / count, right / count)


def _log(share: float) -> float:
    return math.log(max(share, 1e-6))
