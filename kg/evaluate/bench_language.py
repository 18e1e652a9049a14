"""Measure the German pipeline: the example article, repeated, in; words a second and memory out.

CPU seconds stand beside the clock: on a busy machine only they tell (two threads count twice).
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import click

__all__ = ["main"]

_EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "seed.txt"
_LENGTHS = (1_000, 10_000, 100_000)


def main() -> None:
    """Print load time, speed by document length, and peak memory."""
    started = time.perf_counter(), time.process_time()
    from kg.language import load  # part of what is measured

    nlp = load()
    nlp("Ein Satz.")
    wall, cpu = _since(started)
    click.echo(f"load {wall:.2f} s ({cpu:.2f} s of CPU)")
    text = _EXAMPLE.read_text(encoding="utf-8")
    words = len(nlp(text))
    for length in _LENGTHS:
        document = "\n".join([text] * max(1, length // words))
        started = time.perf_counter(), time.process_time()
        read = len(nlp(document))
        wall, cpu = _since(started)
        click.echo(
            f"{read:>8,} words in one document: {read / wall:,.0f} words/s"
            f" ({read / cpu:,.0f} words a CPU second)"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    click.echo(f"peak memory {peak:,.0f} MB")


def _since(started: tuple[float, float]) -> tuple[float, float]:
    return time.perf_counter() - started[0], time.process_time() - started[1]


if __name__ == "__main__":
    main()
