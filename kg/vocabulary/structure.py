"""The ontology's structural properties, as Python names (held equal to kg.ttl)."""

# ruff: noqa: N815 - the names are the ontology's own
from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["Structure"]


class Structure(DefinedNamespace):
    """Local names of the structural properties."""

    amount: URIRef
    anchor: URIRef
    approximate: URIRef
    article: URIRef
    articleCount: URIRef
    attributedTo: URIRef
    basis: URIRef
    bestBasis: URIRef
    bestConfidence: URIRef
    claimCount: URIRef
    concerns: URIRef
    confidence: URIRef
    contradicts: URIRef
    cue: URIRef
    currency: URIRef
    discloses: URIRef
    distribution: URIRef
    edge: URIRef
    edgeObject: URIRef
    edgePredicate: URIRef
    edgeSubject: URIRef
    end: URIRef
    endDate: URIRef
    event: URIRef
    family: URIRef
    firstDate: URIRef
    form: URIRef
    fromRole: URIRef
    granularity: URIRef
    inTensionWith: URIRef
    industry: URIRef
    inputHash: URIRef
    inverseLabel: URIRef
    isChange: URIRef
    isin: URIRef
    iso3166: URIRef
    iso4217: URIRef
    kind: URIRef
    lastDate: URIRef
    lei: URIRef
    linkTarget: URIRef
    linkedEntity: URIRef
    literal: URIRef
    lower: URIRef
    modality: URIRef
    modelHash: URIRef
    name: URIRef
    note: URIRef
    onClass: URIRef
    ontologyHash: URIRef
    openRelation: URIRef
    oppositeOf: URIRef
    options: URIRef
    otherEdge: URIRef
    overEdge: URIRef
    polarity: URIRef
    quote: URIRef
    refersTo: URIRef
    register: URIRef
    registerCountry: URIRef
    relation: URIRef
    rule: URIRef
    score: URIRef
    self: URIRef
    sentence: URIRef
    setAside: URIRef
    sourceCount: URIRef
    sourceName: URIRef
    start: URIRef
    startDate: URIRef
    surface: URIRef
    text: URIRef
    textHash: URIRef
    thenEdge: URIRef
    ticker: URIRef
    time: URIRef
    timex: URIRef
    toRole: URIRef
    unit: URIRef
    upper: URIRef
    value: URIRef
    version: URIRef
    via: URIRef
    why: URIRef
