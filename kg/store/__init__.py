"""The store: named graphs of documents in, one queryable graph out: on disk, in memory, remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.embedded import (
    documents,
    load_parts,
    open_store,
    remove_document,
    replace_document,
    revise_graph,
)
from kg.store.parts import (
    find_part,
    has_graph,
    locked,
    part_paths,
    read_manifest,
    sweep,
    sweep_drafts,
    write_atomically,
    write_manifest,
    write_part,
)
from kg.store.project import (
    FILES,
    MEMORY_BYTES,
    changing_store,
    check_graph,
    commit_parts,
    fits_memory,
    is_settled,
    open_graph,
    sync_store,
)
from kg.store.remote import RemoteStore
from kg.store.write import trig_block, write_nt, write_trig

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib

__all__ = [
    "FILES",
    "MEMORY_BYTES",
    "RemoteStore",
    "as_rdflib",
    "changing_store",
    "check_graph",
    "commit_parts",
    "documents",
    "find_part",
    "fits_memory",
    "has_graph",
    "is_settled",
    "load_parts",
    "locked",
    "open_graph",
    "open_store",
    "part_paths",
    "read_manifest",
    "remove_document",
    "replace_document",
    "revise_graph",
    "sweep",
    "sweep_drafts",
    "sync_store",
    "trig_block",
    "write_atomically",
    "write_manifest",
    "write_nt",
    "write_part",
    "write_trig",
]


def as_rdflib(store: ox.Store) -> rdflib.Dataset:
    """Return `store` as an rdflib Dataset whose default graph is the union (see `rdf.py`)."""
    from kg.store.rdf import as_rdflib as show  # rdflib costs 0.1 s: only who asks pays

    return show(store)
