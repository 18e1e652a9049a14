"""The parts of all documents in, the parts in which namesakes of two legal forms are apart out.

A part as it was told stays on disk beside the one that is committed, so that an article that
comes or goes renames what it must, and the outcome is that of a build from nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.assemble import renamed
from kg.prefixes import base_of
from kg.resolve import names_apart, qualified
from kg.store import find_part, write_atomically, write_part
from kg.vocabulary import Resources

__all__ = ["apart", "as_told", "names_moved"]

Forms = tuple[tuple[str, str], ...]
"""(id, legal form) of a document's companies that no register or decision knows."""


def as_told(part: str) -> str:
    """Return the file name of the part that a committed one was made from, often itself."""
    return f"{part.partition('.')[0]}.nq"


def apart(out: Path, parts: Mapping[str, str]) -> dict[str, str]:
    """Return graph IRI -> part to commit, given the parts as they were told."""
    moved = names_moved(out, parts)
    return {graph: _renamed(out, parts, graph, moved.get(_document(graph), {})) for graph in parts}


def names_moved(out: Path, parts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return document -> plain id -> id by name and form, of the documents that need it."""
    forms = _forms(out, parts.values())
    shared = names_apart(pair for told in forms.values() for pair in told)
    if not shared:
        return {}
    return {_document(graph): qualified(forms[part], shared) for graph, part in parts.items()}


def _document(graph: str) -> str:
    return graph.rpartition("/")[2]


def _renamed(out: Path, parts: Mapping[str, str], graph: str, called: Mapping[str, str]) -> str:
    name, _, key = parts[graph].removesuffix(".nq").partition("-")
    if not called:
        return parts[graph]
    key += f".{hashlib.sha256(json.dumps(sorted(called.items())).encode()).hexdigest()[:8]}"
    found = find_part(out / "parts", name, key)
    if found is None:
        told = (out / "parts" / parts[graph]).read_text(encoding="utf-8").split("\n")[:-1]
        lines = renamed(told, called, resources=Resources(base_of(parts)))
        found = write_part(out / "parts", name, key, "\n".join(lines).encode())
    return found.name


def _forms(out: Path, parts: Iterable[str]) -> dict[str, Forms]:
    """Return part -> its companies' forms; one file tells of all, so that adding stays quick."""
    index = out / "readings" / "forms.index"
    try:
        known = json.loads(index.read_bytes())
    except (OSError, ValueError):
        known = {}
    found = {part: known[part] if part in known else _told(out, part) for part in parts}
    if found != known:
        write_atomically(index, (json.dumps(found, sort_keys=True).encode(), b"\n"))
    return {part: tuple((own, form) for own, form in told) for part, told in found.items()}


def _told(out: Path, part: str) -> list[list[str]]:
    """Return what stands beside a part; nothing is known of one that no build wrote."""
    try:
        record = json.loads((out / "readings" / f"{part.removesuffix('.nq')}.json").read_bytes())
    except FileNotFoundError:
        return []
    return [list(pair) for pair in record["counts"]["forms"]]
