"""`kg evaluate language`: an annotated file in, a table of scores out."""

from __future__ import annotations

import json
from pathlib import Path

import click

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg evaluate language de_gsd-ud-dev.conllu          # tokens and sentences of the raw text; tags, lemmas, trees
  kg evaluate language germeval2014-dev.tsv          # outer level, doc.spans["germeval"]
  kg evaluate language smartdata/train.jsonl         # doc.spans["smartdata"] on the raw text
  kg evaluate language smartdata/train.jsonl --scheme ents
  kg evaluate language tests/data/business_entities.txt --format json
"""


@click.command("language", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--scheme",
    default="",
    help="Compare entities with doc.spans of this name (germeval, smartdata, ...) or with doc.ents (ents). "
    "Without it the labels of FILE tell.",
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
    """Score the pipeline on FILE as it is published: CoNLL-U, GermEval or other IOB, SmartData or other JSON lines.

    Sentences of a .txt have their entities in brackets: [Dax|Index].

    In CoNLL-U contractions count as one token, subtypes of relations are harmonised, and the raw text is that of the
    sentences, joined by a space. Spans are exact: same boundaries, same label.
    """
    from kg.evaluate.counts import table
    from kg.evaluate.language import score_file
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
