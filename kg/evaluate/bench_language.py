"""Measure the German pipeline: the example article, repeated, in; words a second and memory out."""

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
    started = time.perf_counter()
    from kg.language import load  # part of what is measured

    nlp = load()
    nlp("Ein Satz.")
    click.echo(f"load {time.perf_counter() - started:.2f} s")
    text = _EXAMPLE.read_text(encoding="utf-8")
    words = len(nlp(text))
    for length in _LENGTHS:
        document = "\n".join([text] * max(1, length // words))
        started = time.perf_counter()
        read = len(nlp(document))
        seconds = time.perf_counter() - started
        click.echo(f"{read:>8,} words in one document: {read / seconds:,.0f} words/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    click.echo(f"peak memory {peak:,.0f} MB")


if __name__ == "__main__":
    main()
