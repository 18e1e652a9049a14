"""`kg validate`: check a graph against the shapes and invariants of the ontology."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli.graph import graph_option
from kg.printable import printable

__all__ = ["command"]


@click.command(
    "validate", epilog="\b\nExamples:\n  kg validate --graph output\n  kg validate -g output --json"
)
@graph_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a finding.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="Most findings."
)
def command(*, directory: Path, as_json: bool, limit: int) -> None:
    """Check that the graph is well formed: every edge has its claim, every claim its words.

    Exits with 1 where something is wrong; each finding names the node, the rule and the words.
    """
    from kg.store import open_graph
    from kg.validate import validate  # imports rdflib and pySHACL

    findings = validate(open_graph(directory))
    for finding in findings[:limit]:
        told = (
            json.dumps(asdict(finding), ensure_ascii=False) if as_json else printable(str(finding))
        )
        click.echo(told)
    if len(findings) > limit:
        click.echo(f"... and {len(findings) - limit} more (--limit)", err=True)
    click.echo(f"{directory}: {len(findings) or 'no'} findings", err=True)
    sys.exit(1 if findings else 0)
