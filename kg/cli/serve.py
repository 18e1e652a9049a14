"""`kg serve`: the graph as a SPARQL endpoint, on this machine and read-only unless told."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import graph_option
from kg.errors import StoreError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.serve import Settings

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg serve --graph output
  kg serve --port 8000 --timeout 5
  curl -G http://127.0.0.1:7878/sparql --data-urlencode 'query=ASK { ?s kg:buys ?o }'
  NEWSKG_TOKEN=secret kg serve          (allows writing with that token)

\b
/explorer  the graph to look at      /sparql   SPARQL 1.1 Protocol
/          query page                /update   SPARQL 1.1 Update (token)
/store     Graph Store Protocol
/entity/...  what is said about an IRI of this graph"""


@click.command("serve", epilog=_EXAMPLES)
@graph_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=7878,
    show_default=True,
    help="0: any free one.",
)
@click.option("--timeout", type=float, default=10.0, show_default=True, help="Seconds a query.")
@click.option("--max-rows", type=int, default=100_000, show_default=True, help="Rows a result.")
@click.option("--memory", type=int, default=2_000, show_default=True, help="Megabytes a worker.")
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Worker processes.")
@click.option(
    "--cors",
    default="local",
    show_default=True,
    help="Web pages that may ask: those of this machine (local), of an origin, all (*), none ('').",
)
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="On loopback: another name this service has, such as a proxy's; may be given again.",
)
def command(
    *,
    directory: Path,
    host: str,
    port: int,
    memory: int,
    workers: int | None,
    **given: object,
) -> None:
    """Serve the graph over HTTP; writing needs the token in the variable NEWSKG_TOKEN."""
    from kg.prefixes import base_of
    from kg.serve import Data, Place, run
    from kg.store import read_manifest

    base = base_of(read_manifest(directory / "parts"))
    graph = _Graph(directory, base)
    data = Data(
        graph.store,
        graph.copy,
        graph.keep,
        graph.reload,
        _draw,
        version=graph.version,
        settled=graph.settled,
    )
    count = workers or max(4, 2 * (os.cpu_count() or 2))
    place = Place(host, port, count, memory * 1_000_000)
    run(_settings(base, host, **given), place, data, ready=_tell)  # type: ignore[arg-type]  # checked by click


def _settings(
    base: str, host: str, *, timeout: float, max_rows: int, cors: str, hosts: tuple[str, ...]
) -> Settings:
    from kg.prefixes import prefixes
    from kg.query import questions
    from kg.serve import Settings, is_loopback

    return Settings(
        names=prefixes(base),
        base=base,
        questions=[(q.id, q.de, q.en, q.sparql) for q in questions()],
        token=os.environ.get("NEWSKG_TOKEN", ""),
        seconds=timeout,
        rows=max_rows,
        cors=cors,
        hosts=hosts if is_loopback(host) else None,
    )


def _tell(address: str) -> None:
    click.echo(f"Serving {address} (stop with Ctrl-C)", err=True)


class _Graph:
    """How the service comes to the graph in a folder, and changes it.

    A small graph is read once and shared with the workers; a large one is opened by each.
    """

    def __init__(self, directory: Path, base: str) -> None:
        self._directory = directory
        self._base = base
        self._held: ox.Store | None = None

    def reload(self) -> None:
        from kg.prefixes import base_of
        from kg.store import fits_memory, open_graph, read_manifest

        parts = read_manifest(self._directory / "parts")
        if (now := base_of(parts)) != self._base and any("/doc/" in graph for graph in parts):
            raise StoreError(
                f"its base IRI is {now} now and was {self._base}; start kg serve again."
            )
        self._held = open_graph(self._directory) if fits_memory(self._directory) else None

    def store(self) -> ox.Store:
        from kg.store import open_graph

        return self._held if self._held is not None else open_graph(self._directory)

    def copy(self) -> ox.Store:
        from kg.store import load_parts, open_store, part_paths

        found = open_store(None)
        load_parts(found, part_paths(self._directory / "parts"))
        return found

    def keep(self, graphs: Mapping[str, bytes | None]) -> None:
        _keep(self._directory, graphs)

    def version(self) -> tuple[tuple[int, ...], ...]:
        # a graph in memory is there with its parts, one on disk with the stamp of its store
        files = ("parts/manifest.json", "store.json")[: 2 if self._held is None else 1]
        return tuple(_date(self._directory / name) for name in files)

    def settled(self) -> bool:
        from kg.store import is_settled

        return is_settled(self._directory)


def _draw(store: ox.Store) -> str:
    from kg.view import explorer_html  # in a worker: numpy and networkx cost a second

    return explorer_html(store)


def _date(path: Path) -> tuple[int, ...]:
    """Return what tells one version of a file that is replaced from the next; () for no file."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _keep(directory: Path, graphs: Mapping[str, bytes | None]) -> None:
    """Make the N-Quads the parts of their graphs, drop graphs without any, and commit."""
    from kg.prefixes import FIXED, base_of
    from kg.store import commit_parts, locked, read_manifest, sync_store, write_part

    folder = directory / "parts"
    base = base_of(read_manifest(folder))
    for graph in graphs:
        if graph.startswith((f"{base}doc/", f"{base}graph/")) or graph == FIXED["kg"].rstrip("#"):
            raise StoreError(f"{graph} is made from the articles: use kg add and kg remove.")
    with locked(folder):
        manifest = read_manifest(folder)
        for graph, nquads in graphs.items():
            manifest.pop(graph, None)
            if nquads:
                name = hashlib.sha256(graph.encode()).hexdigest()[:16]
                key = hashlib.sha256(nquads).hexdigest()[:16]
                manifest[graph] = write_part(folder, name, key, nquads).name
        commit_parts(directory, manifest)
    sync_store(directory)
