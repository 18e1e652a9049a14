"""The graph as files: parts in, sorted TriG and N-Triples out, the same bytes on every run.

Written from the parts and not from the store, because Oxigraph keeps values, not spellings
("0.990" becomes "0.99").
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.prefixes import base_of, prefixes
from kg.store.parts import read_manifest, write_atomically

__all__ = ["trig_block", "write_nt", "write_trig"]


def write_trig(parts: Path, path: Path) -> None:
    """Write all graphs of the folder `parts` to `path` as TriG: one block a graph, sorted."""
    manifest = read_manifest(parts)
    names = prefixes(base_of(manifest))
    write_atomically(path, _trig(parts, manifest, names))


def write_nt(parts: Path, path: Path) -> None:
    """Write the union of all graphs to `path` as N-Triples: sorted, each statement once."""
    manifest = sorted(read_manifest(parts).items())
    streams = [_triple_lines(parts / name, graph) for graph, name in manifest]
    write_atomically(path, (line + b"\n" for line, _ in groupby(heapq.merge(*streams))))


def trig_block(nquads: bytes, names: Mapping[str, str]) -> bytes:
    """Return N-Quads of one graph as one TriG block, statements sorted, without a header."""
    quads = sorted(ox.parse(nquads, format=ox.RdfFormat.N_QUADS), key=_order)
    text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=dict(names))
    return text.split(b"\n", len(names))[-1] if text is not None else b""


def _trig(parts: Path, manifest: Mapping[str, str], names: Mapping[str, str]) -> Iterator[bytes]:
    yield "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items()).encode()
    for _, name in sorted(manifest.items()):
        yield b"\n" + trig_block((parts / name).read_bytes(), names)


def _order(quad: ox.Quad) -> tuple[str, bool, str, str]:
    """Sort by subject; its types first, as people write Turtle."""
    is_type = quad.predicate.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    return str(quad.subject), not is_type, quad.predicate.value, str(quad.object)


def _triple_lines(path: Path, graph: str) -> Iterable[bytes]:
    """Return the lines of a part without their graph, sorted."""
    end = f" <{graph}> .".encode()
    lines = path.read_bytes().splitlines()
    if not all(line.endswith(end) for line in lines):
        raise StoreError(f"{path} holds a statement outside its graph {graph}; build again.")
    return sorted(line[: -len(end)] + b" ." for line in lines)
