"""What a page needs to answer SPARQL: the graph's triples, names for them, and ready questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.prefixes import base_of, prefixes
from kg.view.triples import KG, OWL, RDF, RDFS, Triples, local
from kg.vocabulary import ONTOLOGY, ontology_dir

__all__ = ["Asking", "asking", "read_questions", "with_ontology"]

_HEAD = re.compile(r"#\s*(?P<key>id|de|en):\s*(?P<text>.*\S)\s*")
_ROOT = ox.NamedNode(f"{KG}relatedTo")
_SUB = ox.NamedNode(f"{RDFS}subPropertyOf")


_DEFAULT_GRAPH = "# default graph\n"


@dataclass(frozen=True, slots=True)
class Asking:
    """All that the query panel of a page holds."""

    triples: str
    """The graph as N-Quads; what stands in no named graph follows after a comment."""
    names: dict[str, str]
    """Prefix -> namespace."""
    terms: list[list[str]]
    """The ontology's terms as [local name, German, English, kind]."""
    questions: list[list[str]]
    """The shipped questions as [id, German, English, SPARQL]."""


def asking(quads: Iterable[ox.Quad]) -> Asking:
    """Return what lets a page answer SPARQL about a graph."""
    told = list(quads)
    graphs = (q.graph_name.value for q in told if isinstance(q.graph_name, ox.NamedNode))
    return Asking(_n_quads(told), prefixes(base_of(set(graphs))), _terms(told), read_questions())


def _n_quads(quads: Iterable[ox.Quad]) -> str:
    """Return sorted N-Quads: a store has no order of its own, a file must have one.

    The worker makes the union of all graphs its default graph, each triple once, as the command
    line's store has it; what stands only in the default graph is told apart for that.
    """
    named: list[ox.Quad] = []
    plain: set[ox.Triple] = set()
    for quad in quads:
        if quad.graph_name == ox.DefaultGraph():
            plain.add(quad.triple)
        else:
            named.append(quad)
    alone = plain - {quad.triple for quad in named}
    lines = sorted({f"{quad} .\n" for quad in named})
    return "".join([*lines, _DEFAULT_GRAPH, *sorted(f"{triple} .\n" for triple in alone)])


def _terms(quads: Iterable[ox.Quad]) -> list[list[str]]:
    """Return the ontology's terms, for the editor to complete."""
    triples = Triples(q for q in quads if str(q.subject).startswith(f"<{KG}"))
    found = []
    for iri in triples.subjects():
        kinds = triples.iris(iri, RDF + "type")
        kind = "class" if OWL + "Class" in kinds else "constant"
        if any(k.startswith(OWL) and k.endswith("Property") for k in kinds):
            kind = "property"
        names = [triples.text(iri, RDFS + "label", language=lang) for lang in ("de", "en")]
        if any(names):
            found.append([local(iri), *names, kind])
    return found


def with_ontology(quads: Iterable[ox.Quad | ox.Triple]) -> list[ox.Quad]:
    """Return a graph's quads, with the shipped ontology's where it holds no ontology itself."""
    found = [quad if isinstance(quad, ox.Quad) else ox.Quad(*quad) for quad in quads]
    if any(quad.predicate == _SUB and quad.object == _ROOT for quad in found):
        return found
    path = str(ontology_dir() / "kg.ttl")
    terms = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    graph = ox.NamedNode(str(ONTOLOGY))
    return found + [ox.Quad(t.subject, t.predicate, t.object, graph) for t in terms]


def read_questions() -> list[list[str]]:
    """Return the shipped questions as [id, German, English, SPARQL], sorted by id."""
    folder = ontology_dir() / "questions"
    found = []
    for path in sorted(folder.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        told = {m["key"]: m["text"] for line in text.splitlines() if (m := _HEAD.fullmatch(line))}
        found.append([told.get("id", path.stem), told.get("de", ""), told.get("en", ""), text])
    return sorted(found)
