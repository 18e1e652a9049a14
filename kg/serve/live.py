"""The graph as it is now: tasks in, answers from workers that have its newest commit open out.

Other processes change the graph while it is served (`kg add`, `kg remove`, `kg build`). Each request
looks whether they did, which costs two looks at a file's date; if so, new workers open the graph
and take over at once, while the old ones finish what they are at.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.serve.task import Answer, Task
from kg.serve.work import Draw
from kg.serve.workers import Workers
from kg.serve.write import Keep

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Data", "Live"]

_PAUSE = 2.0
"""Seconds until a graph that could not be opened is tried again."""


@dataclass(frozen=True, slots=True)
class Data:
    """How the service comes to its data."""

    store: Callable[[], ox.Store]
    """Returns the open store; called in each worker, and may wait for a writer there."""
    copy: Callable[[], ox.Store]
    """Returns a store in memory that a writing worker may change."""
    keep: Keep
    reload: Callable[[], None]
    """Called in the service before new workers are made."""
    draw: Draw
    """Returns the explorer page of a store; called in a worker."""
    version: Callable[[], Hashable]
    """Returns what differs after every change of the graph; called for each request."""
    settled: Callable[[], bool]
    """Says whether the graph as it is now can be opened without waiting for a writer."""


class Live:
    """Workers that follow the graph."""

    def __init__(self, workers: Workers, data: Data) -> None:
        """Take workers that are not started yet, and where their data is."""
        self._workers = workers
        self._data = data
        self._met: Hashable = None
        self._settled = True
        self._renewal: asyncio.Task[None] | None = None
        self._not_before = 0.0
        self._told = ""
        self._drawn: Answer | None = None

    async def start(self) -> None:
        """Start the workers; raise StoreError where the graph cannot be opened."""
        self._met = self._data.version()
        self._data.reload()
        await self._workers.start()

    def close(self) -> None:
        """End the workers."""
        if self._renewal is not None:
            self._renewal.cancel()
        self._workers.close()

    async def do(self, task: Task) -> Answer:
        """Do a task on the newest commit, or, while a writer is at work, on the one before it."""
        await self.follow()
        if task.kind != "explorer":
            return await self._workers.do(task)
        version, drawn = self._met, self._drawn
        if drawn is None:
            drawn = await self._workers.do(task)
            if drawn.status == 200 and version == self._met:  # noqa: PLR2004  HTTP's own number
                self._drawn = drawn
        return drawn

    async def follow(self) -> None:
        """Open the newest commit if another is open; wait for that unless a writer holds it up."""
        version = self._data.version()
        if version != self._met and asyncio.get_running_loop().time() >= self._not_before:
            self._met = version
            self._settled = self._data.settled()
            if self._renewal is None:
                self._renewal = asyncio.create_task(self._renew())
        if self._renewal is not None and self._settled:
            await asyncio.shield(self._renewal)

    async def _renew(self) -> None:
        """Renew the workers until what they opened is what was met last."""
        opened = None
        try:
            while opened != self._met:
                opened = self._met
                self._data.reload()
                await self._workers.renew()
                self._drawn, self._told = None, ""
        except StoreError as error:
            self._tell(str(error))
            self._not_before = asyncio.get_running_loop().time() + _PAUSE
            self._met = None
        finally:
            self._renewal = None

    def _tell(self, reason: str) -> None:
        if reason != self._told:
            print(f"Still serving the graph as it was: {reason}", file=sys.stderr)  # noqa: T201
        self._told = reason
