"""The ontology in Turtle in; a page that documents it, and a table of its relations, out."""

from kg.ontology_page.page import ontology_html
from kg.ontology_page.read import Ontology, Term, read_ontology

__all__ = ["Ontology", "Term", "ontology_html", "read_ontology"]
