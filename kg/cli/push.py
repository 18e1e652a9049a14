"""`kg push`: the graph to any SPARQL 1.1 server."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.graph import graph_option

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg push --store http://127.0.0.1:7879/query
  NEWSKG_STORE_PASSWORD=... kg push --store http://host:8890/sparql-auth \\
      --graph-url http://host:8890/sparql-graph-crud-auth --user dba

\b
Each document is one named graph there. Ask with: kg query QUERY --store URL"""


@click.command("push", epilog=_EXAMPLES)
@graph_option
@click.option("--store", "url", required=True, help="URL of the server's queries.")
@click.option("--update-url", default="", help="URL of updates, where it is another.")
@click.option("--graph-url", default="", help="URL of the Graph Store Protocol.")
@click.option("--user", default="", help="User; the password is in NEWSKG_STORE_PASSWORD.")
def command(*, directory: Path, url: str, update_url: str, graph_url: str, user: str) -> None:
    """Write the graph to a SPARQL server, replacing the graphs of the same names there."""
    from kg.store import RemoteStore, read_manifest

    store = RemoteStore(
        url,
        update_url=update_url,
        graph_url=graph_url,
        user=user,
        password=os.environ.get("NEWSKG_STORE_PASSWORD", ""),
    )
    count = store.push(directory / "parts", read_manifest(directory / "parts"))
    click.echo(f"Pushed {count} graphs to {url}", err=True)
