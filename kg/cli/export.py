"""`kg export`: the graph in other formats, for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.graph import graph_option
from kg.export import FORMATS
from kg.version import __version__

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg export --format turtle --out graph.ttl
  kg export --format neo4j --out import/        (a folder: nodes.csv, relationships.csv)
  kg export --format csv > claims.csv

\b
turtle, ntriples, rdfxml   all statements, once each
trig, nquads, jsonld       with one named graph a document
rdf12                      Turtle 1.2, claims as reifiers
nanopub                    one nanopublication a claim (TriG)
graphml, gexf, neo4j, csv  one edge a claim, with modality, quote and source
parquet                    all quads as columns (pip install 'newskg[parquet]')"""


@click.command("export", epilog=_EXAMPLES)
@graph_option
@click.option(
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    default="turtle",
    show_default=True,
    help="See below.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File or folder; else stdout.")
def command(*, directory: Path, fmt: str, out: Path | None) -> None:
    """Write the graph in another format."""
    from kg.export import export
    from kg.query import names_of
    from kg.store import open_graph, write_atomically

    store = open_graph(directory)
    files = export(store, fmt, version=__version__, names=names_of(store))
    if out is None and set(files) != {""}:
        raise click.UsageError(f"{fmt} is several files; name a folder with --out.")
    for name, content in files.items():
        if out is None:
            sys.stdout.buffer.write(content)
        else:
            write_atomically(out / name if name else out, [content])
