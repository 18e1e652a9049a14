"""HTTP/1.1 on a socket: bytes of a client in, requests to the service, its answers out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import h11

from kg.serve.task import Answer, Problem

__all__ = ["Reply", "Request", "converse"]

_READ = 1 << 16
_PATIENCE = 30.0
"""Seconds a client may take to send a request, or stay silent between two."""
_MAX_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request, read whole."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: an answer, and headers beyond its type and length."""

    answer: Answer
    headers: tuple[tuple[str, str], ...] = ()


Service = Callable[[Request], Awaitable[Reply]]


async def converse(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    service: Service,
    *,
    max_body: int,
) -> None:
    """Answer the requests of one connection, one after the other, until an end is called for."""
    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=80_000)
    with contextlib.suppress(ConnectionError, TimeoutError, h11.LocalProtocolError):
        while True:
            try:
                request = await _request(connection, reader, writer, max_body)
            except h11.RemoteProtocolError as error:
                problem = Problem(error.error_status_hint, f"This is no HTTP: {error}.")
                await _send(connection, writer, Reply(problem.answer), head=False)
                break
            except Problem as problem:
                await _send(connection, writer, Reply(problem.answer), head=False)
                break
            if request is None:
                break
            reply = await service(request)
            await _send(connection, writer, reply, head=request.method == "HEAD")
            if connection.our_state is not h11.DONE or connection.their_state is not h11.DONE:
                break
            connection.start_next_cycle()
    with contextlib.suppress(ConnectionError):
        writer.close()
        await writer.wait_closed()


async def _request(
    connection: h11.Connection,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    max_body: int,
) -> Request | None:
    head: h11.Request | None = None
    body = bytearray()
    while True:
        event = await _event(connection, reader, writer)
        if isinstance(event, h11.ConnectionClosed):
            return None
        if isinstance(event, h11.Request):
            head = event
        if isinstance(event, h11.Data):
            body += event.data
            if len(body) > max_body:
                raise Problem(413, f"The request has more than {max_body:,} bytes.")
        if isinstance(event, h11.EndOfMessage) and head is not None:
            return _parsed(head, bytes(body))


async def _event(
    connection: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> object:
    while True:
        event = connection.next_event()
        if event is not h11.NEED_DATA:
            return event
        if connection.they_are_waiting_for_100_continue:
            go_on = connection.send(h11.InformationalResponse(status_code=100, headers=[]))
            writer.write(go_on or b"")
        connection.receive_data(await asyncio.wait_for(reader.read(_READ), _PATIENCE))


def _parsed(head: h11.Request, body: bytes) -> Request:
    try:
        url = urlsplit(head.target.decode("ascii"))
        query = parse_qsl(url.query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise Problem(400, f"The address cannot be read: {error}.") from error
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
    return Request(head.method.decode("ascii"), url.path, tuple(query), headers, body)


async def _send(
    connection: h11.Connection, writer: asyncio.StreamWriter, reply: Reply, *, head: bool
) -> None:
    if connection.our_state not in {h11.IDLE, h11.SEND_RESPONSE}:
        return
    answer = reply.answer
    headers = [("content-type", answer.media), ("content-length", str(len(answer.body)))]
    start = h11.Response(status_code=answer.status, headers=[*headers, *reply.headers])
    writer.write(connection.send(start) or b"")
    if answer.body and not head:
        writer.write(connection.send(h11.Data(data=answer.body)) or b"")
    writer.write(connection.send(h11.EndOfMessage()) or b"")
    await asyncio.wait_for(writer.drain(), _PATIENCE * 4)
