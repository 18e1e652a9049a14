"""Signs inside words that nobody sees (soft hyphens, zero-width spaces, loose accents): a text in, what is seen out."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["seen", "seen_offsets"]

UNSEEN = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]+")
"""News sites put soft hyphens where a long word may be broken; it is one word all the same."""


def seen(word: str) -> str:
    """Return a word as a reader sees it: accents joined to their letters, other such signs left out."""
    return word if word.isascii() else UNSEEN.sub("", unicodedata.normalize("NFC", word))


def seen_offsets(text: str) -> list[int] | None:
    """Return where in the text each sign stands that is seen, or None where all are."""
    if text.isascii() or UNSEEN.search(text) is None:
        return None
    return [at for at, sign in enumerate(text) if UNSEEN.match(sign) is None]
