"""The ontology's roles of participants, as Python names (held equal to kg.ttl)."""

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["Roles"]


class Roles(DefinedNamespace):
    """Local names of the roles of participants."""

    acquired: URIRef
    action: URIRef
    affected: URIRef
    agent: URIRef
    analyst: URIRef
    audience: URIRef
    authority: URIRef
    beneficiary: URIRef
    buyer: URIRef
    cause: URIRef
    change: URIRef
    child: URIRef
    client: URIRef
    company: URIRef
    compared: URIRef
    competitor: URIRef
    contractor: URIRef
    counterparty: URIRef
    court: URIRef
    customer: URIRef
    decision: URIRef
    defendant: URIRef
    demander: URIRef
    developer: URIRef
    dimension: URIRef
    direction: URIRef
    discloser: URIRef
    effect: URIRef
    exchange: URIRef
    expected: URIRef
    firm: URIRef
    founder: URIRef
    goods: URIRef
    holder: URIRef
    horizon: URIRef
    imposer: URIRef
    index: URIRef
    instrument: URIRef
    investor: URIRef
    issuer: URIRef
    level: URIRef
    licence: URIRef
    licensee: URIRef
    licensor: URIRef
    measure: URIRef
    organization: URIRef
    owned: URIRef
    owner: URIRef
    parent: URIRef
    party: URIRef
    payee: URIRef
    payer: URIRef
    penalised: URIRef
    period: URIRef
    person: URIRef
    place: URIRef
    plaintiff: URIRef
    position: URIRef
    predecessor: URIRef
    previous: URIRef
    price: URIRef
    producer: URIRef
    quantity: URIRef
    rated: URIRef
    rating: URIRef
    reason: URIRef
    recommender: URIRef
    reference: URIRef
    result: URIRef
    role: URIRef
    seller: URIRef
    share: URIRef
    site: URIRef
    sold: URIRef
    source: URIRef
    speaker: URIRef
    striker: URIRef
    supplier: URIRef
    target: URIRef
    theme: URIRef
    threat: URIRef
    topic: URIRef
    underlying: URIRef
    union: URIRef
    user: URIRef
