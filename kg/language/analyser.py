"""Analyse tokenised German with the shipped ONNX model: word forms in, tags, trees, entities out.

The analysis of a sentence depends on nothing but its words: every sentence is padded to a length
of its own, and all activations are quantised row by row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.language.decode import best_tags, best_tree
from kg.language.lemma_script import apply_script
from kg.language.pieces import END, PAD, START, Pieces

__all__ = ["Analyser", "Analysis"]

MODEL = Path(__file__).parent / "model"
BUCKET = 8
"""Sentences are padded to a multiple of this many pieces."""
BATCH_PIECES = 1536
MOST_PIECES = 320
MOST_WORDS = 150
"""Longer sentences are analysed in windows, so that time stays linear."""

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


@dataclass(frozen=True, slots=True)
class _Window:
    """A sentence, or a stretch of a long one, as piece ids."""

    words: Sequence[str]
    ids: list[int]
    first: list[int]
    last: list[int]

    @property
    def padded(self) -> int:
        """Length in pieces that only depends on the sentence itself."""
        return -(-len(self.ids) // BUCKET) * BUCKET


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
        windows = [list(self._windows(sentence)) for sentence in sentences]
        flat = [window for group in windows for window in group]
        found: list[Analysis | None] = [None] * len(flat)
        for chosen in _batches(flat):
            for at, analysis in zip(
                chosen, self._batch([flat[at] for at in chosen], wanted), strict=True
            ):
                found[at] = analysis
        done = iter(analysis for analysis in found if analysis is not None)
        return [_join([next(done) for _ in group]) for group in windows]

    def encode(self, sentences: Sequence[Sequence[str]]) -> list[Floats]:
        """Return the encoder's vectors of the words of each sentence (words x 384)."""
        windows = [list(self._windows(sentence)) for sentence in sentences]
        flat = [window for group in windows for window in group]
        vectors: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(flat)
        for chosen in _batches(flat):
            (words,) = self._model.run(["words"], _inputs([flat[at] for at in chosen]))
            for row, at in enumerate(chosen):
                vectors[at] = words[row, : len(flat[at].words)].copy()
        done = iter(vectors)
        hidden = np.zeros((0, 384), dtype=np.float32)
        return [np.concatenate([hidden, *(next(done) for _ in group)]) for group in windows]

    def starts(self, words: Sequence[str]) -> list[float]:
        """Return the probability that each word of a run of several sentences begins one."""
        found: list[float] = []
        column = self._columns["start"]
        for window in self._windows(words):
            (classes,) = self._model.run(["classes"], _inputs([window]))
            scores = classes[0, : len(window.words), column]
            found += (1 / (1 + np.exp(scores[:, 0] - scores[:, 1]))).tolist()
        return found

    def _windows(self, sentence: Sequence[str]) -> Iterator[_Window]:
        words: list[str] = []
        ids, first, last = _opened()
        for word in sentence:
            cut = self.pieces.word(word)
            if len(words) == MOST_WORDS or len(ids) + len(cut) >= MOST_PIECES:
                yield _Window(words, [*ids, END], first, last)
                words, (ids, first, last) = [], _opened()
            words.append(word)
            first.append(len(ids))
            ids += cut
            last.append(len(ids) - 1)
        if words:
            yield _Window(words, [*ids, END], first, last)

    def _batch(self, windows: Sequence[_Window], schemes: Sequence[str]) -> list[Analysis]:
        names = ["classes", "arcs", "dependents", "heads"]
        classes, arcs, dependents, heads = self._model.run(names, _inputs(windows))
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
        self, windows: Sequence[_Window], logits: Floats
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


def _opened() -> tuple[list[int], list[int], list[int]]:
    return [START], [], []


def _batches(windows: Sequence[_Window]) -> Iterator[list[int]]:
    """Group windows of the same padded length."""
    by_length: dict[int, list[int]] = {}
    for at, window in enumerate(windows):
        by_length.setdefault(window.padded, []).append(at)
    for length, members in sorted(by_length.items()):
        count = max(1, BATCH_PIECES // length)
        for start in range(0, len(members), count):
            yield members[start : start + count]


def _inputs(windows: Sequence[_Window]) -> dict[str, npt.NDArray[np.generic]]:
    count, length = len(windows), windows[0].padded
    width = max(len(window.words) for window in windows)
    pieces = np.full((count, length), PAD, dtype=np.int64)
    places = np.zeros((2, count, width), dtype=np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.ids)] = window.ids
        places[0, row, : len(window.first)] = window.first
        places[1, row, : len(window.last)] = window.last
    lengths = np.array([len(window.ids) for window in windows], dtype=np.int32)
    return {"pieces": pieces, "lengths": lengths, "first": places[0], "last": places[1]}


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
