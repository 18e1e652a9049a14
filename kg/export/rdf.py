"""The graph as RDF: a store in, Turtle, TriG, N-Quads, N-Triples, JSON-LD or RDF/XML out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg.errors import ExportError
from kg.prefixes import FIXED, prefixes

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a statement is made of, triple terms of RDF 1.2 included."""

__all__ = ["RDF_FORMATS", "Term", "rdf12", "rdf_bytes", "union"]

_GRAPHS = {
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
_UNION = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "turtle": ox.RdfFormat.TURTLE,
}

RDF_FORMATS = (*sorted((*_GRAPHS, *_UNION)), "rdf12")
"""Names of the formats that hold statements; the others hold edges or rows."""

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPO = tuple(FIXED["rdf"] + name for name in ("subject", "predicate", "object"))


def rdf_bytes(store: ox.Store, fmt: str, *, names: Mapping[str, str] | None = None) -> bytes:
    """Return the graph in an RDF format, sorted, the same bytes on every run.

    TriG, N-Quads and JSON-LD keep the graph of each document; the others hold the union.
    Numbers are spelled as the store keeps them ("0.99" for "0.990").
    """
    shown = dict(names or prefixes())
    if fmt in _GRAPHS:
        quads = (q for q in store if not isinstance(q.graph_name, ox.DefaultGraph))
        return _text(sorted(quads, key=_quad_key), _GRAPHS[fmt], shown)
    if fmt in _UNION:
        triples = union(store)
        if fmt == "rdfxml":
            _check_xml(triples)
        return _text(triples, _UNION[fmt], shown)
    if fmt == "rdf12":
        return rdf12(store, names=shown)
    raise ExportError(f"{fmt!r} is no RDF format; known are: {', '.join(RDF_FORMATS)}.")


def union(store: ox.Store) -> list[ox.Triple]:
    """Return the statements of all documents, sorted, each once."""
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return sorted((quad.triple for quad in quads), key=_triple_key)


def rdf12(store: ox.Store, *, names: Mapping[str, str] | None = None) -> bytes:
    """Return the union as Turtle 1.2 in which each claim reifies its statement.

    `?claim rdf:reifies <<( s p o )>>` takes the place of rdf:subject, rdf:predicate and
    rdf:object; everything else is kept. A claim whose object is a literal stays as it is.
    """
    shown = names or prefixes()
    triples = union(store)
    parts: dict[Term, dict[str, Term]] = {}
    for triple in triples:
        if triple.predicate.value in _SPO:
            parts.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    whole = {claim: found for claim, found in parts.items() if len(found) == len(_SPO)}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in shown.items())
    kept = [t for t in triples if not (t.subject in whole and t.predicate.value in _SPO)]
    lines = [f"{t} .\n" for t in kept]
    reifies = ox.NamedNode(FIXED["rdf"] + "reifies")
    for claim, found in sorted(whole.items(), key=_claim_key):
        inner = " ".join(str(found[name]) for name in _SPO)
        lines.append(f"{claim} {reifies} <<( {inner} )>> .\n")
    return f'VERSION "1.2"\n{head}{"".join(sorted(lines))}'.encode()


def _text(
    statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ox.RdfFormat, names: dict[str, str]
) -> bytes:
    text = ox.serialize(statements, format=form, prefixes=names)
    if text is None:
        raise ExportError("The engine wrote nothing.")
    return _sorted_prefixes(text, names) if form in _PREFIXED else text


_PREFIXED = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)


def _sorted_prefixes(text: bytes, names: Mapping[str, str]) -> bytes:
    """Write the head of a file anew: the engine's own order of prefixes is not promised."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(names.items()))
    return head.encode() + text.split(b"\n", len(names))[-1]


def _check_xml(triples: Iterable[ox.Triple]) -> None:
    """Refuse what XML 1.0 cannot hold, before a reader stumbles over it."""
    for triple in triples:
        if isinstance(triple.object, ox.Literal) and _NOT_XML.search(triple.object.value):
            raise ExportError(
                f"A text of {triple.subject} has a control character, which XML cannot hold; "
                "export as turtle or jsonld."
            )


def _triple_key(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject), triple.predicate.value, str(triple.object)


def _quad_key(quad: ox.Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), *_triple_key(quad.triple)


_Parts = dict[str, Term]


def _claim_key(item: tuple[Term, _Parts]) -> str:
    return str(item[0])
