"""Read the entity corpora: files in, `Example`s with the BIO tags of one scheme each out."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from kg.language.training.treebanks import MASK, Example

__all__ = [
    "read_germeval",
    "read_iob",
    "read_ler",
    "read_mobie",
    "read_products",
    "read_smartdata",
    "read_wikiner",
]

TOKEN = re.compile(
    r"\d{1,2}\.(?=\s[A-ZÄÖÜa-zäöü])|\d+(?:[.,:/]\d+)*|\w+(?:[-'’.&/+]\w+)*-?|\.{2,}|--+|\S"
)
ABBREVIATIONS = frozenset(
    [
        *("Mrd", "Mio", "Dr", "Prof", "St", "bzw", "ca", "usw", "Nr", "vgl", "Str", "Co", "Inc"),
        *("Corp", "Abs", "Art", "Jan", "Feb", "Apr", "Aug", "Sept", "Okt", "Nov", "Dez"),
        *("z.B", "u.a", "d.h", "o.ä"),
    ]
)
GERMEVAL_COLUMNS = 3
SENTENCE_END = re.compile(r"^[.!?]+$")
MOST_WORDS = 70
SMARTDATA_TYPES = frozenset(
    {
        "location",
        "organization-company",
        "location-city",
        "date",
        "number",
        "person",
        "trigger",
        "organization",
        "location-stop",
        "location-street",
        "time",
        "duration",
        "location-route",
        "disaster-type",
        "distance",
        "org-position",
    }
)
PART_TYPES = frozenset(
    {"location", "location-city", "organization", "organization-company", "person"}
)
"""Types tagged `-part` where the mention is only a part of the word (`US` in `US-Tochter`)."""


def read_germeval(path: Path, source: str) -> list[Example]:
    """Read GermEval 2014, outer level."""
    examples: list[Example] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        rows = [row for row in rows if len(row) >= GERMEVAL_COLUMNS]
        if rows:
            examples.append(
                Example(
                    source,
                    [row[1] for row in rows],
                    scheme="germeval",
                    tags=[row[2] for row in rows],
                )
            )
    return examples


def read_wikiner(path: Path, source: str) -> list[Example]:
    """Read WikiNER (IO tags, turned into BIO)."""
    return _columns(path.read_text(encoding="utf-8"), source, "wikiner", separator="\t")


def read_ler(path: Path, source: str, *, most_words: int = 60) -> list[Example]:
    """Read the court decisions; longer sentences are left out (citations of statutes)."""
    examples = _columns(path.read_text(encoding="utf-8"), source, "ler", separator=" ")
    return [example for example in examples if len(example.words) <= most_words]


def read_iob(path: Path, source: str) -> list[Example]:
    """Read Universal NER on PUD."""
    examples: list[Example] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        if rows:
            tags = [row[2] if row[2][2:] in {"PER", "LOC", "ORG", ""} else "O" for row in rows]
            examples.append(Example(source, [row[1] for row in rows], scheme="uner", tags=tags))
    return examples


def read_mobie(path: Path, source: str) -> list[Example]:
    """Read MobIE in SmartData's scheme: types that SmartData lacks are masked."""
    examples = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            for example in _columns(
                archive.read(name).decode("utf-8"), source, "smartdata", separator="\t"
            ):
                example.tags = [
                    tag if tag == "O" or tag[2:] in SMARTDATA_TYPES else MASK
                    for tag in example.tags
                ]
                examples.append(example)
    return examples


def read_products(paths: Iterable[Path], source: str) -> list[Example]:
    """Read the English product corpus: a line is a pair of mentions, a sentence has many lines."""
    sentences: dict[str, tuple[list[str], dict[tuple[int, int], str]]] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                _, spans = sentences.setdefault(" ".join(record["tokens"]), (record["tokens"], {}))
                for (start, end), kind in zip(record["entities"], record["type"], strict=True):
                    spans[(start, end)] = kind
    examples = []
    for words, spans in sentences.values():
        tags = ["O"] * len(words)
        for (start, end), kind in sorted(spans.items()):
            tags[start:end] = [
                ("B-" if at == start else "I-") + kind for at in range(start, min(end, len(words)))
            ]
        examples.append(Example(source, words, scheme="product", tags=tags))
    return examples


def read_smartdata(path: Path, source: str) -> list[tuple[str, list[Example]]]:
    """Read SmartData: for every document its identifier and its sentences."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        documents.append((str(record["id"]), _document(record["text"], record["mentions"], source)))
    return documents


def _document(text: str, mentions: list[dict[str, str | int]], source: str) -> list[Example]:
    spans = sorted((int(m["start"]), int(m["end"]), str(m["type"])) for m in mentions)
    examples, words, tags = [], [], []
    for line in re.finditer(r"[^\n]+", text):
        for token in TOKEN.finditer(text, line.start(), line.end()):
            words.append(token.group())
            tags.append(_tag(token.start(), token.end(), spans))
            ended = SENTENCE_END.match(token.group()) and not (
                len(words) > 1 and words[-2] in ABBREVIATIONS
            )
            if ended or len(words) >= MOST_WORDS:
                examples.append(Example(source, words, scheme="smartdata", tags=tags))
                words, tags = [], []
        if words:
            examples.append(Example(source, words, scheme="smartdata", tags=tags))
            words, tags = [], []
    return examples


def _tag(start: int, end: int, spans: list[tuple[int, int, str]]) -> str:
    for first, last, kind in spans:
        if first < end and start < last:
            part = "-part" if kind in PART_TYPES and (first > start or last < end) else ""
            return ("B-" if start <= first else "I-") + kind + part
    return "O"


def _columns(text: str, source: str, scheme: str, *, separator: str) -> list[Example]:
    examples: list[Example] = []
    for block in re.split(r"\n\s*\n", text):
        rows = [line.strip().split(separator) for line in block.splitlines() if line.strip()]
        rows = [row for row in rows if len(row) > 1 and not row[0].startswith("-DOCSTART-")]
        if rows:
            tags = _as_bio([row[-1] for row in rows])
            examples.append(Example(source, [row[0] for row in rows], scheme=scheme, tags=tags))
    return examples


def _as_bio(tags: list[str]) -> list[str]:
    previous, fixed = "O", []
    for tag in tags:
        opens = tag.startswith("I-") and previous[2:] != tag[2:]
        fixed.append("B-" + tag[2:] if opens else tag)
        previous = tag
    return fixed
