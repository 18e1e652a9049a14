"""German business news in, a knowledge graph out in which every edge opens its words."""

from kg.version import __version__

__all__ = ["__version__"]
