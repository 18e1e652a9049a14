"""The embedded store: N-Quads of a document in, a queryable Oxigraph store out.

In memory for small graphs, RocksDB on disk for others. The store on disk is a copy of the parts
(see `parts.py`) that can be made again at any time, so a kill can cost time but no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError

__all__ = [
    "documents",
    "load_parts",
    "open_store",
    "remove_document",
    "replace_document",
]

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
    except OSError as error:
        raise StoreError(f"The store {path} cannot be opened: {error}.") from error


def replace_document(store: ox.Store, graph_iri: str, nquads: bytes) -> None:
    """Make `nquads` all that `store` holds in the graph `graph_iri`, in one transaction.

    Every statement must be in that graph; a statement elsewhere raises StoreError.
    """
    triples = []
    for quad in _parse(nquads, source=graph_iri):
        if not isinstance(quad.graph_name, ox.NamedNode) or quad.graph_name.value != graph_iri:
            raise StoreError(f"A statement of {graph_iri} is in the graph {quad.graph_name}.")
        triples.append(f"{quad.triple} .")
    body = "\n".join(triples)
    graph = ox.NamedNode(graph_iri)
    _update(store, f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {body} }} }}")


def remove_document(store: ox.Store, graph_iri: str) -> None:
    """Take the graph `graph_iri` out of `store`; nothing happens where it is not there."""
    _update(store, f"DROP SILENT GRAPH {ox.NamedNode(graph_iri)}")


def documents(store: ox.Store) -> tuple[str, ...]:
    """Return the names of the document graphs in `store`, sorted."""
    names = (graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode))
    return tuple(sorted(name for name in names if _DOCUMENT.fullmatch(name)))


def load_parts(store: ox.Store, paths: Iterable[Path]) -> None:
    """Add the statements of part files to `store`, fast and outside a transaction."""
    for path in paths:
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{path} cannot be loaded: {error}. Build again.") from error


def _parse(nquads: bytes, *, source: str) -> Iterable[ox.Quad]:
    try:
        yield from ox.parse(nquads, format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise StoreError(f"The statements of {source} are no N-Quads: {error}.") from error


def _update(store: ox.Store, update: str) -> None:
    try:
        store.update(update)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"The store could not be changed: {error}.") from error
