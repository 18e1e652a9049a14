"""`kg path`: how two entities are connected, with the words for every step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import graph_option, lang_option, run_on_graph
from kg.printable import printable

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.networks import Hop

__all__ = ["command"]


@click.command("path", epilog="\b\nExamples:\n  kg path DeepSeek Nvidia\n  kg path A B --hedged")
@click.argument("start")
@click.argument("end")
@graph_option
@click.option("--hedged", is_flag=True, help="Also use what is expected, planned, denied, ...")
@lang_option
def command(*, start: str, end: str, directory: Path, hedged: bool, lang: str) -> None:
    """Tell a shortest path between two entities (names, aliases, slugs or IRIs)."""

    def work(store: ox.Store) -> str:
        import pyoxigraph as ox  # the engine, only where a graph is open

        from kg.prefixes import FIXED
        from kg.query.describe import find_entity, label_of
        from kg.query.networks import shortest_path, to_networkx

        def label(name: str) -> str:
            return label_of(store, ox.NamedNode(FIXED["kg"] + name), lang)

        ends = (find_entity(store, start), find_entity(store, end))
        network = to_networkx(store, hedged=hedged, lang=lang)
        return "\n".join(_told(hop, label) for hop in shortest_path(network, *ends)) + "\n"

    click.echo(run_on_graph(directory, work), nl=False)


def _told(hop: Hop, label: Callable[[str], str]) -> str:
    """Tell one step: the relation in its own direction, and the words it was read from."""
    arrow = "→" if hop.forward else "←"
    lines = [f"{arrow} {hop.subject} – {hop.relation} – {hop.object}"]
    for found in hop.evidence:
        names = (found.modality, found.polarity)
        marks = [label(name) for name in names if name not in {"Asserted", "Positive"}]
        mark = f" ({', '.join(marks)})" if marks else ""
        place = f"{found.document.rsplit('/', 1)[-1]}:{found.start}-{found.end}"
        quote = " ".join(found.quote.split())
        lines.append(f"    „{quote}“{mark}  [{place}]")
    return "\n".join(printable(line) for line in lines)
