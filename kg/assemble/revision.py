"""Derived statements and one document's change in, the derived statements after it out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.assemble.summary import Touched, summarise
from kg.assemble.tensions import Select, values
from kg.assemble.terms import lines
from kg.vocabulary import RESOURCE, Resources

__all__ = ["revise"]

_CLAIMS = "SELECT ?c { %s ?c <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s }"


def revise(
    before: Iterable[str], select: Select, change: Touched, *, resources: Resources = RESOURCE
) -> list[str]:
    """Return the derived N-Quads lines after a change, equal to deriving all of them anew.

    `before` are the lines derived before the change; `select` answers over the documents' graphs
    after it; `change` is `touched` of the document's old and new statements together.
    """
    gone = _Gone(select, change, resources)
    kept = {line for line in before if not gone.has(line)}
    return sorted(kept.union(lines(summarise(select, only=change, resources=resources))))


class _Gone:
    """Which derived lines a change makes void."""

    def __init__(self, select: Select, change: Touched, resources: Resources) -> None:
        asked = values(("?s",), ((s,) for s in sorted(change.subjects)))
        about = {str(row[0]) for row in select(_CLAIMS % asked)} if change.subjects else set()
        self._entities = _bracketed(change.entities)
        self._summaries = _bracketed(str(resources.edge(*edge)) for edge in change.edges)
        self._claims = _bracketed(about | change.claims)
        self._edges = {" ".join(f"<{term}>" for term in edge) for edge in change.edges}
        self._in_entities = f"<{resources.graph('entities')}> ."

    def has(self, line: str) -> bool:
        """Say whether a line is void: it is derived again, or rests on nothing any more."""
        subject, predicate, rest = line.split(" ", 2)
        if subject in self._summaries or subject in self._claims:
            return True
        if line.endswith(self._in_entities):
            return subject in self._entities
        target = rest.partition(" ")[0]
        return target in self._claims or f"{subject} {predicate} {target}" in self._edges


def _bracketed(iris: Iterable[str]) -> frozenset[str]:
    return frozenset(f"<{iri}>" for iri in iris)
