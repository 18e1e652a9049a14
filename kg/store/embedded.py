"""The embedded store: N-Quads of a document in, a queryable Oxigraph store out.

In memory for small graphs, RocksDB on disk for others. The store on disk is a copy of the parts
(see `parts.py`) that can be made again at any time, so a kill can cost time but no statement.

Each statement is in the graph of every document that makes it, and once in the default graph,
which is what queries see. Oxigraph could form that union itself, but then counts a statement of
two documents twice (oxigraph issue 1919; measured with 0.5.13).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError

__all__ = [
    "documents",
    "load_parts",
    "open_store",
    "remove_document",
    "replace_document",
    "revise_graph",
]

_BATCH_BYTES = 8_000_000
_UNION = ox.DefaultGraph()
_DOCUMENT = re.compile(r".+/doc/[0-9a-f]{16}")


def open_store(path: Path | None, *, read_only: bool = False) -> ox.Store:
    """Open a store: in memory where `path` is None, else the RocksDB folder `path`.

    A read-only store is a snapshot that many processes may hold; a writing one belongs to one.
    """
    if path is None:
        return ox.Store()
    if read_only and not path.is_dir():
        raise StoreError(f"{path} is no store; build the graph first (kg build).")
    try:
        return ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
    except (OSError, RuntimeError) as error:  # RuntimeError: RocksDB's word for corruption
        raise StoreError(f"The store {path} cannot be opened: {error}.") from error


def replace_document(store: ox.Store, graph_iri: str, nquads: bytes) -> None:
    """Make `nquads` all that `store` holds in the graph `graph_iri`.

    After a kill half way the next such call makes the graph whole again. Every statement must be
    in that graph; a statement elsewhere raises StoreError.
    """
    graph = ox.NamedNode(graph_iri)
    _change(store, graph, _triples(nquads, graph))


def remove_document(store: ox.Store, graph_iri: str) -> None:
    """Take the graph `graph_iri` out of `store`; nothing happens where it is not there."""
    _change(store, ox.NamedNode(graph_iri), set())


def revise_graph(store: ox.Store, graph_iri: str, gone: bytes, new: bytes) -> None:
    """Take the N-Quads `gone` out of the graph `graph_iri` and put `new` in.

    Unlike `replace_document` it reads nothing of what the graph holds besides, however much it is.
    """
    graph = ox.NamedNode(graph_iri)
    old, fresh = (_triples(told, graph) for told in (gone, new))
    _apply(store, graph, old - fresh, fresh)
    if next(store.quads_for_pattern(None, None, None, graph), None) is None:
        store.remove_graph(graph)


def documents(store: ox.Store) -> tuple[str, ...]:
    """Return the names of the document graphs in `store`, sorted."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return tuple(sorted(name for name in names if _DOCUMENT.fullmatch(name)))


def load_parts(store: ox.Store, paths: Iterable[Path]) -> None:
    """Add the statements of part files to `store`, fast and outside a transaction."""
    for batch in _batches(paths):
        try:
            told = io.BufferedReader(_Chain(_both(batch)), 1 << 20)
            store.bulk_load(told, format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(f"The parts cannot be loaded: {error}. Build again.") from error


def _batches(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Group files to some megabytes: RocksDB holds what is loaded at once in memory.

    One million quads at once take 1.9 GB, in such batches 0.12 GB and no more time (measured).
    """
    batch: list[Path] = []
    size = 0
    for path in paths:
        batch.append(path)
        try:
            size += path.stat().st_size
        except OSError as error:
            raise StoreError(f"{path} is missing; build the graph again.") from error
        if size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Chain(io.RawIOBase):
    """A file of many chunks, read once: Oxigraph loads one file far faster than a thousand."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def readable(self) -> bool:
        return True


def _both(paths: Iterable[Path]) -> Iterator[bytes]:
    """Read parts twice over: with their graph, and without it for the default graph."""
    for path in paths:
        text = path.read_bytes()
        yield text
        end = text[text.rfind(b" <") :] if text else b""
        if text.count(end) == text.count(b"\n"):  # every line ends alike: one graph
            yield text.replace(end, b" .\n")
        elif text:
            raise StoreError(f"{path} holds more than one graph; build again.")


def _change(store: ox.Store, graph: ox.NamedNode, wanted: set[ox.Triple]) -> None:
    """Make `graph` hold `wanted`, and the default graph what any graph still holds."""
    present = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    # a kill between the two removals below leaves a statement that only the union lacks
    lacking = {t for t in wanted & present if _quad(t, _UNION) not in store}
    _apply(store, graph, present - wanted, wanted - present | lacking)
    if not wanted:
        store.remove_graph(graph)


def _apply(store: ox.Store, graph: ox.NamedNode, gone: set[ox.Triple], new: set[ox.Triple]) -> None:
    lone = {triple for triple in gone if not _elsewhere(store, triple, graph)}
    try:
        for place, triples in ((_UNION, lone), (graph, gone)):  # in this order: none is left over
            for triple in triples:
                store.remove(_quad(triple, place))
        store.extend(_quad(triple, place) for triple in new for place in (graph, _UNION))
    except OSError as error:
        raise StoreError(f"The store could not be changed: {error}.") from error


def _quad(triple: ox.Triple, graph: ox.NamedNode | ox.DefaultGraph) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _elsewhere(store: ox.Store, triple: ox.Triple, graph: ox.NamedNode) -> bool:
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    own = (graph, _UNION)
    return any(quad.graph_name not in own for quad in found)


def _triples(nquads: bytes, graph: ox.NamedNode) -> set[ox.Triple]:
    """Parse statements that must all be in `graph`."""
    found = set()
    try:
        for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
            if quad.graph_name != graph:
                raise StoreError(f"A statement of {graph} is in the graph {quad.graph_name}.")
            found.add(quad.triple)
    except SyntaxError as error:
        raise StoreError(f"The statements of {graph} are no N-Quads: {error}.") from error
    return found
