"""Analyse tokenised German with the shipped ONNX model: word forms in, tags, trees, entities out.

The analysis of a sentence depends on nothing but its words: every sentence is padded to a length
of its own, and all activations are quantised row by row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.language.decode import best_tags, best_tree
from kg.language.lemma_script import apply_script
from kg.language.pieces import Pieces
from kg.language.windows import Window, batches, model_inputs, windows_of

__all__ = ["Analyser", "Analysis"]

MODEL = Path(__file__).parent / "model"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says about one sentence; every list has one value a word."""

    upos: list[str]
    xpos: list[str]
    """STTS tags."""
    feats: list[str]
    """UD features such as `Case=Nom|Number=Sing`, or `_`."""
    lemma: list[str]
    head: list[int]
    """0-based index of the head; the root has its own."""
    deprel: list[str]
    ner: dict[str, list[str]] = field(default_factory=dict)
    """Annotation scheme to BIO tags."""
    ner_prob: dict[str, list[float]] = field(default_factory=dict)
    """Annotation scheme to the probability of each chosen tag."""


class Analyser:
    """The shipped model, loaded once and used for any number of sentences."""

    def __init__(self, model: Any, relations: Any, meta: dict[str, Any]) -> None:  # noqa: ANN401
        # Any: onnxruntime ships no types; both are InferenceSession.
        self._model = model
        self._relations = relations
        self.heads: dict[str, list[str]] = meta["heads"]
        self.relations: list[str] = meta["relations"]
        self.pieces = Pieces(meta["pieces"], meta["scores"])
        bounds = np.cumsum([0, *(len(labels) for labels in self.heads.values())]).tolist()
        self._columns = {
            name: slice(a, b) for name, a, b in zip(self.heads, bounds, bounds[1:], strict=False)
        }
        self.schemes = tuple(sorted(name[4:] for name in self.heads if name.startswith("ner:")))
        self._follows = {
            scheme: [
                labels.index("B-" + tag[2:]) if tag.startswith("I-") else -1
                for labels in [self.heads["ner:" + scheme]]
                for tag in labels
            ]
            for scheme in self.schemes
        }
        features = sorted((name for name in self.heads if name.startswith("feats:")), key=str.lower)
        self._features = [(name[6:], self._columns[name], self.heads[name]) for name in features]

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 2) -> Analyser:
        """Load the model of a folder (by default the shipped one) with so many threads.

        Raises:
            FileNotFoundError: when the folder lacks a file of the model.
        """
        import onnxruntime  # takes 0.1 s: only where a model is loaded

        folder = MODEL if path is None else path
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Threads that wait by spinning take the cores from the other processes.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        sessions = [
            onnxruntime.InferenceSession(
                (folder / name).read_bytes(), options, providers=["CPUExecutionProvider"]
            )
            for name in ("model.onnx", "relations.onnx")
        ]
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return cls(sessions[0], sessions[1], meta)

    def analyse(
        self, sentences: Sequence[Sequence[str]], *, schemes: Sequence[str] | None = None
    ) -> list[Analysis]:
        """Analyse sentences of word forms; `schemes` names the entity schemes (all by default)."""
        wanted = self.schemes if schemes is None else tuple(schemes)
        windows = [list(windows_of(sentence, self.pieces)) for sentence in sentences]
        flat = [window for group in windows for window in group]
        found: list[Analysis | None] = [None] * len(flat)
        for chosen in batches(flat):
            for at, analysis in zip(
                chosen, self._batch([flat[at] for at in chosen], wanted), strict=True
            ):
                found[at] = analysis
        done = iter(analysis for analysis in found if analysis is not None)
        return [_join([next(done) for _ in group]) for group in windows]

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """Return the encoder's vectors of the words of each sentence (words x 384)."""
        windows = [list(windows_of(sentence, self.pieces)) for sentence in sentences]
        flat = [window for group in windows for window in group]
        vectors: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(flat)
        for chosen in batches(flat):
            (words,) = self._model.run(["words"], model_inputs([flat[at] for at in chosen]))
            for row, at in enumerate(chosen):
                vectors[at] = words[row, : len(flat[at].words)].copy()
        done = iter(vectors)
        hidden = np.zeros((0, 384), dtype=np.float32)
        return [np.concatenate([hidden, *(next(done) for _ in group)]) for group in windows]

    def starts(self, words: Sequence[str]) -> list[float]:
        """Return the probability that each word of a run of several sentences begins one."""
        found: list[float] = []
        column = self._columns["start"]
        for window in windows_of(words, self.pieces):
            (classes,) = self._model.run(["classes"], model_inputs([window]))
            scores = classes[0, : len(window.words), column]
            found += (1 / (1 + np.exp(scores[:, 0] - scores[:, 1]))).tolist()
        return found

    def _batch(self, windows: Sequence[Window], schemes: Sequence[str]) -> list[Analysis]:
        names = ["classes", "arcs", "dependents", "heads"]
        classes, arcs, dependents, heads = self._model.run(names, model_inputs(windows))
        sizes = [len(window.words) for window in windows]
        trees = [best_tree(arcs[row, :size, : size + 1]) for row, size in enumerate(sizes)]
        left = np.concatenate([dependents[row, :size] for row, size in enumerate(sizes)])
        right = np.concatenate([heads[row, tree] for row, tree in enumerate(trees)])
        (scores,) = self._relations.run(None, {"dependents": left, "heads": right})
        logits = np.concatenate([classes[row, :size] for row, size in enumerate(sizes)])
        bounds = np.cumsum([0, *sizes]).tolist()
        upos, xpos, feats, lemma = self._layers(windows, logits)
        relations = _with_root(scores.argmax(1), trees, self.relations)
        ner = {scheme: self._tags(scheme, logits, bounds) for scheme in schemes}
        return [
            Analysis(
                upos=upos[a:b],
                xpos=xpos[a:b],
                feats=feats[a:b],
                lemma=lemma[a:b],
                head=[at if head == 0 else head - 1 for at, head in enumerate(tree.tolist())],
                deprel=relations[a:b],
                ner={scheme: tags[a:b] for scheme, (tags, _) in ner.items()},
                ner_prob={scheme: given[a:b] for scheme, (_, given) in ner.items()},
            )
            for (a, b), tree in zip(pairwise(bounds), trees, strict=True)
        ]

    def _layers(
        self, windows: Sequence[Window], logits: Floats
    ) -> tuple[list[str], list[str], list[str], list[str]]:
        def best(name: str) -> list[str]:
            labels = self.heads[name]
            return [labels[at] for at in logits[:, self._columns[name]].argmax(1).tolist()]

        forms = [word for window in windows for word in window.words]
        lemmas = [
            apply_script(form, script) for form, script in zip(forms, best("lemma"), strict=True)
        ]
        rows = [
            [
                f"{name}={labels[at]}" if labels[at] != "_" else ""
                for at in logits[:, column].argmax(1).tolist()
            ]
            for name, column, labels in self._features
        ]
        feats = ["|".join(filter(None, row)) or "_" for row in zip(*rows, strict=True)]
        return best("upos"), best("xpos"), feats, lemmas

    def _tags(
        self, scheme: str, logits: Floats, bounds: Sequence[int]
    ) -> tuple[list[str], list[float]]:
        scores = logits[:, self._columns["ner:" + scheme]]
        labels, follows = self.heads["ner:" + scheme], self._follows[scheme]
        tags = scores.argmax(1)
        for a, b in pairwise(bounds):
            if tags[a:b].any():
                tags[a:b] = best_tags(scores[a:b], follows)
        weights = np.exp(scores - scores.max(1, keepdims=True))
        chosen = np.take_along_axis(weights, tags[:, None], 1)[:, 0] / weights.sum(1)
        return [labels[tag] for tag in tags.tolist()], chosen.tolist()


def _with_root(
    best: npt.NDArray[np.int64], trees: Sequence[npt.NDArray[np.int64]], labels: Sequence[str]
) -> list[str]:
    """Name the relations; exactly the root is called `root`."""
    heads = np.concatenate(trees)
    root, other = labels.index("root"), labels.index("dep")
    named = np.where(heads == 0, root, np.where(best == root, other, best))
    return [labels[at] for at in named.tolist()]


def _join(parts: Sequence[Analysis]) -> Analysis:
    """Join the windows of a long sentence: later roots hang on the first as parataxis."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Analysis([], [], [], [], [], [])
    whole = Analysis(
        [],
        [],
        [],
        [],
        [],
        [],
        {name: [] for name in parts[0].ner},
        {name: [] for name in parts[0].ner},
    )
    root = next(at for at, head in enumerate(parts[0].head) if head == at)
    for part in parts:
        offset = len(whole.upos)
        whole.upos.extend(part.upos)
        whole.xpos.extend(part.xpos)
        whole.feats.extend(part.feats)
        whole.lemma.extend(part.lemma)
        later = [head == at and offset > 0 for at, head in enumerate(part.head)]
        whole.head.extend(
            root if is_root else head + offset
            for head, is_root in zip(part.head, later, strict=True)
        )
        whole.deprel.extend(
            "parataxis" if is_root else label
            for label, is_root in zip(part.deprel, later, strict=True)
        )
        for scheme in whole.ner:
            whole.ner[scheme].extend(part.ner[scheme])
            whole.ner_prob[scheme].extend(part.ner_prob[scheme])
    return whole
