"""Content negotiation: an Accept header in, the format to write out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.serve.task import Problem

__all__ = ["GRAPHS", "RESULTS", "accepted", "choose"]

RESULTS = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
"""Media type -> name of the result format; the first is the default."""

GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/trig": "TRIG",
    "application/n-quads": "N_QUADS",
    "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "text/plain": "N_TRIPLES",
    "application/json": "JSON_LD",
    "application/xml": "RDF_XML",
}
"""Media type -> name of the RDF format; the first is the default."""

_RANGE = re.compile(r"\s*([\w.+*-]+/[\w.+*-]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)")
_MOST = 50


def accepted(header: str) -> tuple[str, ...]:
    """Return the media types of an Accept header, best first; "*/*" where there is none."""
    found = []
    for place, part in enumerate(header.split(",")[:_MOST]):
        match = _RANGE.fullmatch(part)
        if match is not None:
            told = _QUALITY.search(match[2])
            quality = float(told[1]) if told is not None else 1.0
            if quality > 0:
                found.append((-quality, place, match[1].lower()))
    return tuple(media for _, _, media in sorted(found)) or ("*/*",)


def choose(wanted: Sequence[str], known: Mapping[str, str]) -> tuple[str, str]:
    """Return the best media type that is known, and its format; raise Problem 406 without one."""
    for media in wanted:
        if media in known:
            return media, known[media]
        if media.endswith("/*"):
            for candidate, form in known.items():
                if media == "*/*" or candidate.startswith(media[:-1]):
                    return candidate, form
    raise Problem(406, f"None of these can be had; known are: {', '.join(known)}.")
