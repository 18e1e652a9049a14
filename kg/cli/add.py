"""`kg add`: further articles into a graph that is there; the bytes are those of a full build."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.build import command as build_command
from kg.cli.build import run

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg add today.txt --graph output
  kg add feed.jsonl --graph output --jobs 2

\b
Give the same options as to `kg build`. An article that is there is not read
again; a changed one is another article: take the old one out with kg remove.
The files of a large graph are left to `kg files`; all commands see the article."""


def _add(paths: tuple[Path, ...], out: Path, **given: object) -> None:
    """Add articles to a graph, keeping what it holds."""
    run(paths, out, keep=True, **given)  # type: ignore[arg-type]  # checked by click


_OUT = click.Option(
    ["--graph", "-g", "--out", "out"],
    type=click.Path(path_type=Path, file_okay=False),
    default="output",
    show_default=True,
    help="Folder of the graph; made where it is missing.",
)

command = click.Command(
    "add",
    callback=_add,
    params=[_OUT if option.name == "out" else option for option in build_command.params],
    help=_add.__doc__,
    epilog=_EXAMPLES,
)
"""`kg build`'s options, and another deed."""
