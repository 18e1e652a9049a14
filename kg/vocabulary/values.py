"""The ontology's controlled values, as Python names (held equal to kg.ttl)."""

# ruff: noqa: N815 - the names are the ontology's own
from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["Values"]


class Values(DefinedNamespace):
    """Local names of the controlled values."""

    Ability: URIRef
    Asserted: URIRef
    Buy: URIRef
    Coreference: URIRef
    Cumulative: URIRef
    Day: URIRef
    Each: URIRef
    Expected: URIRef
    Explicit: URIRef
    Hold: URIRef
    Hypothetical: URIRef
    Inference: URIRef
    Month: URIRef
    Negative: URIRef
    Planned: URIRef
    Positive: URIRef
    Possible: URIRef
    Quarter: URIRef
    Sell: URIRef
    Vague: URIRef
    Year: URIRef
    actionScheme: URIRef
    basisScheme: URIRef
    distributionScheme: URIRef
    granularityScheme: URIRef
    modalityScheme: URIRef
    polarityScheme: URIRef
