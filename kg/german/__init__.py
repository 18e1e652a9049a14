"""Facts about German as sorted data: the name of a list in, its entries out.

A list is `<name>.txt` (one entry a line) or `<name>.tsv` (entry, tab, value); "#" opens a comment.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["LONGEST", "REMEMBERED", "table", "words"]

REMEMBERED = 8192
"""Words that a function of one word keeps its answer for: the common ones, however many articles are read."""

LONGEST = 80
"""Letters at a word's end that can stand in a list: whoever looks for endings need not look at more."""

HERE = Path(__file__).parent


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of `<name>.txt`."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def table(name: str) -> dict[str, str]:
    """Return entry -> value of `<name>.tsv`."""
    return {
        entry: value.strip()
        for entry, _, value in (line.partition("\t") for line in _lines(f"{name}.tsv"))
    }


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
