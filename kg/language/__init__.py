"""The German pipeline: a text in, a spaCy `Doc` with sentences, tags, lemmas, trees and entities out.

It needs no network, no PyTorch and no spaCy model; the trained weights lie in the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(name: str | None = None, *, threads: int = 2) -> Language:
    """Return the shipped pipeline, or one that stands on the installed spaCy package `name`.

    Raises:
        LanguageError: when `name` is not installed or lacks a needed layer.
    """
    from kg.language.assembly import (
        plugged,
        shipped,
    )  # spaCy costs a second: only who reads text pays

    return shipped(threads=threads) if name is None else plugged(name, threads=threads)
