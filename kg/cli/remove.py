"""`kg remove`: take articles out of a graph, with all that only they said."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graph import graph_option
from kg.cli.options import files_option, tell_files
from kg.errors import StoreError

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg remove b6a1db9bb6e4d9c1
  kg remove https://newskg.example/doc/b6a1db9bb6e4d9c1 --graph output
  kg query 'SELECT ?article ?title { ?article a kg:Article ; rdfs:label ?title }'   (lists them)"""


@click.command("remove", epilog=_EXAMPLES)
@click.argument("documents", nargs=-1, required=True)
@graph_option
@files_option
@click.option("--quiet", is_flag=True, help="No progress, no summary.")
def command(
    *, documents: tuple[str, ...], directory: Path, files: bool | None, quiet: bool
) -> None:
    """Take DOCUMENTS (ids or IRIs) out of the graph; the rest is as if they had never been in."""
    from kg.pipeline import remove  # slow: the rooms

    gone = remove(documents, out=directory, files=files, progress=not quiet)
    if gone == 0:
        raise StoreError(f"{directory} holds none of: {', '.join(documents)}.")
    if not quiet:
        click.echo(f"Removed {gone} of {len(documents)} from {directory}", err=True)
        tell_files(directory)
