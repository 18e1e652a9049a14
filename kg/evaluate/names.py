"""Compare the names of participants: surfaces of gold and of claims rows in; whether they mean the same out.

Names match when they are equal but for article, case and legal form, or one is a compound or genitive of the
other; participants that are described rather than named match by half of their content words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["names_of", "overlap", "plain", "same"]

LEGAL = re.compile(
    r"\b(ag|se|gmbh|kg|kgaa|co|inc|corp|corporation|ltd|plc|sa|nv|n v|s a|holding|group|gruppe|konzern)\b"
)
ARTICLE = re.compile(r"^(der|die|das|dem|den|des|ein|eine|einen|einem|einer|the)\s+")
SHORT = 3
"""Letters; shorter names must be equal, shorter words are no content words."""
HALF = 0.5


def names_of(participant: Mapping[str, Any]) -> list[str]:
    """Return the plain names of a participant with `label` and `aliases`."""
    told = (participant.get("label"), *participant.get("aliases", ()))
    return [name for name in (plain(n) for n in told) if name]


def plain(text: str | None) -> str:
    """Return a name in lower case without article, legal form and signs."""
    lower = unicodedata.normalize("NFKC", text or "").casefold()
    bare = ARTICLE.sub("", re.sub(r"[^\w%.,]+", " ", lower).strip())
    return re.sub(r"\s+", " ", LEGAL.sub(" ", bare)).strip() or bare


def same(known: Iterable[str], told: Iterable[str]) -> bool:
    """Return whether any plain name is alike one of the known ones."""
    names = tuple(known)
    return any(_alike(g, p) for p in told for g in names)


def _alike(g: str, p: str) -> bool:
    if p == g or p.rstrip("s") == g.rstrip("s"):
        return True
    if len(g) <= SHORT or len(p) <= SHORT:
        return False
    longer, shorter = (p, g) if len(p) > len(g) else (g, p)
    return longer.startswith(shorter + " ") or longer.endswith(" " + shorter)


def overlap(known: Iterable[str], told: Iterable[str]) -> bool:
    """Return whether two descriptions share half of their content words."""
    names = tuple(known)
    for p in told:
        for g in names:
            a, b = _content(p), _content(g)
            if a and b and (a <= b or b <= a or len(a & b) >= HALF * len(a | b)):
                return True
    return False


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if len(word) > SHORT}
