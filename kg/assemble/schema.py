"""The ontology as assembly needs it: kg.ttl in, lookups of edges, ranges and rules out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import OntologyError
from kg.vocabulary import KG, ONTOLOGY, ontology_dir, term

__all__ = ["Chain", "Lift", "Projection", "Schema", "schema"]


@dataclass(frozen=True, slots=True)
class Projection:
    """A rule that makes an edge of two roles of an event (`kg:ProjectionRule`)."""

    name: str
    on: URIRef
    source: URIRef
    """Role of the edge's subject; `kg:self` is the event."""
    target: URIRef
    edge: URIRef


@dataclass(frozen=True, slots=True)
class Chain:
    """A rule that lifts an edge over an event to what the event affects (`kg:ChainRule`)."""

    name: str
    on: URIRef
    over: URIRef
    target: URIRef
    edge: URIRef


@dataclass(frozen=True, slots=True)
class Lift:
    """A rule that lifts the edge of an event to who is behind the event (`kg:LiftRule`)."""

    name: str
    on: URIRef
    source: URIRef
    """Role of the new edge's subject; `kg:self` is whoever the first edge starts from."""
    over: URIRef
    then: URIRef | None
    """The edge that goes on from where the first one leads, if the rule needs one."""
    edge: URIRef


@dataclass(frozen=True, slots=True)
class Schema:
    """What kg.ttl says of classes, relations and rules."""

    classes: Mapping[URIRef, frozenset[URIRef]]
    """Class -> itself and all classes above it."""
    roles: Mapping[URIRef, frozenset[URIRef]]
    """Role -> itself and all roles above it."""
    edges: frozenset[URIRef]
    """The direct relations."""
    properties: frozenset[URIRef]
    """Whatever may stand as a claim's predicate."""
    edge_of: Mapping[URIRef, URIRef]
    """Relation type -> the direct relation it becomes."""
    other_edge: Mapping[URIRef, URIRef]
    """Relation type -> the direct relation it becomes where the object lies in its range."""
    event_of: Mapping[URIRef, URIRef]
    """Relation type -> the class of the event it tells."""
    domains: Mapping[URIRef, URIRef]
    ranges: Mapping[URIRef, URIRef]
    opposites: frozenset[tuple[URIRef, URIRef]]
    """Pairs of relations that point in opposite directions, both ways round."""
    projections: tuple[Projection, ...]
    chains: tuple[Chain, ...]
    lifts: tuple[Lift, ...]
    own: Mapping[str, URIRef] = field(default_factory=dict)
    """Terms of the user's own relations, by local name (see `own.py`)."""

    def term(self, name: str) -> URIRef:
        """Return the IRI of a term; raise OntologyError where there is none."""
        return self.own.get(name) or term(name)

    def kind(self, name: str) -> URIRef:
        """Return the class of a local name; raise OntologyError where it is no class."""
        found = self.term(name)
        if found not in self.classes:
            raise OntologyError(f"{name!r} is a term of the ontology but no class")
        return found


@cache
def schema() -> Schema:
    """Return the shipped ontology, read once."""
    graph = Graph().parse(ontology_dir() / "kg.ttl", format="ox-turtle")
    return _read(graph)


def _read(graph: Graph) -> Schema:
    edges = _below(graph, KG.relatedTo)
    _check_families(graph, edges)
    pairs = frozenset(graph.subject_objects(KG.oppositeOf))
    return Schema(
        classes=_closure(graph, RDFS.subClassOf),
        roles=_closure(graph, RDFS.subPropertyOf),
        edges=edges,
        properties=edges | _below(graph, KG.stated) | {KG.relatedTo},
        edge_of=_pairs(graph, KG.edge),
        other_edge=_pairs(graph, KG.otherEdge),
        event_of={s: o for s, o in _pairs(graph, KG.onClass).items() if s in KG},
        domains=_pairs(graph, RDFS.domain),
        ranges=_pairs(graph, RDFS.range),
        opposites=frozenset((_iri(a), _iri(b)) for x, y in pairs for a, b in ((x, y), (y, x))),
        projections=tuple(_projections(graph)),
        chains=tuple(_chains(graph)),
        lifts=tuple(_lifts(graph)),
    )


def _check_families(graph: Graph, edges: Iterable[URIRef]) -> None:
    """Raise OntologyError for a relation that is of no family, or of one that is not in the scheme."""
    known = set(graph.subjects(SKOS.inScheme, KG.familyScheme))
    for relation in sorted({*edges, *map(_iri, graph.subjects(RDF.type, KG.RelationType))}):
        told = set(graph.objects(relation, KG.family))
        if len(told) != 1 or not told <= known:
            found = sorted(map(_local, told)) or "none"
            raise OntologyError(
                f"kg:{_local(relation)} in kg.ttl needs one kg:family, it has {found}; known are "
                f"{sorted(map(_local, known))} (kg:familyScheme)"
            )


def _local(node: Node) -> str:
    return str(node).rpartition("#")[2]


def _below(graph: Graph, parent: URIRef) -> frozenset[URIRef]:
    return frozenset(_iri(s) for s in graph.subjects(RDFS.subPropertyOf, parent))


def _pairs(graph: Graph, predicate: URIRef) -> dict[URIRef, URIRef]:
    return {_iri(s): _iri(o) for s, o in graph.subject_objects(predicate)}


def _closure(graph: Graph, predicate: URIRef) -> dict[URIRef, frozenset[URIRef]]:
    """Return every class or property with all that lies above it, itself included."""
    is_class = predicate == RDFS.subClassOf
    terms = {_iri(s) for s in graph.subjects() if str(s).startswith(f"{ONTOLOGY}#")}
    return {
        t: frozenset(_iri(a) for a in graph.transitive_objects(t, predicate) if a is not None)
        for t in terms
        if is_class == ((t, RDF.type, OWL.Class) in graph)
    }


def _projections(graph: Graph) -> list[Projection]:
    found = [
        Projection(
            name=_local(rule),
            on=_one(graph, rule, KG.onClass),
            source=_one(graph, rule, KG.fromRole),
            target=_one(graph, rule, KG.toRole),
            edge=_one(graph, rule, KG.edge),
        )
        for rule in map(_iri, graph.subjects(RDF.type, KG.ProjectionRule))
    ]
    return sorted(found, key=_name)


def _chains(graph: Graph) -> list[Chain]:
    found = [
        Chain(
            name=_local(rule),
            on=_one(graph, rule, KG.onClass),
            over=_one(graph, rule, KG.overEdge),
            target=_one(graph, rule, KG.toRole),
            edge=_one(graph, rule, KG.edge),
        )
        for rule in map(_iri, graph.subjects(RDF.type, KG.ChainRule))
    ]
    return sorted(found, key=_name)


def _lifts(graph: Graph) -> list[Lift]:
    found = []
    for rule in map(_iri, graph.subjects(RDF.type, KG.LiftRule)):
        then = graph.value(rule, KG.thenEdge)
        found.append(
            Lift(
                name=_local(rule),
                on=_one(graph, rule, KG.onClass),
                source=_one(graph, rule, KG.fromRole),
                over=_one(graph, rule, KG.overEdge),
                then=None if then is None else _iri(then),
                edge=_one(graph, rule, KG.edge),
            )
        )
    return sorted(found, key=_name)


def _name(rule: Projection | Chain | Lift) -> str:
    return rule.name


def _iri(node: Node) -> URIRef:
    return URIRef(str(node))


def _one(graph: Graph, subject: URIRef, predicate: URIRef) -> URIRef:
    found = graph.value(subject, predicate)
    if found is None:
        raise OntologyError(f"{subject} in kg.ttl lacks {predicate}")
    return _iri(found)
