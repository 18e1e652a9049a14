"""The HTTP face: a graph in, SPARQL and Graph Store Protocol, pages and IRIs out."""

from kg.serve.app import Settings
from kg.serve.run import Data, Place, run

__all__ = ["Data", "Place", "Settings", "run"]
