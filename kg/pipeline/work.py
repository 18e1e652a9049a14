"""Many documents, some at a time: articles in, finished parts on disk out.

A part is finished or not there (see `kg/store/parts.py`); its claims and figures lie beside it, in
`readings/`, and are written first, so that a part that is there always has them. What was read lies
there, too (`kg.pipeline.readings`): a document is not read again because a decision changed.
"""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.model import Document, Skipped
from kg.pipeline.flow import Page, Rooms, readings, told
from kg.pipeline.options import Options
from kg.pipeline.readings import keep_reading, kept_reading
from kg.pipeline.rooms import part_key, part_name, reading_key, rooms_for
from kg.pipeline.summary import Counts, Way
from kg.store import find_part, write_atomically, write_part

__all__ = ["Finished", "finished", "read_all"]

CHUNK = 8
"""Documents handed to a process at a time: enough to fill the model's batches, few to lose."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A document whose part is on disk."""

    document: str
    part: str
    """File name of its part."""
    counts: Counts
    way: Way


_rooms: Rooms | None = None  # one set a worker process, made by _start


def finished(document: Document, out: Path, options: Options) -> Finished | None:
    """Return the finished part of a document from an earlier build, if nothing has changed."""
    name, key = part_name(document), part_key(document, options)
    part = find_part(out / "parts", name, key)
    if part is None:
        return None
    try:
        counts = _counts_of(json.loads(_beside(out, part.name).read_bytes())["counts"])
    except FileNotFoundError:
        return None
    return Finished(document.id, part.name, counts, Way.UNCHANGED)


def read_all(
    documents: Sequence[Document], out: Path, options: Options
) -> Iterator[Finished | Skipped]:
    """Read documents with `options.jobs` processes and yield each as soon as its part is written.

    The bytes do not depend on the number of processes, nor on the order they finish in.
    """
    size = max(1, min(CHUNK, -(-len(documents) // options.jobs)))
    chunks = [documents[at : at + size] for at in range(0, len(documents), size)]
    jobs = min(options.jobs, len(chunks))
    if jobs <= 1:
        rooms = rooms_for(options, threads=2) if chunks else None
        for chunk in chunks:
            assert rooms is not None
            yield from _write(chunk, rooms, out, options)
        return
    # spawn: the model's threads do not survive a fork
    with multiprocessing.get_context("spawn").Pool(jobs, _start, (options,)) as pool:
        tasks = ((chunk, out, options) for chunk in chunks)
        for batch in pool.imap_unordered(_work, tasks):
            yield from batch


def _start(options: Options) -> None:
    global _rooms  # noqa: PLW0603  a pool's initializer has no other way to leave something behind
    _rooms = rooms_for(options, threads=1)


def _work(task: tuple[Sequence[Document], Path, Options]) -> list[Finished | Skipped]:
    documents, out, options = task
    assert _rooms is not None
    return list(_write(documents, _rooms, out, options))


def _write(
    documents: Sequence[Document], rooms: Rooms, out: Path, options: Options
) -> Iterator[Finished | Skipped]:
    unread = []
    for document in documents:
        kept = kept_reading(out, reading_key(document, options), document)
        if kept is None:
            unread.append(document)
        else:
            yield _write_page(told(kept, rooms), out, options, Way.RETOLD)
    for reading in readings(unread, rooms) if unread else ():
        if isinstance(reading, Skipped):
            yield reading
        else:
            keep_reading(out, reading_key(reading.document, options), reading)
            yield _write_page(told(reading, rooms), out, options, Way.READ)


def _write_page(page: Page | Skipped, out: Path, options: Options, way: Way) -> Finished | Skipped:
    if isinstance(page, Skipped):
        return page
    name, key = part_name(page.document), part_key(page.document, options)
    record = {"counts": asdict(page.counts), "claims": page.claims}
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    write_atomically(_beside(out, f"{name}-{key}.nq"), (text.encode(), b"\n"))
    part = write_part(out / "parts", name, key, "\n".join(page.quads).encode())
    return Finished(page.document.id, part.name, page.counts, way)


def _beside(out: Path, part: str) -> Path:
    return out / "readings" / f"{part.removesuffix('.nq')}.json"


def _counts_of(told: dict[str, object]) -> Counts:
    fields = {k: _frozen(v) for k, v in told.items()}
    return Counts(**fields)  # type: ignore[arg-type]  # written by asdict above


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
