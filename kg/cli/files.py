"""`kg files`: the graph in all its forms, after `kg add` or `kg remove` left them for later."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graph import graph_option

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg files
  kg files --graph output

\b
Writes graph.trig, graph.nt, claims.jsonl, explorer.html and graph.html. What is
in the folder always tells the graph as it is: files of an older graph are taken
away before it changes."""


@click.command("files", epilog=_EXAMPLES)
@graph_option
@click.option("--quiet", is_flag=True, help="No progress.")
def command(*, directory: Path, quiet: bool) -> None:
    """Write the files that tell the whole graph."""
    from kg.pipeline import write_files  # slow: the rooms

    write_files(directory, progress=not quiet)
