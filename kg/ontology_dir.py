"""Where the ontology is: nothing in, its folder out.

It stands on the ground floor, so that the reading and the query rooms find it without an RDF library.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import OntologyError

__all__ = ["ontology_dir"]


def ontology_dir() -> Path:
    """Return the folder of the ontology: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_ontology", package.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise OntologyError(f"no ontology/kg.ttl beside or inside {package}; reinstall newskg")
