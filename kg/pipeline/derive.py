"""What the documents say together: their parts in, parts of the derived graphs out.

Derived are labels, edge summaries, contradictions and tensions (see `kg.assemble.summarise`), each
kind in a graph of its own. The ontology is a part too, so that labels are found beside the data.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.assemble import lines, ontology_quads, summarise
from kg.assemble.terms import Quad
from kg.prefixes import base_of
from kg.query import select
from kg.sandbox import Limits
from kg.store import find_part, load_parts, open_store, write_part
from kg.vocabulary import KG, ONTOLOGY, Resources

__all__ = ["derive"]

_NO_LIMIT = Limits(rows=1_000_000_000)


def derive(parts: Path, documents: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Return graph IRI -> part file of the derived graphs, and the number of direct edges."""
    store = open_store(None)
    load_parts(store, (parts / name for _, name in sorted(documents.items())))

    def rows(query: str) -> Iterator[Sequence[str | None]]:
        for row in select(store, query, limits=_NO_LIMIT).rows:
            yield [None if term is None else getattr(term, "value", str(term)) for term in row]

    by_graph: dict[str, list[Quad]] = defaultdict(list)
    # Edges of which one end is a document's own are summed up in the document's graph already.
    edges = {str(row[0]) for row in rows(f"SELECT ?e {{ ?e a <{KG.EdgeSummary}> }}")}
    for quad in summarise(rows, resources=Resources(base_of(documents))):
        by_graph[str(quad[3])].append(quad)
        if quad[1] == KG.articleCount:
            edges.add(str(quad[0]))
    derived = {graph: _part(parts, graph, quads) for graph, quads in by_graph.items()}
    return {**derived, str(ONTOLOGY): _part(parts, str(ONTOLOGY), ontology_quads())}, len(edges)


def _part(parts: Path, graph: str, quads: Iterable[Quad]) -> str:
    text = "".join(f"{line}\n" for line in lines(quads)).encode()
    name = graph.rstrip("#/").rpartition("/")[2]
    key = hashlib.sha256(text).hexdigest()[:16]
    found = find_part(parts, name, key) or write_part(parts, name, key, text)
    return found.name
