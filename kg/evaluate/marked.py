"""Read marked texts: bracketed sentences, JSON lines or SmartData in, texts with labelled offsets out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DocumentError

__all__ = ["MarkedText", "read_bracketed", "read_marked"]

MARK = re.compile(r"\[([^\[\]|]+)\|(\w+)\]")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A raw text with its entities as (start, end, label); offsets count code points."""

    text: str
    entities: tuple[tuple[int, int, str], ...]
    is_news: bool = True
    """False for SmartData's tweets and traffic messages, whose identifier is no web address."""


def read_marked(path: Path) -> list[MarkedText]:
    """Read JSON lines: `{"text": ..., "entities": [[start, end, label], ...]}`, or DFKI SmartData as it is published.

    Raises:
        DocumentError: when a line is no such record.
    """
    texts: list[MarkedText] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            texts.append(_marked(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentError(
                f'{path}, line {number}: expected an object with "text" and "entities" '
                f'(or SmartData\'s "mentions"), met {line[:40]!r}.'
            ) from error
    return texts


def _marked(record: dict[str, Any]) -> MarkedText:  # Any: JSON at the edge
    text = str(record["text"])
    if "mentions" not in record:
        spans = [(int(start), int(end), str(label)) for start, end, label in record["entities"]]
        return MarkedText(text, tuple(spans))
    spans = [(int(one["start"]), int(one["end"]), str(one["type"])) for one in record["mentions"]]
    return MarkedText(text, tuple(spans), is_news=str(record.get("id", "http")).startswith("http"))


def read_bracketed(path: Path) -> list[MarkedText]:
    """Read one sentence a line with its entities in brackets, `[Dax|Index]`; "#" opens a comment.

    Raises:
        DocumentError: when nothing is marked.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(MARK.search(line) for line in lines):
        raise DocumentError(
            f"{path} marks no entity; expected sentences such as 'Der [Dax|Index] stieg.'"
        )
    return [_unbracketed(line) for line in lines if line.strip() and not line.startswith("#")]


def _unbracketed(line: str) -> MarkedText:
    text, spans, position = "", [], 0
    for mark in MARK.finditer(line):
        text += line[position : mark.start()]
        spans.append((len(text), len(text) + len(mark.group(1)), mark.group(2)))
        text += mark.group(1)
        position = mark.end()
    return MarkedText(text + line[position:], tuple(spans))
