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
    Dealings: URIRef
    Each: URIRef
    Expected: URIRef
    Explicit: URIRef
    Hold: URIRef
    Hypothetical: URIRef
    Inference: URIRef
    Influence: URIRef
    Leadership: URIRef
    Location: URIRef
    Month: URIRef
    Negative: URIRef
    Offering: URIRef
    Ownership: URIRef
    Planned: URIRef
    Positive: URIRef
    Possible: URIRef
    Quarter: URIRef
    Regulation: URIRef
    Reporting: URIRef
    Results: URIRef
    Sell: URIRef
    StockMarket: URIRef
    Traits: URIRef
    Vague: URIRef
    Workforce: URIRef
    Year: URIRef
    actionScheme: URIRef
    basisScheme: URIRef
    distributionScheme: URIRef
    familyScheme: URIRef
    granularityScheme: URIRef
    modalityScheme: URIRef
    polarityScheme: URIRef
