"""Two names of one document in, how sure it is that they are one thing's, and why, out."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import german
from kg.model import Reason
from kg.resolve.names import (
    Name,
    entries,
    initials,
    squeezed,
    stemmed,
    variants,
    without_description,
)
from kg.resolve.reasons import reason
from kg.slug import slug

__all__ = ["compare_given", "compare_names", "signatures", "without_group"]

_SHORTEST_INITIALS = 3
_SHORTEST_TOWN = 4


def signatures(name: Name) -> set[str]:
    """Return what two names of one thing, which is no person, must share at least one of."""
    key = name.key
    found = {squeezed(form) for form in variants(key)}
    if name.short:
        found.add(slug(name.short))
    found |= {squeezed(stemmed(key)), squeezed(slug(without_description(name.core)))}
    abbreviation = initials(name.core)
    if len(abbreviation) >= _SHORTEST_INITIALS:
        found.add(abbreviation)
    found |= {squeezed(slug(_without_town(name.core))), key.rpartition("-")[2]}
    return (
        found
        | {squeezed(form) for form in _spelled_out(name.core)}
        | {squeezed(without_group(key))}
    )


def compare_names(left: Name, right: Name) -> tuple[float, Reason] | None:
    """Return (score, reason in words) where the names may be one thing's."""
    a, b = left.key, right.key
    if squeezed(a) == squeezed(b):
        return 0.97, reason("hyphen")
    if a in variants(b) or b in variants(a) or stemmed(a) == stemmed(b):
        return 0.95, reason("inflected")
    if slug(left.short or "-") == b or slug(right.short or "-") == a:
        return 0.97, reason("brackets")
    if without_group(a) == without_group(b):
        return 0.93, reason("group")
    return _compare_shorter(left, right) or _compare_shorter(right, left)


def _compare_shorter(short: Name, long: Name) -> tuple[float, Reason] | None:
    if len(short.key) >= _SHORTEST_INITIALS and short.key == initials(long.core):
        return 0.9, reason("initials", long.core)
    if long.key in _spelled_out(short.core):
        return 0.95, reason("court", long.core)
    if slug(_without_town(long.core)) == short.key:
        return 0.9, reason("town", long.core)
    return None


def without_group(key: str) -> str:
    """Drop the words that only say that it is a group: "kion-group" gives "kion"."""
    first, *rest = key.split("-")
    words = entries("group_words.txt")
    return "-".join([first, *(word for word in rest if word.removesuffix("s") not in words)])


def _without_town(core: str) -> str:
    """Drop the town's adjective before a name: "Berliner Spreepark", never "Berliner Zeitung"."""
    town, _, rest = core.partition(" ")
    is_town = town.endswith("er") and town[:1].isupper() and len(town) > _SHORTEST_TOWN
    is_name = rest[:1].isupper() and without_description(f"{rest} X") != "X"
    return rest if is_town and is_name else core


@lru_cache(maxsize=german.REMEMBERED)
def _spelled_out(core: str) -> frozenset[str]:
    """Return the keys of a court's name with its abbreviation spelled out."""
    short, _, town = re.sub(r"^(\w+)-(?=[A-ZÄÖÜ])", r"\1 ", core).partition(" ")
    rows = (line.split("\t") for line in entries("court_words.tsv")[1:])
    return frozenset(slug(f"{full} {town}") for word, full in rows if word == short and town)


def compare_given(left: str, right: str) -> tuple[float, Reason] | None:
    """Two given names agree where one is the initial or the beginning of the other."""
    if not left:
        return 0.95, reason("inflected-surname")
    short, long = sorted((left, right), key=len)
    if short == long:
        return 0.97, reason("inflected-person")
    if long.startswith(f"{short}-") or (len(short) == 1 and long.startswith(short)):
        return 0.9, reason("given-names")
    return None
