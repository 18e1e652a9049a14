"""One reading and its entities in, the named graph of the document out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rdflib import Graph, Literal, URIRef

from kg.assemble.article import (
    Run,
    article_quads,
    disclosure_quads,
    mention_quads,
    sentence_quads,
)
from kg.assemble.claims import Statement, claim_quads, source_pairs, statement
from kg.assemble.lifting import lifted
from kg.assemble.own import extended
from kg.assemble.page import Page
from kg.assemble.participants import entity_quads, event_quads
from kg.assemble.projection import chained, projected
from kg.assemble.support import Edge, Support, edge_quads
from kg.assemble.terms import Quad
from kg.model import Entity, Reading
from kg.vocabulary import KG, ONTOLOGY, RESOURCE, Resources, ontology_dir

__all__ = ["assemble", "ontology_quads"]


def assemble(
    reading: Reading,
    entities: Mapping[str, Entity],
    *,
    run: Run,
    resources: Resources = RESOURCE,
    sentence_text: bool = True,
) -> Iterator[Quad]:
    """Yield everything a document says, in the named graph that bears the article's IRI.

    `entities` gives the entity of each referent of the reading, by the referent's key. The quads
    depend on this document alone, and no other document states any of them; what several say
    together (`summarise`) is derived. Statements may repeat; `lines` drops the repetitions.

    Raise OntologyError where the reading names a class, relation, role or key that is unknown.
    """
    page = Page(reading, entities, resources, extended(run.own))
    yield from article_quads(page, run)
    statements = _statements(page)
    yield from _text(page, statements, sentence_text=sentence_text)
    yield from _participants(page)
    text_hash = hashlib.sha256(reading.document.text.encode()).hexdigest()
    activity = resources.run(run.digest(text_hash))
    for told in statements:
        yield from claim_quads(page, told, activity)
    yield from _own_edges(page, statements)


def _text(page: Page, told: Iterable[Statement], *, sentence_text: bool) -> Iterator[Quad]:
    for sentence in page.reading.sentences:
        yield from sentence_quads(page, sentence, with_text=sentence_text)
    for referent in page.reading.referents:
        if page.is_told_of(referent.key):
            yield from mention_quads(page, referent)
    for notice in page.reading.disclosures:
        claims = [statement.claim for statement in told]
        yield from disclosure_quads(page, notice, claims, with_text=sentence_text)


def _participants(page: Page) -> Iterator[Quad]:
    aliases = {r.key: r.aliases for r in page.reading.referents}
    for key, entity in page.entities.items():
        if page.is_told_of(key):
            yield from entity_quads(page, key, entity, aliases.get(key, ()))
    for event in page.reading.events:
        yield from event_quads(page, event)


def _statements(page: Page) -> list[Statement]:
    """Return what the reading claims and what the rules draw from it, one of each id."""
    told = [statement(page, claim) for claim in page.reading.claims]
    told += _wanted(page, projected(page, told))
    told += _wanted(page, chained(page, told))
    told += _wanted(page, lifted(page, told))
    by_id = {s.claim.id: s for s in reversed(told)}
    return [by_id[identifier] for identifier in sorted(by_id)]


def _wanted(page: Page, drawn: Iterator[Statement]) -> list[Statement]:
    return [told for told in drawn if told.claim.id not in page.reading.rejected]


def _own_edges(page: Page, statements: list[Statement]) -> Iterator[Quad]:
    """Yield the edges that no other document can state: one end is this document's own.

    Edges between named entities are derived over all documents. A triple that stood in several
    graphs would count several times where a store takes the union of its graphs for the default
    graph (Oxigraph does: measured, a join of two such triples in three graphs gave nine rows).
    """
    found: dict[Edge, Support] = defaultdict(Support)
    document = page.reading.document
    for told in statements:
        if not told.is_edge or told.object is None:
            continue
        if page.resources.is_shared(told.subject) and page.resources.is_shared(told.object):
            continue
        support = found[told.subject, told.predicate, told.object]
        source = document.publisher or page.article
        for key, name in source_pairs(page, told.claim.attribution):
            if key in {KG.attributedTo, KG.sourceName}:
                source = str(name)
        claim = told.claim
        support.add(claim.basis.value, claim.confidence, page.article, source)
        support.dates.update({document.date} - {""})
    for edge, support in found.items():
        yield from edge_quads(edge, support, page.article, page.resources)


def ontology_quads() -> Iterator[Quad]:
    """Yield the ontology in a named graph of its own, so that labels are found beside the data."""
    graph = Graph().parse(ontology_dir() / "kg.ttl", format="ox-turtle")
    for subject, predicate, value in graph:
        if isinstance(value, URIRef | Literal):
            yield URIRef(str(subject)), URIRef(str(predicate)), value, ONTOLOGY
