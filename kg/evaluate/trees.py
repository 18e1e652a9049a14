"""Score syntax: gold sentences and a pipeline in, scores of tokens, sentences, tags, lemmas and trees out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.language import Language

from kg.evaluate.corpora import GoldSentence, harmonised, joined_words, on_gold_words
from kg.evaluate.counts import Score, scored

__all__ = ["score_raw_text", "score_trees"]


def score_raw_text(sentences: Sequence[GoldSentence], nlp: Language) -> list[Score]:
    """Score token and sentence boundaries on the sentences' texts, joined by one space each."""
    text = " ".join(sentence.text for sentence in sentences)
    gold_words, joined, gold_sentences, position = set(), set(), set(), 0
    for sentence in sentences:
        start = position
        joined |= {(start + a, start + b) for a, b in joined_words(sentence)}
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
        scored("tokens (UD: hyphens cut)", gold_words, words),
        scored("tokens (hyphens, 16 000 joined)", joined, words),
        scored("sentences", gold_sentences, found),
        scored("sentence starts", {start for start, _ in gold_sentences}, {a for a, _ in found}),
    ]


def score_trees(sentences: Sequence[GoldSentence], nlp: Language) -> list[Score]:
    """Score tags, lemmas and trees on the gold words (subtypes harmonised); STTS tags only where the file has some."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence, doc in zip(sentences, on_gold_words(sentences, nlp), strict=True):
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
    tagged = any(tag != "_" for sentence in sentences for tag in sentence.xpos)
    layers = ("UPOS", *(["XPOS"] if tagged else []), "lemma", "UAS", "LAS", "LAS without subtypes")
    return [Score(layer, counts[layer], total, total) for layer in layers]


def _bare(relation: str) -> str:
    return relation.split(":", maxsplit=1)[0]
