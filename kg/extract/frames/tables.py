"""The ontology's TOML files: folders in; tables, and the lines they stand on, out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import OntologyError

__all__ = ["Table", "files", "line_of", "parse"]

Table = dict[str, Any]  # TOML at the edge
"""What a file says, still unchecked: its readers check every value before it goes on."""


def files(places: Iterable[Path], name: str) -> Iterator[Path]:
    """Yield `name.toml` and `name/*.toml` of each folder that has them."""
    for place in places:
        if (place / f"{name}.toml").is_file():
            yield place / f"{name}.toml"
        yield from sorted((place / name).glob("*.toml"))


def parse(path: Path) -> tuple[Table, str]:
    """Return a file's table and its text; raise OntologyError where it is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path}: not TOML: {error}") from error


def line_of(text: str, header: str, nth: int = 0) -> int:
    """Return the line (from 1) on which a table starts, of several of its name the nth (from 0)."""
    found = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(header)]
    return found[nth] if nth < len(found) else 1
