"""The ontology's files in, its terms as plain records out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.vocabulary import KG, ONTOLOGY, ontology_dir, term

__all__ = ["KINDS", "LANGUAGES", "Ontology", "Rule", "Term", "read_ontology"]

LANGUAGES = ("de", "en")
"""Languages of the page."""

KINDS = ("classes", "edges", "stated", "types", "roles", "structure", "values")
"""The sorts of terms, in the order of the page."""

_HEAD = f"{ONTOLOGY}#"

_SHORT = {
    "https://schema.org/": "schema:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.wikidata.org/prop/direct/": "wdt:",
    "http://www.wikidata.org/entity/": "wd:",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/2006/time#": "time:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.w3.org/2002/07/owl#": "owl:",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif:",
    "https://spec.edmcouncil.org/fibo/ontology/": "fibo:",
    "https://www.omg.org/spec/Commons/": "cmns:",
    "http://www.w3.org/2005/11/its/rdf#": "itsrdf:",
    _HEAD: "",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the ontology."""

    name: str
    section: str
    label: Mapping[str, str]
    comment: Mapping[str, str]
    inverse: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[str, ...] = ()
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further statements: short name of the property -> short names of its values."""
    aligned: tuple[tuple[str, str, str], ...] = ()
    """Mappings: short name of the kind of mapping, short name of the target, its IRI."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A projection or chain rule."""

    on: str
    source: str
    """Role of the edge's subject; of a chain rule, the edge that leads to the event."""
    target: str
    """Role of the edge's object; of a lift rule, the edge that leads there."""
    edge: str
    is_chain: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """All terms and rules, sorted."""

    title: Mapping[str, str]
    about: Mapping[str, str]
    version: str
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]

    def of(self, section: str) -> tuple[Term, ...]:
        """Return the terms of one section."""
        return tuple(term for term in self.terms if term.section == section)


def read_ontology() -> Ontology:
    """Return the shipped ontology with its alignments."""
    graph = Graph().parse(ontology_dir() / "kg.ttl", format="ox-turtle")
    aligned = Graph().parse(ontology_dir() / "alignments.ttl", format="ox-turtle")
    title = URIRef("http://purl.org/dc/terms/title")
    names = sorted({str(s)[len(_HEAD) :] for s in graph.subjects() if str(s).startswith(_HEAD)})
    return Ontology(
        title=_texts(graph.objects(ONTOLOGY, title)),
        about=_texts(graph.objects(ONTOLOGY, RDFS.comment)),
        version=str(graph.value(ONTOLOGY, OWL.versionInfo) or ""),
        terms=tuple(_term(graph, aligned, name) for name in names),
        rules=tuple(sorted(_rules(graph), key=_order)),
    )


def _term(graph: Graph, aligned: Graph, name: str) -> Term:
    subject = term(name)
    parents = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.inScheme}
    known = {RDF.type, RDFS.label, RDFS.comment, KG.inverseLabel, *parents}
    facts: dict[str, set[str]] = {}
    for predicate, value in graph.predicate_objects(subject):
        if predicate not in known:
            facts.setdefault(_short(predicate), set()).add(_short(value))
    return Term(
        name=name,
        section=_section(graph, subject),
        label=_texts(graph.objects(subject, RDFS.label)),
        comment=_texts(graph.objects(subject, RDFS.comment)),
        inverse=_texts(graph.objects(subject, KG.inverseLabel)),
        parents=tuple(sorted(_short(o) for p in parents for o in graph.objects(subject, p))),
        facts={key: tuple(sorted(values)) for key, values in sorted(facts.items())},
        aligned=tuple(
            sorted((_short(p), _short(o), str(o)) for p, o in aligned.predicate_objects(subject))
        ),
    )


def _section(graph: Graph, subject: URIRef) -> str:
    types = set(graph.objects(subject, RDF.type))
    above = set(graph.transitive_objects(subject, RDFS.subPropertyOf))
    tests = (
        ("classes", OWL.Class in types),
        ("edges", KG.relatedTo in above),
        ("stated", KG.stated in above),
        ("types", KG.RelationType in types),
        ("roles", KG.role in above or subject == KG.self),
        ("values", bool(types & {SKOS.Concept, SKOS.ConceptScheme})),
    )
    return next((name for name, holds in tests if holds), "structure")


def _rules(graph: Graph) -> Iterable[Rule]:
    for kind in (KG.ProjectionRule, KG.ChainRule):
        chain = kind == KG.ChainRule
        source = KG.overEdge if chain else KG.fromRole
        for rule in graph.subjects(RDF.type, kind):
            told = (graph.value(rule, p) for p in (KG.onClass, source, KG.toRole, KG.edge))
            on, start, end, edge = (_short(value or Literal("")) for value in told)
            yield Rule(on, start, end, edge, chain)
    for rule in graph.subjects(RDF.type, KG.LiftRule):
        told = (graph.value(rule, p) for p in (KG.onClass, KG.fromRole, KG.overEdge, KG.edge))
        on, start, end, edge = (_short(value or Literal("")) for value in told)
        yield Rule(on, start, end, edge, is_chain=False)


def _order(rule: Rule) -> tuple[bool, str, str, str]:
    return rule.is_chain, rule.on, rule.edge, rule.source


def _texts(values: Iterable[Node]) -> dict[str, str]:
    return {v.language or "": str(v) for v in values if isinstance(v, Literal)}


def _short(node: Node) -> str:
    text = str(node)
    for head, prefix in _SHORT.items():
        if text.startswith(head):
            rest = text[len(head) :]
            return prefix + (rest.rpartition("/")[2] if prefix in {"fibo:", "cmns:"} else rest)
    return text
