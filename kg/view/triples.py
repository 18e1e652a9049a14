"""A store (or quads) in; the union of its graphs as one look-up of terms by subject out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from kg.prefixes import FIXED

__all__ = ["KG", "OWL", "RDF", "RDFS", "SCHEMA", "SKOS", "Triples", "Value", "local"]

KG = FIXED["kg"]
"""Namespace of the ontology, as text: the view works on text."""
RDF = FIXED["rdf"]
"""Namespace of RDF."""
RDFS = FIXED["rdfs"]
"""Namespace of RDF Schema."""
OWL = FIXED["owl"]
"""Namespace of OWL."""
SKOS = FIXED["skos"]
"""Namespace of SKOS."""
SCHEMA = FIXED["schema"]
"""Namespace of schema.org."""

Value = ox.NamedNode | ox.Literal
"""What an object may be."""


def local(iri: str) -> str:
    """Return the part of an IRI after its last "#" or "/"."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


class Triples:
    """The union of all graphs, by subject and predicate; values come sorted."""

    def __init__(self, quads: Iterable[ox.Quad | ox.Triple]) -> None:
        """Read the quads once; blank nodes and quoted triples are left out (none are written)."""
        found: dict[str, dict[str, set[Value]]] = defaultdict(lambda: defaultdict(set))
        for quad in quads:
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, Value):
                found[subject.value][quad.predicate.value].add(value)
        self._found = found

    def __contains__(self, subject: str) -> bool:
        return subject in self._found

    def subjects(self) -> list[str]:
        """Return every subject, sorted."""
        return sorted(self._found)

    def predicates(self, subject: str) -> list[str]:
        """Return the subject's predicates, sorted."""
        return sorted(self._found[subject]) if subject in self._found else []

    def values(self, subject: str, predicate: str) -> list[Value]:
        """Return the objects, sorted by text."""
        if subject not in self._found:
            return []
        return sorted(self._found[subject].get(predicate, ()), key=str)

    def iris(self, subject: str, predicate: str) -> list[str]:
        """Return the objects that are IRIs, sorted."""
        found = self.values(subject, predicate)
        return [value.value for value in found if isinstance(value, ox.NamedNode)]

    def iri(self, subject: str, predicate: str) -> str:
        """Return the first object that is an IRI, or ""."""
        return next(iter(self.iris(subject, predicate)), "")

    def texts(self, subject: str, predicate: str, *, language: str = "") -> list[str]:
        """Return the literals' text, all of them or those of one language, sorted."""
        found = self.values(subject, predicate)
        literals = [value for value in found if isinstance(value, ox.Literal)]
        wanted = [v for v in literals if not language or (v.language or "").startswith(language)]
        return [value.value for value in wanted]

    def text(self, subject: str, predicate: str, *, language: str = "") -> str:
        """Return the first literal's text, or ""."""
        return next(iter(self.texts(subject, predicate, language=language)), "")

    def number(self, subject: str, predicate: str) -> int:
        """Return the first literal as a whole number, or -1."""
        text = self.text(subject, predicate)
        return int(text) if text.isdigit() else -1
