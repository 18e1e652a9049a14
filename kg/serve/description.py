"""The service description (SPARQL 1.1): what this endpoint can do, as RDF."""

from __future__ import annotations

import pyoxigraph as ox

from kg.prefixes import FIXED

__all__ = ["service_description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "TriG",
    "N-Triples",
    "N-Quads",
    "JSON-LD",
    "RDF_XML",
)


def service_description(endpoint: str, *, writable: bool, form: str) -> bytes:
    """Return the description of the service at `endpoint`; `form` names a pyoxigraph format."""
    service, default = ox.NamedNode(endpoint), ox.NamedNode(f"{endpoint}#dataset")
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if writable else [])]
    pairs = [
        (FIXED["rdf"] + "type", ox.NamedNode(_SD + "Service")),
        (_SD + "endpoint", service),
        (_SD + "defaultDataset", default),
        (_SD + "feature", ox.NamedNode(_SD + "UnionDefaultGraph")),
        *((_SD + "supportedLanguage", ox.NamedNode(_SD + name)) for name in languages),
        *(
            (_SD + "resultFormat", ox.NamedNode(f"http://www.w3.org/ns/formats/{name}"))
            for name in _FORMATS
        ),
    ]
    triples = [ox.Triple(service, ox.NamedNode(name), value) for name, value in pairs]
    a = ox.NamedNode(FIXED["rdf"] + "type")
    triples.append(ox.Triple(default, a, ox.NamedNode(_SD + "Dataset")))
    names = {"sd": _SD}
    text = ox.serialize(triples, format=getattr(ox.RdfFormat, form), prefixes=names)
    return text if text is not None else b""
