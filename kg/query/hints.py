"""Names in a query that the graph does not know: SPARQL text in, a remark on each out."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from kg.prefixes import FIXED
from kg.query.ask import Queryable, ask, names_of, select
from kg.sparql import tokens

__all__ = ["unknown_names"]

_TOLD = ("kg", "ent")
"""Prefixes whose names are all in the graph: the ontology's terms, and the entities."""
_MOST = 20
_ANYWHERE = "ASK {{ {{ <{0}> ?p ?o }} UNION {{ ?s <{0}> ?o }} UNION {{ ?s ?p <{0}> }} }}"
_LABELLED = (
    "SELECT DISTINCT ?x {{ ?x <" + FIXED["rdfs"] + "label> ?l FILTER(STRSTARTS(STR(?x), {0!r})) }}"
)


def unknown_names(store: Queryable, sparql: str) -> Iterator[str]:
    """Yield a remark on each name of the ontology or an entity that nothing in `store` bears.

    A query with such a name is right as SPARQL, and has no answer.
    """
    known = names_of(store)
    for prefix, local in list(_used(sparql, known))[:_MOST]:
        if ask(store, _ANYWHERE.format(known[prefix] + local)):
            continue
        rows = select(store, _LABELLED.format(known[prefix])).rows
        others = [str(getattr(row[0], "value", "")).removeprefix(known[prefix]) for row in rows]
        near = [f"{prefix}:{name}" for name in get_close_matches(local, others)]
        hint = f" Did you mean: {', '.join(near)}?" if near else ""
        yield f"Nothing in this graph is called {prefix}:{local}.{hint}"


def _used(sparql: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield prefix and local name, each pair once, of names that mean what `known` says."""
    seen: set[tuple[str, str]] = set()
    own: dict[str, str] = {}
    before = ""
    for token in tokens(sparql):
        prefix, _, local = (token["name"] or "").rstrip(".").partition(":")
        if token["iri"] and before.endswith(":"):
            own[before[:-1]] = token["iri"][1:-1]
        if prefix in _TOLD and own.get(prefix, known[prefix]) == known[prefix] and local:
            if (prefix, local) not in seen and "\\" not in local:
                yield prefix, local
            seen.add((prefix, local))
        if not token["space"]:
            before = token["name"] or ""
