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
from kg.model import Entity, Event, Link, Polarity, Reason, Role
from kg.vocabulary import KG, slug, term

__all__ = ["entity_quads", "event_quads", "role_pairs"]

_SAFE_IRI = re.compile(r"(?:https?://|urn:[a-z0-9-]+:)[^\s<>\"{}|\\^`]+")


def entity_quads(page: Page, key: str, entity: Entity, aliases: tuple[str, ...]) -> Iterator[Quad]:
    """Yield a participant as this document uses it: class, names, register links and facts.

    Of an entity that other documents may speak of, it states them on a referent of its own; the
    entity's type, label and facts are derived over all of them (`summarise`).
    """
    iri = page.resources.entity(entity.id)
    if page.resources.is_shared(iri):
        yield from _referent_quads(page, key, entity, aliases)
        return
    yield from page.quads(
        iri,
        (RDF.type, page.schema.kind(entity.kind)),
        (RDF.type, None if entity.named else KG.UnnamedEntity),
        *_names(RDFS.label, entity, aliases),
    )


def _names(
    label: URIRef, entity: Entity, aliases: tuple[str, ...]
) -> Iterator[tuple[URIRef, Node | None]]:
    yield label, german(entity.label)
    yield label, Literal(entity.label_en, lang="en") if entity.label_en else None
    for alias in aliases:
        yield SKOS.altLabel, german(alias) if alias != entity.label else None


def _referent_quads(
    page: Page, key: str, entity: Entity, aliases: tuple[str, ...]
) -> Iterator[Quad]:
    iri = page.resources.entity(entity.id)
    referent = page.resources.referent(page.reading.document.id, key)
    yield from page.quads(
        referent,
        (RDF.type, KG.Referent),
        (KG.refersTo, iri),
        (KG.kind, page.schema.kind(entity.kind)),
        *_names(KG.name, entity, aliases),
        *((_fact(page, name), plain(value)) for name, value in entity.facts),
    )
    for link in entity.links:
        yield from _link(page, referent, iri, link)
    for merge in entity.merges:
        yield from page.quads(
            page.resources.merge(referent, merge.surface),
            (RDF.type, KG.NameMerge),
            (KG.linkedEntity, iri),
            (KG.surface, german(merge.surface)),
            (KG.score, decimal(merge.score)),
            *_why(merge.reason),
        )


def _link(page: Page, referent: URIRef, iri: URIRef, link: Link) -> Iterator[Quad]:
    if not _SAFE_IRI.fullmatch(link.target):
        raise OntologyError(f"register {link.register}: {link.target!r} is no IRI to link to")
    yield from page.quads(
        page.resources.link(referent, link.target),
        (RDF.type, KG.RegisterLink),
        (KG.linkedEntity, iri),
        (KG.linkTarget, URIRef(link.target)),
        (KG.register, plain(link.register)),
        (KG.score, decimal(link.confidence)),
        *_why(link.reason),
    )


def _why(reason: Reason) -> tuple[tuple[URIRef, Node], ...]:
    return (KG.why, german(reason.de)), (KG.why, Literal(reason.en, lang="en"))


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
        if role.name == "amount":
            continue  # the figure stands as the amount's own node
        name = page.role(role.name)
        if name == KG.action and role.literal is not None:
            yield name, term(role.literal)  # kg:Buy, kg:Hold or kg:Sell
            continue
        if role.referent is not None:
            yield name, page.iri(role.referent)
        elif role.literal is not None:
            yield name, german(role.literal)
