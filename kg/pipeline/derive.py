"""What the documents say together: their parts in, parts of the derived graphs out.

Derived are labels, edge summaries, contradictions and tensions (see `kg.assemble.summarise`), each
kind in a graph of its own. The ontology is a part too, so that labels are found beside the data.
`derive` makes them from nothing; `revise_derived` changes only what a few documents touch, and
gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.assemble import (
    OwnRelation,
    Revision,
    Select,
    Touched,
    lines,
    ontology_quads,
    own_quads,
    revise,
    summarise,
)
from kg.pipeline.rooms import derived_key
from kg.prefixes import base_of
from kg.store import documents, find_part, load_parts, open_store, revise_graph, write_part
from kg.vocabulary import KG, ONTOLOGY, OWN, Resources, ontology_dir

__all__ = [
    "derive",
    "derived_graphs",
    "derived_lines",
    "edge_count",
    "is_derived",
    "own_part",
    "revise_derived",
]

_GRAPHS = ("edges", "entities", "tensions")
_EDGES = f"SELECT (COUNT(?e) AS ?n) {{ ?e a <{KG.EdgeSummary}> }}"


def derived_graphs(base: str) -> tuple[str, ...]:
    """Return the IRIs of all graphs that may be derived, but for the ontology."""
    return tuple(str(Resources(base).graph(name)) for name in _GRAPHS)


def is_derived(graph: str) -> bool:
    """Say whether a graph is made here, under whatever base."""
    return graph in {str(ONTOLOGY), str(OWN)} or graph.endswith(
        tuple(f"/graph/{name}" for name in _GRAPHS)
    )


def derive(parts: Path, told_by: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Return graph IRI -> part file of the derived graphs, and the number of direct edges."""
    store = open_store(None)
    load_parts(store, (parts / name for _, name in sorted(told_by.items())))
    by_graph: dict[str, list[str]] = defaultdict(list)
    for line in lines(summarise(_select(store), resources=Resources(base_of(told_by)))):
        by_graph[_graph_of(line)].append(line)
    found = {graph: _part(parts, graph, told) for graph, told in by_graph.items()}
    # Edges of which one end is a document's own are summed up in the document's graph already.
    summary = f"{KG.EdgeSummary}> <"
    edges = edge_count(store) + sum(summary in line for told in by_graph.values() for line in told)
    return {**found, str(ONTOLOGY): _ontology(parts)}, edges


def own_part(parts: Path, own: Sequence[OwnRelation]) -> dict[str, str]:
    """Return graph IRI -> part file of the user's own relations; empty where there are none."""
    told = list(lines(own_quads(own)))
    return {str(OWN): _part(parts, str(OWN), told)} if told else {}


def derived_lines(parts: Path, before: Mapping[str, str]) -> dict[str, list[str]] | None:
    """Return graph IRI -> sorted lines of the derived graphs among `before`, each graph's own.

    None where they were made by other rules, or another ontology, than these.
    """
    if before.get(str(ONTOLOGY)) != _ontology(parts):
        return None
    found: dict[str, list[str]] = {graph: [] for graph in derived_graphs(base_of(before))}
    for graph in found.keys() & before.keys():
        text = (parts / before[graph]).read_bytes()
        if before[graph] != f"{_stem(graph)}-{derived_key(text)}.nq":
            return None
        found[graph] = text.decode().split("\n")[:-1]
    return found


def revise_derived(
    parts: Path, before: Mapping[str, Sequence[str]], store: ox.Store, change: Touched
) -> dict[str, str]:
    """Return graph IRI -> part file of the derived graphs after a change of few documents.

    `before` are their lines before it; `store` holds the documents after it, and the derived
    graphs before it, which are changed there, too.
    """
    found = {str(ONTOLOGY): _ontology(parts)}
    resources = Resources(base_of(documents(store)))
    revisions = revise(before, _select(store), change, resources=resources)
    for graph, told in before.items():
        revision = revisions.get(graph, Revision((), ()))
        revise_graph(store, graph, _text(revision.gone), _text(revision.new))
        if left := revision.apply(told):
            found[graph] = _part(parts, graph, left)
    return found


def edge_count(store: ox.Store) -> int:
    """Return the number of direct edges in a store."""
    return int(str(next(iter(_select(store)(_EDGES)))[0]))


def _select(store: ox.Store) -> Select:
    def rows(query: str) -> Iterator[Sequence[str | None]]:
        found = store.query(query)
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            yield [None if term is None else getattr(term, "value", str(term)) for term in row]

    return rows


def _graph_of(line: str) -> str:
    return line.rsplit(" ", 2)[1].strip("<>")


def _stem(graph: str) -> str:
    return graph.rpartition("/")[2]


def _text(told: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in told).encode()


def _part(parts: Path, graph: str, told: Sequence[str]) -> str:
    text = _text(told)
    name, key = _stem(graph), derived_key(text)
    return (find_part(parts, name, key) or write_part(parts, name, key, text)).name


def _ontology(parts: Path) -> str:
    name, key = _stem(str(ONTOLOGY)), derived_key((ontology_dir() / "kg.ttl").read_bytes())
    found = find_part(parts, name, key)
    return (found or write_part(parts, name, key, _text(lines(ontology_quads())))).name
