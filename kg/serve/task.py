"""What a worker is asked and what it answers: plain values, told as JSON over a socket."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

__all__ = ["Answer", "Problem", "Task"]


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on the graph."""

    kind: str
    """query, graph, describe; or put, post, delete (a graph), update."""
    text: str = ""
    """The SPARQL text, or the IRI asked for: of a graph, "default", or "" for everything."""
    body: str = ""
    """RDF to be written."""
    media: tuple[str, ...] = ()
    """Media types the client takes, best first."""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    """Of a query, or of the patterns of an update."""
    base: str | None = None
    """What relative IRIs of a query or an update are resolved against."""
    names: dict[str, str] = field(default_factory=dict)
    """Prefix -> namespace."""
    seconds: float = 10.0
    """How long it may take; the service holds the clock, the worker only tells it in messages."""
    rows: int = 100_000
    result_bytes: int = 64_000_000

    def dump(self) -> bytes:
        """Return the task as bytes."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, data: bytes) -> Task:
        """Return the task that `dump` told."""
        told = json.loads(data)
        lists = ("media", "default_graphs", "named_graphs")
        return cls(**told | {name: tuple(told[name]) for name in lists})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task, as HTTP has it."""

    status: int
    media: str
    body: bytes

    def dump(self) -> bytes:
        """Return the answer as bytes."""
        head = json.dumps({"status": self.status, "media": self.media}).encode()
        return head + b"\n" + self.body

    @classmethod
    def load(cls, data: bytes) -> Answer:
        """Return the answer that `dump` told."""
        head, _, body = data.partition(b"\n")
        told = json.loads(head)
        return cls(int(told["status"]), str(told["media"]), body)


class Problem(Exception):  # noqa: N818  it is an answer: a status and a sentence
    """A request that cannot be served."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the HTTP status and the sentence for the client."""
        super().__init__(text)
        self.status = status

    @property
    def answer(self) -> Answer:
        """Return the problem as plain text."""
        return Answer(self.status, "text/plain; charset=utf-8", f"{self}\n".encode())
