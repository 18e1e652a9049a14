"""One claim for each statement: the claims of all rules in; without repetitions, in the order of the text, out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim, Document

__all__ = ["LEAST", "merged"]


LEAST = 0.36
"""Claims less sure are left out: on the 87 training articles two of three of them were wrong."""


def merged(claims: Iterable[Claim], document: Document) -> list[Claim]:
    """Return the claims in reading order, each statement of a sentence once, the surest reading kept.

    A literal without a figure ("ein Stellenabbau") is left out where the article gives the figure, and is
    kept once for each subject and relation: headline and body say the same, and the body says it in full.
    """
    sure = [claim for claim in claims if claim.confidence >= LEAST]
    ordered = sorted(sure, key=lambda c: (document.is_headline(c.evidence.sentence), *_order(c)))
    figures = {
        (c.subject, c.relation) for c in ordered if c.amount is not None and c.object is None
    }
    agents = {
        (c.relation, c.object) for c in ordered if c.subject != c.event and c.object is not None
    }
    seen: set[tuple[object, ...]] = set()
    kept = []
    for claim in ordered:
        if (
            claim.object is None
            and claim.amount is None
            and (claim.subject, claim.relation) in figures
            and document.is_headline(claim.evidence.sentence)
        ):
            continue
        if claim.subject == claim.event and (claim.relation, claim.object) in agents:
            continue
        key = _identity(claim)
        if key not in seen and claim.subject != claim.object:
            seen.add(key)
            kept.append(claim)
    return sorted(kept, key=_place)


def _place(claim: Claim) -> tuple[int, int, str, str, str, str]:
    """Return where a claim stands in the order of the text, ties broken by what it says."""
    told = claim.object or "", claim.literal or ""
    return claim.evidence.start, claim.evidence.end, claim.relation, claim.subject, *told


def _order(claim: Claim) -> tuple[float, int, int, str]:
    return (-claim.confidence, claim.evidence.start, claim.evidence.end, claim.rule)


def _identity(claim: Claim) -> tuple[object, ...]:
    if claim.object is not None and claim.subject == claim.event:
        return claim.relation, claim.object, claim.polarity, claim.modality
    if claim.object is not None:
        return (
            claim.subject,
            claim.relation,
            claim.object,
            claim.polarity,
            claim.modality,
            claim.evidence.sentence.index,
        )
    if claim.amount is not None:
        return (
            claim.subject,
            claim.relation,
            abs(claim.amount.value),
            claim.amount.unit,
            claim.polarity,
        )
    return claim.subject, claim.relation, claim.polarity, claim.modality
