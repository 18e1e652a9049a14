"""Score a pipeline: gold sentences in, precision, recall and F1 by layer and label out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from kg.evaluate.corpora import (
    GoldSentence,
    MarkedText,
    harmonised,
    joined_hyphens,
    read_gold,
    read_marked,
)

__all__ = [
    "Score",
    "score_entities",
    "score_file",
    "score_marked",
    "score_raw_text",
    "score_trees",
    "table",
]

Spot = TypeVar("Spot", bound=Hashable)

OURS = {
    "Company": "ORG",
    "Organization": "ORG",
    "Medium": "ORG",
    "Person": "PER",
    "Place": "LOC",
    "Country": "LOC",
    "Market": "LOC",
}
"""What `doc.ents` are called in a corpus of PER, LOC and ORG."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one layer or label, and what follows from them."""

    name: str
    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in [0, 1]."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, in [0, 1]."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, in [0, 1]."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def score_file(path: Path, nlp: Language, *, scheme: str = "") -> list[Score]:
    """Score every layer that a CoNLL-U, IOB or JSON-lines file annotates.

    `scheme` names the head of the model whose spans an IOB file is compared with.

    Raises:
        DocumentError: when the file is neither.
    """
    if path.suffix == ".jsonl":
        return score_marked(read_marked(path), nlp)
    sentences = read_gold(path)
    scores: list[Score] = []
    if sentences[0].head:
        scores += score_raw_text(sentences, nlp)
        scores += score_trees(sentences, nlp)
    if sentences[0].tags:
        scores += score_entities(sentences, nlp, scheme=scheme)
    return scores


def score_raw_text(sentences: list[GoldSentence], nlp: Language) -> list[Score]:
    """Score token and sentence boundaries on the sentences' texts, joined by one space each."""
    text = " ".join(sentence.text for sentence in sentences)
    gold_words, joined, gold_sentences, position = set(), set(), set(), 0
    for sentence in sentences:
        start = position
        joined |= {(start + a, start + b) for a, b in joined_hyphens(sentence)}
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            gold_words.add((position, position + len(word)))
            position += len(word) + space
        end = start + len(sentence.text)
        gold_sentences.add((start, end))
        position = end + 1
    doc = nlp(text)
    words = {(token.idx, token.idx + len(token)) for token in doc if not token.is_space}
    found = {(sent.start_char, sent.start_char + len(sent.text.rstrip())) for sent in doc.sents}
    return [
        _score("tokens (UD: hyphens cut)", gold_words, words),
        _score("tokens (hyphens joined)", joined, words),
        _score("sentences", gold_sentences, found),
    ]


def score_trees(sentences: list[GoldSentence], nlp: Language) -> list[Score]:
    """Score tags, lemmas and trees on the gold words (subtypes harmonised)."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence, doc in zip(sentences, _on_gold_words(sentences, nlp), strict=True):
        total += len(doc)
        for at, token in enumerate(doc):
            attached = token.head.i == sentence.head[at]
            relation = "root" if token.dep_ == "ROOT" else harmonised(token.dep_)
            named = relation == sentence.deprel[at]
            counts["UPOS"] += token.pos_ == sentence.upos[at]
            counts["XPOS"] += token.tag_ == sentence.xpos[at]
            counts["lemma"] += token.lemma_ == sentence.lemma[at]
            counts["UAS"] += attached
            counts["LAS"] += attached and named
            counts["LAS without subtypes"] += attached and _bare(relation) == _bare(
                sentence.deprel[at]
            )
    layers = ("UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS without subtypes")
    return [Score(layer, counts[layer], total, total) for layer in layers]


def _bare(relation: str) -> str:
    return relation.split(":", maxsplit=1)[0]


def score_entities(
    sentences: list[GoldSentence], nlp: Language, *, scheme: str = ""
) -> list[Score]:
    """Score entities by label, exact spans; with a `scheme`, those that the model's head of this name tags.

    Without one, `doc.ents` are compared after mapping to PER, LOC and ORG, and gold labels beside these are left out.
    """
    gold: set[tuple[int, int, int, str]] = set()
    found: set[tuple[int, int, int, str]] = set()
    for number, (sentence, doc) in enumerate(
        zip(sentences, _on_gold_words(sentences, nlp), strict=True)
    ):
        gold |= {(number, *span) for span in _gold_spans(sentence.tags)}
        found |= {(number, *span) for span in _found_spans(doc, scheme)}
    if not scheme:
        gold = {span for span in gold if span[3] in OURS.values()}
    labels = sorted({span[3] for span in gold})
    found = {span for span in found if span[3] in labels}
    by_label = [
        _score(label, *({s for s in spans if s[3] == label} for spans in (gold, found)))
        for label in labels
    ]
    return [*by_label, _score("all", gold, found)]


def score_marked(texts: list[MarkedText], nlp: Language) -> list[Score]:
    """Score `doc.ents` by label against marked raw texts: same label and same offsets."""
    gold = {(number, *span) for number, text in enumerate(texts) for span in text.entities}
    docs = nlp.pipe((text.text for text in texts), batch_size=64)
    found = {
        (number, ent.start_char, ent.end_char, ent.label_)
        for number, doc in enumerate(docs)
        for ent in doc.ents
    }
    labels = sorted({span[3] for span in gold})
    found = {span for span in found if span[3] in labels}
    by_label = [
        _score(label, *({s for s in spans if s[3] == label} for spans in (gold, found)))
        for label in labels
    ]
    return [*by_label, _score("all", gold, found)]


def _found_spans(doc: Doc, scheme: str) -> Iterator[tuple[int, int, str]]:
    if scheme:
        yield from ((span.start, span.end, span.label_) for span in doc.spans.get(scheme, []))
        return
    yield from ((ent.start, ent.end, OURS[ent.label_]) for ent in doc.ents if ent.label_ in OURS)


def _gold_spans(tags: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag != "I-" + label:
            yield start, at, label
            label = ""
        if tag != "O" and not label:
            start, label = at, tag[2:]


def _on_gold_words(sentences: list[GoldSentence], nlp: Language) -> Iterable[Doc]:
    docs = (
        Doc(
            nlp.vocab,
            words=list(sentence.words),
            spaces=list(sentence.spaces),
            sent_starts=[at == 0 for at in range(len(sentence.words))],
        )
        for sentence in sentences
    )
    return nlp.pipe(docs, batch_size=64)


def _score(name: str, gold: Set[Spot], found: Set[Spot]) -> Score:
    return Score(name, len(gold & found), len(found), len(gold))


def table(scores: Iterable[Score]) -> str:
    """Return scores as an aligned table, percentages with two places."""
    rows = [f"{'':<28}{'P':>8}{'R':>8}{'F1':>8}{'gold':>8}"]
    rows += [
        f"{score.name:<28}{100 * score.precision:>8.2f}{100 * score.recall:>8.2f}{100 * score.f1:>8.2f}{score.gold:>8}"
        for score in scores
    ]
    return "\n".join(rows)
