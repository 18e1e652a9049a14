"""`kg annotate`: an article in, the analysis of its text out, to look at or to work on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.model import Document

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg annotate article.txt
  kg annotate article.txt --format conllu --out article.conllu
  kg annotate article.html --format displacy --out article-entities.html
"""


@click.command("annotate", epilog=_EXAMPLES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "conllu", "displacy"]),
    default="table",
    show_default=True,
    help="How to show the analysis.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output without.",
)
@click.option("--model", help="An installed spaCy package to use instead of the shipped pipeline.")
def command(*, file: Path, fmt: str, out: Path | None, model: str | None) -> None:
    """Show tokens, tags, lemmas, trees and entities of the articles in FILE."""
    from kg.annotate import annotate
    from kg.documents import read_documents
    from kg.errors import DocumentError
    from kg.language.formats import FORMATS
    from kg.model import Skipped

    read = list(read_documents([file]))
    documents: list[Document] = [one for one in read if not isinstance(one, Skipped)]
    if not documents:
        reasons = "; ".join(one.reason for one in read if isinstance(one, Skipped))
        raise DocumentError(f"{file} holds no article: {reasons or 'it is empty'}.")
    docs = [doc for _, doc in annotate(documents, _load(model))]
    _write(FORMATS[fmt](docs), out)


def _load(model: str | None) -> Language:
    from kg.language import load
    from kg.language.assembly import sources_of

    nlp = load(model)
    if model is not None:
        click.echo(sources_of(nlp), err=True)
    return nlp


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
        return
    out.write_text(text, encoding="utf-8")
    click.echo(f"wrote {out}", err=True)
