"""`kg evaluate language`: an annotated file in, a table of scores out."""

from __future__ import annotations

import json
from pathlib import Path

import click

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg evaluate language de_gsd-ud-dev.conllu
  kg evaluate language germeval2014-dev.tsv --scheme germeval
  kg evaluate language sentences.jsonl --format json
"""


@click.command("language", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--scheme",
    default="",
    help="Compare entities with the model's head of this name (germeval, smartdata, ...).",
)
@click.option("--model", help="An installed spaCy package to use instead of the shipped pipeline.")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to print.",
)
def command(*, file: Path, scheme: str, model: str | None, fmt: str) -> None:
    """Score the pipeline on FILE: CoNLL-U (tokens, sentences, tags, lemmas, trees), IOB, or JSON lines of entities.

    In a CoNLL-U file contractions count as one token and subtypes of relations are harmonised.
    """
    from kg.evaluate.language import score_file, table
    from kg.language import load
    from kg.language.assembly import sources_of

    nlp = load(model)
    if model is not None:
        click.echo(sources_of(nlp), err=True)
    scores = score_file(file, nlp, scheme=scheme)
    if fmt == "table":
        click.echo(table(scores))
        return
    rows = [
        {
            "name": one.name,
            "precision": one.precision,
            "recall": one.recall,
            "f1": one.f1,
            "gold": one.gold,
        }
        for one in scores
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
