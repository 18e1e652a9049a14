"""A document and its referents in, who each word is ascribed to out."""

from kg.extract.attribution.scopes import Attributions, find_attributions

__all__ = ["Attributions", "find_attributions"]
