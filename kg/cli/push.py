"""`kg push`: the graph to any SPARQL 1.1 server."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.graph import graph_option
from kg.cli.server import server_of, server_options

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg push --store http://127.0.0.1:7879/query
  NEWSKG_STORE_PASSWORD=... kg push --store http://host:8890/sparql-auth \\
      --graph-url http://host:8890/sparql-graph-crud-auth --user dba

\b
Each document is one named graph there. Ask with kg query and kg show, --store URL.
kg build and kg add push, too, where --store is given."""


@click.command("push", epilog=_EXAMPLES)
@graph_option
@server_options(required=True)
def command(*, directory: Path, url: str, update_url: str, graph_url: str, user: str) -> None:
    """Make the graph that of a SPARQL server; graphs of other names there are left alone."""
    from kg.store import read_manifest

    store = server_of(url, update_url, graph_url, user)
    count = store.push(directory / "parts", read_manifest(directory / "parts"))
    click.echo(f"Pushed {count} graphs to {url}", err=True)
