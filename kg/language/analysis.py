"""Two components: a tokenised `Doc` in; its sentences, tags, lemmas, trees and tagged spans out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.symbols import NAMES  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from kg.language.analyser import Analyser, Analysis
from kg.language.boundaries import missed_starts
from kg.language.datelines import dateline_of, with_dateline
from kg.language.invisible import seen
from kg.language.lemmas import lemma_of
from kg.language.sentences import sentence_starts

__all__ = ["LAYERS", "AnalysisComponent", "bio_spans", "split_sentences"]

LAYERS = [HEAD, DEP, POS, TAG, MORPH, LEMMA]
"""What spaCy sets of a token from our analysis."""
BY_RULE = "sentences_by_rule"
"""Key of `Doc.user_data`: the boundaries are ours, and the model may add to them."""
SPACE_TAG = "_SP"


@Language.component("german_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """Mark where sentences start, unless the `Doc` says so already."""
    if doc.has_annotation("SENT_START") or len(doc) == 0:
        return doc
    tokens = [token for token in doc if not token.is_space]
    spans = [(token.idx, token.idx + len(token)) for token in tokens]
    firsts = {tokens[at].i for at in sentence_starts(doc.text, spans)[1:]}
    starts = np.full(len(doc), -1, dtype="int64")
    starts[[0, *firsts]] = 1
    # as one array: setting a token's is_sent_start searches the whole document each time
    doc.from_array(["SENT_START"], starts.view("uint64"))  # type: ignore[arg-type]  # one layer is one row
    doc.user_data[BY_RULE] = True
    return doc


class AnalysisComponent:
    """Run the shipped model over sentences and write what it says into the `Doc`.

    The model is loaded when first used, once a process: ONNX Runtime's threads do not survive a fork.
    """

    def __init__(self, *, path: Path | None = None, threads: int = 2) -> None:
        self.path = path
        self.threads = threads
        self._loaded: dict[int, Analyser] = {}

    @property
    def analyser(self) -> Analyser:
        """The model, loaded in this very process."""
        process = os.getpid()
        if process not in self._loaded:
            # The parent's model is kept: freeing it in a forked child waits for threads that are not there.
            self._loaded[process] = Analyser.load(self.path, threads=self.threads)
        return self._loaded[process]

    def __getstate__(self) -> dict[str, object]:
        """Leave the loaded model out where processes are spawned rather than forked."""
        return {"path": self.path, "threads": self.threads, "_loaded": {}}

    def __call__(self, doc: Doc) -> Doc:
        """Analyse one document."""
        return self._analyse([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Analyse documents batch by batch; the batch size changes the speed only."""
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            yield from self._analyse(docs)

    def _add_starts(self, doc: Doc) -> None:
        for tokens in _sentences(doc):
            words = [_word(doc, at) for at in tokens]
            for at in missed_starts(words, self.analyser.starts):
                doc[tokens[at]].is_sent_start = True

    def _analyse(self, docs: Sequence[Doc]) -> list[Doc]:
        for doc in docs:
            if doc.user_data.pop(BY_RULE, False):
                self._add_starts(doc)
        sentences = [_sentences(doc) for doc in docs]
        words = [
            [_word(doc, at) for at in tokens]
            for doc, group in zip(docs, sentences, strict=True)
            for tokens in group
        ]
        found = iter(self._analyses(words))
        for doc, group in zip(docs, sentences, strict=True):
            _write(doc, group, [next(found) for _ in group], self.analyser.schemes)
        return list(docs)

    def _analyses(self, sentences: Sequence[list[str]]) -> Iterator[Analysis]:
        """Analyse sentences, their datelines by themselves."""
        cuts = [dateline_of(words)[1] for words in sentences]
        parts = [
            part
            for words, cut in zip(sentences, cuts, strict=True)
            for part in ([words[:cut], words[cut:]] if cut else [words])
        ]
        found = iter(self.analyser.analyse(parts))
        for cut in cuts:
            yield with_dateline(next(found), next(found)) if cut else next(found)


@Language.factory(
    "german_analysis",
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.spans",
    ],
    default_config={"path": None, "threads": 2},
)
def _make(nlp: Language, name: str, path: str | None, threads: int) -> AnalysisComponent:  # noqa: ARG001  spaCy calls it so
    return AnalysisComponent(path=None if path is None else Path(path), threads=threads)


def _word(doc: Doc, at: int) -> str:
    # The model has seen `16 000` with a plain space only, and no soft hyphens.
    text = doc[at].text
    return " ".join(seen(text).split()) or text


def _sentences(doc: Doc) -> list[list[int]]:
    """Return the tokens of every sentence by number, white space left out."""
    groups: list[list[int]] = []
    for token in doc:
        if token.is_sent_start or not groups:
            groups.append([])
        if not token.is_space:
            groups[-1].append(token.i)
    return [group for group in groups if group]


def _write(
    doc: Doc,
    sentences: Sequence[list[int]],
    analyses: Sequence[Analysis],
    schemes: Sequence[str],
) -> None:
    rows = np.zeros((len(doc), len(LAYERS)), dtype=np.uint64)
    spans: dict[str, list[Span]] = {scheme: [] for scheme in schemes}
    scores: dict[str, list[float]] = {scheme: [] for scheme in schemes}
    for tokens, analysis in zip(sentences, analyses, strict=True):
        _write_sentence(doc, rows, tokens, analysis)
        for scheme, tags in analysis.ner.items():
            for start, end, label in bio_spans(tags):
                found = Span(doc, tokens[start], tokens[end - 1] + 1, label=label)
                spans[scheme].append(found)
                sure = analysis.ner_prob[scheme][start:end]
                scores[scheme].append(round(sum(sure) / len(sure), 3))
    _write_spaces(doc, rows)
    doc.from_array(LAYERS, rows)  # type: ignore[arg-type]  # spaCy hashes need 64 bits
    for scheme in sorted(spans):
        doc.spans[scheme] = spans[scheme]
        doc.spans[scheme].attrs["scores"] = scores[scheme]


def _write_sentence(
    doc: Doc,
    rows: np.ndarray[tuple[int, int], np.dtype[np.uint64]],
    tokens: list[int],
    analysis: Analysis,
) -> None:
    strings, morphology = doc.vocab.strings, doc.vocab.morphology
    for at, token in enumerate(tokens):
        form, upos, xpos, feats = (
            seen(doc[token].text) or doc[token].text,
            analysis.upos[at],
            analysis.xpos[at],
            analysis.feats[at],
        )
        label = analysis.deprel[at]
        offset = np.int64(tokens[analysis.head[at]] - token)
        rows[token] = (
            offset.astype(np.uint64),
            strings.add("ROOT" if label == "root" else label),
            NAMES_OF[upos] if upos in NAMES_OF else NAMES_OF["X"],
            strings.add(xpos),
            morphology.add("" if feats == "_" else feats),
            strings.add(lemma_of(form, analysis.lemma[at], upos=upos, xpos=xpos, feats=feats)),
        )


UPOS = frozenset(
    [
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "PUNCT",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
        "SPACE",
    ]
)
NAMES_OF = {name: value for value, name in enumerate(NAMES) if name in UPOS}
"""Word class -> spaCy's number for it."""


def _write_spaces(doc: Doc, rows: np.ndarray[tuple[int, int], np.dtype[np.uint64]]) -> None:
    """Hang white space on a token of its sentence."""
    words = [token.i for token in doc if not token.is_space]
    dep, tag = doc.vocab.strings.add("dep"), doc.vocab.strings.add(SPACE_TAG)
    before = -1
    for token in doc:
        if not token.is_space:
            before = token.i
            continue
        host = before if before >= 0 else (words[0] if words else token.i)
        empty = doc.vocab.morphology.add("")
        rows[token.i] = (
            np.int64(host - token.i).astype(np.uint64),
            dep,
            NAMES_OF["SPACE"],
            tag,
            empty,
            token.orth,
        )


def bio_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Return the spans of BIO tags as (start, end, label)."""
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag != "I-" + label:
            yield start, at, label
            label = ""
        if not label and tag != "O":
            start, label = at, tag[2:]
