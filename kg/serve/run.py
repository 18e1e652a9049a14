"""The running service: settings and a store in, a listening process until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.serve.app import Do, Service, Settings
from kg.serve.http import converse
from kg.serve.task import Answer, Task
from kg.serve.work import Draw, answer
from kg.serve.workers import Workers
from kg.serve.write import Keep, writer

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["Data", "Place", "run"]

_WRITE_BODY = 64_000_000
_READ_BODY = 1_000_000
_MOST_CLIENTS = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where the service listens, and what its workers may use."""

    host: str = "127.0.0.1"
    port: int = 7878
    workers: int = 4
    memory: int = 2_000_000_000
    """Bytes of address space a worker may map beyond what it starts with."""


@dataclass(frozen=True, slots=True)
class Data:
    """How the service comes to its data."""

    store: Callable[[], ox.Store]
    """Returns the open store; called in each worker."""
    copy: Callable[[], ox.Store]
    """Returns a store in memory that a writing worker may change."""
    keep: Keep
    reload: Callable[[], None]
    """Called in the service after a write."""
    draw: Draw
    """Returns the explorer page of a store; called in a worker."""


def run(
    settings: Settings, place: Place, data: Data, *, ready: Callable[[str], None] | None = None
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called with the address once it is open.

    Raises StoreError where the address cannot be had.
    """
    try:
        listening = socket.create_server((place.host, place.port), backlog=512)
    except OSError as error:
        raise StoreError(f"{place.host}:{place.port} cannot be had: {error.strerror}.") from error
    gc.collect()
    gc.freeze()  # what is there now is shared with the workers; collecting would copy it
    with listening:
        asyncio.run(_serve(listening, settings, place, data, ready))


async def _serve(
    listening: socket.socket,
    settings: Settings,
    place: Place,
    data: Data,
    ready: Callable[[str], None] | None,
) -> None:
    workers = Workers(
        data.store,
        partial(answer, draw=data.draw),
        count=place.workers,
        memory=place.memory,
    )
    await workers.start()
    service = Service(settings, workers.do, _writing(workers, settings, place, data))
    clients: set[asyncio.StreamWriter] = set()

    async def client(reader: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        if len(clients) >= _MOST_CLIENTS:
            out.close()
            return
        clients.add(out)
        try:
            most = _WRITE_BODY if settings.token else _READ_BODY
            await converse(reader, out, service, max_body=most)
        finally:
            clients.discard(out)
            out.close()

    server = await asyncio.start_server(client, sock=listening)
    stop = _stopped()
    if ready is not None:
        host, port = listening.getsockname()[:2]
        ready(f"http://{host}:{port}/")
    await stop.wait()
    server.close()
    for out in list(clients):
        out.close()
    workers.close()


def _stopped() -> asyncio.Event:
    """Return the event that SIGINT and SIGTERM set from now on."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _writing(workers: Workers, settings: Settings, place: Place, data: Data) -> Do | None:
    """Return what runs writing tasks, one at a time, and lets the readers see them."""
    if not settings.token:
        return None
    turn = asyncio.Lock()

    async def write(task: Task) -> Answer:
        async with turn:
            # a fresh worker for each write: its copy of the store is the newest
            one = Workers(data.copy, writer(data.keep), count=1, memory=place.memory)
            await one.start()
            try:
                told = await one.do(task)
            finally:
                one.close()
            if told.status < 400:  # noqa: PLR2004  HTTP's own number
                data.reload()
                await workers.renew()
        return told

    return write
