"""Make a Document of a text and what is known about it: fields in, a checked Document out."""

from __future__ import annotations

import re
from datetime import date as Date  # noqa: N812  the type, beside fields of that name

from kg.documents.limits import MAX_ARTICLE_CHARACTERS
from kg.errors import DocumentError
from kg.model import Document, document_id

__all__ = ["article", "iso_date"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T ])", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LETTER = re.compile(r"[^\W\d_]")


def iso_date(value: str) -> str:
    """Return the ISO 8601 prefix of a date ("2024", "2024-05", "2024-05-17"), its time cut off.

    Raises:
        DocumentError: what is no such date, or no day of the calendar.
    """
    found = _ISO.match(value.strip())
    message = f"has the date {value[:40]!r}, expected YYYY, YYYY-MM or YYYY-MM-DD"
    if found is None:
        raise DocumentError(message)
    year, month, day = found.groups()
    try:
        Date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise DocumentError(message) from error
    return found[0]


def article(text: str, *, name: str, **fields: str) -> Document:
    """Return the Document of a text; `fields` are title, url, date, author and publisher.

    Raises:
        DocumentError: no words, too many characters, or a date that is none.
    """
    if _LETTER.search(text) is None:
        message = "holds no words, expected the text of an article"
        raise DocumentError(message)
    if len(text) > MAX_ARTICLE_CHARACTERS:
        message = (
            f"has {len(text):,} characters, an article has at most {MAX_ARTICLE_CHARACTERS:,}: "
            "split it"
        )
        raise DocumentError(message)
    known = {key: line for key, value in fields.items() if (line := _line(value))}
    if "date" in known:
        known["date"] = iso_date(known["date"])
    text = _encodable(text)
    return Document(id=document_id(text), text=text, name=_line(name), **known)


def _line(value: str) -> str:
    """Return a field as one line: whitespace is a space, control characters are left out."""
    return " ".join(_CONTROL.sub(" ", _encodable(value)).split())


def _encodable(text: str) -> str:
    """Return a text that UTF-8 can hold: broken JSON escapes leave lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
