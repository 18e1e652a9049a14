"""`kg ontology`: list the relations of the ontology, or write the page that documents it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.ontology_page import Ontology

__all__ = ["command"]


@click.command(
    "ontology",
    epilog="\b\nExamples:\n  kg ontology --lang en\n  kg ontology --html ontology.html",
)
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="Write the documentation as one page that needs nothing else.",
)
@click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    default="de",
    show_default=True,
    help="Language of the list.",
)
def command(*, page: Path | None, lang: str) -> None:
    """Tell what the graph can say: the relations, with what they lead from and to."""
    from kg.ontology_page import ontology_html, read_ontology  # imports rdflib
    from kg.store import write_atomically

    ontology = read_ontology()
    if page is None:
        click.echo("\n".join(_table(ontology, lang)))
        return
    write_atomically(page, [ontology_html(ontology).encode()])
    click.echo(f"Wrote {page}", err=True)


def _table(ontology: Ontology, lang: str) -> Iterator[str]:
    """Yield a line for each relation: name, label, and what it leads from and to."""
    told = [
        (
            term.name,
            term.label[lang],
            " ".join(term.facts.get("rdfs:domain", ("any",))),
            "->",
            " ".join(term.facts.get("rdfs:range", ("figure",))),
        )
        for section in ("edges", "stated")
        for term in ontology.of(section)
    ]
    widths = [max(len(row[column]) for row in told) for column in range(5)]
    for row in told:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
