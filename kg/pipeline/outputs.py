"""The folder of a graph: finished parts in, the commit and every form of the graph out.

`commit` makes a set of parts the graph; a kill before it leaves the old graph, a kill after it the
new one, whose other forms `finish` (or the next build) makes again from the parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.pipeline.derive import derive
from kg.pipeline.options import Options
from kg.pipeline.progress import shown
from kg.store import (
    open_graph,
    read_manifest,
    sweep,
    sync_store,
    write_atomically,
    write_manifest,
    write_nt,
    write_trig,
)

__all__ = ["commit", "finish", "graph_iri", "kept_parts"]


def graph_iri(document: str, options: Options) -> str:
    """Return the IRI of a document's named graph."""
    return f"{options.base_iri}doc/{document}"


def kept_parts(out: Path) -> dict[str, str]:
    """Return graph IRI -> part of the documents that are in the graph now."""
    return {iri: part for iri, part in read_manifest(out / "parts").items() if "/doc/" in iri}


def commit(out: Path, parts: Mapping[str, str]) -> int:
    """Make these documents' parts the graph, with what follows from them together.

    Returns the number of direct edges.
    """
    derived, edges = derive(out / "parts", parts)
    write_manifest(out / "parts", {**parts, **derived})
    return edges


def finish(out: Path, *, progress: bool) -> None:
    """Write the committed graph in all its forms, and sweep what no build needs any more."""
    steps = (_write_claims, _write_rdf, sync_store, _write_pages, _sweep)
    for step in shown(steps, len(steps), "writing", on=progress):
        step(out)


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


def _sweep(out: Path) -> None:
    sweep(out / "parts")
    kept = {Path(part).stem for part in kept_parts(out).values()}
    for path in (out / "readings").glob("*.json"):
        if path.stem not in kept:
            path.unlink(missing_ok=True)
