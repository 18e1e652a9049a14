"""Repair lemmas: what the model says of a word in, the base form out."""

from __future__ import annotations

__all__ = ["lemma_of"]


def lemma_of(form: str, lemma: str, *, upos: str, xpos: str, feats: str) -> str:
    """Return the base form of a word, given the model's lemma and its other layers."""
    del xpos, feats
    if upos in {"PUNCT", "SYM", "X"} or not lemma:
        return form
    return lemma
