"""What all documents say together: a query function over their graphs in, derived quads out.

Nothing here is read from a text: it can be dropped and made again from the documents' graphs. Where
one document changed, `touched` names what must be derived again, so that the work depends on that
document and not on the size of the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.assemble.own import is_own
from kg.assemble.schema import schema
from kg.assemble.support import Edge, Support, edge_quads
from kg.assemble.tensions import Select, tension_quads, values
from kg.assemble.terms import Quad
from kg.prefixes import FIXED
from kg.slug import slug
from kg.vocabulary import KG, RESOURCE, Resources

__all__ = ["Touched", "summarise", "touched"]

_CHUNK = 500
"""Keys asked for in one query: long VALUES lists are parsed slowly."""

_CERTAIN = 0.95
"""Links at least this sure are `skos:exactMatch`, others `skos:closeMatch`."""

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in FIXED.items())

_EDGES = """SELECT ?s ?p ?o ?basis ?confidence ?article ?date ?source ?name ?publisher {
  %s ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality kg:Asserted ;
    kg:polarity kg:Positive ; kg:basis ?basis ; kg:confidence ?confidence ; kg:article ?article .
  OPTIONAL { ?c kg:setAside ?reason } FILTER(!BOUND(?reason))
  OPTIONAL { ?article schema:datePublished ?date } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?c kg:attributedTo ?source } OPTIONAL { ?c kg:sourceName ?name } }"""

_USES = """SELECT ?e ?p ?v (LANG(?v) AS ?lang) (ISIRI(?v) AS ?iri) (COUNT(?r) AS ?n) {
  %s ?r a kg:Referent ; kg:refersTo ?e ; ?p ?v .
} GROUP BY ?e ?p ?v"""

_LINKS = """SELECT ?e ?target (MAX(?score) AS ?best) {
  %s ?link kg:linkTarget ?target ; kg:linkedEntity ?e ; kg:score ?score .
} GROUP BY ?e ?target"""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a changed document speaks of: its edges, its named entities, and its claims."""

    edges: frozenset[tuple[str, str, str]]
    entities: frozenset[str]
    claims: frozenset[str]
    subjects: frozenset[str]
    """Subjects of its claims: where contradictions and tensions may have changed."""

    @classmethod
    def none(cls) -> Touched:
        """Return the change of no document."""
        return cls(frozenset(), frozenset(), frozenset(), frozenset())

    def __or__(self, other: Touched) -> Touched:
        """Return what one of the two speaks of, or both."""
        return Touched(
            self.edges | other.edges,
            self.entities | other.entities,
            self.claims | other.claims,
            self.subjects | other.subjects,
        )


def touched(quads: Iterable[Quad]) -> Touched:
    """Return what the graph of a document speaks of; of a changed one join (`|`) old and new."""
    parts: dict[str, dict[URIRef, str]] = defaultdict(dict)
    entities = set()
    for subject, predicate, value, _ in quads:
        if predicate == KG.refersTo:
            entities.add(str(value))
        elif predicate in {RDF.subject, RDF.predicate, RDF.object}:
            parts[str(subject)][predicate] = str(value)
    edges = {(c[RDF.subject], c[RDF.predicate], c.get(RDF.object, "")) for c in parts.values()}
    return Touched(
        edges=frozenset(edge for edge in edges if edge[2]),
        entities=frozenset(entities),
        claims=frozenset(parts),
        subjects=frozenset(subject for subject, *_ in edges),
    )


def summarise(
    select: Select, *, only: Touched | None = None, resources: Resources = RESOURCE
) -> Iterator[Quad]:
    """Yield what is known of named entities, the edges between them, contradictions, tensions.

    `select` answers a SPARQL SELECT over the union of the documents' graphs with rows of lexical
    values, None where unbound. With `only`, just what the given change touches is derived.
    """

    def ask(query: str) -> Iterable[Sequence[str | None]]:
        return select(_HEAD + query)

    yield from _entities(ask, only, resources)
    yield from _edges(ask, only, resources)
    subjects = None if only is None else only.subjects
    yield from tension_quads(ask, subjects, resources.graph("tensions"))


def _entities(select: Select, only: Touched | None, resources: Resources) -> Iterator[Quad]:
    """Yield of each named entity its class, its labels, and all names and register facts."""
    graph = resources.graph("entities")
    asked = None
    if only is not None:
        asked = [(e,) for e in sorted(only.entities) if resources.is_shared(e)]
    votes: dict[tuple[str, str, str], list[tuple[str, int]]] = defaultdict(list)
    others = []
    for entity, name, value, language, iri, count in _rows(select, _USES, ("?e",), asked):
        if not resources.is_shared(str(entity)) or str(name) in _OWN:
            continue
        if str(name) in _VOTED:
            votes[str(entity), str(name), language or ""].append((str(value), int(str(count))))
        else:
            told = URIRef(str(value)) if iri == "true" else Literal(value, lang=language or None)
            others.append((URIRef(str(entity)), URIRef(str(name)), told, graph))
    elected = list(_elected(votes, graph))
    yield from elected
    labels = {(entity, told) for entity, name, told, _ in elected if name == RDFS.label}
    for quad in others:  # what one document calls it besides may be what it is called
        if quad[1] != SKOS.altLabel or (quad[0], quad[2]) not in labels:
            yield quad
    for entity, target, score in _rows(select, _LINKS, ("?e",), asked):
        match = SKOS.exactMatch if float(str(score)) >= _CERTAIN else SKOS.closeMatch
        yield URIRef(str(entity)), match, URIRef(str(target)), graph


_VOTED = {str(KG.name), str(KG.kind)}
_OWN = {str(RDF.type), str(KG.refersTo)}


def _elected(
    votes: Mapping[tuple[str, str, str], list[tuple[str, int]]], graph: URIRef
) -> Iterator[Quad]:
    """Yield the class and the label most documents use, and the losing names as other labels.

    A tie goes to the name that spells the entity's IRI, then to the shorter one.
    """
    for (entity, predicate, language), told in votes.items():
        own = entity.rpartition("/")[2]

        def rank(item: tuple[str, int], own: str = own) -> tuple[int, bool, int, str]:
            return -item[1], slug(item[0]) != own, len(item[0]), item[0]

        best, *others = [value for value, _ in sorted(told, key=rank)]
        if predicate == str(KG.kind):
            yield URIRef(entity), RDF.type, URIRef(best), graph
            continue
        yield URIRef(entity), RDFS.label, Literal(best, lang=language), graph
        for other in others:
            yield URIRef(entity), SKOS.altLabel, Literal(other, lang=language), graph


def _edges(select: Select, only: Touched | None, resources: Resources) -> Iterator[Quad]:
    """Yield the edges between named entities, each with its summary."""
    asked = None if only is None else sorted(e for e in only.edges if _is_edge(e[1]))
    found: dict[Edge, Support] = defaultdict(Support)
    for row in _rows(select, _EDGES, ("?s", "?p", "?o"), asked):
        subject, predicate, value, basis, confidence, article, day, *sources = map(_text, row)
        if _is_edge(predicate) and resources.is_shared(subject) and resources.is_shared(value):
            support = found[subject, predicate, value]
            source = next(filter(None, sources), article)
            support.add(basis.rpartition("#")[2], float(confidence), article, source)
            support.dates.update({day} - {""})
    for edge, support in found.items():
        yield from edge_quads(edge, support, resources.graph("edges"), resources)


@lru_cache(maxsize=1024)  # asked for every claim, of some hundred relations
def _is_edge(predicate: str) -> bool:
    """Say whether claims with this predicate make edges: relations of the ontology, and the user's own."""
    return URIRef(predicate) in schema().edges or is_own(predicate)


def _text(value: str | None) -> str:
    return value or ""


def _rows(
    select: Select,
    query: str,
    names: tuple[str, ...],
    asked: Sequence[tuple[str, ...]] | None,
) -> Iterator[Sequence[str | None]]:
    """Yield the rows of a query, for the asked keys only, or for all."""
    if asked is None:
        yield from select(query % "")
        return
    for start in range(0, len(asked), _CHUNK):
        yield from select(query % values(names, asked[start : start + _CHUNK]))
