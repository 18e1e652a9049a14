"""A document in, its direct quotations out; words in quotation marks that only name or distance are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.clauses import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_quotations"]

PAIRS = {"„": "“”\"", "«": "»", "»": "«", "“": "”", "\"": "\"", "‚": "‘’"}
LONGEST = 400
SHORTEST = 4


def find_quotations(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of direct speech, marks included; a range without a finite verb is a mere title.

    A mark that is never closed opens nothing, so a thousand nested marks cost one pass.
    """
    found: list[tuple[int, int]] = []
    start, closing = -1, ""
    for token in doc:
        if start >= 0 and (token.text in closing or token.i - start > LONGEST):
            if token.text in closing and _is_speech(doc, start, token.i):
                found.append((start, token.i + 1))
            start = -1
        elif start < 0 and token.text in PAIRS:
            start, closing = token.i, PAIRS[token.text]
    return tuple(found)


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    return end - start > SHORTEST and any(is_finite(token) for token in doc[start + 1 : end])
