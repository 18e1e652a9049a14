"""The ontology's relations and relation types, as Python names (held equal to kg.ttl)."""

# ruff: noqa: N815 - the names are the ontology's own
from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["Relations"]


class Relations(DefinedNamespace):
    """Local names of the relations and relation types."""

    acquires: URIRef
    activeIn: URIRef
    affects: URIRef
    analystRating: URIRef
    announces: URIRef
    appoints: URIRef
    approves: URIRef
    beatsExpectations: URIRef
    benefits: URIRef
    benefitsFrom: URIRef
    boardMemberOf: URIRef
    buildsSite: URIRef
    buys: URIRef
    buysBackShares: URIRef
    buysFrom: URIRef
    causes: URIRef
    cheaperThan: URIRef
    comparableTo: URIRef
    comparesTo: URIRef
    competesWith: URIRef
    cooperatesWith: URIRef
    correction: URIRef
    demands: URIRef
    develops: URIRef
    disclosesInterest: URIRef
    discontinues: URIRef
    divests: URIRef
    employs: URIRef
    enables: URIRef
    expands: URIRef
    fined: URIRef
    fines: URIRef
    founded: URIRef
    foundedBy: URIRef
    goesPublic: URIRef
    hasCharacteristic: URIRef
    hasUnderlying: URIRef
    headquarteredIn: URIRef
    holdsRightsTo: URIRef
    imposes: URIRef
    imposesTariff: URIRef
    inCountry: URIRef
    indexMember: URIRef
    indicates: URIRef
    insolvent: URIRef
    investigates: URIRef
    investsIn: URIRef
    isSubsidiaryOf: URIRef
    issues: URIRef
    jointVenture: URIRef
    launches: URIRef
    laysOff: URIRef
    leads: URIRef
    leavesPost: URIRef
    licenses: URIRef
    licensesTo: URIRef
    listedOn: URIRef
    lowersForecast: URIRef
    memberOf: URIRef
    mergesWith: URIRef
    modifies: URIRef
    olderThan: URIRef
    operatesIn: URIRef
    ownsStakeIn: URIRef
    pays: URIRef
    paysDividend: URIRef
    priceFalls: URIRef
    priceRises: URIRef
    produces: URIRef
    publishes: URIRef
    raisesCapital: URIRef
    raisesForecast: URIRef
    rally: URIRef
    rates: URIRef
    recallsOrStops: URIRef
    receivesOrder: URIRef
    receivesOrderFrom: URIRef
    recommends: URIRef
    relatedTo: URIRef
    releasesOpenSource: URIRef
    reportsProfit: URIRef
    reportsRevenue: URIRef
    reportsThat: URIRef
    sanctions: URIRef
    sells: URIRef
    spinsOff: URIRef
    stated: URIRef
    strikes: URIRef
    sues: URIRef
    supplies: URIRef
    targetPrice: URIRef
    threatens: URIRef
    triggersRallyIn: URIRef
    uses: URIRef
    warns: URIRef
    warnsOf: URIRef
    weighsOn: URIRef
