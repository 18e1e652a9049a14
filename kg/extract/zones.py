"""A document's text in, the stretches that are no part of the article out.

Advertisements, teasers, navigation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import german

__all__ = ["Zone", "find_datelines", "find_zones", "in_zone"]

LONGEST_LINE = 160
BUTTON = 3
"""Words a line has at most that begins with a button's label."""
CREDIT = re.compile(
    r"(?<!\w)(?:(?:Bild|Bildquelle|Bilder|Foto|Fotos|Logo):|©)[ ]?[A-ZÄÖÜ][\w./-]*"
    r"(?:[ ,]{1,2}[A-ZÄÖÜ][\w./-]*){0,4}"
)
BYLINE = re.compile(
    r"(?m)^[ \t]*[Vv]on[ ][A-ZÄÖÜ][\w.-]+(?:[ ][A-ZÄÖÜ][\w.-]+){1,3}"
    r"(?:,[^\n]{0,40}|[ ]und[ ][^\n]{0,40})?$"
)
DATELINE = re.compile(
    r"(?m)^[ \t]*(?:[A-ZÄÖÜ][\wäöüß.]*+[/ -]{0,3}){1,5}(?:am |a\. ?M\.)?"
    r"(?:\([\w/ .-]{2,30}\)[ ]?)?(?:,? ?\d{1,2}\. ?[\w.]+(?: \d{4})?)?"
    r"(?:[ ]?(?:dpa|afp|rtr|apa|ots|AFP|APA|DPA)\b|(?<=[ )])[-–—]{1,2}[ ]|[ ][-–—]{1,2}[ ])"
    r"|^[ \t]*(?:[A-ZÄÖÜ]{4,}+[/ -]?){1,4}(?:\([\w/ .-]{2,30}\)|[.:])"
)
"""Where a report comes from: "FRANKFURT (dpa-AFX) - ", "Köln/Bonn, 3. Mai 2016 – ", "WISMAR. ".

Words are taken whole (possessive quantifiers): trying to part them takes hours in "SehrSehrSehr...".
"""
CRUMBS = re.compile(r"(?:\s[»>|/]\s.*){2,}")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of text that is no part of the article, and what it is."""

    start: int
    end: int
    kind: str


def find_datelines(text: str) -> tuple[Zone, ...]:
    """Return the stretches that tell where a report was written; places named there take part in nothing."""
    return tuple(Zone(m.start(), m.end(), "dateline") for m in DATELINE.finditer(text))


def find_zones(text: str) -> tuple[Zone, ...]:
    """Return the boilerplate lines of a text; claims read there are never core."""
    found = [
        Zone(match.start(), match.end(), "credit")
        for sign in (CREDIT, BYLINE)
        for match in sign.finditer(text)
    ]
    start = 0
    for line in text.splitlines(keepends=True):
        kind = _kind(line.strip())
        if kind:
            found.append(Zone(start, start + len(line.rstrip("\n")), kind))
        start += len(line)
    return tuple(sorted(found, key=lambda zone: (zone.start, zone.end)))


def in_zone(zones: tuple[Zone, ...], start: int, end: int) -> bool:
    """Return whether a stretch touches a zone."""
    return any(zone.start < end and start < zone.end for zone in zones)


def _kind(line: str) -> str:
    if not line or len(line) > LONGEST_LINE:
        return ""
    if CRUMBS.search(line):
        return "navigation"
    for opening, kind in german.table("boilerplate").items():
        bare = (
            opening.isalpha() and len(line.split()) > BUTTON
        )  # "Twitter streicht Stellen" is a headline
        if line == opening or (
            line.startswith(opening)
            and not line[len(opening) : len(opening) + 1].isalpha()
            and not bare
        ):
            return kind
    return ""
