"""The HTTP face: a graph in, SPARQL and Graph Store Protocol, pages and IRIs out."""

from kg.serve.app import Settings
from kg.serve.live import Data
from kg.serve.origin import is_loopback
from kg.serve.run import Place, run

__all__ = ["Data", "Place", "Settings", "is_loopback", "run"]
