"""`kg path`: how two entities are connected, with the words for every step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import graph_option, run_on_graph

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.networks import Hop

__all__ = ["command"]


@click.command("path", epilog="\b\nExamples:\n  kg path DeepSeek Nvidia\n  kg path A B --hedged")
@click.argument("start")
@click.argument("end")
@graph_option
@click.option("--hedged", is_flag=True, help="Also use what is expected, planned, denied, ...")
@click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    default="de",
    show_default=True,
    help="Language of the relations.",
)
def command(*, start: str, end: str, directory: Path, hedged: bool, lang: str) -> None:
    """Tell a shortest path between two entities (names, aliases, slugs or IRIs)."""

    def work(store: ox.Store) -> str:
        from kg.query.describe import find_entity
        from kg.query.networks import shortest_path, to_networkx

        ends = (find_entity(store, start), find_entity(store, end))
        network = to_networkx(store, hedged=hedged, lang=lang)
        return "\n".join(_told(hop) for hop in shortest_path(network, *ends)) + "\n"

    click.echo(run_on_graph(directory, work), nl=False)


def _told(hop: Hop) -> str:
    """Tell one step: the relation in its own direction, and the words it was read from."""
    arrow = "→" if hop.forward else "←"
    lines = [f"{arrow} {hop.subject} – {hop.relation} – {hop.object}"]
    for found in hop.evidence:
        marks = [m for m in (found.modality, found.polarity) if m not in {"Asserted", "Positive"}]
        mark = f" ({', '.join(marks)})" if marks else ""
        place = f"{found.document.rsplit('/', 1)[-1]}:{found.start}-{found.end}"
        quote = " ".join(found.quote.split())
        lines.append(f"    „{quote}“{mark}  [{place}]")
    return "\n".join(lines)
