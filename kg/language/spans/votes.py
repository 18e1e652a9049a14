"""Weigh what the tag heads of different corpora say: tagged spans in, one label a name out.

The corpora disagree on what is unlabelled, so a span needs the support of the heads of news (GermEval,
SmartData) before the others count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span

__all__ = ["ENOUGH", "Vote", "votes"]

ORGANISED = "Company or Organization"
"""What ORG means in corpora that do not tell companies from other bodies."""
MEANING = {
    ("germeval", "PER"): ("Person", 1.0),
    ("germeval", "LOC"): ("Place", 1.0),
    ("germeval", "ORG"): (ORGANISED, 1.0),
    ("germeval", "OTH"): ("Product", 0.5),
    ("smartdata", "person"): ("Person", 1.0),
    ("smartdata", "location"): ("Place", 1.0),
    ("smartdata", "location-city"): ("Place", 1.0),
    ("smartdata", "organization"): ("Organization", 1.0),
    ("smartdata", "organization-company"): ("Company", 1.0),
    ("uner", "PER"): ("Person", 0.5),
    ("uner", "LOC"): ("Place", 0.5),
    ("uner", "ORG"): (ORGANISED, 0.5),
    ("wikiner", "PER"): ("Person", 0.5),
    ("wikiner", "LOC"): ("Place", 0.5),
    ("wikiner", "ORG"): (ORGANISED, 0.5),
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
    ballots = {span: _weighed(ballot) for span, ballot in ballots.items() if span[0] < span[1]}
    pooled = _pooled(doc, ballots)
    found = [_counted(span, ballot, pooled[_key(doc, span)]) for span, ballot in ballots.items()]
    yield from sorted(found, key=lambda vote: (-vote.support, vote.start - vote.end, vote.start))


def _key(doc: Doc, span: tuple[int, int]) -> str:
    """Return what the mentions of one name share: its words without a genitive ending."""
    return doc[span[0] : span[1]].text.rstrip("'’").removesuffix("s")


def _pooled(
    doc: Doc, ballots: Mapping[tuple[int, int], Mapping[str, float]]
) -> dict[str, dict[str, float]]:
    """Return the votes on each name over the whole document: a sentence alone often does not tell its class."""
    pooled: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span, ballot in ballots.items():
        for label, weight in ballot.items():
            pooled[_key(doc, span)][label] += weight
    return pooled


def _trimmed(span: Span) -> tuple[int, int]:
    """Leave quotation marks and other signs at the edges out of a name."""
    start, end = span.start, span.end
    while start < end and not any(character.isalnum() for character in span.doc[start].text):
        start += 1
    while end > start and not any(character.isalnum() for character in span.doc[end - 1].text):
        end -= 1
    return start, end


def _weighed(ballot: Mapping[str, float]) -> dict[str, float]:
    """Count all votes on an organisation as one; the heads that tell companies from other bodies say which it is.

    Where none of them speaks it is a company: bodies are told by their nouns as well (`institutions`).
    """
    groups = dict(ballot)
    organisation = groups.pop("Organization", 0.0)
    company = groups.pop("Company", 0.0)
    either = groups.pop(ORGANISED, 0.0)
    if organisation or company or either:
        label = "Organization" if organisation > company else "Company"
        groups[label] = company + organisation + either
    return groups


def _counted(
    span: tuple[int, int], ballot: Mapping[str, float], pooled: Mapping[str, float]
) -> Vote:
    label = max(sorted(pooled), key=lambda name: pooled[name])
    return Vote(span[0], span[1], label, sum(ballot.values()), ballot.get("Product", 0.0))
