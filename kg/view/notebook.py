"""A graph in; the explorer inside a notebook's cell out."""

from __future__ import annotations

import html
from collections.abc import Iterable

import pyoxigraph as ox

from kg.view.explorer import PageOptions, explorer_html

__all__ = ["Display", "show"]


# Scripts and downloads, and links to the articles; nothing of the notebook itself.
_ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


class Display:
    """What Jupyter shows for a graph: the whole page in a frame of its own."""

    def __init__(self, page: str, height: int) -> None:
        """Keep a page and the height, in pixels, at which it is shown."""
        self.page = page
        self.height = height

    def _repr_html_(self) -> str:
        # The page is a document of its own; `srcdoc` keeps it apart from the notebook's styles.
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" width="100%" height="{self.height}" '
            f'sandbox="{_ALLOWED}" style="border:0" title="newskg"></iframe>'
        )


def show(
    graph: ox.Store | Iterable[ox.Quad], *, height: int = 640, options: PageOptions | None = None
) -> Display:
    """Show a graph in a notebook.

    The query engine (2 MB) is left out unless `options` ask for it, so that notebooks stay small.
    """
    told = options or PageOptions(sparql=False)
    return Display(explorer_html(graph, options=told), height)
