"""The folder a build wrote: its parts in, an open store in step with them out."""

from __future__ import annotations

import contextlib
import json
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.embedded import load_parts, open_store, remove_document, replace_document
from kg.store.parts import (
    has_graph,
    locked,
    part_paths,
    read_manifest,
    write_atomically,
    write_manifest,
)

__all__ = [
    "FILES",
    "MEMORY_BYTES",
    "changing_store",
    "check_graph",
    "commit_parts",
    "fits_memory",
    "is_settled",
    "open_graph",
    "sync_store",
]

FILES = ("claims.jsonl", "explorer.html", "graph.html", "graph.nt", "graph.trig")
"""What tells the whole graph beside its parts and its store."""

MEMORY_BYTES = 8_000_000
"""Parts up to this size are loaded into memory (0.5 s, measured); larger ones are read on disk."""

_STAMP = "store.json"
_POLL = 0.02


def open_graph(directory: Path) -> ox.Store:
    """Open the graph that `kg build --out DIRECTORY` wrote, for reading.

    Small graphs are read into memory; large ones from the store on disk, which is brought in
    step first where a build was interrupted before it got there.
    """
    check_graph(directory)
    folder = directory / "parts"
    while True:  # until no writer comes between
        wanted = read_manifest(folder)
        try:
            store = _open_memory(directory) if fits_memory(directory) else _open_disk(directory)
        except StoreError:
            if read_manifest(folder) == wanted:
                raise
            continue
        if read_manifest(folder) == wanted:
            return store


def check_graph(directory: Path) -> None:
    """Raise StoreError where no graph was committed in a folder, if only an empty one."""
    if not has_graph(directory / "parts"):
        raise StoreError(f"{directory} holds no graph; make one with: kg build FILES --out DIR")


def _open_memory(directory: Path) -> ox.Store:
    store = open_store(None)
    load_parts(store, part_paths(directory / "parts"))
    return store


def _open_disk(directory: Path) -> ox.Store:
    """Open the store on disk as it is between two changes of it."""
    while True:
        before = _stamp(directory)
        if before != read_manifest(directory / "parts"):
            _await_writer(directory)
            continue
        try:
            store = open_store(directory / "store", read_only=True)
        except StoreError:
            if _stamp(directory) != before:
                continue
            (directory / _STAMP).unlink(missing_ok=True)  # damaged: made again from the parts
            sync_store(directory)
            store = open_store(directory / "store", read_only=True)
            before = _stamp(directory)
        if _stamp(directory) == before:
            return store


def _await_writer(directory: Path) -> None:
    """Leave some time to who is writing, or do what he left undone where there is nobody."""
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(locked(directory / "parts", wait=False))
        except StoreError:
            time.sleep(_POLL)
            return
        sync_store(directory)


def is_settled(directory: Path) -> bool:
    """Say whether `open_graph` would open the newest commit without waiting for its writer."""
    return fits_memory(directory) or _stamp(directory) == read_manifest(directory / "parts")


def fits_memory(directory: Path) -> bool:
    """Say whether `open_graph` reads this graph into memory."""
    return _size(part_paths(directory / "parts")) <= MEMORY_BYTES


def commit_parts(directory: Path, parts: Mapping[str, str]) -> None:
    """Make `parts` (graph IRI -> file name) the graph, at once.

    Files that tell the graph before are taken away first: what is there is never out of date.
    """
    if parts == read_manifest(directory / "parts"):
        return
    for name in FILES:
        (directory / name).unlink(missing_ok=True)
    write_manifest(directory / "parts", parts)


@contextlib.contextmanager
def changing_store(directory: Path, graphs: Iterable[str]) -> Iterator[ox.Store | None]:
    """Open the store on disk so that `graphs` can be changed in it and then committed.

    Yield None where the store is not in step with the parts. Until the block has ended, the stamp
    tells that these graphs are unknown: after a kill `sync_store` makes them what the manifest
    says, and nothing is lost. The caller holds the folder's lock.
    """
    present = _stamp(directory)
    in_step = present == read_manifest(directory / "parts") and (directory / "store").is_dir()
    if present is None or not in_step:
        yield None
        return
    try:
        store = open_store(directory / "store")
    except StoreError:
        yield None
        return
    _write_stamp(directory, {**present, **dict.fromkeys(graphs, "")})
    yield store
    store.flush()
    _write_stamp(directory, read_manifest(directory / "parts"))


def sync_store(directory: Path) -> None:
    """Bring DIRECTORY/store in step with the parts, changing only what differs."""
    with locked(directory / "parts"):
        wanted = read_manifest(directory / "parts")
        present = _stamp(directory)
        if present == wanted and (directory / "store").is_dir():
            return
        if present is None or not _patch(directory, present, wanted):
            _rebuild(directory)
        _write_stamp(directory, wanted)


def _patch(directory: Path, present: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Apply the difference graph by graph; say False where building anew is cheaper or needed.

    A kill half way leaves the old stamp, and the same steps again give the same store.
    """
    changed = sorted(graph for graph, name in wanted.items() if present.get(graph) != name)
    if len(changed) > max(4, len(wanted) // 4) or not (directory / "store").is_dir():
        return False
    try:
        store = open_store(directory / "store")
    except StoreError:
        return False
    for graph in sorted(present.keys() - wanted.keys()):
        remove_document(store, graph)
    for graph in changed:
        replace_document(store, graph, (directory / "parts" / wanted[graph]).read_bytes())
    store.flush()
    return True


def _rebuild(directory: Path) -> None:
    """Fill a new store beside the old one and swap them; readers keep what they have open."""
    target, draft, old = (directory / name for name in ("store", ".store.new", ".store.old"))
    (directory / _STAMP).unlink(missing_ok=True)
    for stale in (draft, old):
        shutil.rmtree(stale, ignore_errors=True)
    store = open_store(draft)
    load_parts(store, part_paths(directory / "parts"))
    store.flush()
    store.optimize()  # queries are twice as fast afterwards, for a seventh of the loading time
    del store  # closes it: RocksDB keeps its lock until the last handle is gone
    if target.exists():
        target.rename(old)
    draft.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _stamp(directory: Path) -> dict[str, str] | None:
    """Return the manifest the store on disk was made from, or None where it is unknown."""
    try:
        found = json.loads((directory / _STAMP).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write_stamp(directory: Path, parts: Mapping[str, str]) -> None:
    text = json.dumps(dict(sorted(parts.items())), indent=0, ensure_ascii=False)
    write_atomically(directory / _STAMP, (text.encode(), b"\n"))


def _size(paths: tuple[Path, ...]) -> int:
    try:
        return sum(path.stat().st_size for path in paths)
    except FileNotFoundError as error:
        raise StoreError(f"{error.filename} is missing; build the graph again.") from error
