"""How sure a claim is: the rules' own figure in; the share of such claims that were right on gold articles out.

A frame's figure orders claims but says nothing of how often it holds. `ontology/confidence.toml` keeps what
`python -m kg.evaluate.fit_confidence` found: a slope and a shift on the log odds of that figure, and what a headline
takes away. The mapping never turns the order of two claims of the body round.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Claim, Document
from kg.ontology_dir import ontology_dir

__all__ = ["RAW", "Fit", "calibrated", "log_odds", "shipped_fit"]

SUREST = 0.999
"""No reading is certain; the log odds of 1 would have no end."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What turns a rule's figure into a share: `slope` and `shift` of its log odds, and a headline's `headline`."""

    slope: float
    shift: float
    headline: float

    def of(self, figure: float, *, headline: bool) -> float:
        """Return the share of claims with such a figure that hold, in (0, 1)."""
        odds = self.shift + self.slope * log_odds(figure) + self.headline * headline
        return 1 / (1 + math.exp(-odds))


RAW = Fit(slope=1.0, shift=0.0, headline=0.0)
"""Leaves the figures of the rules as they are: what is fitted on."""


def log_odds(figure: float) -> float:
    """Return the logarithm of p / (1 - p), the ends cut off."""
    share = min(max(figure, 1 - SUREST), SUREST)
    return math.log(share / (1 - share))


@cache
def shipped_fit() -> Fit:
    """Return the fit the ontology's folder holds."""
    text = (ontology_dir() / "confidence.toml").read_text(encoding="utf-8")
    return Fit(**tomllib.loads(text))


def calibrated(claims: Iterable[Claim], document: Document, fit: Fit) -> list[Claim]:
    """Return the claims with the confidence of a fit; open claims keep theirs, as no gold tells of them."""
    return [
        claim
        if claim.relation.startswith("open:")
        else replace(claim, confidence=round(_sure(claim, document, fit), 3))
        for claim in claims
    ]


def _sure(claim: Claim, document: Document, fit: Fit) -> float:
    return fit.of(claim.confidence, headline=document.is_headline(claim.evidence.sentence))
