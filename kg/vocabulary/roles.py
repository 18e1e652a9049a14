"""The ontology's roles of participants, as Python names (held equal to kg.ttl)."""

from rdflib import URIRef
from rdflib.namespace import DefinedNamespace

__all__ = ["Roles"]


class Roles(DefinedNamespace):
    """Local names of the roles of participants."""

    _extras = ["from"]  # noqa: RUF012 - rdflib reads it so; not a Python name

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
    content: URIRef
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
    enabled: URIRef
    enabler: URIRef
    exchange: URIRef
    expected: URIRef
    field: URIRef
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
    number: URIRef
    organization: URIRef
    other: URIRef
    owned: URIRef
    owner: URIRef
    parent: URIRef
    party: URIRef
    payee: URIRef
    payer: URIRef
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
    rate: URIRef
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
    to: URIRef
    topic: URIRef
    underlying: URIRef
    union: URIRef
    user: URIRef
