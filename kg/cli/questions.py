"""`kg questions`: list the shipped questions in German and English."""

from __future__ import annotations

import click

from kg.query.questions import questions

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg questions
  kg questions --lang en
  kg query cq05-about --about Toyota    (what a question names can be replaced)"""


@click.command("questions", epilog=_EXAMPLES)
@click.option(
    "--lang",
    type=click.Choice(["de", "en", "both"]),
    default="both",
    show_default=True,
    help="Language of the wording.",
)
@click.option("--sparql", is_flag=True, help="Print the queries, too.")
def command(*, lang: str, sparql: bool) -> None:
    """List the questions that `kg query NAME` answers."""
    for question in questions():
        told = {"de": [question.de], "en": [question.en]}.get(lang, [question.de, question.en])
        click.echo(f"{question.id}\n" + "\n".join(f"    {text}" for text in told))
        if sparql:
            click.echo("\n".join(f"        {line}" for line in question.sparql.splitlines()))
