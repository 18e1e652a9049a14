"""Readings and entities in, quads out: one named graph a document, and graphs derived over all."""

from kg.assemble.article import Run
from kg.assemble.document import assemble, ontology_quads
from kg.assemble.own import OwnFamily, OwnRelation, own_quads
from kg.assemble.rename import renamed
from kg.assemble.revision import Revision, revise
from kg.assemble.summary import Touched, summarise, touched
from kg.assemble.tensions import Select
from kg.assemble.terms import Node, Quad, lines

__all__ = [
    "Node",
    "OwnFamily",
    "OwnRelation",
    "Quad",
    "Revision",
    "Run",
    "Select",
    "Touched",
    "assemble",
    "lines",
    "ontology_quads",
    "own_quads",
    "renamed",
    "revise",
    "summarise",
    "touched",
]
