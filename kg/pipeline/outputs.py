"""The folder of a graph: a committed graph in, every form of it out.

A kill leaves files that are missing, never files of an older graph; `kg files` (or the next build)
writes them from the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.pipeline.commits import kept_parts
from kg.pipeline.progress import shown
from kg.store import (
    FILES,
    check_graph,
    locked,
    open_graph,
    sweep,
    sweep_drafts,
    sync_store,
    write_atomically,
    write_nt,
    write_trig,
)

__all__ = ["finish", "write_files"]


def finish(out: Path, *, files: bool, progress: bool) -> None:
    """Bring the store in step with the committed graph, write its files, sweep what is old."""
    steps = (sync_store, *(_FILES if files else ()), _sweep)
    for step in shown(steps, len(steps), "writing", on=progress):
        step(out)


def write_files(out: Path, *, progress: bool = False) -> None:
    """Write the graph of the folder `out` in all its forms.

    Raises:
        StoreError: there is no graph, or another process is writing there.
    """
    check_graph(out)
    with locked(out / "parts", wait=False):
        finish(out, files=True, progress=progress)


def _write_claims(out: Path) -> None:
    write_atomically(out / "claims.jsonl", _claim_lines(out))


def _claim_lines(out: Path) -> Iterator[bytes]:
    for _, part in sorted(kept_parts(out).items()):
        record = json.loads((out / "readings" / f"{part.removesuffix('.nq')}.json").read_bytes())
        for row in record["claims"]:
            yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _write_rdf(out: Path) -> None:
    write_trig(out / "parts", out / "graph.trig")
    write_nt(out / "parts", out / "graph.nt")


def _write_pages(out: Path) -> None:
    from kg.view.explorer import write_explorer  # slow: networkx, scipy, pyvis
    from kg.view.quick import write_quick

    store = open_graph(out)
    write_explorer(store, out / "explorer.html")
    write_quick(store, out / "graph.html")


_FILES = (_write_claims, _write_rdf, _write_pages)


def _sweep(out: Path) -> None:
    parts = kept_parts(out)
    sweep(out / "parts", keep=parts.values())
    sweep_drafts(out, FILES)
    sweep_drafts(out / "readings")
    kept = {Path(part).stem for part in parts.values()} | {iri.rpartition("/")[2] for iri in parts}
    for path in (out / "readings").glob("*.json"):
        if path.stem not in kept:
            path.unlink(missing_ok=True)
