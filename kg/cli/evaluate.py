"""`kg evaluate`: gold in, scores out; one subcommand for each thing that is measured."""

from __future__ import annotations

import click

from kg.cli.lazy import LazyGroup

__all__ = ["EVALUATIONS", "command"]

EVALUATIONS = {
    "claims": ("kg.cli.evaluate_claims", "Score what was read against gold claims."),
    "html": ("kg.cli.evaluate_html", "Score the text that is found on HTML pages."),
    "language": ("kg.cli.evaluate_language", "Score tokens, tags, lemmas, trees and entities."),
    "smartdata": (
        "kg.cli.evaluate_smartdata",
        "Score what was read against SmartData's relations.",
    ),
    "offtopic": ("kg.cli.evaluate_offtopic", "List what is read where there is no business news."),
    "sentences": ("kg.cli.evaluate_sentences", "Score what was read against annotated sentences."),
}
"""Subcommand -> (module with a function `command`, its help in one line)."""


_EXAMPLES = """\b
Examples:
  kg evaluate claims gold/ --errors
  kg evaluate html pages/
  kg evaluate language treebank.conllu
  kg evaluate sentences tests/data/claims"""


@click.command("evaluate", cls=LazyGroup, faces=EVALUATIONS, epilog=_EXAMPLES)
def command() -> None:
    """Measure the pipeline against gold annotation."""
