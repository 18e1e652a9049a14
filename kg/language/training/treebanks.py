"""Read the syntactic corpora: CoNLL-U, .cupt and .pos files in, harmonised `Example`s out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["MASK", "Example", "read_conllu", "read_pos", "read_silver"]

MASK = ""
"""A label that the corpus does not give: no loss is computed for it."""

KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "csubj:pass", "compound:prt", "det:poss"})
V1_RELATIONS = {
    "dobj": "obj", "name": "flat", "auxpass": "aux:pass", "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass", "neg": "advmod", "mwe": "fixed",
}  # fmt: skip
V1_CLASSES = {"CONJ": "CCONJ", "_": MASK}
"""UD 1 names (the UDPipe-parsed part of PARSEME) and what UD 2 calls them."""


@dataclass(slots=True)
class Example:
    """One training sentence; a layer that its corpus lacks is empty."""

    source: str
    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    """0 is the root, i the i-th word."""
    deprel: list[str] = field(default_factory=list)
    scheme: str = ""
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """1 where a sentence starts, for examples made of several sentences."""
    tree_weight: float = 1.0
    """Weight of the tree in the loss, beside that of the corpus."""


def read_conllu(path: Path, source: str, *, only: str | None = None) -> list[Example]:
    """Read gold trees; with `only`, sentences whose `source_sent_id` contains it."""
    examples = []
    for comments, rows in _blocks(path):
        origin = next((line for line in comments if line.startswith("# source_sent_id")), "")
        if only is not None and only not in origin:
            continue
        example = _example(source, rows)
        if example is not None:
            examples.append(example)
    return examples


def read_silver(path: Path, source: str, *, skip: str) -> list[Example]:
    """Read automatic UD 1 trees as UD 2, leaving out sentences whose origin contains `skip`."""
    examples = []
    for comments, rows in _blocks(path):
        if any(line.startswith("# source_sent_id") and skip in line for line in comments):
            continue
        example = _example(source, rows)
        if example is not None:
            _modernise(example)
            examples.append(example)
    return examples


def read_pos(path: Path, source: str) -> list[Example]:
    """Read `form##UPOS` lines; `form##_` opens a contraction whose next two words are its parts."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        pairs = [item.rsplit("##", 1) for item in line.split(" ") if "##" in item]
        example = Example(source, [])
        position = 0
        while position < len(pairs):
            form, upos = pairs[position]
            if upos == "_" and position + 2 < len(pairs):
                upos = pairs[position + 1][1]
                position += 2
            example.words.append(form)
            example.upos.append(MASK if upos == "_" else upos)
            position += 1
        if example.words:
            examples.append(example)
    return examples


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.splitlines()
        rows = [line.split("\t") for line in lines if line and line[0] != "#"]
        if rows:
            yield [line for line in lines if line.startswith("#")], rows


def _example(source: str, rows: list[list[str]]) -> Example | None:
    words, number = _merge(rows)
    example = Example(source, [row[1].replace(" ", "") for row in words])
    for row in words:
        head = number.get(row[6], -1)
        if head < 0:
            return None
        example.upos.append(V1_CLASSES.get(row[3], row[3]))
        example.xpos.append(row[4])
        example.feats.append(row[5])
        example.lemma.append(row[2])
        example.head.append(head)
        example.deprel.append(_relation(row[7]))
    _harmonise(example)
    if example.head.count(0) != 1 or any(head == at for at, head in enumerate(example.head, 1)):
        return None
    return example


def _harmonise(example: Example) -> None:
    """Bring other German treebanks to GSD's relations of `es`, `als` and `wie`."""
    if not example.source.startswith("de-") or example.source == "de-gsd":
        return
    subjects = {
        head
        for head, label in zip(example.head, example.deprel, strict=True)
        if label in {"nsubj", "nsubj:pass", "csubj", "csubj:pass"}
    }
    for at, (word, label) in enumerate(zip(example.words, example.deprel, strict=True)):
        if label == "expl" and word.lower() == "es" and example.head[at] not in subjects:
            example.deprel[at] = "nsubj"
        if label == "cc" and word.lower() in {"als", "wie"}:
            example.deprel[at] = "case"


def _merge(rows: list[list[str]]) -> tuple[list[list[str]], dict[str, int]]:
    """Make one word of every contraction, analysed as its first part that hangs outside of it."""
    ranges = {row[0].split("-")[0]: row for row in rows if "-" in row[0]}
    by_id = {row[0]: row for row in rows}
    number = {"0": 0}
    words: list[list[str]] = []
    covered: set[str] = set()
    for row in rows:
        if "-" in row[0] or "." in row[0] or row[0] in covered:
            continue
        span = ranges.get(row[0])
        if span is not None:
            first, last = (int(bound) for bound in span[0].split("-"))
            parts = [by_id[str(at)] for at in range(first, last + 1)]
            inside = {part[0] for part in parts}
            chosen = next(part for part in parts if part[6] not in inside)
            words.append([span[0], span[1], *chosen[2:]])
            covered |= inside
            number |= dict.fromkeys(inside, len(words))
        else:
            words.append(row)
            number[row[0]] = len(words)
    return words, number


def _relation(label: str) -> str:
    # GSD calls a dative object obl:arg today; its older copies and the relatives call it iobj.
    label = "obl" if label == "iobj" else V1_RELATIONS.get(label, label)
    return label if label in KEPT_SUBTYPES else label.split(":")[0]


def _modernise(example: Example) -> None:
    """Bring UD 1 attachment to UD 2: obliques, and conjunctions on the following conjunct."""
    for at, (head, label) in enumerate(zip(example.head, example.deprel, strict=True)):
        if label == "nmod" and head and example.upos[head - 1] in {"VERB", "AUX", "ADJ", "ADV"}:
            example.deprel[at] = "obl"
        if label in {"cc", "punct"} and head:
            later = [
                other
                for other in range(at + 1, len(example.head))
                if example.head[other] == head and example.deprel[other] == "conj"
            ]
            if later and head <= at:
                example.head[at] = later[0] + 1
    example.xpos = [
        tag.replace("APPR|ART", "APPRART") if "|" not in tag or tag == "APPR|ART" else MASK
        for tag in example.xpos
    ]
