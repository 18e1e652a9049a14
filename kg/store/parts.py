"""Finished work on disk: sorted N-Quads of one named graph in, files that survive a kill out.

A part is one named graph in one file, `<name>-<key>.nq`; the key is a hash of all it was made
from, so a part that is there need not be made again. `manifest.json` says which parts are the
graph: replacing it is the commit. Both are written beside their place, synced, and renamed, so
that after a kill at any moment each is there whole or not at all.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from kg.errors import StoreError

__all__ = [
    "find_part",
    "has_graph",
    "locked",
    "part_paths",
    "read_manifest",
    "sweep",
    "sweep_drafts",
    "write_atomically",
    "write_manifest",
    "write_part",
]

_DRAFT = re.compile(r"\.(?P<name>.+)\.\d+\.tmp")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}")
_MANIFEST = "manifest.json"
_LOCK = ".lock"
_held: set[tuple[int, Path]] = set()
"""Folders that a thread of this process has locked: the system would let it wait for itself."""


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write `chunks` to `path` so that a reader, or a kill, never meets half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error


def write_part(folder: Path, name: str, key: str, nquads: bytes) -> Path:
    """Write the N-Quads of one named graph, sorted and without duplicates, and return its file."""
    path = folder / _file_name(name, key)
    lines = sorted({line for line in nquads.split(b"\n") if line.strip()})
    write_atomically(path, (line + b"\n" for line in lines))
    return path


def find_part(folder: Path, name: str, key: str) -> Path | None:
    """Return the file of a part that was finished before, or None."""
    path = folder / _file_name(name, key)
    return path if path.is_file() else None


def read_manifest(folder: Path) -> dict[str, str]:
    """Return graph IRI -> file name of the parts that are the graph; empty before a build."""
    path = folder / _MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise StoreError(f"{path} cannot be read ({error}); delete it and build again.") from error
    if not isinstance(found, dict) or not all(_NAME.fullmatch(str(v)) for v in found.values()):
        raise StoreError(f"{path} is no list of parts; delete it and build again.")
    return {str(graph): str(name) for graph, name in found.items()}


def has_graph(folder: Path) -> bool:
    """Say whether a graph was committed here, if only an empty one."""
    return (folder / _MANIFEST).is_file()


def write_manifest(folder: Path, parts: Mapping[str, str]) -> None:
    """Make `parts` (graph IRI -> file name) the graph, at once: this is the commit."""
    text = json.dumps(dict(sorted(parts.items())), indent=0, ensure_ascii=False)
    write_atomically(folder / _MANIFEST, (text.encode(), b"\n"))


def part_paths(folder: Path) -> tuple[Path, ...]:
    """Return the files that are the graph, in the order of their graphs' names."""
    return tuple(folder / name for _, name in sorted(read_manifest(folder).items()))


def sweep(folder: Path, *, keep: Iterable[str] = ()) -> tuple[str, ...]:
    """Delete parts and drafts that neither the manifest nor `keep` names; return their names."""
    kept = {*read_manifest(folder).values(), *keep, _MANIFEST, _LOCK}
    stale = sorted(path for path in folder.iterdir() if path.name not in kept and path.is_file())
    for path in stale:
        path.unlink(missing_ok=True)
    return tuple(path.name for path in stale)


def sweep_drafts(folder: Path, names: Collection[str] | None = None) -> None:
    """Delete what killed writers left of files with these names, or of any; hold the lock meanwhile."""
    for path in folder.glob(".*.tmp"):
        found = _DRAFT.fullmatch(path.name)
        if found is not None and (names is None or found["name"] in names):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the folder for one writer; the system drops the lock when the process dies.

    Who holds it may take it again. Raises StoreError where another process holds it and `wait` is False.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mine = threading.get_ident(), folder.resolve()
    if mine in _held:
        yield
        return
    with (folder / _LOCK).open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise StoreError(f"{folder.parent} is being written by another process.") from error
        _held.add(mine)
        try:
            yield
        finally:
            _held.discard(mine)


def _file_name(name: str, key: str) -> str:
    found = f"{name}-{key}.nq"
    if not _NAME.fullmatch(found):
        raise StoreError(f"{found!r} is no name for a part: letters, digits, '.', '_', '-' only.")
    return found


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable: on Linux a folder is synced like a file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
