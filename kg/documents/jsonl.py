"""Read JSON Lines: one article a line in, articles and the lines that are none out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.documents.article import article
from kg.documents.decode import decode_utf8
from kg.documents.limits import MAX_LINE_BYTES
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["read_jsonl"]

_FIELDS = ("title", "url", "date", "author", "publisher")


def read_jsonl(path: Path) -> Iterator[tuple[int, Document | DocumentError]]:
    """Yield (line number, article or what is wrong with the line), lazily, blank lines left out."""
    with path.open("rb") as file:
        for number, line in _lines(file):
            if line is None:
                message = f"is longer than {MAX_LINE_BYTES:,} bytes, expected one article"
                yield number, DocumentError(message)
            elif line.strip():
                yield number, _article(line, f"{path.stem}-{number}")


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield (number, line), or (number, None) for a line too long to be kept in memory."""
    number = 0
    while line := file.readline(MAX_LINE_BYTES):
        number += 1
        if line.endswith(b"\n") or len(line) < MAX_LINE_BYTES:
            yield number, line
            continue
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MAX_LINE_BYTES)
        yield number, None


def _article(line: bytes, name: str) -> Document | DocumentError:
    try:
        record = json.loads(decode_utf8(line))
    except DocumentError as error:
        return error
    except (
        ValueError,
        RecursionError,
    ) as error:  # ValueError: a number of thousands of digits, too
        return DocumentError(f"is no JSON ({error}), expected one object a line")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return DocumentError('has no "text", expected an object with the article as "text"')
    fields = {key: record[key] for key in _FIELDS if isinstance(record.get(key), str)}
    told = record.get("id")
    try:
        return article(record["text"], name=str(told) if told else name, **fields)
    except DocumentError as error:
        return error
