"""A referent and a register item in, how sure the link is out, or nothing when it is a guess."""

from __future__ import annotations

import re

from kg.model import Form, Reading, Reason, Referent
from kg.resolve.names import entries, name_of
from kg.resolve.reasons import reason
from kg.resolve.registry import Item, family
from kg.slug import slug

__all__ = ["link_evidence"]

_TOLD_BY_KIND = frozenset({"Country", "Medium"})
"""Kinds that decide: "Welt" read as a medium, "Luxemburg" as a country and not as its capital."""
_SURE = 0.98
_INFLECTED = 0.95
_BY_CONTEXT = 0.9


def link_evidence(
    reading: Reading, referent: Referent, item: Item, key: str
) -> tuple[float, Reason] | None:
    """Return (confidence in [0, 1], reason in words), or None where the name could be another's.

    A name that is also something else ("Apple", "Orange", "Post") needs a legal form, or a word
    beside it that only a company has ("Konzern", "Aktie").
    """
    name = name_of(referent.name)
    if key not in item.ambiguous:
        if key in {name.key, slug(name.text)}:
            return _SURE, reason("register", name.text, item.label)
        return _INFLECTED, reason("register-inflected", name.text, item.label)
    if family(referent.kind) != family(item.kind):
        return None
    if item.kind in _TOLD_BY_KIND:
        told = _BY_CONTEXT, reason("ambiguous-kind", item.label)
        return told if referent.kind == item.kind else None
    word = _legal_form(referent) or _word_beside(reading, referent)
    return (_BY_CONTEXT, reason("ambiguous-beside", word)) if word else None


def _legal_form(referent: Referent) -> str:
    """Return the first surface that carries a legal form."""
    for surface in (referent.name, *referent.aliases):
        parsed = name_of(surface)
        if parsed.legal:
            return parsed.text
    return ""


def _word_beside(reading: Reading, referent: Referent) -> str:
    """Return a word that only companies have, in a sentence that names the referent."""
    words = frozenset(entries("company_words.txt"))
    text = reading.document.text
    for mention in referent.mentions:
        if mention.form is Form.PRONOUN:
            continue
        near = (s for s in reading.sentences if s.start <= mention.start < s.end)
        for sentence in near:
            told = re.findall(r"\w+", text[sentence.start : sentence.end].casefold())
            found = next((word for word in told if word in words), "")
            if found:
                return found
    return ""
