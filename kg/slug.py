"""A name in, the ASCII slug that stands for it in an IRI out."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

__all__ = ["slug"]

# Letters that do not decompose into a base letter and an accent, and the two signs that
# tell names apart ("A & O" is not "A O"); German umlauts are spelled out as Germans do.
_SPELLED = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "ø": "oe",
        "æ": "ae",
        "œ": "oe",
        "å": "a",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "&": " und ",
        "+": " plus ",
    }
)


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """Return the lower-case ASCII slug of a name, the same for NFC, NFD and upper case.

    What no Latin letter can spell is kept apart by eight hex digits of its sha256, so two names
    in another script never share a slug: "阿里巴巴" gives "x47c1e53c".
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    spelled = unicodedata.normalize("NFKD", folded.translate(_SPELLED))
    plain = re.sub(r"['’]", "", "".join(c for c in spelled if not unicodedata.combining(c)))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if words and not any(c.isalpha() and not c.isascii() for c in plain):
        return words
    mark = "x" + hashlib.sha256(folded.encode()).hexdigest()[:8]
    return f"{words}-{mark}" if words else mark
