"""The key of a reason and the names it speaks of in, the reason in German and English words out."""

from __future__ import annotations

from functools import cache

from kg.model import Reason
from kg.resolve.names import entries

__all__ = ["reason"]


def reason(key: str, *names: str) -> Reason:
    """Return a reason of `data/reasons.tsv` in words; a KeyError is a slip of the caller's."""
    german, english = _table()[key]
    return Reason(german.format(*names), english.format(*names))


@cache
def _table() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in entries("reasons.tsv")[1:])
    return {key: (german, english) for key, german, english in rows}
