"""What all documents say together: a query function over their graphs in, derived quads out.

Nothing here is read from a text: it can be dropped and made again from the documents' graphs. Where
one document changed, `touched` names what must be derived again, so that the work depends on that
document and not on the size of the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from kg.assemble.schema import schema
from kg.assemble.tensions import Select, tension_quads, values
from kg.assemble.terms import Quad, date, decimal, whole
from kg.prefixes import FIXED
from kg.slug import slug
from kg.vocabulary import KG, RESOURCE, Resources

__all__ = ["Touched", "summarise", "touched"]

_BASES = ("Explicit", "Coreference", "Inference")
_CHUNK = 500
"""Keys asked for in one query: long VALUES lists are parsed slowly."""

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in FIXED.items())

_EDGES = """SELECT ?s ?p ?o ?basis ?confidence ?article ?date ?source ?name ?publisher {
  %s ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality kg:Asserted ;
    kg:polarity kg:Positive ; kg:basis ?basis ; kg:confidence ?confidence ; kg:article ?article .
  ?s ?p ?o .
  OPTIONAL { ?article schema:datePublished ?date } OPTIONAL { ?article schema:publisher ?publisher }
  OPTIONAL { ?c kg:attributedTo ?source } OPTIONAL { ?c kg:sourceName ?name } }"""

_NAMES = """SELECT ?e ?lang ?name (COUNT(?g) AS ?n) {
  %s GRAPH ?g { ?e kg:name ?label } BIND(LANG(?label) AS ?lang) BIND(STR(?label) AS ?name) }
GROUP BY ?e ?lang ?name"""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a changed document speaks of: its edges, its named entities, and its claims."""

    edges: frozenset[tuple[str, str, str]]
    entities: frozenset[str]
    claims: frozenset[str]
    subjects: frozenset[str]
    """Subjects of its claims: where contradictions and tensions may have changed."""

    def stale(self, resources: Resources = RESOURCE) -> frozenset[str]:
        """Return the subjects whose derived statements are to be dropped before deriving again.

        Claims of other documents about the same subjects come with `summarise` itself.
        """
        return frozenset(str(resources.edge(*edge)) for edge in self.edges) | self.entities


@dataclass(slots=True)
class _Support:
    """What supports one edge, while it is counted."""

    bases: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    confidence: float = 0.0
    claims: int = 0


def touched(quads: Iterable[Quad]) -> Touched:
    """Return what the graph of a document speaks of; give the old and the new graph together."""
    known = schema().edges
    edges, entities, claims, subjects = set(), set(), set(), set()
    for subject, predicate, value, _ in quads:
        if predicate in known:
            edges.add((str(subject), str(predicate), str(value)))
        elif predicate == KG.name:
            entities.add(str(subject))
        elif predicate == RDF.subject:
            claims.add(str(subject))
            subjects.add(str(value))
    return Touched(frozenset(edges), frozenset(entities), frozenset(claims), frozenset(subjects))


def summarise(
    select: Select, *, only: Touched | None = None, resources: Resources = RESOURCE
) -> Iterator[Quad]:
    """Yield labels, edge summaries, contradictions and tensions over all documents.

    `select` answers a SPARQL SELECT over the union of the documents' graphs with rows of lexical
    values, None where unbound. With `only`, just what the given change touches is derived.
    """

    def ask(query: str) -> Iterable[Sequence[str | None]]:
        return select(_HEAD + query)

    yield from _labels(ask, only, resources)
    yield from _edges(ask, only, resources)
    subjects = None if only is None else only.subjects
    yield from tension_quads(ask, subjects, resources.graph("tensions"))


def _labels(select: Select, only: Touched | None, resources: Resources) -> Iterator[Quad]:
    """Yield one label a language for each entity: the name most documents use.

    A tie goes to the name that spells the entity's IRI, then to the shorter one.
    """
    asked = None if only is None else [(e,) for e in sorted(only.entities)]
    told: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for entity, language, name, count in _rows(select, _NAMES, ("?e",), asked):
        told[str(entity), str(language)].append((str(name), int(str(count))))
    graph = resources.graph("entities")
    for (entity, language), names in told.items():
        own = entity.rpartition("/")[2]

        def rank(item: tuple[str, int], own: str = own) -> tuple[int, bool, int, str]:
            return -item[1], slug(item[0]) != own, len(item[0]), item[0]

        label = min(names, key=rank)[0]
        yield URIRef(entity), RDFS.label, Literal(label, lang=language), graph


def _edges(select: Select, only: Touched | None, resources: Resources) -> Iterator[Quad]:
    asked = None if only is None else sorted(only.edges)
    found: dict[tuple[str, str, str], _Support] = defaultdict(_Support)
    for row in _rows(select, _EDGES, ("?s", "?p", "?o"), asked):
        subject, predicate, value, basis, confidence, article, day, *sources = row
        support = found[str(subject), str(predicate), str(value)]
        support.claims += 1
        support.bases.add(str(basis).rpartition("#")[2])
        support.articles.add(str(article))
        support.sources.add(next(filter(None, sources), None) or str(article))
        support.confidence = max(support.confidence, float(str(confidence)))
        if day:
            support.dates.add(day)
    known = {str(edge) for edge in schema().edges}
    for edge, support in found.items():
        if edge[1] in known:
            yield from _summary(edge, support, resources)


def _summary(edge: tuple[str, str, str], support: _Support, resources: Resources) -> Iterator[Quad]:
    iri, graph = resources.edge(*edge), resources.graph("edges")
    subject, predicate, value = map(URIRef, edge)
    best = next(b for b in _BASES if b in support.bases)
    yield iri, RDF.type, KG.EdgeSummary, graph
    yield iri, KG.edgeSubject, subject, graph
    yield iri, KG.edgePredicate, predicate, graph
    yield iri, KG.edgeObject, value, graph
    yield iri, KG.bestBasis, KG[best], graph
    yield iri, KG.bestConfidence, decimal(support.confidence), graph
    yield iri, KG.claimCount, whole(support.claims), graph
    yield iri, KG.articleCount, whole(len(support.articles)), graph
    yield iri, KG.sourceCount, whole(len(support.sources)), graph
    for name, pick in ((KG.firstDate, min), (KG.lastDate, max)):
        day = date(pick(support.dates)) if support.dates else None
        if day is not None:
            yield iri, name, day, graph


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
