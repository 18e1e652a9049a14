"""Measure the reading of annotated sentences: a folder of sentences with claims in; figures by relation out.

A file holds one sentence a paragraph; the indented lines below it are all its claims, as
`subject | relation | object | field=value ...`. A sentence without such lines claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.evaluate.claims import Article, Report, evaluate, fits
from kg.model import document_id

__all__ = ["Example", "Stated", "read_sentences", "score_sentences"]

Row = Mapping[str, Any]  # JSON at the edge
SYMMETRIC = frozenset({"competesWith", "cooperatesWith", "jointVenture", "mergesWith"})
DEFAULTS = {
    "modality": "Asserted",
    "polarity": "Positive",
    "attributed": "",
    "amount": "",
    "time": "",
    "note": "",
}
"""Fields a claim line may set, with what holds where it does not."""
CHECKED = ("attributed", "amount", "time")
"""Fields whose values are words of the sentence."""
ARTICLE = "article"
"""Subject where the text itself speaks (recommends)."""
PARTS = 3
ENDINGS = ("s", "es", "n", "en", "e")


@dataclass(frozen=True, slots=True)
class Stated:
    """One annotated claim: two surfaces (of a compound, its part), a relation, fields that are set."""

    subject: str
    relation: str
    object: str
    fields: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Return a field, or what holds where it is not set."""
        return self.fields.get(name, DEFAULTS[name])


@dataclass(frozen=True, slots=True)
class Example:
    """One annotated sentence; `name` is its file's name without ending and its line."""

    name: str
    text: str
    claims: tuple[Stated, ...]


def read_sentences(folder: Path, relations: Iterable[str]) -> tuple[Example, ...]:
    """Return the annotated sentences of every `*.txt` of a folder.

    Raises:
        DocumentError: names file and line where a claim is malformed, its relation is unknown, or its words do
            not stand in the sentence (places told by an adjective excepted: Ulm for "Ulmer").
    """
    known = frozenset(relations)
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise DocumentError(f"{folder}: no sentences here; expected files <relation>.txt")
    return tuple(example for path in paths for example in _read_file(path, known))


def _read_file(path: Path, known: frozenset[str]) -> Iterator[Example]:
    text, start, claims = "", 0, list[Stated]()
    lines = [*path.read_text(encoding="utf-8").splitlines(), ""]
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        if not line.strip():
            if text:
                yield Example(f"{path.stem}:{start}", text, tuple(claims))
            text, claims = "", []
        elif line.startswith(" "):
            if not text:
                raise DocumentError(f"{where}: a claim without a sentence above it")
            claims.append(_claim(line.strip(), text, known, where))
        elif text:
            raise DocumentError(f"{where}: two sentences without an empty line between them")
        else:
            text, start = line.strip(), number


def _claim(line: str, text: str, known: frozenset[str], where: str) -> Stated:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < PARTS:
        raise DocumentError(f"{where}: expected `subject | relation | object`, found {line!r}")
    fields = dict(_field(part, where) for part in parts[PARTS:])
    claim = Stated(parts[0], parts[1], parts[2], fields)
    if claim.relation not in known:
        raise DocumentError(f"{where}: no relation {claim.relation!r} in the ontology")
    for surface in _surfaces(claim):
        if surface.casefold() not in text.casefold():
            raise DocumentError(f"{where}: {surface!r} does not stand in the sentence")
    return claim


def _field(part: str, where: str) -> tuple[str, str]:
    name, equals, value = part.partition("=")
    if not equals or name not in DEFAULTS:
        raise DocumentError(f"{where}: {part!r} is no field; known: {', '.join(sorted(DEFAULTS))}")
    return name, value


def _surfaces(claim: Stated) -> Iterator[str]:
    if claim.subject != ARTICLE:
        yield claim.subject
    if claim.relation != "headquarteredIn":
        yield claim.object
    for name in CHECKED:
        if name in claim.fields:
            yield claim.fields[name]


def score_sentences(examples: Sequence[Example], rows: Iterable[Row]) -> Report:
    """Return the report on claims rows, whose `doc` is the name of an example."""
    articles = {example.name: _article(example) for example in examples}
    return evaluate(list(articles.values()), [_oriented(row, articles) for row in rows])


def _article(example: Example) -> Article:
    names = {
        surface: _forms(surface)
        for claim in example.claims
        for surface in (claim.subject, claim.object)
    }
    return Article(
        example.name, example.text, names, {}, tuple(_gold(c, example.text) for c in example.claims)
    )


def _forms(surface: str) -> frozenset[str]:
    """Return a surface as it stands, and without the endings of the genitive and the plural ("Werks", "Zöllen")."""
    plain = surface.casefold()
    return frozenset(
        {plain, *(plain.removesuffix(end) for end in ENDINGS if len(plain) > len(end) + PARTS)}
    )


def _gold(claim: Stated, text: str) -> Row:
    figure = any(letter.isdigit() for letter in claim.object)
    return {
        "subject": claim.subject, "relation": claim.relation, "object": claim.object, "object_is_literal": figure,
        "modality": claim.value("modality"), "polarity": claim.value("polarity"),
        "attributed_to": claim.value("attributed") or None, "core": True,
        "quote": text, "start": 0, "end": len(text),
    }  # fmt: skip


def _oriented(row: Row, articles: Mapping[str, Article]) -> Row:
    """Put a symmetric relation in the order of the annotation, and the article as subject by its usual name."""
    article = articles[row["doc"]]
    gold = [claim for claim in article.claims if claim["relation"] == row["relation"]]
    if any(claim["subject"] == ARTICLE for claim in gold) and row["subject"].get(
        "label"
    ) == document_id(article.text):
        return {**row, "subject": {"label": ARTICLE}}
    if row["relation"] not in SYMMETRIC or "label" not in row["object"]:
        return row
    turned = {**row, "subject": row["object"], "object": row["subject"]}
    straight = any(fits(article, claim, row) for claim in gold)
    return turned if not straight and any(fits(article, claim, turned) for claim in gold) else row
