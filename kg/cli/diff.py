"""`kg diff`: what changed between two builds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.graph import lang_option

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg diff output-old output-new
  kg diff old new --format html --lang en --out changes.html
  kg diff old new --format patch > changes.rdfp

\b
Exit status: 0 nothing differs, 1 something does (as diff), 2 an error."""

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("diff", epilog=_EXAMPLES)
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "patch", "html"]),
    default="text",
    show_default=True,
    help="For people, as added and removed N-Quads, or as a page.",
)
@lang_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File; else stdout.")
def command(*, old: Path, new: Path, fmt: str, lang: str, out: Path | None) -> None:
    """Tell statements, claims and entities that differ between the graphs in OLD and NEW."""
    from kg.diff import compare, page, patch, text
    from kg.store import open_graph, write_atomically

    found = compare(open_graph(old), open_graph(new))
    told = {
        "text": lambda: text(found, lang).encode(),
        "patch": lambda: patch(found),
        "html": lambda: page(found, lang),
    }[fmt]()
    if out is None:
        sys.stdout.buffer.write(told)
    else:
        write_atomically(out, [told])
    sys.exit(1 if found else 0)
