"""Run the language pipeline over a stream: documents in, the same documents with their spaCy `Doc` out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.model import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["annotate"]


def annotate(
    documents: Iterable[Document], nlp: Language, *, batch_size: int = 8, processes: int = 1
) -> Iterator[tuple[Document, Doc]]:
    """Yield every document with its analysis, in the order given and as soon as its batch is done."""
    texts = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(
        texts, as_tuples=True, batch_size=batch_size, n_process=processes
    ):
        yield document, doc
