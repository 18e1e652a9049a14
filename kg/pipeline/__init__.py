"""READ THIS FIRST: the whole flow. Article files in, the graph in all its forms out.

`build` gathers the documents, takes the new ones through the rooms (`flow.read`), and commits:
from then on the graph is the new one. `finish` then writes it in all its forms; adding to a large
graph leaves that to `write_files`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from kg.errors import StoreError
from kg.model import Document, Skipped
from kg.pipeline.bearers import names_moved
from kg.pipeline.commits import commit, kept_options, kept_parts
from kg.pipeline.flow import read
from kg.pipeline.options import Options
from kg.pipeline.outputs import finish, write_files
from kg.pipeline.own import own_relations
from kg.pipeline.progress import shown
from kg.pipeline.rooms import decisions_of, options_told
from kg.pipeline.summary import Counts, Summary
from kg.pipeline.work import Finished, finished, read_all
from kg.store import check_graph, fits_memory, locked

__all__ = [
    "Counts",
    "Options",
    "Summary",
    "build",
    "other_options",
    "read",
    "remove",
    "unmet",
    "write_files",
]

_MOST = 3
"""Inputs a message names."""


def build(
    paths: Iterable[Path],
    *,
    out: Path,
    options: Options | None = None,
    keep: bool = False,
    progress: bool = False,
) -> Summary:
    """Build the graph of all articles below `paths` (files, folders) into the folder `out`.

    Documents that an earlier build finished, and that nothing has changed for, are not read
    again; the result is byte for byte that of a build from nothing.

    Args:
        out: folder for the graph; made where it is missing.
        options: see `Options`.
        keep: True adds to the graph that is there (`kg add`), and leaves a large graph's files for later.
        progress: True shows bars on stderr.

    Raises:
        StoreError: a file cannot be written, or there is no article; what was there is kept.
        LanguageError, OntologyError: `options.model` or `options.ontology` cannot be used.
    """
    options = options or Options()
    own = own_relations(options.ontology) or (None if keep else ())  # None: those that are there
    found, skipped, duplicates = _gather(paths, options, out)
    with locked(out / "parts", wait=False):
        done, untold = _finished(found, out, options, progress=progress)
        parts = kept_parts(out) if keep else {}
        parts |= {f"{options.base_iri}doc/{one.document}": one.part for one in done}
        edges = commit(out, parts, own=own)
        moved = names_moved(out, parts)
        finish(out, files=_wanted(out, options.files, keep=keep), progress=progress)
    return Summary.of(
        (one.counts.called(moved.get(one.document, {})) for one in done),
        ways=Counter(one.way for one in done),
        edges=edges,
        skipped=[*skipped, *untold],
        duplicates=duplicates,
    )


def _finished(
    found: Iterable[Document], out: Path, options: Options, *, progress: bool
) -> tuple[list[Finished], list[Skipped]]:
    """Read what no earlier build has; return the documents whose parts are there, and the others."""
    done: list[Finished] = []
    untold: list[Skipped] = []
    missing = []
    for document in found:
        old = finished(document, out, options)
        if old is None:
            missing.append(document)
        else:
            done.append(old)
    for one in shown(read_all(missing, out, options), len(missing), "reading", on=progress):
        if isinstance(one, Skipped):
            untold.append(one)
        else:
            done.append(one)
    return done, untold


def _named(skipped: Iterable[Skipped]) -> str:
    """Return the first inputs that were skipped, and why."""
    told = [f"{one.source}: {one.reason}" for one in skipped]
    return "; ".join([*told[:_MOST], *(["..."] if len(told) > _MOST else [])])


def remove(
    names: Collection[str], *, out: Path, files: bool | None = None, progress: bool = False
) -> int:
    """Take documents (ids, or their IRIs) out of the graph in `out`; return how many were there.

    Raises StoreError where `out` holds no graph, or another process is writing there.
    """
    check_graph(out)
    with locked(out / "parts", wait=False):
        parts = kept_parts(out)
        gone = {iri for iri in parts if iri in names or iri.rpartition("/")[2] in names}
        if gone:
            commit(out, {k: v for k, v in parts.items() if k not in gone})
            finish(out, files=_wanted(out, files, keep=True), progress=progress)
    return len(gone)


def other_options(out: Path, options: Options) -> str | None:
    """Return what the graph in `out` was read with (`kg:options`) if it was not with these."""
    kept = kept_options(out)
    return kept if kept is not None and kept != options_told(options) else None


def unmet(options: Options, summary: Summary) -> tuple[str, ...]:
    """Return the decisions that join what no article of a build names, as "same LEFT RIGHT"."""
    lines = decisions_of(options)[0].unmet(summary.moved)
    return tuple(f"{line.kind.value} {line.left} {line.right}" for line in lines)


def _wanted(out: Path, files: bool | None, *, keep: bool) -> bool:
    """Say whether to write files now: as told, or else always but beside a large graph kept."""
    return files if files is not None else not keep or fits_memory(out)


def _gather(
    paths: Iterable[Path], options: Options, out: Path
) -> tuple[list[Document], list[Skipped], list[Skipped]]:
    """Read the inputs; of several with the same text only the first is kept.

    Where there are none at all, a graph that is there is not given up for an empty one.
    """
    from kg.documents import read_documents  # here, so that kg remove needs no reader

    documents: dict[str, Document] = {}
    skipped = list(decisions_of(options)[1])
    duplicates = []
    for found in read_documents(paths, date=options.date):
        if isinstance(found, Skipped):
            skipped.append(found)
        elif found.id in documents:
            reason = f"has the same text as {documents[found.id].source}"
            duplicates.append(Skipped(found.source, reason))
        else:
            documents[found.id] = found
    if not documents and kept_parts(out):
        told = f"No article was found; the graph in {out} stays as it is."
        raise StoreError(f"{told} {_named(skipped)}")
    return list(documents.values()), skipped, duplicates
