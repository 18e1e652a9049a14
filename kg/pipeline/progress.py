"""Progress bars: work as it is done in, the same work out, a bar on stderr beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["shown"]

Item = TypeVar("Item")


def shown(work: Iterable[Item], total: int, what: str, *, on: bool) -> Iterator[Item]:
    """Yield `work` unchanged; with `on`, show how much of `total` is done and what is left."""
    if not on or total == 0:
        yield from work
        return
    from tqdm import tqdm  # not needed where nobody looks (disable=None: no bar in a file)

    yield from tqdm(work, total=total, desc=f"{what:8}", unit="doc", leave=False, disable=None)
