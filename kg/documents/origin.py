"""Read where a page comes from: its parsed tree and a first guess in, date, author and publisher out.

What a page marks for machines (JSON-LD, microdata, meta elements) goes before what trafilatura guesses.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from kg.documents.article import iso_date
from kg.errors import DocumentError

__all__ = ["Tree", "origin"]

Tree = Any  # an lxml element: lxml has no stubs of its own
"""The parsed page."""

_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "publish-date",
    "date",
    "dc.date",
)
"""Meta elements that tell the day of publication, the surest first."""
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher")
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_SEPARATOR = re.compile(r"\s+(?:\||::|[-–—·•»])\s+")
_ADDRESS = re.compile(r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_BYLINE = re.compile(r"[Vv]on ([A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w.-]+){1,3})(?:, \w[\w-]*)?")
"""A line of its own: "Von Eva Blau, dpa"."""
_LONGEST_NAME = 60
_NO_NAME = frozenset({"author", "autor", "by", "redaktion", "von"})


def origin(page: Tree, guess: dict[str, str]) -> dict[str, str]:
    """Return the page's `date`, `author` and `publisher`; empty where it does not tell.

    `guess` is what trafilatura read: title, url, date, author, sitename.
    """
    meta = _meta(page)
    publisher = _publisher(page, meta, guess)
    return {
        "date": _published(page, meta) or _plausible(page, guess["date"]),
        "author": _author(page, guess["author"] or meta.get("author", ""), publisher),
        "publisher": publisher,
    }


def _meta(page: Tree) -> dict[str, str]:
    """Return the first content of each meta element, by its name in small letters."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = _clean(element.get("content") or "")
        if content:
            found.setdefault(name.lower(), content)
    return found


def _published(page: Tree, meta: dict[str, str]) -> str:
    scripts = page.xpath('//script[@type="application/ld+json"]/text()')
    told = [match[1] for script in scripts for match in _JSON_DATE.finditer(str(script))]
    marked = page.xpath('//*[@itemprop="datePublished"]')
    told += [element.get("datetime") or element.get("content") or "" for element in marked]
    told += [meta.get(name, "") for name in _PUBLISHED]
    return next((day for day in map(_day, told) if day), "")


def _plausible(page: Tree, date: str) -> str:
    """Return a guessed date, unless it is the first of January of a bare year ("© 2015")."""
    day = _day(date)
    if not day.endswith("-01-01"):
        return day
    year = day[:4]
    printed = (f"01.01.{year}", f"1.1.{year}", f"1. Januar {year}", day)
    text = " ".join(page.itertext())
    return day if any(form in text for form in printed) else ""


def _author(page: Tree, guess: str, publisher: str) -> str:
    """Return the authors, joined by "; ", in the page's own spelling; a publisher is no author."""
    marked = page.xpath('//*[@itemprop="author"][not(self::meta)]')
    around = marked[0].getparent().getparent() if marked else None
    told = [
        _clean(" ".join(element.itertext()))
        for element in marked
        if around is None or around in element.iterancestors()
    ]
    guessed = [_as_printed(page, name) for name in guess.split("; ") if name]
    bylines = [found[1] for text in page.itertext() if (found := _BYLINE.fullmatch(_clean(text)))]
    for names in (told, guessed, bylines[:1]):
        kept = [name for name in names if _is_name(name) and _bare(name) != _bare(publisher)]
        if kept:
            return "; ".join(dict.fromkeys(kept))
    return ""


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_NAME
        and text.lower() not in _NO_NAME
        and _ADDRESS.fullmatch(text) is None
    )


def _as_printed(page: Tree, name: str) -> str:
    """Return a name as the page spells it: trafilatura writes "Dpa-Afx" for "dpa-AFX"."""
    words = r"\W{1,3}".join(re.escape(word) for word in re.findall(r"\w+", name))
    texts = [*_meta(page).values(), " ".join(page.itertext())]
    for text in texts if words else []:
        found = re.search(rf"\b{words}\b", text, re.IGNORECASE)
        if found is not None:
            return found[0]
    return name


def _publisher(page: Tree, meta: dict[str, str], guess: dict[str, str]) -> str:
    told = next((meta[name] for name in _PUBLISHERS if name in meta), "")
    if told:
        return told
    host = (urlsplit(guess["url"]).hostname or "").removeprefix("www.")
    title = _clean(" ".join(page.xpath("//title[1]//text()")))
    parts = _SEPARATOR.split(title)[1:]
    named = [part for part in parts if _bare(part) in _bare(host)]
    headlines = " ".join(page.xpath("//h1//text()"))
    if named:
        return named[-1]
    if parts and parts[-1] not in f"{headlines} {meta.get('og:title', '')}":
        return parts[-1]
    return host or _as_printed(page, guess["sitename"])


def _day(value: str) -> str:
    try:
        return iso_date(value)
    except DocumentError:  # a page's odd date is no reason to lose its article
        return ""


def _bare(text: str) -> str:
    return re.sub(r"\W|_", "", text.casefold())


def _clean(text: str) -> str:
    return " ".join(text.split())
