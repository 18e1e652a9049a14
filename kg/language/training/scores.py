"""Score an analysis of held-out sentences: gold examples and predictions in, figures out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.language.training.treebanks import Example

__all__ = ["Prediction", "score_entities", "score_syntax", "spans"]

Prediction = dict[str, list[str]]
"""Layer (`upos`, `xpos`, `feats`, `lemma`, `head`, `deprel`, `ner:SCHEME`) to a label a word."""


def score_syntax(gold: Sequence[Example], found: Sequence[Prediction]) -> dict[str, float]:
    """Return the accuracies of the word layers, UAS and LAS, all over all words."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for example, guess in zip(gold, found, strict=True):
        layers = {
            "upos": example.upos,
            "xpos": example.xpos,
            "feats": example.feats,
            "lemma": example.lemma,
        }
        for name, labels in layers.items():
            pairs = (
                [pair for pair in zip(labels, guess[name], strict=True) if pair[0]]
                if labels
                else []
            )
            total[name] += len(pairs)
            right[name] += sum(a == b for a, b in pairs)
        heads = [str(head) for head in example.head]
        total["uas"] += len(heads)
        total["las"] += len(heads)
        for head, label, other, other_label in zip(
            heads, example.deprel, guess["head"], guess["deprel"], strict=True
        ):
            right["uas"] += head == other
            right["las"] += head == other and label == other_label
    return {name: right[name] / count for name, count in total.items() if count}


def score_entities(
    gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]]
) -> dict[str, tuple[float, int]]:
    """Return F1 (strict span and type) and gold count per type, and `all` for the micro average."""
    hits: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for number, (tags, guesses) in enumerate(zip(gold, found, strict=True)):
        one, two = ({(number, *span) for span in spans(sequence)} for sequence in (tags, guesses))
        for counter, group in ((hits, one & two), (wanted, one), (given, two)):
            counter.update(span[-1] for span in group)
            counter["all"] += len(group)
    return {
        kind: (2 * hits[kind] / max(1, wanted[kind] + given[kind]), wanted[kind])
        for kind in sorted(set(wanted) | set(given))
    }


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the (start, end, type) spans of BIO tags; an I- tag without a beginning opens one."""
    found: list[tuple[int, int, str]] = []
    start, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != "I-" + kind:
            found.append((start, at, kind))
            kind = ""
        if tag[:2] in {"B-", "I-"} and not kind:
            start, kind = at, tag[2:]
    return found
