"""Namespace prefixes: a base IRI in, the prefixes of every file and query out.

Plain strings only, so that the store and the query room need no RDF library to know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["BASE_IRI", "FIXED", "base_of", "prefixes"]

BASE_IRI = "https://newskg.example/"
"""The default base: a name reserved by RFC 2606, until its user owns one."""

FIXED = {
    "kg": "https://newskg.example/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that do not depend on the base."""

_BASED = {
    "claim": "claim/",
    "doc": "doc/",
    "ent": "entity/",
    "evt": "event/",
    "run": "run/",
    "tim": "time/",
}

_DOCUMENT = re.compile(r"(?P<base>.+/)doc/[0-9a-f]{16}")


def prefixes(base: str = BASE_IRI) -> dict[str, str]:
    """Return prefix -> namespace, sorted by prefix, for data minted under `base`."""
    own = {name: base + path for name, path in _BASED.items()}
    return dict(sorted((FIXED | own).items()))


def base_of(graphs: Iterable[str]) -> str:
    """Return the base IRI of a graph from the names of its document graphs."""
    found = (_DOCUMENT.fullmatch(graph) for graph in graphs)
    return min((match["base"] for match in found if match is not None), default=BASE_IRI)
