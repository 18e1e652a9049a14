"""Read texts for an evaluation: named texts in; claims rows, as the scorers take them, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

__all__ = ["read_rows"]


def read_rows(texts: Iterable[tuple[str, str]], *, threads: int) -> Iterator[Mapping[str, Any]]:
    """Yield the claims rows of (name, text) pairs, read with the shipped pipeline and ontology."""
    from kg.export.claims import claims_rows
    from kg.extract import extract
    from kg.language import load
    from kg.model import Document, document_id

    nlp = load(threads=threads)
    for name, text in texts:
        document = Document(document_id(text), text, name=name)
        yield from claims_rows(extract(document, nlp(text)))
