"""`kg evaluate`: gold in, scores out; one subcommand for each thing that is measured."""

from __future__ import annotations

import importlib

import click

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


class _Lazy(click.Group):
    """A group that imports a subcommand's module when it is asked for, not before."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return sorted(EVALUATIONS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in EVALUATIONS:
            return None
        found: click.Command = importlib.import_module(EVALUATIONS[name][0]).command
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in sorted(EVALUATIONS.items())])


_EXAMPLES = """\b
Examples:
  kg evaluate claims gold/ --errors
  kg evaluate html pages/
  kg evaluate language treebank.conllu
  kg evaluate sentences tests/data/claims"""


@click.command("evaluate", cls=_Lazy, epilog=_EXAMPLES)
def command() -> None:
    """Measure the pipeline against gold annotation."""
