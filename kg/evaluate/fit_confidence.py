"""Fit how sure claims are: gold articles in; slope, shift and headline of `ontology/confidence.toml` out.

    python -m kg.evaluate.fit_confidence ../shared/eval/dev --taught ../shared/eval/train --write

Three figures are all that some 170 judged claims carry; a table by rule, learned on the articles the rules were
written on, was worse than nothing. Those articles (`--taught`) still tell the slope: a term of their own takes up
that the rules are better there, and is thrown away. What counts is measured on articles left out one by one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np

from kg.evaluate.claims import Article, evaluate, read_gold
from kg.evaluate.reliability import Reliability, reliability
from kg.extract.confidence import RAW, Fit, log_odds

__all__ = ["Case", "fitted", "left_out", "main"]

PRIOR = np.array([1.0, 0.0, 0.0, 0.0])
"""Slope, shift, headline and taught where nothing is known: leave the figures alone."""
HOLD = np.array([0.01, 0.0, 0.01, 0.01])
"""How firmly each is held there; enough that few claims, all right, do not send it to infinity."""
ROUNDS = 30
"""Newton's steps; some ten are enough."""


@dataclass(frozen=True, slots=True)
class Case:
    """One judged claim: its article, what the rule said of it, where it stood, and whether it was right."""

    article: str
    figure: float
    headline: bool
    right: bool
    taught: bool = False
    """Whether the rules were written with its article in view."""


def fitted(cases: Sequence[Case]) -> Fit:
    """Return the fit of most likelihood, by Newton's method; without cases the one that changes nothing."""
    told = np.array([_row(case) for case in cases]).reshape(len(cases), len(PRIOR))
    right = np.array([case.right for case in cases], dtype=float)
    found = PRIOR
    for _ in range(ROUNDS):
        share = 1 / (1 + np.exp(-(told @ found)))
        slope = told.T @ (right - share) - HOLD * (found - PRIOR)
        curve = (told * (share * (1 - share))[:, None]).T @ told + np.diag(HOLD)
        found = found + np.linalg.lstsq(curve, slope, rcond=None)[0]
    return Fit(*(round(float(part), 3) for part in found[:3]))


def _row(case: Case) -> tuple[float, float, float, float]:
    return log_odds(case.figure), 1.0, float(case.headline), float(case.taught)


def left_out(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Return (confidence, right) of each case not taught, by a fit that saw no other case of its article."""
    judged = []
    for article in dict.fromkeys(case.article for case in cases if not case.taught):
        fit = fitted([c for c in cases if c.taught or c.article != article])
        judged += [
            (fit.of(c.figure, headline=c.headline), c.right)
            for c in cases
            if c.article == article and not c.taught
        ]
    return judged


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--taught", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Gold the rules have seen.")  # fmt: skip
@click.option("--write", is_flag=True, help="Write the fit into the ontology's folder.")
def main(gold: Path, *, taught: Path | None, write: bool) -> None:
    """Fit on the articles of GOLD, and say what it gains on articles left out."""
    from kg.ontology_dir import ontology_dir

    folders = [folder for folder in (gold, taught) if folder is not None]
    articles = {folder: read_gold(folder) for folder in folders}
    cases = [case for f in folders for case in _cases(articles[f], taught=f != gold)]
    fit = fitted(cases)
    raw = reliability((c.figure, c.right) for c in cases if not c.taught)
    lines = [
        f"{sum(not c.taught for c in cases)} claims of {gold.name}, {sum(c.taught for c in cases)} taught;"
        f" gold {_hash(folders)}",
        f"the rules' own figures: {_scores(raw)}",
        f"fitted, each article left out: {_scores(reliability(left_out(cases)))}",
    ]
    text = "\n".join([*(f"# {line}" for line in (*_HEAD, *lines)), *_numbers(fit), ""])
    click.echo(text, nl=False)
    if write:
        (ontology_dir() / "confidence.toml").write_text(text, encoding="utf-8")


_HEAD = (
    "How sure claims are: slope and shift of the log odds of a rule's own figure, and what a headline takes away.",
    "Made by: python -m kg.evaluate.fit_confidence ../shared/eval/dev --taught ../shared/eval/train --write",
)


def _numbers(fit: Fit) -> list[str]:
    return [f"{name} = {getattr(fit, name)}" for name in ("slope", "shift", "headline")]


def _scores(told: Reliability) -> str:
    return f"ECE {told.calibration_error:.3f}, Brier {told.brier:.4f}, log loss {told.log_loss:.4f}"


def _cases(articles: Sequence[Article], *, taught: bool) -> Iterator[Case]:
    """Read articles with the rules' own figures and yield their judged claims."""
    from kg.export.claims import claims_rows
    from kg.extract.reading import trace
    from kg.language import load
    from kg.model import Document, document_id

    nlp = load(threads=1)
    for article in articles:
        document = Document(document_id(article.text), article.text, name=article.name)
        reading = trace(document, nlp(article.text), fit=RAW).reading
        headlines = {c.id for c in reading.claims if document.is_headline(c.evidence.sentence)}
        for name, row, right in evaluate([article], claims_rows(reading)).judged:
            yield Case(name, float(row["confidence"]), row["id"] in headlines, right, taught)


def _hash(folders: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in (p for folder in folders for p in sorted(folder.glob("doc-*.json"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


if __name__ == "__main__":
    main()
