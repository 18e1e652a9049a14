"""What supports one edge: asserted claims in, the edge and its summary out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.assemble.terms import Quad, date, decimal, whole
from kg.vocabulary import KG, Resources

__all__ = ["Edge", "Support", "edge_quads"]

Edge = tuple[str, str, str]
"""IRIs of subject, relation and object."""

_BASES = ("Explicit", "Coreference", "Inference")


@dataclass(slots=True)
class Support:
    """The claims of one edge, while they are counted."""

    bases: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    confidence: float = 0.0
    claims: int = 0

    def add(self, basis: str, confidence: float, article: str, source: str) -> None:
        """Count one asserted, positive claim."""
        self.bases.add(basis)
        self.confidence = max(self.confidence, confidence)
        self.articles.add(article)
        self.sources.add(source)
        self.claims += 1


def edge_quads(edge: Edge, support: Support, graph: URIRef, resources: Resources) -> Iterator[Quad]:
    """Yield the edge, and the summary of what supports it."""
    iri = resources.edge(*edge)
    subject, predicate, value = map(URIRef, edge)
    best = next(b for b in _BASES if b in support.bases)
    yield subject, predicate, value, graph
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
