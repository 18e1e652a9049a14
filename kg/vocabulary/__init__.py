"""The ontology's terms as Python names, and the one place where IRIs are minted.

Local names and texts in, IRIs out. The ontology in Turtle is the source; `KG` repeats its terms as
a closed namespace, and a test holds the two equal.
"""

from __future__ import annotations

from rdflib import Namespace, URIRef

from kg.errors import OntologyError
from kg.ontology_dir import ontology_dir
from kg.slug import slug
from kg.vocabulary.classes import Classes
from kg.vocabulary.iris import BASE, RESOURCE, Resources
from kg.vocabulary.relations import Relations
from kg.vocabulary.roles import Roles
from kg.vocabulary.structure import Structure
from kg.vocabulary.values import Values

__all__ = [
    "BASE",
    "KG",
    "ONTOLOGY",
    "OWN",
    "PROV",
    "RESOURCE",
    "SCHEMA",
    "Resources",
    "ontology_dir",
    "slug",
    "term",
]

ONTOLOGY = URIRef("https://newskg.example/ontology")
"""The ontology itself, and the named graph it is loaded into."""

OWN = URIRef(f"{ONTOLOGY}/own")
"""The named graph of the user's own relations."""

SCHEMA = Namespace("https://schema.org/")
"""Terms of schema.org."""
PROV = Namespace("http://www.w3.org/ns/prov#")
"""Terms of PROV-O."""


class KG(Classes, Relations, Roles, Structure, Values):
    """Every term of the ontology; a name it lacks is an error."""

    _NS = Namespace(f"{ONTOLOGY}#")
    _fail = True


def term(name: str) -> URIRef:
    """Return the IRI of an ontology term given as text.

    Raise OntologyError where there is no such term, with those that look like it.
    """
    try:
        found: URIRef = KG.__getitem__(name)
    except (AttributeError, KeyError) as error:
        raise OntologyError(_unknown(name)) from error
    return found


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # rarely needed

    known = [n for c in KG.mro() for n in vars(c).get("__annotations__", {}) if n[0] != "_"]
    like = ", ".join(get_close_matches(name, known, n=5)) or "none"
    return f"the ontology has no term {name!r}; alike are: {like} (see ontology/kg.ttl)"
