"""What was read from documents, kept on disk: readings in, the same readings out, without reading again.

Annotating and extracting is nearly all of a build's time, and neither knows decisions or registers:
where only those have changed, a kept reading is resolved and told again.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from kg.model import Document, Reading
from kg.store import write_atomically

__all__ = ["keep_reading", "kept_reading"]

_FIELDS = tuple(field.name for field in fields(Reading) if field.name != "document")


def keep_reading(out: Path, key: str, reading: Reading) -> None:
    """Write a reading below `out` in place of the document's last; `key` names all it was made from."""
    told = [key, *(_plain(getattr(reading, name)) for name in _FIELDS)]
    # every character beyond ASCII as \\u: text of a broken page may hold half a surrogate pair
    write_atomically(_path(out, reading.document), (json.dumps(told).encode(), b"\n"))


def kept_reading(out: Path, key: str, document: Document) -> Reading | None:
    """Return what was read from a document if it was made from just what `key` names, else None."""
    try:
        made_from, *told = json.loads(_path(out, document).read_bytes())
    except (OSError, ValueError):
        return None
    if made_from != key:
        return None
    hints = _hints(Reading)
    values = {name: _made(hints[name], one) for name, one in zip(_FIELDS, told, strict=True)}
    return Reading(document, **values)


def _path(out: Path, document: Document) -> Path:
    return out / "readings" / f"{document.id}.json"


def _plain(value: object) -> object:
    """Return a value as JSON holds it: of a dataclass the fields in their order."""
    if is_dataclass(value):
        return [_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Decimal) else value


def _made(hint: Any, told: Any) -> Any:  # noqa: ANN401  JSON at the edge: the model says what it is
    """Return what JSON told as the type the model gives it."""
    inner = get_args(hint)
    if told is None or hint in (str, int, float, bool):
        return told
    if NoneType in inner:
        return _made(inner[0], told)
    if get_origin(hint) is tuple:
        each = inner[:1] * len(told) if inner[-1] is Ellipsis else inner
        return tuple(_made(one, value) for one, value in zip(each, told, strict=True))
    if hint in (Decimal, frozenset[str]) or issubclass(hint, Enum):
        return hint(told)
    values = zip(_hints(hint).values(), told, strict=True)
    return hint(*(_made(one, value) for one, value in values))


@cache
def _hints(noun: type) -> dict[str, Any]:
    return get_type_hints(noun)
