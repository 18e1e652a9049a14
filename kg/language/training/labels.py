"""Number the labels of every head: examples in, label lists and integer targets out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kg.language.lemma_script import make_script
from kg.language.training.transfer import CONVENTIONS, transfer_codes
from kg.language.training.treebanks import Example

__all__ = ["GERMAN_FEATURES", "NONE", "Labels", "collect_labels", "targets"]

NONE = "_"
"""The value of a feature that a word does not have."""
GERMAN_FEATURES = (
    "Abbr",
    "Case",
    "Definite",
    "Degree",
    "Foreign",
    "Gender",
    "Gender[psor]",
    "Mood",
    "NumType",
    "Number",
    "Number[psor]",
    "Person",
    "Polarity",
    "Polite",
    "Poss",
    "PronType",
    "Reflex",
    "Tense",
    "VerbForm",
    "Voice",
)
"""Features that are learned; the others are too rare, or of other languages."""
RARE_SCRIPT = 2
"""Lemma scripts seen less often are not learned."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists of all word-level heads, in the order of their logits, and the relations."""

    heads: dict[str, list[str]]
    relations: list[str]

    def sizes(self) -> dict[str, int]:
        """Return the number of labels of every head."""
        return {name: len(labels) for name, labels in self.heads.items()}


def collect_labels(examples: Iterable[Example]) -> Labels:
    """Collect the labels that occur, sorted; the tags of a scheme begin with O."""
    seen: dict[str, Counter[str]] = {"upos": Counter(), "xpos": Counter(), "lemma": Counter()}
    seen |= {f"feats:{name}": Counter({NONE: 1}) for name in GERMAN_FEATURES}
    relations: Counter[str] = Counter()
    for example in examples:
        if example.source.startswith("de-"):
            relations.update(example.deprel)
        for name, labels in _words(example).items():
            seen.setdefault(name, Counter()).update(label for label in labels if label)
    seen["lemma"] = Counter({script: n for script, n in seen["lemma"].items() if n >= RARE_SCRIPT})
    heads = {name: sorted(counts) for name, counts in sorted(seen.items())}
    for name, labels in heads.items():
        if name.startswith("ner:"):
            heads[name] = _complete(labels)
    heads["start"] = ["0", "1"]
    return Labels(heads, sorted(relations))


def targets(
    example: Example, labels: Labels, index: Mapping[str, Mapping[str, int]]
) -> npt.NDArray[np.int64]:
    """Return a words x heads array of label numbers, -1 where there is nothing to learn.

    -2 and below are sets of allowed tags (see `transfer`).
    """
    transfers = _transfers(tuple((name, tuple(tags)) for name, tags in labels.heads.items()))
    table = np.full((len(example.words), len(labels.heads)), -1, dtype=np.int64)
    words = _words(example)
    for column, name in enumerate(labels.heads):
        numbers = index[name]
        for row, label in enumerate(words.get(name, ())):
            table[row, column] = numbers.get(label, -1)
        for row, pair in enumerate(_elsewhere(example, name) if name in transfers else ()):
            code = transfers[name].get(pair)
            if code is not None and table[row, column] == -1:
                table[row, column] = -2 - code
    return table


def _elsewhere(example: Example, head: str) -> list[tuple[str, str]]:
    """Return the labels by another scheme or convention than the head's, a pair for each word."""
    if head == "upos":
        convention = CONVENTIONS.get(example.source)
        return [(convention, label) for label in example.upos] if convention else []
    return [(example.scheme, tag) for tag in example.tags]


@cache
def _transfers(
    heads: tuple[tuple[str, tuple[str, ...]], ...],
) -> dict[str, dict[tuple[str, str], int]]:
    return transfer_codes(dict(heads))


def _complete(tags: list[str]) -> list[str]:
    types = sorted({tag[2:] for tag in tags if tag != "O"})
    return ["O"] + [prefix + kind for kind in types for prefix in ("B-", "I-")]


def _words(example: Example) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if example.upos and example.source not in CONVENTIONS:
        found["upos"] = example.upos
    if example.scheme:
        found["ner:" + example.scheme] = example.tags
    if example.starts:
        found["start"] = [str(start) for start in example.starts]
    if example.source.startswith("de-"):
        found |= _german(example)
    return found


def _german(example: Example) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if example.xpos and not example.source.startswith("de-pud"):
        # PUD has tags of its own, not STTS.
        found["xpos"] = ["" if tag == "_" or "|" in tag else tag for tag in example.xpos]
    if example.lemma:
        found["lemma"] = [
            _script(form, lemma) for form, lemma in zip(example.words, example.lemma, strict=True)
        ]
    if example.feats:
        found |= _features(example)
    return found


def _script(form: str, lemma: str) -> str:
    if "|" in lemma or "+" in lemma or lemma in {"_", "d"}:
        # PARSEME gives alternatives and the parts of contractions; its `d` is a parser's article.
        return ""
    return make_script(form, lemma)


def _features(example: Example) -> dict[str, list[str]]:
    rows = [
        _row(feats, upos, example.source)
        for feats, upos in zip(example.feats, example.upos, strict=True)
    ]
    return {f"feats:{name}": [row.get(name, "") for row in rows] for name in GERMAN_FEATURES}


def _row(feats: str, upos: str, source: str) -> dict[str, str]:
    """Return the features of a word, `_` where GSD would give none; masked ones are left out."""
    given = dict(part.split("=", 1) for part in feats.split("|") if "=" in part)
    if source == "de-gsd":
        return dict.fromkeys(GERMAN_FEATURES, NONE) | given
    # PARSEME leaves features out where its tools disagreed.
    default = {} if source.startswith("de-parseme") else dict.fromkeys(GERMAN_FEATURES, NONE)
    masked = set() if upos == "ADJ" else {"Degree"}
    if upos in {"VERB", "AUX"}:
        masked |= {"Voice"} if "VerbForm" in given else {"Voice", "VerbForm"}
        masked |= set() if "Mood" in given else {"Tense"}
    return {name: value for name, value in (default | given).items() if name not in masked}
