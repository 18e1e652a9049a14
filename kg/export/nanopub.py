"""Claims as nanopublications: a store in, TriG with four graphs a claim out (nanopub.net, 2015).

The assertion holds the direct statement only where the claim is asserted and not denied; for
every other claim it holds the claim's description, so that nothing hedged is published as fact.
There is no time of creation, because there is no clock in the bytes of this project.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.export.rdf import Term
from kg.prefixes import FIXED, prefixes

__all__ = ["nanopublications"]

_NP = "http://www.nanopub.org/nschema#"
_RDF, _KG, _PROV = FIXED["rdf"], FIXED["kg"], FIXED["prov"]


def nanopublications(
    store: ox.Store, *, version: str, names: Mapping[str, str] | None = None
) -> bytes:
    """Return each claim of `store` as a nanopublication, sorted; `version` names the software."""
    shown = {**(names or prefixes()), "np": _NP}
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(shown.items()))
    chunks = [head.encode()]
    for claim in _claims(store):
        quads = list(_quads(store, claim, version))
        text = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=shown)
        if text is not None:
            chunks.append(b"\n" + text.split(b"\n", len(shown))[-1])
    return b"".join(chunks)


def _claims(store: ox.Store) -> list[ox.NamedNode]:
    found = store.quads_for_pattern(
        None, ox.NamedNode(_RDF + "type"), ox.NamedNode(_KG + "Claim"), ox.DefaultGraph()
    )
    named = (quad.subject for quad in found)
    return sorted((c for c in named if isinstance(c, ox.NamedNode)), key=str)


def _quads(store: ox.Store, claim: ox.NamedNode, version: str) -> Iterator[ox.Quad]:
    told = {
        (quad.predicate.value, quad.object)
        for quad in store.quads_for_pattern(claim, None, None, ox.DefaultGraph())
    }
    iri = claim.value
    pub, head, assertion, provenance, info = (
        ox.NamedNode(f"{iri}#{name}")
        for name in ("nanopub", "head", "assertion", "provenance", "pubinfo")
    )
    a = ox.NamedNode(_RDF + "type")
    yield ox.Quad(pub, a, ox.NamedNode(_NP + "Nanopublication"), head)
    yield ox.Quad(pub, ox.NamedNode(_NP + "hasAssertion"), assertion, head)
    yield ox.Quad(pub, ox.NamedNode(_NP + "hasProvenance"), provenance, head)
    yield ox.Quad(pub, ox.NamedNode(_NP + "hasPublicationInfo"), info, head)
    yield from _assertion(claim, told, assertion)
    yield from _provenance(claim, told, assertion, provenance)
    agent = ox.NamedNode(iri + "#newskg")
    yield ox.Quad(pub, ox.NamedNode(_PROV + "wasAttributedTo"), agent, info)
    yield ox.Quad(agent, a, ox.NamedNode(_PROV + "SoftwareAgent"), info)
    label = ox.Literal(f"newskg {version}")
    yield ox.Quad(agent, ox.NamedNode(FIXED["rdfs"] + "label"), label, info)


_Told = set[tuple[str, Term]]
_SPO = tuple(_RDF + name for name in ("subject", "predicate", "object"))
_STATED = frozenset(_SPO)
_QUALIFIED = frozenset(_KG + name for name in ("literal", "modality", "polarity"))


def _assertion(claim: ox.NamedNode, told: _Told, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the claim's statement: as description always, and directly where it is a fact."""
    for name, value in _sorted(told):
        if name in _STATED or name in _QUALIFIED:
            yield ox.Quad(claim, ox.NamedNode(name), value, graph)
    facts = {
        (_KG + "modality", ox.NamedNode(_KG + "Asserted")),
        (_KG + "polarity", ox.NamedNode(_KG + "Positive")),
    }
    subject, predicate, target = (dict(told).get(name) for name in _SPO)
    if not (isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode)):
        return
    if facts <= told and target is not None:
        yield ox.Quad(subject, predicate, target, graph)


def _provenance(
    claim: ox.NamedNode, told: _Told, assertion: ox.NamedNode, graph: ox.NamedNode
) -> Iterator[ox.Quad]:
    """Yield where the claim was read, by what, and on whose authority."""
    for predicate, value in _sorted(told):
        if predicate == _KG + "sentence":
            yield ox.Quad(assertion, ox.NamedNode(_PROV + "wasDerivedFrom"), value, graph)
        if predicate == _KG + "attributedTo":
            yield ox.Quad(assertion, ox.NamedNode(_PROV + "wasAttributedTo"), value, graph)
        if predicate not in _STATED:
            yield ox.Quad(claim, ox.NamedNode(predicate), value, graph)


def _sorted(told: _Told) -> list[tuple[str, Term]]:
    return sorted(told, key=_key)


def _key(item: tuple[str, Term]) -> tuple[str, str]:
    return item[0], str(item[1])
