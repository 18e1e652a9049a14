"""Worker processes: tasks in, answers out, and no query that can take the service with it.

The service is one process without threads; each worker is forked from it and shares its store in
memory copy-on-write (a store on disk is opened by the worker itself). A worker answers one task
at a time. One that overruns its time is killed, one that dies is replaced.
"""

from __future__ import annotations

import asyncio
import contextlib
import faulthandler
import os
import signal
import socket
import struct
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from kg.errors import KgError, StoreError
from kg.sandbox import die_with_parent, limit_memory
from kg.serve.task import Answer, Problem, Task

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Workers"]

_LENGTH = struct.Struct("!Q")
_RENEW = 2_000
"""Answers after which a worker is replaced: memory the allocator keeps is given back."""
_PAUSE = 1.0
"""Seconds until a worker that could not be replaced is tried again."""


@dataclass(slots=True)
class _Worker:
    """One process, and the pipe to it."""

    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    served: int = 0


class Workers:
    """A number of worker processes; close it when done."""

    def __init__(
        self,
        store: Callable[[], ox.Store],
        work: Callable[[ox.Store, Task], Answer],
        *,
        count: int,
        memory: int,
        wait: float = 30.0,
    ) -> None:
        """Take what opens (or returns) the store in a worker, what it does, and its limits.

        Args:
            store: called once in each worker.
            work: called for each task; must turn what can go wrong into an answer.
            count: number of processes.
            memory: bytes of address space a worker may map beyond what it starts with.
            wait: seconds a task waits for a free worker.
        """
        self._store = store
        self._work = work
        self._count = count
        self._memory = memory
        self._wait = wait
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all: dict[int, _Worker] = {}
        self._stale: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Fork the workers; raise StoreError where one cannot open the store."""
        await self.renew()

    async def renew(self) -> None:
        """Put new workers in the place of all there are; those at work end once they are done.

        The old ones serve until all new ones have the store open. Raises StoreError, and leaves
        the old ones, where it cannot be opened.
        """
        fresh = await self._fork(self._count)
        self._stale = self._all.keys() - {worker.pid for worker in fresh}
        while not self._idle.empty():
            self._end(self._idle.get_nowait())
        for worker in fresh:
            self._idle.put_nowait(worker)

    def close(self) -> None:
        """End all workers."""
        for task in self._tasks:
            task.cancel()
        for worker in list(self._all.values()):
            self._end(worker)

    async def do(self, task: Task) -> Answer:
        """Let a worker do a task; time over, or a worker's death, is an answer too."""
        try:
            worker = await asyncio.wait_for(self._idle.get(), self._wait)
        except TimeoutError:
            return Problem(503, "All workers are busy; try again later.").answer
        healthy = False
        try:
            answer = await asyncio.wait_for(_ask(worker, task), task.seconds)
            healthy = True
        except TimeoutError:
            answer = Problem(504, f"The query took over {task.seconds:g} s and was stopped.").answer
        except (asyncio.IncompleteReadError, ConnectionError):
            text = "The query ended its process: it needs too much memory or nests too deeply."
            answer = Problem(500, text).answer
        finally:
            worker.served += 1
            if worker.pid in self._stale:
                self._end(worker)
            elif healthy and worker.served < _RENEW:
                self._idle.put_nowait(worker)
            else:
                self._end(worker)
                self._later(self._replace())
        return answer

    def _later(self, work: Coroutine[None, None, None]) -> None:
        """Do `work` without letting the answer wait for it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self) -> None:
        """Add one worker, as soon as the store can be opened."""
        while True:
            try:
                (worker,) = await self._fork(1)
            except StoreError:
                await asyncio.sleep(_PAUSE)
                continue
            break
        if worker.pid in self._stale:  # all were renewed while this one was opening the store
            self._end(worker)
        else:
            self._idle.put_nowait(worker)

    def _end(self, worker: _Worker) -> None:
        self._all.pop(worker.pid, None)
        self._stale.discard(worker.pid)
        worker.writer.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(worker.pid, 0)

    async def _fork(self, count: int) -> list[_Worker]:
        """Return new workers that have the store open."""
        fresh: list[_Worker] = []
        try:
            for _ in range(count):
                fresh.append(await self._child())
            for worker in fresh:
                await _opened(worker)
        except (asyncio.IncompleteReadError, OSError) as error:
            self._end_all(fresh)
            raise StoreError(f"A worker process ended at its start ({error}).") from error
        except BaseException:
            self._end_all(fresh)
            raise
        return fresh

    def _end_all(self, workers: list[_Worker]) -> None:
        for worker in workers:
            if worker.pid in self._all:
                self._end(worker)

    async def _child(self) -> _Worker:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            self._run(theirs.fileno())
        theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        worker = _Worker(pid, reader, writer)
        self._all[pid] = worker
        return worker

    def _run(self, pipe: int) -> NoReturn:
        """Serve tasks in the child until the pipe closes; never return to the parent's loop."""
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            faulthandler.disable()
            die_with_parent()
            # clients' and listening sockets must not live on in here: their ends would never show
            os.dup2(pipe, 3)
            os.closerange(4, 65_536)
            limit_memory(self._memory)
            with socket.socket(fileno=3) as sock:
                try:
                    store = self._store()
                except KgError as error:
                    _tell(sock, str(error).encode())
                    raise
                _tell(sock, b"")
                _serve(store, self._work, sock)
            status = 0
        finally:
            os._exit(status)


def _serve(store: ox.Store, work: Callable[[ox.Store, Task], Answer], pipe: socket.socket) -> None:
    with pipe.makefile("rb") as incoming:
        while len(head := incoming.read(_LENGTH.size)) == _LENGTH.size:
            task = Task.load(incoming.read(_LENGTH.unpack(head)[0]))
            _tell(pipe, work(store, task).dump())


def _tell(pipe: socket.socket, told: bytes) -> None:
    pipe.sendall(_LENGTH.pack(len(told)))
    pipe.sendall(told)


async def _opened(worker: _Worker) -> None:
    """Wait until a new worker has the store open; raise StoreError where it cannot."""
    if told := await _told(worker):
        raise StoreError(told.decode())


async def _ask(worker: _Worker, task: Task) -> Answer:
    told = task.dump()
    worker.writer.write(_LENGTH.pack(len(told)) + told)
    await worker.writer.drain()
    return Answer.load(await _told(worker))


async def _told(worker: _Worker) -> bytes:
    head = await worker.reader.readexactly(_LENGTH.size)
    return await worker.reader.readexactly(_LENGTH.unpack(head)[0])
