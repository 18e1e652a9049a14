"""Where IRIs of the data are minted: local names in, IRIs under one base out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from rdflib import URIRef

from kg.errors import OntologyError
from kg.slug import slug

__all__ = ["BASE", "RESOURCE", "Resources"]

BASE = "https://newskg.example/"
"""Default base of all data IRIs: a reserved name, until the user owns one."""

_BASE = re.compile(r"https?://[A-Za-z0-9._~:/-]+/")


@dataclass(frozen=True, slots=True)
class Resources:
    """Mints the IRIs of the data under one base, always ASCII."""

    base: str = BASE
    """An http(s) IRI that ends in a slash."""

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise OntologyError(
                f"base IRI {self.base!r} cannot be used; give an http(s) IRI that ends in '/', "
                f"such as {BASE}"
            )

    def entity(self, identifier: str) -> URIRef:
        """Return the IRI of an entity, given its id as `kg.model.Entity` has it."""
        return URIRef(f"{self.base}entity/{identifier}")

    def event(self, document: str, key: str) -> URIRef:
        """Return the IRI of an event of a document."""
        return URIRef(f"{self.base}event/{document[:8]}-{slug(key)}")

    def claim(self, identifier: str) -> URIRef:
        """Return the IRI of a claim, given its id as `kg.model.Claim` has it."""
        return URIRef(f"{self.base}claim/{identifier}")

    def document(self, identifier: str) -> URIRef:
        """Return the IRI of an article, which is also the name of its graph."""
        return URIRef(f"{self.base}doc/{identifier}")

    def span(self, document: str, start: int, end: int) -> URIRef:
        """Return the IRI of a stretch of an article (RFC 5147; code points, end exclusive)."""
        return URIRef(f"{self.base}doc/{document}#char={start},{end}")

    def referent(self, document: str, key: str) -> URIRef:
        """Return the IRI of what one document says of one participant."""
        return URIRef(f"{self.base}doc/{document}#referent={slug(key)}")

    def is_shared(self, iri: str) -> bool:
        """Say whether an IRI is a named entity's, which any document may speak of."""
        head = f"{self.base}entity/"
        return iri.startswith(head) and not iri.startswith(f"{head}doc-")

    def time(self, document: str, start: int, end: int) -> URIRef:
        """Return the IRI of a time expression at its place in an article."""
        return URIRef(f"{self.base}time/doc-{document[:8]}--{start}-{end}")

    def amount(self, document: str, start: int, end: int) -> URIRef:
        """Return the IRI of an amount at its place in an article."""
        return URIRef(f"{self.base}amount/doc-{document[:8]}--{start}-{end}")

    def run(self, digest: str) -> URIRef:
        """Return the IRI of an extraction run, given the hash of what went into it."""
        return URIRef(f"{self.base}run/{digest}")

    def edge(self, subject: str, predicate: str, object_: str) -> URIRef:
        """Return the IRI of the summary of an edge."""
        return URIRef(f"{self.base}edge/{_digest(subject, predicate, object_)}")

    def link(self, referent: str, target: str) -> URIRef:
        """Return the IRI of a link from a participant to a register's item."""
        return URIRef(f"{self.base}link/{_digest(referent, target)}")

    def merge(self, referent: str, surface: str) -> URIRef:
        """Return the IRI of the record that a name was taken for a participant."""
        return URIRef(f"{self.base}merge/{_digest(referent, surface)}")

    def graph(self, name: str) -> URIRef:
        """Return the name of a derived graph: "edges", "entities" or "tensions"."""
        return URIRef(f"{self.base}graph/{name}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


RESOURCE = Resources()
"""The IRIs under the default base."""
