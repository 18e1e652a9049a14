"""`kg build`: files and folders in, a folder with the graph in all its forms out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import base_iri, files_option, iso_date, jobs, ontology_option, tell_files
from kg.cli.server import server_of, server_options

if TYPE_CHECKING:
    from kg.pipeline import Summary

__all__ = ["command", "run"]

_EXAMPLES = """\b
Examples:
  kg build article.txt
  kg build articles/ feed.jsonl --out output --jobs 2
  kg build articles/ --store http://127.0.0.1:7879/query   (pushes there, too)
  kg build page.html --date 2025-04-04 --no-sentence-text

\b
Reads .txt, .md, .html and .jsonl (one article a line: text, and any of id,
url, title, date, author, publisher). Finished articles are kept: a build that
was interrupted, or is run again, reads only what is new; decisions and
registers that changed are applied to what was read.

\b
Exit status: 0 all read; 3 some inputs skipped (each is named); 2 an error."""


@click.command(epilog=_EXAMPLES)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    default="output",
    type=click.Path(path_type=Path, file_okay=False),
    show_default=True,
    help="Folder the graph is written to.",
)
@click.option(
    "--date",
    default="",
    callback=iso_date,
    metavar="YYYY[-MM[-DD]]",
    help="Publication date of articles that name none.",
)
@click.option("--model", default="", help="Installed spaCy package to use instead of ours.")
@click.option("--base-iri", default=None, callback=base_iri, help="Base of the graph's IRIs.")
@click.option("--jobs", default=1, callback=jobs, show_default=True, help="Processes that read.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Decisions about entities and claims to apply (see kg entities --help).",
)
@click.option(
    "--register",
    "registers",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own register of entities, CSV or Turtle; may be given again.",
)
@ontology_option
@click.option(
    "--no-sentence-text", is_flag=True, help="Keep quotes and offsets, but not whole sentences."
)
@files_option
@server_options(required=False)
@click.option("--quiet", is_flag=True, help="No progress, no summary; problems still show.")
def command(paths: tuple[Path, ...], out: Path, **given: object) -> None:
    """Read articles and build their knowledge graph."""
    run(paths, out, keep=False, **given)  # type: ignore[arg-type]  # checked by click


def run(
    paths: tuple[Path, ...],
    out: Path,
    *,
    keep: bool,
    quiet: bool = False,
    no_sentence_text: bool = False,
    url: str | None = None,
    update_url: str = "",
    graph_url: str = "",
    user: str = "",
    **given: object,
) -> None:
    """Build, or with `keep` add to, the graph in `out`; tell what was done, and exit."""
    from kg.pipeline import Options, build, other_options, unmet  # slow: spaCy and its kin
    from kg.store import read_manifest

    options = Options(sentence_text=not no_sentence_text, **given)  # type: ignore[arg-type]  # checked by click
    if keep and (other := other_options(out, options)) is not None:
        told = (
            f"with {other}"
            if other
            else "without decisions, registers, relations of your own or another model"
        )
        click.echo(f"note: the articles in {out} were read {told}", err=True)
    summary = build(paths, out=out, options=options, keep=keep, progress=not quiet)
    _tell_skipped(summary)
    for line in () if keep else unmet(options, summary):
        click.echo(f"note: {given['decisions']}: no article names what it joins: {line}", err=True)
    if not quiet:
        click.echo(f"{'Added to' if keep else 'Built'} {out}", err=True)
        for line in summary.lines():
            click.echo(line, err=True)
        tell_files(out)
    if url is not None:
        server_of(url, update_url, graph_url, user).push(
            out / "parts", read_manifest(out / "parts")
        )
    sys.exit(3 if summary.skipped else 0)


def _tell_skipped(summary: Summary) -> None:
    for skipped in (*summary.skipped, *summary.duplicates):
        where = skipped.source if skipped.line is None else f"{skipped.source}:{skipped.line}"
        click.echo(f"skipped {where}: {skipped.reason}", err=True)
