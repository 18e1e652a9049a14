"""Read HTML pages: bytes in, the article's text and metadata out, navigation left behind."""

from __future__ import annotations

import re

from kg.documents.article import article
from kg.documents.decode import refuse_binary
from kg.documents.limits import MAX_NESTING
from kg.documents.origin import Tree, origin
from kg.errors import DocumentError
from kg.model import Document

__all__ = ["read_html"]

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(/?)>")
_KEYS = ("text", "title", "url", "date", "author", "sitename", "description")
_LAST_GUESS = "2100-12-31"
"""Newest date that is guessed: trafilatura's own limit is today, and tomorrow's bytes were others."""
_SENTENCE_WORDS = 8
_TERMINALS = '.!?:"“”«'
_SIGNATURE = re.compile(r"\([^()]{1,14}\)$")
"""Who wrote or sent it, behind the last sentence: "(as)", "(dpa/tmn)"."""
_BROKEN_OFF = re.compile(r"\W*?(?:\.\.\.|…)|\W*neselretiew\b")
"""How the teaser of another article ends, read backwards: forwards, rows of dots cost their square."""
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr "
    b"p li td tr dt dd option".split()
)
_BLOCKS = "//body//*[self::p or self::h2 or self::h3 or self::div or self::span or self::strong]"


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
    from trafilatura.utils import load_html  # slow to import, and only HTML needs it

    best = _best_reading(raw)
    page = load_html(raw)
    lines = _without_teasers([line.strip() for line in best["text"].splitlines() if line.strip()])
    lead = _lead(page, best["description"], lines)
    return article(
        "\n".join([lead, *lines] if lead else lines),
        name=name,
        title=best["title"],
        url=best["url"],
        **origin(page, best),
    )


def _best_reading(raw: bytes) -> dict[str, str]:
    """Return the best of trafilatura's three readings of a page: none is best on every page."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    readings = []
    for recall, precision in ((False, True), (False, False), (True, False)):
        found = bare_extraction(
            raw,
            with_metadata=True,
            include_comments=False,
            favor_recall=recall,
            favor_precision=precision,
            date_extraction_params={
                "original_date": True,
                "extensive_search": True,
                "max_date": _LAST_GUESS,
            },
        )
        if isinstance(found, Page) and (found.text or "").strip():
            readings.append({key: getattr(found, key) or "" for key in _KEYS})
    if not readings:
        message = "has no article text that could be told from navigation"
        raise DocumentError(message)
    return max(readings, key=lambda reading: _prose(reading["text"]))


def _prose(text: str) -> float:
    """Score a reading: words in lines that end like sentences, less the other words."""
    inside = outside = 0
    for line in text.splitlines():
        words = len(line.split())
        if _is_prose(line):
            inside += words
        else:
            outside += words
    return inside - outside


def _is_prose(line: str) -> bool:
    bare = _SIGNATURE.sub("", line.strip()).rstrip()
    long = len(bare.split()) >= _SENTENCE_WORDS
    return long and bare[-1:] in _TERMINALS and not _is_broken_off(bare)


def _is_broken_off(line: str) -> bool:
    return _BROKEN_OFF.match(line[::-1]) is not None


def _without_teasers(lines: list[str]) -> list[str]:
    """Leave out what breaks off before the first or after the last whole line."""
    whole = [number for number, line in enumerate(lines) if _is_prose(line)]
    if not whole:
        return lines
    return [
        line
        for number, line in enumerate(lines)
        if whole[0] <= number <= whole[-1] or not _is_broken_off(line)
    ]


def _lead(page: Tree, description: str, lines: list[str]) -> str:
    """Return the article's lead where the reading lacks it: the block that the description quotes."""
    opening = " ".join(description.rstrip(" .:…").split())
    if len(opening.split()) < _SENTENCE_WORDS or opening in " ".join(" ".join(lines).split()):
        return ""
    for block in page.xpath(_BLOCKS):
        text = " ".join(" ".join(block.itertext()).split())
        if text.startswith(opening) and len(text) < 2 * len(opening) and _is_prose(text):
            return text
    return ""


def _nesting(raw: bytes) -> int:
    depth = deepest = 0
    # up to the last ">": else each "<" behind it is searched to the end for one
    for closing, tag, selfclosing in _TAG.findall(raw[: raw.rfind(b">") + 1]):
        if selfclosing or tag.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
