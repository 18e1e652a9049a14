"""Read HTML pages: bytes in, the article's text and metadata out, navigation left behind."""

from __future__ import annotations

import re

from kg.documents.article import article, iso_date
from kg.documents.decode import refuse_binary
from kg.documents.limits import MAX_NESTING
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["read_html"]

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_KEYS = ("text", "title", "url", "date", "author", "sitename")
_SENTENCE_WORDS = 8
_TERMINALS = '.!?:"“”«'
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr "
    b"p li td tr dt dd option".split()
)


def read_html(raw: bytes, name: str) -> Document:
    """Return the article of an HTML page, with what it says of its origin.

    Raises:
        DocumentError: empty, binary, nested too deeply for a parser, or without an article.
    """
    if not raw.strip():
        message = "is empty, expected an HTML page"
        raise DocumentError(message)
    refuse_binary(raw)
    if _nesting(raw) > MAX_NESTING:
        message = f"nests more than {MAX_NESTING:,} HTML elements, expected an article's page"
        raise DocumentError(message)
    found = _extracted(raw)
    return article(
        found["text"],
        name=name,
        title=found["title"],
        url=found["url"],
        date=_day(found["date"]),
        author=found["author"],
        publisher=found["sitename"],
    )


def _extracted(raw: bytes) -> dict[str, str]:
    """Return the best of trafilatura's three readings of a page.

    None of its settings is best on every page: on the 25 pages of the corpus the single ones find
    103 to 107 of 126 sentences, the best by `_prose` 112 (7 of the rest are a page's disclaimer).
    """
    # slow to import, and only HTML needs it
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    readings = []
    for recall, precision in ((False, False), (True, False), (False, True)):
        found = bare_extraction(
            raw,
            with_metadata=True,
            include_comments=False,
            favor_recall=recall,
            favor_precision=precision,
        )
        if isinstance(found, Page) and (found.text or "").strip():
            readings.append({key: getattr(found, key) or "" for key in _KEYS})
    if not readings:
        message = "has no article text that could be told from navigation"
        raise DocumentError(message)
    best = max(readings, key=lambda reading: _prose(reading["text"]))
    best["text"] = "\n".join(line.strip() for line in best["text"].splitlines() if line.strip())
    return best


def _prose(text: str) -> float:
    """Score a reading: words in lines that end like sentences, less half of the other words."""
    inside = outside = 0
    for line in text.splitlines():
        words = len(line.split())
        if words >= _SENTENCE_WORDS and line.rstrip()[-1:] in _TERMINALS:
            inside += words
        else:
            outside += words
    return inside - outside / 2


def _nesting(raw: bytes) -> int:
    depth = deepest = 0
    for closing, tag, selfclosing in _TAG.findall(raw):
        if selfclosing or tag.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _day(value: str) -> str:
    try:
        return iso_date(value)
    except DocumentError:  # a page's guessed date is no reason to lose its article
        return ""
