"""Figures and times: model values in, the IRIs of their nodes and their quads out."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF

from kg.assemble.page import Page
from kg.assemble.terms import Quad, date, decimal, german, plain, yes
from kg.model import Amount, Time
from kg.vocabulary import KG, term

__all__ = ["amount_iri", "amount_quads", "time_iri", "time_quads"]

_CODE_LENGTH = 3
_FULL_DATE = 10


def amount_iri(page: Page, amount: Amount) -> URIRef:
    """Return the IRI of an amount, which is that of its place in the text."""
    return page.resources.amount(page.reading.document.id, amount.start, amount.end)


def amount_quads(page: Page, amount: Amount) -> Iterator[Quad]:
    """Yield an amount: money with its ISO 4217 code, anything else with its unit."""
    money = len(amount.unit) == _CODE_LENGTH and amount.unit.isascii() and amount.unit.isupper()
    bounds = ((KG.lower, amount.lower), (KG.upper, amount.upper))
    spread = amount.distribution
    yield from page.quads(
        amount_iri(page, amount),
        (RDF.type, KG.MonetaryAmount if money else KG.Quantity),
        (KG.value, decimal(amount.value)),
        (KG.currency if money else KG.unit, plain(amount.unit)),
        (KG.text, german(amount.text)),
        (KG.approximate, yes() if amount.approximate else None),
        (KG.isChange, yes() if amount.is_change else None),
        (KG.distribution, term(spread.value) if spread else None),
        *((name, decimal(bound)) for name, bound in bounds if bound is not None),
    )


def time_iri(page: Page, time: Time) -> URIRef:
    """Return the IRI of a time expression, which is that of its place in the text."""
    return page.resources.time(page.reading.document.id, time.start, time.end)


def time_quads(page: Page, time: Time) -> Iterator[Quad]:
    """Yield a time expression; dates only where the reading resolved them to the day."""
    dates = {KG.startDate: time.start_date, KG.endDate: time.end_date}
    yield from page.quads(
        time_iri(page, time),
        (RDF.type, KG.TimeInterval),
        (KG.text, german(time.text)),
        (KG.timex, plain(time.value) if time.value else None),
        (KG.granularity, term(time.granularity.value)),
        (KG.anchor, page.article if time.anchored else None),
        *((name, date(day)) for name, day in dates.items() if len(day) == _FULL_DATE),
    )
