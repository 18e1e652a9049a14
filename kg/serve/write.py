"""Writes with a token: RDF or an update in, changed graphs handed on to be kept. In a worker."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

from kg.errors import KgError
from kg.serve.media import GRAPHS, choose
from kg.serve.task import Answer, Problem, Task
from kg.sparql import check_update

__all__ = ["Keep", "writer"]

Keep = Callable[[str, bytes | None], None]
"""Keeps a graph (IRI, N-Quads), or drops it where there are none."""


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
    _, form = choose(task.media, GRAPHS)
    told = ox.parse(task.body, format=getattr(ox.RdfFormat, form), rename_blank_nodes=True)
    quads = {ox.Quad(q.subject, q.predicate, q.object, graph) for q in told}
    present = set(store.quads_for_pattern(None, None, None, graph))
    if task.kind == "post":
        quads |= present
    keep(graph.value, _nquads(quads))
    return Answer(200 if present else 201, "text/plain; charset=utf-8", b"")


def _delete(store: ox.Store, task: Task, keep: Keep) -> Answer:
    graph = _graph(task)
    if not store.contains_named_graph(graph):
        raise Problem(404, f"There is no graph {graph}.")
    keep(graph.value, None)
    return Answer(200, "text/plain; charset=utf-8", b"")


def _update(store: ox.Store, task: Task, keep: Keep) -> Answer:
    """Run an update; what it leaves outside named graphs cannot be kept and is refused."""
    before = _by_graph(store)
    store.update(check_update(task.text), prefixes=task.names)
    after = _by_graph(store)
    if before.pop("", None) != after.pop("", None):
        raise Problem(400, "Name a graph: the default graph is the union of all and not written.")
    for graph in sorted(before.keys() | after.keys()):
        if before.get(graph) != after.get(graph):
            keep(graph, _nquads(after[graph]) if graph in after else None)
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
