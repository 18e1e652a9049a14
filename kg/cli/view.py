"""`kg view`: write the explorer of a graph and open it in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from kg.cli.graph import graph_option

__all__ = ["command"]


@click.command(
    "view", epilog="\b\nExamples:\n  kg view\n  kg view --graph output --no-open --title 'Chips'"
)
@graph_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write.  [default: explorer.html in the graph's folder]",
)
@click.option("--title", default="", help="Title of the page.")
@click.option(
    "--sparql/--no-sparql", default=True, help="Put the query engine (2 MB) into the page."
)
@click.option("--open/--no-open", "opened", default=True, help="Open the page in a browser.")
def command(*, directory: Path, out: Path | None, title: str, sparql: bool, opened: bool) -> None:
    """Write the graph as one page that works offline, and open it."""
    from kg.store import open_graph  # slow: the store and the layout
    from kg.view import PageOptions, write_explorer

    path = out or directory / "explorer.html"
    write_explorer(open_graph(directory), path, options=PageOptions(title=title, sparql=sparql))
    click.echo(path)
    if opened:
        webbrowser.open(path.resolve().as_uri())
