"""The ontology in; what each class and relation is called and how it is drawn out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.view.scene import Relation, Term
from kg.view.triples import KG, RDFS, Triples, local

__all__ = ["FAMILIES", "Ontology"]

FAMILIES: dict[str, tuple[str, ...]] = {
    "person": ("Person",),
    "place": ("Place",),
    "product": ("Product",),
    "finance": ("MarketObject", "Market", "Index", "FinancialInstrument", "Currency"),
    "event": ("Event", "Agreement", "Situation"),
    "article": ("Article", "Medium"),
    "group": ("Group",),
    "organization": ("Organization", "Agent", "Actor"),
}
"""Drawn family -> classes at its root; what descends from none of them is drawn as a "topic"."""


class Ontology:
    """Names and ancestry of the ontology's terms."""

    def __init__(self, triples: Triples) -> None:
        """Read the terms from the triples that hold the ontology (and perhaps much more)."""
        self._triples = triples
        self._above: dict[str, frozenset[str]] = {}

    def above(self, term: str, link: str = "subClassOf") -> frozenset[str]:
        """Return the local names of a term's ancestors in the project's namespace, with its own."""
        known = self._above.get(term + link)
        if known is None:
            seen = {term}
            waiting = [term]
            while waiting:
                parents = self._triples.iris(KG + waiting.pop(), RDFS + link)
                new = [local(p) for p in parents if p.startswith(KG) and local(p) not in seen]
                seen.update(new)
                waiting += new
            known = self._above[term + link] = frozenset(seen)
        return known

    def family(self, kind: str) -> str:
        """Return the drawn family of a class."""
        above = self.above(kind)
        return next((name for name, roots in FAMILIES.items() if above & set(roots)), "topic")

    def depth(self, kind: str) -> int:
        """Return how many ancestors a class has: the most specific one has most."""
        return len(self.above(kind))

    def is_relation(self, predicate: str) -> bool:
        """Tell whether a predicate is a relation between things (below kg:relatedTo)."""
        return predicate.startswith(KG) and "relatedTo" in self.above(
            local(predicate), "subPropertyOf"
        )

    def label(self, name: str, language: str) -> str:
        """Return a term's name in a language, or its local name."""
        found = self._triples.text(KG + name, RDFS + "label", language=language)
        return found or self._triples.text(KG + name, RDFS + "label") or name

    def term(self, kind: str) -> Term:
        """Return a class with its names and its family."""
        return Term(kind, self.label(kind, "de"), self.label(kind, "en"), self.family(kind))

    def named(self, name: str) -> Term:
        """Return a property of plain values, or a family of relations, with its names."""
        return Term(name, self.label(name, "de"), self.label(name, "en"))

    def relation(self, name: str) -> Relation:
        """Return a relation with its names in both directions."""
        inverse = [
            self._triples.text(KG + name, KG + "inverseLabel", language=language)
            for language in ("de", "en")
        ]
        plain = name.removeprefix("open:")
        de, en = (
            (plain, plain) if plain != name else (self.label(name, "de"), self.label(name, "en"))
        )
        return Relation(name, de, en, inverse[0], inverse[1], self._family_of(name))

    def families(self, relations: Iterable[str]) -> tuple[Term, ...]:
        """Return the families that relations belong to, with their names."""
        return tuple(map(self.named, sorted({self._family_of(name) for name in relations} - {""})))

    def _family_of(self, relation: str) -> str:
        return local(self._triples.iri(KG + relation, KG + "family"))
