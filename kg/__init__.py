"""German business news in, a knowledge graph out in which every edge opens its words.

    import kg
    graph = kg.build(["articles/"])
    graph.query("SELECT ?s ?o { ?s kg:buys ?o }")

Nothing slow is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kg.version import __version__

if TYPE_CHECKING:
    from kg import language
    from kg.api import Graph, build, show, to_networkx
    from kg.api import open_directory as open  # noqa: A004  kg.open reads well
    from kg.pipeline import Options

__all__ = ["Graph", "Options", "__version__", "build", "language", "open", "show", "to_networkx"]


def __dir__() -> list[str]:
    """Return the public names: what a notebook completes."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Import the rest of the face when it is asked for (PEP 562)."""
    if name not in __all__:
        message = f"module 'kg' has no attribute {name!r}; it has {', '.join(__all__)}"
        raise AttributeError(message)
    if name == "Options":
        from kg.pipeline import Options

        return Options
    if name == "language":
        return import_module("kg.language")
    from kg import api

    return getattr(api, "open_directory" if name == "open" else name)
