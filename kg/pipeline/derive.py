"""What the documents say together: their parts in, parts of the derived graphs out.

The ontology is one of them, so that labels are found beside the data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from kg.assemble import lines, ontology_quads
from kg.store import find_part, write_part
from kg.vocabulary import ONTOLOGY

__all__ = ["derive"]


def derive(
    parts: Path, documents: Mapping[str, str], *, progress: bool
) -> tuple[dict[str, str], int]:
    """Return graph IRI -> part file of the derived graphs, and the number of direct edges."""
    return {str(ONTOLOGY): _ontology(parts)}, 0


def _ontology(parts: Path) -> str:
    text = "".join(f"{line}\n" for line in lines(ontology_quads())).encode()
    key = hashlib.sha256(text).hexdigest()[:16]
    found = find_part(parts, "ontology", key) or write_part(parts, "ontology", key, text)
    return found.name
