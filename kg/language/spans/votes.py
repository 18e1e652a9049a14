"""Weigh what the tag heads of different corpora say: tagged spans in, one label a name out.

The corpora disagree on what is unlabelled, so a span needs the support of the heads of news (GermEval,
SmartData) before the others count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

__all__ = ["ENOUGH", "Vote", "votes"]

MEANING = {
    ("germeval", "PER"): ("Person", 1.0),
    ("germeval", "LOC"): ("Place", 1.0),
    ("germeval", "ORG"): ("Organization", 1.0),
    ("germeval", "OTH"): ("Product", 0.5),
    ("smartdata", "person"): ("Person", 1.0),
    ("smartdata", "location"): ("Place", 1.0),
    ("smartdata", "location-city"): ("Place", 1.0),
    ("smartdata", "organization"): ("Organization", 1.0),
    ("smartdata", "organization-company"): ("Company", 1.0),
    ("uner", "PER"): ("Person", 0.5),
    ("uner", "LOC"): ("Place", 0.5),
    ("uner", "ORG"): ("Organization", 0.5),
    ("wikiner", "PER"): ("Person", 0.5),
    ("wikiner", "LOC"): ("Place", 0.5),
    ("wikiner", "ORG"): ("Organization", 0.5),
    ("wikiner", "MISC"): ("Product", 0.4),
    ("ler", "PER"): ("Person", 0.25),
    ("ler", "UN"): ("Company", 0.5),
    ("ler", "MRK"): ("Product", 0.5),
    ("product", "ORGANIZATION"): ("Company", 0.5),
    ("product", "PRODUCT"): ("Product", 0.8),
}
"""(scheme, label) -> (class, weight): the heads trained on German news count most."""

ENOUGH = 1.2
"""Least support of a name; the sum over all heads is about 4."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A stretch of words that heads take for a name."""

    start: int
    end: int
    label: str
    support: float
    """Sum of weights times probabilities over all heads that mark these very words."""
    product: float
    """The part of it that speaks for a product."""


def votes(doc: Doc) -> Iterator[Vote]:
    """Yield the names that the heads agree on, the best supported first."""
    ballots: dict[tuple[int, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for scheme in sorted({scheme for scheme, _ in MEANING} & set(doc.spans)):
        scores = doc.spans[scheme].attrs.get("scores", [])
        for at, span in enumerate(doc.spans[scheme]):
            meaning = MEANING.get((scheme, span.label_))
            if meaning is not None:
                start, end = _trimmed(span)
                ballots[start, end][meaning[0]] += meaning[1] * (
                    scores[at] if at < len(scores) else 1.0
                )
    found = [_counted(span, ballot) for span, ballot in ballots.items() if span[0] < span[1]]
    yield from sorted(found, key=lambda vote: (-vote.support, vote.start - vote.end, vote.start))


def _trimmed(span: Span) -> tuple[int, int]:
    """Leave quotation marks and other signs at the edges out of a name."""
    start, end = span.start, span.end
    while start < end and not any(character.isalnum() for character in span.doc[start].text):
        start += 1
    while end > start and not any(character.isalnum() for character in span.doc[end - 1].text):
        end -= 1
    return start, end


def _counted(span: tuple[int, int], ballot: dict[str, float]) -> Vote:
    groups = defaultdict(float, ballot)
    # A company is an organisation: both votes count for it, and which it is follows from their shares.
    organisation = groups.pop("Organization", 0.0)
    company = groups.pop("Company", 0.0)
    groups["Company" if 2 * company >= organisation else "Organization"] = company + organisation
    label = max(sorted(groups), key=lambda name: groups[name])
    return Vote(span[0], span[1], label, sum(groups.values()), groups["Product"])
