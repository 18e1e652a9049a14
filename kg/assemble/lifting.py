"""Edges of events in, the edges of those behind the events out: who launched what triggered a rally."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from kg.assemble.claims import Statement, statement
from kg.assemble.page import Page
from kg.assemble.projection import CHAINED, fillers
from kg.assemble.schema import Lift
from kg.model import Basis, Claim

__all__ = ["lifted"]

_ROUNDS = 3
"""How often lifted edges may be lifted again: the maker of a thing, after the thing."""


def lifted(page: Page, told: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the edges that the ontology's lift rules draw from edges, each marked as an inference."""
    edges = [each for each in told if each.is_edge]
    present = {(s.subject, s.predicate, s.object) for s in edges}
    for _ in range(_ROUNDS):
        found = [
            statement(page, claim)
            for rule in page.schema.lifts
            for claim in _draw(page, edges, rule)
        ]
        new = {(s.subject, s.predicate, s.object): s for s in reversed(found)}
        fresh = [s for key, s in sorted(new.items()) if key not in present]
        yield from fresh
        present.update(new)
        edges += fresh


def _draw(page: Page, edges: list[Statement], rule: Lift) -> Iterator[Claim]:
    for first in edges:
        if first.predicate != rule.over or rule.on not in page.kinds(first.claim.subject):
            continue
        last = edges if rule.then else [first]
        for each in last:
            follows = each.predicate == rule.then and each.subject == first.object
            if rule.then is None or follows:
                yield from _lift(page, (first, each), rule)


def _lift(page: Page, path: tuple[Statement, Statement], rule: Lift) -> Iterator[Claim]:
    claims = [each.claim for each in dict.fromkeys(path)]
    last = claims[-1]
    for subject in fillers(page, claims[0].subject, rule.source):
        if last.object is not None and page.iri(subject) != page.iri(last.object):
            sources = chain.from_iterable(c.derived_from or (c.id,) for c in claims)
            yield replace(
                last,
                subject=subject,
                relation=str(rule.edge).rpartition("#")[2],
                basis=Basis.INFERENCE,
                confidence=round(min(c.confidence for c in claims) * CHAINED, 4),
                amount=None,
                time=None,
                roles=(),
                rule=f"projection:{rule.name}",
                derived_from=tuple(dict.fromkeys(sources)),
                note="",
            )
