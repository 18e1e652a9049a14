"""Score a pipeline on an annotated file: a path in, precision, recall and F1 by layer and label out."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from kg.evaluate.corpora import read_gold
from kg.evaluate.counts import Score
from kg.evaluate.entities import score_marked, score_tagged
from kg.evaluate.marked import read_bracketed, read_marked
from kg.evaluate.trees import score_raw_text, score_trees

__all__ = ["score_file"]


def score_file(path: Path, nlp: Language, *, scheme: str = "") -> list[Score]:
    """Score every layer that a file annotates: CoNLL-U, IOB, JSON lines, or bracketed sentences (`.txt`).

    `scheme` names the entities that are compared: `ents` (`doc.ents`) or a key of `doc.spans`; without one the labels
    of the file tell it.

    Raises:
        DocumentError: when the file is none of these.
    """
    if path.suffix == ".jsonl":
        return score_marked(read_marked(path), nlp, scheme=scheme)
    if path.suffix == ".txt":
        return score_marked(read_bracketed(path), nlp, scheme=scheme)
    sentences = read_gold(path)
    scores: list[Score] = []
    if sentences[0].head:
        scores += score_raw_text(sentences, nlp)
        scores += score_trees(sentences, nlp)
    if sentences[0].tags:
        scores += score_tagged(sentences, nlp, scheme=scheme)
    return scores
