"""What the reading commands share: the folder of a graph in, an answer under limits out."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.sandbox import Limits, run_limited

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["graph_option", "lang_option", "run_on_graph"]

graph_option = click.option(
    "--graph",
    "-g",
    "directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="Folder that `kg build --out` wrote.",
)
"""The option that names a graph's folder, the same in every command."""

lang_option = click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    default="de",
    show_default=True,
    help="Language of labels and remarks.",
)
"""The option that names the language of what is told, the same in every command."""


def run_on_graph(
    directory: Path, work: Callable[[ox.Store], str], *, limits: Limits | None = None
) -> str:
    """Open the graph in a child process, run `work` there under limits, and return its text.

    Interrupting works at any moment, although the engine ignores signals: only the child computes.
    """

    def child(out: BinaryIO) -> None:
        from kg.store import open_graph  # here, so that RocksDB's threads start in the child

        signal.signal(signal.SIGINT, signal.SIG_DFL)
        out.write(work(open_graph(directory)).encode())

    return run_limited(child, limits=limits or Limits()).decode()
