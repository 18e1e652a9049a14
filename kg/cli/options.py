"""Checks that several commands share: what was typed in, a clean value or a clear message out."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.prefixes import BASE_IRI

__all__ = ["base_iri", "files_option", "iso_date", "jobs", "ontology_option", "tell_files"]

files_option = click.option(
    "--files/--no-files",
    "files",
    default=None,
    help="Write graph.trig, graph.nt, claims.jsonl and the pages now, or leave them to kg files."
    "  [default: now; kg add and kg remove leave those of large graphs]",
)
"""The option of the commands that change a graph."""

ontology_option = click.option(
    "--ontology",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with your own relations and frames; may be given again.",
)
"""The option of the commands that read German."""

_IRI = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[A-Za-z0-9._~%-]+)*/")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MAX_JOBS = 64


def base_iri(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """Return a base IRI that can stand in every file format, or the default."""
    if value is None:
        return BASE_IRI
    if _IRI.fullmatch(value) is None:
        message = f"{value!r} is no base IRI; expected http(s)://host/…/ with a '/' at its end"
        raise click.BadParameter(message)
    return value


def iso_date(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return an ISO 8601 date prefix, or an empty string."""
    if value and _DATE.fullmatch(value) is None:
        message = f"{value!r} is no date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        raise click.BadParameter(message)
    return value


def jobs(_context: click.Context, _parameter: click.Parameter, value: int) -> int:
    """Return a number of processes between 1 and 64."""
    if not 1 <= value <= _MAX_JOBS:
        message = f"{value} is no number of processes; expected 1 to {_MAX_JOBS}"
        raise click.BadParameter(message)
    return value


def tell_files(directory: Path) -> None:
    """Say on stderr where the files of a graph were left for later."""
    if not (directory / "graph.trig").exists():
        click.echo("  files        left for later: kg files writes them", err=True)
