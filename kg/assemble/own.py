"""The user's own relations: what their folder tells of them in, terms beside those of kg.ttl out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg.assemble.schema import Schema, schema
from kg.assemble.terms import Quad
from kg.vocabulary import KG, ONTOLOGY, OWN

__all__ = ["OwnFamily", "OwnRelation", "extended", "is_own", "own_quads"]

_TERMS = f"{ONTOLOGY}#"


@dataclass(frozen=True, slots=True)
class OwnFamily:
    """A family of relations; one of kg:familyScheme needs no labels here."""

    name: str
    """Local name."""
    labels: tuple[tuple[str, str], ...] = ()
    """What an own family is called: (language, words)."""


@dataclass(frozen=True, slots=True)
class OwnRelation:
    """A relation that kg.ttl does not know."""

    name: str
    """Local name, as claims bear it."""
    family: OwnFamily
    labels: tuple[tuple[str, str], ...]
    """What it is called: (language, words)."""
    roles: tuple[str, ...]
    event: str
    """Local name of the class of its events, or empty."""
    literal: bool
    """True where its object is a figure or words, no participant."""


def is_own(predicate: str) -> bool:
    """Say whether an IRI is an own term: in the ontology's namespace, but none of the shipped ones."""
    return predicate.startswith(_TERMS) and predicate.removeprefix(_TERMS) not in KG


@cache
def extended(own: tuple[OwnRelation, ...]) -> Schema:
    """Return the shipped ontology with the user's own relations, roles and classes of events."""
    known = schema()
    if not own:
        return known
    edges = {_iri(relation.name) for relation in own if not relation.literal}
    stated = {_iri(relation.name) for relation in own if relation.literal}
    roles, kinds = _new_roles(own), _new_kinds(own)
    return replace(
        known,
        classes={**known.classes, **{_iri(k): known.classes[KG.Event] | {_iri(k)} for k in kinds}},
        roles={**known.roles, **{_iri(r): frozenset({_iri(r), KG.role}) for r in roles}},
        edges=known.edges | edges,
        properties=known.properties | edges | stated,
        edge_of={**known.edge_of, **{edge: edge for edge in edges}},
        event_of={**known.event_of, **{_iri(r.name): _iri(r.event) for r in own if r.event}},
        own={name: _iri(name) for name in (*(r.name for r in own), *roles, *kinds)},
    )


def own_quads(own: Iterable[OwnRelation]) -> Iterator[Quad]:
    """Yield what the graph of own terms says: kinds, names and families, as kg.ttl does of its own."""
    told = tuple(own)
    for relation in told:
        iri = _iri(relation.name)
        yield iri, RDF.type, OWL.DatatypeProperty if relation.literal else OWL.ObjectProperty, OWN
        yield iri, RDF.type, KG.RelationType, OWN
        yield iri, RDFS.subPropertyOf, KG.stated if relation.literal else KG.relatedTo, OWN
        yield iri, KG.family, _iri(relation.family.name), OWN
        for language, words in relation.labels:
            yield iri, RDFS.label, Literal(words, lang=language), OWN
    for family in sorted({r.family for r in told if r.family.labels}, key=_name):
        yield _iri(family.name), RDF.type, SKOS.Concept, OWN
        yield _iri(family.name), SKOS.inScheme, KG.familyScheme, OWN
        for language, words in family.labels:
            yield _iri(family.name), RDFS.label, Literal(words, lang=language), OWN
    for role in _new_roles(told):
        yield _iri(role), RDF.type, OWL.ObjectProperty, OWN
        yield _iri(role), RDFS.subPropertyOf, KG.role, OWN
        yield _iri(role), RDFS.label, Literal(role, lang="en"), OWN
    for kind in _new_kinds(told):
        yield _iri(kind), RDF.type, OWL.Class, OWN
        yield _iri(kind), RDFS.subClassOf, KG.Event, OWN
        yield _iri(kind), RDFS.label, Literal(kind, lang="en"), OWN


def _name(family: OwnFamily) -> str:
    return family.name


def _new_roles(own: Iterable[OwnRelation]) -> list[str]:
    return sorted({role for relation in own for role in relation.roles if role not in KG})


def _new_kinds(own: Iterable[OwnRelation]) -> list[str]:
    return sorted({r.event for r in own if r.event and r.event not in KG})


def _iri(name: str) -> URIRef:
    return URIRef(_TERMS + name)
