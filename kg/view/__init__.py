"""A graph in; pages to look at it out: the explorer, the quick view, and a notebook's cell."""

from kg.view.explorer import PageOptions, explorer_html, write_explorer
from kg.view.notebook import show
from kg.view.quick import write_quick

__all__ = ["PageOptions", "explorer_html", "show", "write_explorer", "write_quick"]
