"""Entities and events of a document: a page in, their quads out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.assemble.page import Page
from kg.assemble.terms import Node, Quad, decimal, german, plain
from kg.assemble.values import amount_iri, amount_quads, time_iri, time_quads
from kg.errors import OntologyError
from kg.model import Entity, Event, Link, Polarity, Role
from kg.vocabulary import KG, slug, term

__all__ = ["entity_quads", "event_quads", "role_pairs"]

_CERTAIN = 0.95
"""Links at least this sure are `skos:exactMatch`, others `skos:closeMatch`."""

_SAFE_IRI = re.compile(r"(?:https?://|urn:[a-z0-9-]+:)[^\s<>\"{}|\\^`]+")


def entity_quads(page: Page, entity: Entity, aliases: tuple[str, ...]) -> Iterator[Quad]:
    """Yield an entity as this document uses it: class, name, other surfaces, links, merges.

    A named entity gets `kg:name`; its one `rdfs:label` is derived over all documents.
    """
    iri = page.resources.entity(entity.id)
    label = KG.name if entity.named else RDFS.label
    yield from page.quads(
        iri,
        (RDF.type, page.schema.kind(entity.kind)),
        (RDF.type, None if entity.named else KG.UnnamedEntity),
        (label, german(entity.label)),
        (label, Literal(entity.label_en, lang="en") if entity.label_en else None),
        *((SKOS.altLabel, german(alias)) for alias in aliases if alias != entity.label),
        *((_fact(page, name), plain(value)) for name, value in entity.facts),
    )
    for link in entity.links:
        yield from _link(page, iri, link)
    for merge in entity.merges:
        yield from page.quads(
            page.resources.merge(iri, f"{merge.surface}\x1f{merge.score}\x1f{merge.reason}"),
            (RDF.type, KG.NameMerge),
            (KG.linkedEntity, iri),
            (KG.surface, german(merge.surface)),
            (KG.score, decimal(merge.score)),
            (KG.why, plain(merge.reason)),
        )


def _link(page: Page, iri: URIRef, link: Link) -> Iterator[Quad]:
    if not _SAFE_IRI.fullmatch(link.target):
        raise OntologyError(f"register {link.register}: {link.target!r} is no IRI to link to")
    target = URIRef(link.target)
    match = SKOS.exactMatch if link.confidence >= _CERTAIN else SKOS.closeMatch
    yield from page.quads(iri, (match, target))
    yield from page.quads(
        page.resources.link(iri, f"{target}\x1f{link.confidence}\x1f{link.reason}"),
        (RDF.type, KG.RegisterLink),
        (KG.linkedEntity, iri),
        (KG.linkTarget, target),
        (KG.register, plain(link.register)),
        (KG.score, decimal(link.confidence)),
        (KG.why, plain(link.reason)),
    )


def _fact(page: Page, name: str) -> URIRef:
    """Return the property of a register's fact: the ontology's, or one under the user's base."""
    if name.isidentifier() and name in KG:
        return term(name)
    short = hashlib.sha256(name.encode()).hexdigest()[:4]
    return URIRef(f"{page.resources.base}fact/{slug(name)}-{short}")


def event_quads(page: Page, event: Event) -> Iterator[Quad]:
    """Yield an event or agreement with all its participants, its amount and its time."""
    denied = event.polarity is Polarity.NEGATIVE
    yield from page.quads(
        page.iri(event.key),
        (RDF.type, page.schema.kind(event.kind)),
        (RDFS.label, german(event.label)),
        (KG.modality, term(event.modality.value)),
        (KG.polarity, KG.Negative if denied else None),
        (KG.amount, amount_iri(page, event.amount) if event.amount else None),
        (KG.time, time_iri(page, event.time) if event.time else None),
        *role_pairs(page, event.roles),
    )
    if event.amount is not None:
        yield from amount_quads(page, event.amount)
    if event.time is not None:
        yield from time_quads(page, event.time)


def role_pairs(page: Page, roles: tuple[Role, ...]) -> Iterator[tuple[URIRef, Node]]:
    """Yield the property and the filler of each role: a participant, or words of the text."""
    for role in roles:
        name = page.role(role.name)
        if role.referent is not None:
            yield name, page.iri(role.referent)
        elif role.literal is not None:
            yield name, german(role.literal)
