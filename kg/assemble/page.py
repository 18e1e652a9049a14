"""A reading and its entities in, the IRI and the classes of every participant out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import URIRef

from kg.assemble.schema import Schema, schema
from kg.assemble.terms import Node, Quad
from kg.errors import OntologyError
from kg.model import Entity, Reading
from kg.vocabulary import KG, RESOURCE, Resources

__all__ = ["Page"]


@dataclass(frozen=True)
class Page:
    """A reading with its entities, and where its statements go: the graph named by the article."""

    reading: Reading
    entities: Mapping[str, Entity]
    """The entity of every referent, by the referent's key."""
    resources: Resources = RESOURCE
    schema: Schema = field(default_factory=schema)
    """The ontology, with the user's own relations where there are any."""

    @cached_property
    def article(self) -> URIRef:
        """Return the IRI of the article, which names the graph as well."""
        return self.resources.document(self.reading.document.id)

    def quads(self, subject: URIRef, *pairs: tuple[URIRef, Node | None]) -> Iterator[Quad]:
        """Yield one statement for each pair that has a value."""
        for predicate, value in pairs:
            if value is not None:
                yield subject, predicate, value, self.article

    def iri(self, key: str) -> URIRef:
        """Return the IRI of a participant: a referent, an event, or the article itself."""
        found = self._iris.get(key)
        if found is None:
            raise OntologyError(
                f"document {self.reading.document.id}: {key!r} is neither a referent nor an event; "
                f"a claim's subject and object are keys of the reading, or the document's id"
            )
        return found

    def kinds(self, key: str) -> frozenset[URIRef]:
        """Return the classes of a participant, those above included."""
        return self._kinds[key]

    def is_event(self, key: str) -> bool:
        """Say whether a key is that of an event of the reading."""
        return key in self._events

    def is_told_of(self, key: str) -> bool:
        """Say whether a participant is worth a node: it has a name, or something is said of it.

        Half of what a text describes ("die Woche", "ein Schritt") is neither, and would make half
        of the graph (measured on 112 articles).
        """
        return key in self._told_of or self.entities[key].named

    def role(self, name: str) -> URIRef:
        """Return the property of a role; raise OntologyError where it is none."""
        found = self.schema.term(name)
        if KG.role not in self.schema.roles.get(found, frozenset()):
            raise OntologyError(f"{name!r} is no role of the ontology (see kg:role in kg.ttl)")
        return found

    def span(self, start: int, end: int) -> URIRef:
        """Return the IRI of a stretch of the article."""
        return self.resources.span(self.reading.document.id, start, end)

    @cached_property
    def _events(self) -> frozenset[str]:
        return frozenset(event.key for event in self.reading.events)

    @cached_property
    def _told_of(self) -> frozenset[str]:
        claims = self.reading.claims
        roles = [role for claim in claims for role in claim.roles]
        roles += [role for event in self.reading.events for role in event.roles]
        sources = (claim.attribution.referent for claim in claims if claim.attribution)
        ends = (key for claim in claims for key in (claim.subject, claim.object))
        return frozenset(filter(None, (*ends, *sources, *(role.referent for role in roles))))

    @cached_property
    def _iris(self) -> dict[str, URIRef]:
        document = self.reading.document.id
        found = {key: self.resources.entity(e.id) for key, e in self.entities.items()}
        found |= {e.key: self.resources.event(document, e.key) for e in self.reading.events}
        return found | {document: self.article}

    @cached_property
    def _kinds(self) -> dict[str, frozenset[URIRef]]:
        classes = self.schema.classes
        found = {key: self._of_entity(entity) for key, entity in self.entities.items()}
        found |= {e.key: classes[self.schema.kind(e.kind)] for e in self.reading.events}
        return found | {self.reading.document.id: classes[KG.Article]}

    def _of_entity(self, entity: Entity) -> frozenset[URIRef]:
        kinds = self.schema.classes[self.schema.kind(entity.kind)]
        return kinds if entity.named else kinds | self.schema.classes[KG.UnnamedEntity]
