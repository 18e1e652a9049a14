"""What a page takes from the shipped ontology: terms beside the graph, and ready questions."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kg.view.triples import KG, RDFS
from kg.vocabulary import ONTOLOGY, ontology_dir

__all__ = ["read_questions", "with_ontology"]

_HEAD = re.compile(r"#\s*(?P<key>id|de|en):\s*(?P<text>.*\S)\s*")
_ROOT = ox.NamedNode(f"{KG}relatedTo")
_SUB = ox.NamedNode(f"{RDFS}subPropertyOf")


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
