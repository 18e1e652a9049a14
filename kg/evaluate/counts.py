"""Count what was found against gold: two sets of spots in, precision, recall and F1 by name out."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Labelled", "Score", "by_label", "scored", "table"]

Spot = TypeVar("Spot", bound=Hashable)
Labelled = tuple[int, int, int, str]
"""Number of the text, start, end, label."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one layer or label, and what follows from them."""

    name: str
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in [0, 1]."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, in [0, 1]."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, in [0, 1]."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def scored(name: str, gold: Set[Spot], found: Set[Spot]) -> Score:
    """Return the score of what was found against gold."""
    return Score(name, len(gold & found), len(found), len(gold))


def by_label(
    gold: Set[Labelled], found: Set[Labelled], groups: Mapping[str, Mapping[str, str]]
) -> list[Score]:
    """Return a score for each label of the gold, for all of them, and for each group: name -> {label: its class}.

    In a group labels of one class count as the same, and other labels are left out.
    """
    labels = sorted({spot[3] for spot in gold})
    known = {label: label for label in labels}
    rows = [_merged(label, gold, found, {label: label}) for label in labels]
    merged = [_merged(name, gold, found, classes) for name, classes in groups.items()]
    return [*rows, _merged("all", gold, found, known), *merged]


def _merged(
    name: str, gold: Set[Labelled], found: Set[Labelled], classes: Mapping[str, str]
) -> Score:
    kept = (
        {(*spot[:3], classes[spot[3]]) for spot in spots if spot[3] in classes}
        for spots in (gold, found)
    )
    return scored(name, *kept)


def table(scores: Iterable[Score]) -> str:
    """Return scores as an aligned table, percentages with two places."""
    rows = list(scores)
    width = max([28, *(len(score.name) + 1 for score in rows)])
    lines = [f"{'':<{width}}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}"]
    for score in rows:
        figures = "".join(f"{100 * one:>8.2f}" for one in (score.precision, score.recall, score.f1))
        lines.append(f"{score.name:<{width}}{figures}{score.gold:>8}")
    return "\n".join(lines)
