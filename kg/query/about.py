"""A shipped question about other things: its SPARQL and names in, SPARQL about those out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import FIXED
from kg.query.ask import Queryable, select
from kg.query.describe import find_entity

__all__ = ["asked_about", "things_named"]

_ABOUT = re.compile(r'rdfs:label "(?P<label>[^"\\]*)"@de')
_LABEL = "SELECT ?l {{ <{}> <" + FIXED["rdfs"] + "label> ?l }}"


def things_named(sparql: str) -> tuple[str, ...]:
    """Return the labels of the things a shipped question names, in their order."""
    return tuple(dict.fromkeys(match["label"] for match in _ABOUT.finditer(sparql)))


def asked_about(store: Queryable, sparql: str, names: Sequence[str]) -> str:
    """Return a shipped question with the things it names replaced by `names`, in their order.

    Each name is one that `find_entity` knows: label, alias, slug or IRI. Raises QueryError where
    the question names fewer things, or the graph holds no such name.
    """
    there = things_named(sparql)
    if len(names) > len(there):
        told = f"names {', '.join(there)}" if there else "names nothing that could be replaced"
        raise QueryError(f"The question {told}; met {len(names)} names to ask about instead.")
    label = {old: _label(store, name) for old, name in zip(there, names, strict=False)}

    def put(match: re.Match[str]) -> str:
        return f"rdfs:label {label.get(match['label'], match[0].partition(' ')[2])}"

    return _ABOUT.sub(put, sparql)


def _label(store: Queryable, name: str) -> str:
    """Return the German label of what is called so, else any, as SPARQL writes it."""
    iri = find_entity(store, name)
    labels = [row[0] for row in select(store, _LABEL.format(iri)).rows]
    told = sorted((t.language != "de", str(t)) for t in labels if isinstance(t, ox.Literal))
    if not told:
        raise QueryError(f"{iri} has no label to be asked about by.")
    return told[0][1]
