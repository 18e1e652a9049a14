"""The work on the graph: an open store and a task in, an answer out. Runs in a worker process."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.errors import KgError
from kg.prefixes import BASE_IRI
from kg.serve.media import GRAPHS, RESULTS, choose
from kg.serve.pages import entity_page
from kg.serve.task import Answer, Problem, Task
from kg.sparql import check_query

__all__ = ["Draw", "answer"]

_ROW_MARKS = {"JSON": (b"}},{", b",{}"), "XML": (b"<result>",), "CSV": (b"\n",), "TSV": (b"\n",)}
"""What stands once (or more) for every row: strings cannot hold it unescaped, but in CSV."""


Draw = Callable[[ox.Store], str]
"""Returns the explorer of a graph as HTML."""


def answer(store: ox.Store, task: Task, *, draw: Draw) -> Answer:
    """Do a task; whatever is wrong with it becomes an answer that says so."""

    def explorer(found: ox.Store, _: Task) -> Answer:
        return Answer(200, "text/html; charset=utf-8", draw(found).encode())

    try:
        return (_KINDS | {"explorer": explorer})[task.kind](store, task)
    except Problem as problem:
        return problem.answer
    except KgError as error:
        return Problem(400, str(error)).answer
    except SyntaxError as error:
        return Problem(400, f"The query cannot be read: {error}").answer
    except MemoryError:
        return Problem(507, "The query needs more memory than it may have.").answer
    except (OSError, ValueError, RuntimeError) as error:
        return Problem(400, f"The query failed: {error}").answer


class _Capped(io.BytesIO):
    """A file that refuses to grow beyond what a task may return."""

    def __init__(self, task: Task, marks: Iterable[bytes]) -> None:
        super().__init__()
        self._task = task
        self._marks = tuple(marks)
        self._rows = 0
        self._tail = b""

    def write(self, data: bytes) -> int:  # type: ignore[override]  # all the engine writes
        told = bytes(data)
        self._count(told)
        if self._rows > self._task.rows:
            raise Problem(413, f"The result has more than {self._task.rows:,} rows; add a LIMIT.")
        if self.tell() + len(told) > self._task.result_bytes:
            most = self._task.result_bytes
            raise Problem(413, f"The result has more than {most:,} bytes; add a LIMIT.")
        return super().write(told)

    def _count(self, data: bytes) -> None:
        """Count row marks, also one that lies across two writes."""
        longest = max(map(len, self._marks), default=1) - 1
        seen = self._tail + data
        for mark in self._marks:
            self._rows += seen.count(mark) - self._tail.count(mark)
        self._tail = seen[-longest:] if longest else b""


def _query(store: ox.Store, task: Task) -> Answer:
    found = _run(store, task)
    if isinstance(found, ox.QueryTriples):
        media, form = choose(task.media, GRAPHS)
        out = _Capped(task, (b"\n",))
        ox.serialize(found, out, format=getattr(ox.RdfFormat, form), prefixes=task.names)
    else:
        media, form = choose(task.media, RESULTS)
        if isinstance(found, ox.QueryBoolean) and form in {"CSV", "TSV"}:
            return Answer(200, f"{media}; charset=utf-8", f"{bool(found)}\r\n".lower().encode())
        out = _Capped(task, _ROW_MARKS[form])
        found.serialize(out, format=getattr(ox.QueryResultsFormat, form))
    return Answer(200, _typed(media), out.getvalue())


def _run(store: ox.Store, task: Task) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    sparql = check_query(task.text)
    if task.default_graphs or task.named_graphs:
        # the protocol's dataset takes the place of the query's own FROM clauses
        return store.query(
            sparql,
            base_iri=task.base,
            prefixes=task.names,
            default_graph=[_node(iri) for iri in task.default_graphs],
            named_graphs=[_node(iri) for iri in task.named_graphs],
        )
    return store.query(sparql, base_iri=task.base, prefixes=task.names)


def _node(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        told = f"{text!r} is no absolute IRI" if text else "No IRI was given"
        raise Problem(400, f"{told}; expected one such as {BASE_IRI}entity/nvidia.") from error


def _graph(store: ox.Store, task: Task) -> Answer:
    """Return one graph, the union ("default"), or everything ("")."""
    media, form = choose(task.media, GRAPHS)
    if task.text == "":
        everything = (quad for quad in store if quad.graph_name != ox.DefaultGraph())
        if form not in {"TRIG", "N_QUADS", "JSON_LD"}:
            media, form = "application/trig", "TRIG"
        return _rdf(sorted(everything, key=str), media, form, task)
    graph = ox.DefaultGraph() if task.text == "default" else _node(task.text)
    if isinstance(graph, ox.NamedNode) and not store.contains_named_graph(graph):
        raise Problem(404, f"There is no graph {graph}.")
    quads = store.quads_for_pattern(None, None, None, graph)
    return _rdf(sorted((quad.triple for quad in quads), key=str), media, form, task)


def _describe(store: ox.Store, task: Task) -> Answer:
    """Return what is said about an IRI, both ways: a page for people, RDF for programs."""
    node = _node(task.text)
    default = ox.DefaultGraph()
    out = [q.triple for q in store.quads_for_pattern(node, None, None, default)]
    back = [q.triple for q in store.quads_for_pattern(None, None, node, default)]
    if not out and not back:
        raise Problem(404, f"Nothing is said about {node}.")
    media, form = choose(task.media, {"text/html": "HTML", **GRAPHS})
    if form == "HTML":
        page = entity_page(store, node, (out, back), base=task.base or BASE_IRI)
        return Answer(200, "text/html; charset=utf-8", page)
    return _rdf(sorted({*out, *back}, key=str), media, form, task)


def _rdf(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], media: str, form: str, task: Task
) -> Answer:
    out = _Capped(task, ())
    ox.serialize(statements, out, format=getattr(ox.RdfFormat, form), prefixes=task.names)
    return Answer(200, _typed(media), out.getvalue())


def _typed(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


_KINDS = {"query": _query, "graph": _graph, "describe": _describe}
