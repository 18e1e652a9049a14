"""Read articles: files and folders in, documents out, or the reason why an input is none."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.documents.html import read_html
from kg.documents.jsonl import read_jsonl
from kg.documents.limits import MAX_FILE_BYTES
from kg.documents.plain import read_markdown, read_text
from kg.errors import DocumentError
from kg.model import Document, Skipped

__all__ = ["SUFFIXES", "find_files", "read_documents"]

_READERS: dict[str, Callable[[bytes, str], Document]] = {
    ".htm": read_html,
    ".html": read_html,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".txt": read_text,
}
SUFFIXES = (*sorted(_READERS), ".jsonl")
"""The file name endings that are read."""


def read_documents(paths: Iterable[Path], *, date: str = "") -> Iterator[Document | Skipped]:
    """Yield the articles of files and folders in path order, and a Skipped for each that is none.

    `date` (an ISO 8601 prefix) is the publication date of articles that name none.
    """
    for path in find_files(paths):
        if isinstance(path, Skipped):
            yield path
            continue
        for found in _read_file(path):
            if isinstance(found, Document) and date and not found.date:
                yield replace(found, date=date)
            else:
                yield found


def find_files(paths: Iterable[Path]) -> Iterator[Path | Skipped]:
    """Yield the files below the given paths, sorted; each folder once, so links cannot loop."""
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            yield from _walk(path, seen)
        elif not path.exists():
            yield Skipped(_shown(path), "does not exist (or is a broken link)")
        elif path.suffix.lower() not in SUFFIXES:
            reason = f"has the ending {path.suffix!r}, expected one of {', '.join(SUFFIXES)}"
            yield Skipped(_shown(path), reason)
        else:
            yield path


def _walk(folder: Path, seen: set[str]) -> Iterator[Path | Skipped]:
    real = os.path.realpath(folder)
    if real in seen:
        yield Skipped(_shown(folder), "is a folder that was already read (a link that loops?)")
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Skipped(_shown(folder), f"cannot be listed: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def _read_file(path: Path) -> Iterator[Document | Skipped]:
    source = _shown(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device may never end
            yield Skipped(source, "is no regular file (a pipe, a device or a socket)")
            return
        if path.suffix.lower() == ".jsonl":
            for line, found in read_jsonl(path):
                if isinstance(found, DocumentError):
                    yield Skipped(source, str(found), line)
                else:
                    yield replace(found, source=f"{source}:{line}")
            return
        if status.st_size > MAX_FILE_BYTES:
            reason = (
                f"has {status.st_size:,} bytes, an article has at most {MAX_FILE_BYTES:,}: split it"
            )
            yield Skipped(source, reason)
            return
        document = _READERS[path.suffix.lower()](path.read_bytes(), path.stem)
        yield replace(document, source=source)
    except DocumentError as error:
        yield Skipped(source, str(error))
    except OSError as error:
        yield Skipped(source, f"cannot be read: {error.strerror}")


def _shown(path: Path) -> str:
    """Return a path that can be printed in one line, whatever bytes its name is made of."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
