"""Score entities: gold spans and a pipeline in, precision, recall and F1 by label out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.evaluate.corpora import GoldSentence, on_gold_words
from kg.evaluate.counts import Labelled, Score, by_label
from kg.evaluate.marked import MarkedText

__all__ = ["ENTS", "scheme_of", "score_marked", "score_tagged"]

ENTS = "ents"
"""Scheme of `doc.ents`; every other scheme is a key of `doc.spans`."""
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
TELLTALE = {
    "OTH": "germeval",
    "MISC": "wikiner",
    "UN": "ler",
    "PRODUCT": "product",
    "organization-company": "smartdata",
}
"""A label that only one scheme has."""
PART = "-part"
SMARTDATA = {
    "organization-company": "company",
    "organization": "organisation",
    "person": "person",
    "location": "location",
    "location-city": "location",
}
GROUPS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "germeval": {"PER LOC ORG OTH": {label: label for label in ("PER", "LOC", "ORG", "OTH")}},
    "smartdata": {
        "company organisation person location": SMARTDATA
        | {label + PART: kind for label, kind in SMARTDATA.items()}
    },
}
"""Scheme -> the sums that are reported below its labels."""
CLASSES = {
    "Company": "company",
    "Organization": "organisation",
    "Medium": "company",
    "Person": "person",
    "Place": "location",
    "Country": "location",
}
"""What `doc.ents` are called in SmartData's classes; it counts media among the companies."""


def scheme_of(labels: Iterable[str]) -> str:
    """Return the scheme that the labels of a file belong to; `ents` where none is told."""
    found = sorted({TELLTALE[label] for label in labels if label in TELLTALE})
    return found[0] if len(found) == 1 else ENTS


def score_tagged(
    sentences: Sequence[GoldSentence], nlp: Language, *, scheme: str = ""
) -> list[Score]:
    """Score the entities of IOB sentences on the gold words, by label, exact spans.

    They are compared with `doc.spans[scheme]`; with `ents`, with `doc.ents` after mapping to PER, LOC and ORG, and
    gold labels beside these are left out. Without a scheme the labels of the file tell it.
    """
    tagged = [list(_gold_spans(sentence.tags)) for sentence in sentences]
    scheme = scheme or scheme_of(label for spans in tagged for _, _, label in spans)
    gold: set[Labelled] = {(at, *span) for at, spans in enumerate(tagged) for span in spans}
    found: set[Labelled] = {
        (at, *span)
        for at, doc in enumerate(on_gold_words(sentences, nlp))
        for span in _found_spans(doc, scheme)
    }
    if scheme == ENTS:
        gold = {span for span in gold if span[3] in OURS.values()}
    return by_label(gold, found, GROUPS.get(scheme, {}))


def score_marked(texts: Sequence[MarkedText], nlp: Language, *, scheme: str = "") -> list[Score]:
    """Score the entities of marked raw texts by label.

    With `ents`, `doc.ents` must have the same label (of SmartData: the same class) and the same offsets. With another
    scheme gold is widened to whole tokens, as `doc.spans[scheme]` is, and a mention that is only a part of its token is
    called `LABEL-part`.
    """
    told = scheme_of(label for text in texts for *_, label in text.entities)
    scheme = scheme or told
    foreign = scheme == ENTS and told == "smartdata"
    gold: set[Labelled] = set()
    found: set[Labelled] = set()
    news = {at for at, text in enumerate(texts) if text.is_news}
    docs = nlp.pipe((text.text for text in texts), batch_size=64)
    for at, (text, doc) in enumerate(zip(texts, docs, strict=True)):
        if scheme == ENTS:
            ours = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
            gold |= {(at, *span) for span in _named(text.entities, SMARTDATA if foreign else None)}
            found |= {(at, *span) for span in _named(ours, CLASSES if foreign else None)}
        else:
            gold |= {(at, *span) for span in _on_tokens(doc, text.entities)}
            found |= {(at, *span) for span in _found_spans(doc, scheme)}
    groups = GROUPS.get(scheme, {})
    rows = by_label(gold, found, groups)
    if not groups or len(news) == len(texts):
        return rows
    of_news = by_label(
        {span for span in gold if span[0] in news},
        {span for span in found if span[0] in news},
        groups,
    )
    named = {one.name: one for one in of_news}
    return [*rows, *(replace(named[name], name=f"{name}, news") for name in groups)]


def _named(
    spans: Iterable[tuple[int, int, str]], names: Mapping[str, str] | None
) -> Iterator[tuple[int, int, str]]:
    """Call the labels by other names; those without one are left out."""
    for start, end, label in spans:
        if names is None or label in names:
            yield start, end, label if names is None else names[label]


def _on_tokens(
    doc: Doc, entities: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    starts = [token.idx for token in doc]
    for start, end, label in entities:
        first = max(0, bisect_right(starts, start) - 1)
        last = max(first + 1, bisect_left(starts, end))
        whole = doc[first].idx >= start and doc[last - 1].idx + len(doc[last - 1]) <= end
        yield first, last, label if whole or label not in SMARTDATA else label + PART


def _found_spans(doc: Doc, scheme: str) -> Iterator[tuple[int, int, str]]:
    if scheme != ENTS:
        yield from ((span.start, span.end, span.label_) for span in doc.spans.get(scheme, []))
        return
    yield from ((ent.start, ent.end, OURS[ent.label_]) for ent in doc.ents if ent.label_ in OURS)


def _gold_spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag != "I-" + label:
            yield start, at, label
            label = ""
        if tag != "O" and not label:
            start, label = at, tag[2:]
