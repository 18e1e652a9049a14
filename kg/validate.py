"""A store in, what is wrong with it out: each finding names the node, the rule and the words.

Two passes: SHACL Core shapes on a copy in memory, and plain SPARQL invariants in the store, which
look across nodes and would take pySHACL half a minute an article (measured).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.errors import ValidationError
from kg.vocabulary import ontology_dir

__all__ = ["Finding", "validate"]

_WORDS = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?words {
  VALUES (?rank ?p) {
    (1 kg:quote) (2 rdfs:label) (3 kg:text) (4 kg:name) (5 kg:surface) (6 kg:cue) }
  %s ?p ?words
} ORDER BY ?rank ?words LIMIT 1"""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong."""

    node: str
    """IRI of the node at fault."""
    rule: str
    """Name of the shape and property, or of the invariant."""
    message: str
    """What should be so."""
    detail: str = ""
    """The value at fault, where it is one."""
    words: str = ""
    """The node's own words: its quote, or its label."""

    def __str__(self) -> str:
        value = f" [{self.detail}]" if self.detail else ""
        words = f" „{self.words}“" if self.words else ""
        return f"{self.node}: {self.message}{value}{words} ({self.rule})"


def validate(store: ox.Store) -> tuple[Finding, ...]:
    """Return all findings of the graph in a store's default graph, sorted; none where it conforms.

    The ontology is added where the store lacks it.
    """
    copy = _with_ontology(store)
    found = {*_shapes(copy), *_invariants(copy)}
    return tuple(sorted(_worded(copy, finding) for finding in found))


def _with_ontology(store: ox.Store) -> ox.Store:
    """Return a copy in memory of the default graph, with the ontology."""
    copy = ox.Store()
    copy.bulk_extend(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    copy.load(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return copy


def _shapes(store: ox.Store) -> Iterator[Finding]:
    from pyshacl import validate as shacl  # half a second to import

    data, shapes = Graph(), Graph()
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data.parse(io.BytesIO(dumped or b""), format="ox-nt")
    shapes.parse(ontology_dir() / "shapes.ttl", format="ox-turtle")
    _, report, _ = shacl(data, shacl_graph=shapes, advanced=False, inplace=True)
    if not isinstance(report, Graph):
        raise ValidationError(f"ontology/shapes.ttl cannot be checked: {report}")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        yield _result(report, shapes, result)


def _result(report: Graph, shapes: Graph, result: Node) -> Finding:
    def told(predicate: Node) -> str:
        found = report.value(result, predicate)
        return "" if found is None else str(found)

    shape = report.value(result, SH.sourceShape)
    owner = next(shapes.subjects(SH.property, shape), shape)
    path = told(SH.resultPath).rpartition("#")[2]
    name = "/".join(filter(None, (str(owner).rpartition("#")[2], path)))
    return Finding(
        node=told(SH.focusNode),
        rule=name,
        message=told(SH.resultMessage),
        detail=told(SH.value),
    )


def _invariants(store: ox.Store) -> Iterator[Finding]:
    for path in sorted((ontology_dir() / "invariants").glob("*.rq")):
        query = path.read_text(encoding="utf-8")
        message = _message(query, path)
        solutions = store.query(query)
        if not isinstance(solutions, ox.QuerySolutions):
            raise ValidationError(f"{path} is no SELECT query")
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            node, *details = ("" if row[name] is None else _text(row[name]) for name in names)
            yield Finding(node, path.stem, message, " ".join(filter(None, details)))


def _message(query: str, path: Path) -> str:
    head = query.partition("\n")[0]
    if not head.startswith("# message: "):
        raise ValidationError(f"{path}: the first line must be '# message: what should be so'")
    return head.removeprefix("# message: ")


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _worded(store: ox.Store, finding: Finding) -> Finding:
    if not finding.node.startswith("http"):
        return finding
    rows = store.query(_WORDS % f"<{finding.node}>")
    words = next((_text(row["words"]) for row in rows), "")  # type: ignore[union-attr]
    return Finding(finding.node, finding.rule, finding.message, finding.detail, words)
