"""A text of unknown origin in, the same text fit for a terminal out."""

from __future__ import annotations

import re

__all__ = ["printable"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
"""What moves the cursor, sets colours and titles, or turns the direction of what follows."""


def printable(text: str) -> str:
    """Return a text as one line that can do nothing to a terminal: control signs are spaces."""
    return _CONTROL.sub(" ", text)
