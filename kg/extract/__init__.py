"""Read what one document claims: an article and its analysis in; referents, events and claims out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Document, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["extract"]


def extract(document: Document, doc: Doc, *, ontology: tuple[Path, ...] = ()) -> Reading:
    """Return the reading of a document that the German pipeline has analysed (`doc.text == document.text`).

    `ontology` names folders whose relations and frames are added to the shipped ones.
    """
    from kg.extract.reading import read  # the frames are loaded where they are needed

    return read(document, doc, ontology=ontology)
