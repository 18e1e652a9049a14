"""What changed between two graphs: stores in; text, an RDF patch, or a page out."""

from kg.diff.compare import Change, ClaimView, Difference, Regrouping, compare
from kg.diff.show import page, patch, text

__all__ = [
    "Change",
    "ClaimView",
    "Difference",
    "Regrouping",
    "compare",
    "page",
    "patch",
    "text",
]
