"""Writes with a token: RDF or an update in, changed graphs handed on to be kept. In a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from email import message_from_string

import pyoxigraph as ox

from kg.errors import KgError
from kg.serve.media import GRAPHS, choose
from kg.serve.task import Answer, Problem, Task
from kg.sparql import check_update, with_dataset

__all__ = ["Keep", "writer"]

Keep = Callable[[Mapping[str, bytes | None]], None]
"""Keeps graphs (IRI -> N-Quads), drops those that have none: all of them, or raises KgError."""


def writer(keep: Keep) -> Callable[[ox.Store, Task], Answer]:
    """Return what a writing worker does: change its copy of the store, keep what changed."""

    def work(store: ox.Store, task: Task) -> Answer:
        try:
            return _KINDS[task.kind](store, task, keep)
        except Problem as problem:
            return problem.answer
        except KgError as error:
            return Problem(400, str(error)).answer
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            return Problem(400, f"This cannot be written: {error}").answer

    return work


def _put(store: ox.Store, task: Task, keep: Keep) -> Answer:
    """Make the body all that a graph holds; with `post`, add it to what it holds."""
    graph = _graph(task)
    quads = {
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        for media, text in _documents(task)
        for quad in _parse(text, media)
    }
    present = set(store.quads_for_pattern(None, None, None, graph))
    if task.kind == "post":
        quads |= present
    keep({graph.value: _nquads(quads)})
    return Answer(200 if present else 201, "text/plain; charset=utf-8", b"")


def _documents(task: Task) -> Iterator[tuple[str, str]]:
    """Yield media type and text of what was sent: one document, or the parts of a form."""
    (media,) = task.media
    if not media.lower().startswith("multipart/form-data"):
        yield media, task.body
        return
    told = message_from_string(f"Content-Type: {media}\r\n\r\n{task.body}")
    if not told.is_multipart():
        raise Problem(400, "The form cannot be read: its boundary is missing.")
    for part in told.walk():
        if not part.is_multipart():
            yield part.get_content_type(), str(part.get_payload())


def _parse(text: str, media: str) -> Iterator[ox.Quad]:
    _, form = choose((media.partition(";")[0].strip().lower(),), GRAPHS)
    yield from ox.parse(text, format=getattr(ox.RdfFormat, form), rename_blank_nodes=True)


def _delete(store: ox.Store, task: Task, keep: Keep) -> Answer:
    graph = _graph(task)
    if not store.contains_named_graph(graph):
        raise Problem(404, f"There is no graph {graph}.")
    keep({graph.value: None})
    return Answer(200, "text/plain; charset=utf-8", b"")


def _update(store: ox.Store, task: Task, keep: Keep) -> Answer:
    """Run an update; what it leaves outside named graphs cannot be kept and is refused."""
    before = _by_graph(store)
    text = with_dataset(check_update(task.text), task.default_graphs, task.named_graphs)
    store.update(text, base_iri=task.base, prefixes=task.names)
    after = _by_graph(store)
    union, left = before.pop("", set()), after.pop("", set())
    named = {quad.triple for told in after.values() for quad in told}
    if left != union and {quad.triple for quad in left} != named:
        raise Problem(400, "Name a graph: the default graph is the union of all and not written.")
    changed = (
        graph for graph in before.keys() | after.keys() if before.get(graph) != after.get(graph)
    )
    keep({graph: _nquads(after[graph]) if graph in after else None for graph in changed})
    return Answer(200, "text/plain; charset=utf-8", b"")


def _by_graph(store: ox.Store) -> dict[str, set[ox.Quad]]:
    found: dict[str, set[ox.Quad]] = {}
    for quad in store:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        found.setdefault(name, set()).add(quad)
    return found


def _graph(task: Task) -> ox.NamedNode:
    if task.text in {"", "default"}:
        raise Problem(400, "Name a graph: the default graph is the union of all and not written.")
    return ox.NamedNode(task.text)


def _nquads(quads: set[ox.Quad]) -> bytes:
    return "".join(sorted(f"{quad} .\n" for quad in quads)).encode()


_KINDS = {"put": _put, "post": _put, "delete": _delete, "update": _update}
