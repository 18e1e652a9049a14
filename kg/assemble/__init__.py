"""Readings and entities in, quads out: one named graph a document, and graphs derived over all."""

from kg.assemble.article import Run
from kg.assemble.document import assemble, ontology_quads
from kg.assemble.terms import Node, Quad, lines

__all__ = ["Node", "Quad", "Run", "assemble", "lines", "ontology_quads"]
