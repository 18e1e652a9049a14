"""The running service: settings and a store in, a listening process until it is told to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from kg.errors import StoreError
from kg.serve.app import Do, Service, Settings
from kg.serve.http import converse
from kg.serve.live import Data, Live
from kg.serve.task import Answer, Problem, Task
from kg.serve.work import answer
from kg.serve.workers import Workers
from kg.serve.write import writer

__all__ = ["Place", "run"]

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


def run(
    settings: Settings, place: Place, data: Data, *, ready: Callable[[str], None] | None = None
) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called with the address once it is open.

    Raises StoreError where the address cannot be had, or the graph not be opened.
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
    work = partial(answer, draw=data.draw)
    live = Live(Workers(data.store, work, count=place.workers, memory=place.memory), data)
    await live.start()
    service = Service(settings, live.do, _writing(live, settings, place, data))
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
    live.close()


def _stopped() -> asyncio.Event:
    """Return the event that SIGINT and SIGTERM set from now on."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _writing(live: Live, settings: Settings, place: Place, data: Data) -> Do | None:
    """Return what runs writing tasks, one at a time, and lets the readers see them."""
    if not settings.token:
        return None
    turn = asyncio.Lock()

    async def write(task: Task) -> Answer:
        async with turn:
            # a fresh worker for each write: its copy of the store is the newest
            one = Workers(data.copy, writer(data.keep), count=1, memory=place.memory)
            try:
                await one.start()
                told = await one.do(task)
            except StoreError as error:
                told = Problem(503, str(error)).answer
            finally:
                one.close()
            await live.follow()
        return told

    return write
