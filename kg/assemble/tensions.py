"""Claims that cannot both hold, or point opposite ways: a query function in, quads out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rdflib import URIRef

from kg.assemble.schema import schema
from kg.assemble.terms import Quad
from kg.errors import OntologyError
from kg.vocabulary import KG

__all__ = ["Select", "tension_quads", "values"]

Select = Callable[[str], Iterable[Sequence[str | None]]]
"""Answers a SPARQL SELECT with rows of lexical values, None where unbound."""

_SAME = 0.02
_ROUGHLY = 0.10
"""Two figures agree within 2 percent (rounding), or 10 where one is told as approximate."""

_DENIED = """SELECT ?a ?b {
  %s ?a kg:polarity kg:Negative ; kg:modality kg:Asserted ;
     rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  ?b rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
     kg:polarity kg:Positive ; kg:modality kg:Asserted . }"""

# One pattern to an OPTIONAL: with two, Oxigraph joins all of both sides (5.7 s against 0.1 s at
# 1 M quads).
_FIGURES = """SELECT ?c ?s ?p ?unit ?value ?rough ?lower ?upper ?from ?to ?timex ?date
  ?article ?measure ?place {
  %s ?c kg:amount ?m ; kg:modality kg:Asserted ; kg:polarity kg:Positive ; kg:literal ?l ;
     rdf:subject ?s ; rdf:predicate ?p ; kg:article ?article .
  ?m kg:value ?value . { ?m kg:currency ?unit } UNION { ?m kg:unit ?unit }
  OPTIONAL { ?m kg:approximate ?rough } OPTIONAL { ?m kg:lower ?lower }
  OPTIONAL { ?m kg:upper ?upper } OPTIONAL { ?m kg:isChange ?change }
  OPTIONAL { ?c kg:time/kg:startDate ?from } OPTIONAL { ?c kg:time/kg:endDate ?to }
  OPTIONAL { ?c kg:time/kg:timex ?timex }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?c (kg:event?)/kg:measure ?measure }
  OPTIONAL { ?c (kg:event?)/kg:place ?place }
  FILTER(!BOUND(?change)) }"""

_DIRECTED = """SELECT ?c ?s ?o ?p ?relation ?article ?date ?from {
  %s VALUES ?direction { %s }
  { ?c rdf:predicate ?direction } UNION { ?c kg:relation ?direction }
  ?c rdf:subject ?s ; rdf:predicate ?p ; kg:modality kg:Asserted ; kg:polarity kg:Positive ;
     kg:article ?article .
  OPTIONAL { ?c rdf:object ?o } OPTIONAL { ?c kg:relation ?relation }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?c kg:time/kg:startDate ?from } }"""


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: str
    article: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Directed:
    moment: str
    claim: str
    relations: frozenset[str]
    object: str | None


def tension_quads(select: Select, subjects: Iterable[str] | None, graph: URIRef) -> Iterator[Quad]:
    """Yield `kg:contradicts` and `kg:inTensionWith`, both ways, for claims of the subjects or all.

    Claims contradict each other where one denies what the other asserts, or where they give the
    same figure of the same time differently. They are in tension where relations of opposite
    direction (kg:oppositeOf) are asserted of one subject at different times.
    """
    asked = "" if subjects is None else values(("?s",), [(s,) for s in sorted(subjects)])
    pairs = {(KG.contradicts, *_both(a, b)) for a, b in _denials(select, asked)}
    pairs |= {(KG.contradicts, *_both(a, b)) for a, b in _figures(select, asked)}
    pairs |= {(KG.inTensionWith, *_both(a, b)) for a, b in _directions(select, asked)}
    for predicate, one, other in pairs:
        yield URIRef(one), predicate, URIRef(other), graph
        yield URIRef(other), predicate, URIRef(one), graph


def values(names: tuple[str, ...], keys: Iterable[tuple[str, ...]]) -> str:
    """Return a VALUES clause over IRIs, refusing what could break out of one."""
    rows = []
    for key in keys:
        if any(c in text for text in key for c in '<>"{}|\\^` \n\r\t'):
            raise OntologyError(f"{key!r} holds something that is no IRI")
        rows.append("(" + " ".join(f"<{text}>" for text in key) + ")")
    return f"VALUES ({' '.join(names)}) {{ {' '.join(rows)} }}"


def _both(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _denials(select: Select, asked: str) -> Iterator[tuple[str, str]]:
    for one, other in select(_DENIED % asked):
        yield str(one), str(other)


def _figures(select: Select, asked: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of claims of two articles that give one figure of one time differently.

    Within an article two figures are as a rule two things ("2000 Stellen in Deutschland, insgesamt
    2500"): all four pairs found in 112 articles were.
    """
    told: dict[tuple[str | None, ...], set[_Figure]] = defaultdict(set)
    for row in select(_FIGURES % asked):
        claim, subject, predicate, unit, value, rough, lower, upper, *rest = row
        begin, end, timex, published, article, measure, place = rest
        # A time that was not resolved ("im Quartal") means the same only on one day of publication.
        moment = (begin, end) if begin and end else (timex, published)
        if moment == (None, None):
            continue
        slack = abs(float(str(value))) * (_ROUGHLY if rough else _SAME)
        low, high = float(lower or str(value)) - slack, float(upper or str(value)) + slack
        figure = _Figure(str(claim), str(article), low, high)
        told[subject, predicate, unit, measure, place, *moment].add(figure)
    for figures in told.values():
        for a, b in combinations(figures, 2):
            if a.article != b.article and (a.high < b.low or b.high < a.low):
                yield a.claim, b.claim


def _directions(select: Select, asked: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of claims of one subject that point opposite ways, one after the other in time.

    Each claim is paired with the last opposite one of an earlier time, not with all of them: an
    index that rises and falls every day is one story, not a million pairs.
    """
    opposites = _opposites()
    told: dict[str, list[_Directed]] = defaultdict(list)
    directed = " ".join(f"<{relation}>" for relation in sorted(opposites))
    for row in select(_DIRECTED % (asked, directed)):
        claim, subject, value, predicate, relation, article, published, begin = row
        moment = begin or published or str(article)
        names = frozenset(n for n in (predicate, relation) if n in opposites)
        told[str(subject)].append(_Directed(moment, str(claim), names, value))
    for claims in told.values():
        yield from _turns(sorted(set(claims), key=_when), opposites)


def _when(claim: _Directed) -> tuple[str, str]:
    return claim.moment, claim.claim


def _turns(
    claims: Iterable[_Directed], opposites: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Yield each claim, in the order of time, with the last opposite claim of an earlier time."""
    seen: dict[tuple[str, str | None], list[_Directed]] = defaultdict(list)
    for claim in claims:
        for relation in claim.relations:
            for other in opposites[relation]:
                earlier = next(
                    (e for e in reversed(seen[other, claim.object]) if e.moment != claim.moment),
                    None,
                )
                if earlier is not None:
                    yield earlier.claim, claim.claim
        for relation in claim.relations:
            # A claim without object ("Kurs steigt") is about the subject as a whole.
            before = seen[relation, claim.object]
            if not before or before[-1].moment != claim.moment:
                before.append(claim)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in schema().opposites:
        found[str(one)].add(str(other))
    return {relation: frozenset(others) for relation, others in found.items()}
