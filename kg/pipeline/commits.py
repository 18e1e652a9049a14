"""A set of documents' parts in, the committed graph with all that follows from them out.

A kill before the commit leaves the old graph, a kill after it the new one. Where few documents
change, only what they touch is worked on, in the store as in the derived graphs; the outcome is
the same to the byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox
from rdflib import Literal, URIRef

from kg.assemble import OwnRelation, Quad, Touched, touched
from kg.pipeline.bearers import apart, as_told
from kg.pipeline.derive import (
    derive,
    derived_graphs,
    derived_lines,
    edge_count,
    is_derived,
    own_part,
    revise_derived,
)
from kg.prefixes import base_of
from kg.store import (
    changing_store,
    commit_parts,
    read_manifest,
    remove_document,
    replace_document,
)
from kg.vocabulary import OWN

__all__ = ["commit", "kept_options", "kept_parts"]

_DOCUMENT = re.compile(r".+/doc/[0-9a-f]{16}")
_OPTIONS = re.compile(r'#options> "(?P<told>[^"]*)"')
_ALWAYS, _FEW = 4, 0.1
"""Up to so many changed documents, or such a share, to follow them is faster than to start anew."""


def kept_parts(out: Path) -> dict[str, str]:
    """Return graph IRI -> part, as it was told, of the documents that are in the graph now."""
    return {
        iri: as_told(part)
        for iri, part in read_manifest(out / "parts").items()
        if _DOCUMENT.fullmatch(iri)
    }


def kept_options(out: Path) -> str | None:
    """Return the options a document of the graph was read with (`kg:options`); None without one."""
    part = next(iter(kept_parts(out).values()), None)
    if part is None:
        return None
    told = _OPTIONS.search((out / "parts" / part).read_text(encoding="utf-8"))
    return told["told"] if told else ""


def commit(out: Path, parts: Mapping[str, str], *, own: Sequence[OwnRelation] | None = None) -> int:
    """Make these documents' parts the graph, with what follows from them together.

    Namesakes of different legal forms are told apart first (`kg.pipeline.bearers`). `own` are the
    user's own relations, None for those that are there. Graphs that a user wrote stay. Returns the
    number of direct edges.
    """
    before, parts = read_manifest(out / "parts"), apart(out, parts)
    written = {g: n for g, n in before.items() if not (_DOCUMENT.fullmatch(g) or is_derived(g))}
    old = _own_terms(before)
    terms = old if own is None else own_part(out / "parts", own)
    edges = None if written or terms != old else _follow(out, before, parts)
    if edges is None:
        derived, edges = derive(out / "parts", parts)
        commit_parts(out, {**written, **parts, **derived, **terms})
    return edges


def _own_terms(before: Mapping[str, str]) -> dict[str, str]:
    """Return the part of the user's own relations that is there, if there is one."""
    return {graph: name for graph, name in before.items() if graph == str(OWN)}


def _follow(out: Path, before: Mapping[str, str], parts: Mapping[str, str]) -> int | None:
    """Commit what a few documents change; None where the graph must be derived anew."""
    documents = {graph: name for graph, name in before.items() if not is_derived(graph)}
    changed = sorted({graph for graph, _ in documents.items() ^ parts.items()})
    base = base_of(parts)
    if len(changed) > max(_ALWAYS, _FEW * len(parts)) or base_of(documents) != base:
        return None
    told = derived_lines(out / "parts", before)
    if told is None:
        return None
    with changing_store(out, (*changed, *derived_graphs(base))) as store:
        if store is None:
            return None
        change = Touched.none()
        for graph in changed:
            change |= _replace(out, store, graph, (documents.get(graph), parts.get(graph)))
        derived = revise_derived(out / "parts", told, store, change)
        edges = edge_count(store)
        commit_parts(out, {**parts, **derived, **_own_terms(before)})
    return edges


def _replace(
    out: Path, store: ox.Store, graph: str, names: tuple[str | None, str | None]
) -> Touched:
    """Make a document's graph in `store` what its new part says; return what is touched by it."""
    old, new = ((out / "parts" / name).read_bytes() if name else b"" for name in names)
    if new:
        replace_document(store, graph, new)
    else:
        remove_document(store, graph)
    return touched(_quads(old)) | touched(_quads(new))


def _quads(nquads: bytes) -> Iterator[Quad]:
    for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS):
        value = getattr(quad.object, "value", "")
        told = URIRef(value) if isinstance(quad.object, ox.NamedNode) else Literal(value)
        subject, predicate, graph = (
            URIRef(getattr(term, "value", ""))
            for term in (quad.subject, quad.predicate, quad.graph_name)
        )
        yield subject, predicate, told, graph
