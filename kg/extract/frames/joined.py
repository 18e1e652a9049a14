"""Several names in one compound: a word that may fill a role in; the participants its parts name out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames.naming import Search
from kg.extract.frames.participants import Filler
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_joined", "joined_names"]

PAIR = 2
SURE = 0.8
PART = re.compile(r"[^-/–]+")


def is_joined(token: Token) -> bool:
    """Return whether a compound may hold several names: "Edeka-Tengelmann-Fusion", "Edeka/Tengelmann-Fusion"."""
    slash = token.i > 0 and token.doc[token.i - 1].text == "/"
    return "-" in token.text and (slash or len(PART.findall(token.text)) > PAIR)


def joined_names(search: Search) -> list[Filler]:
    """Return the named participants that a compound's parts call by name, where there are several."""
    found: dict[str, Filler] = {}
    for start, name in _parts(search.token):
        meant = search.who.by_word.get(name)
        if meant is not None and meant.kind in search.wanted.kinds:
            end = start + len(name)
            filler = Filler(start, end, search.how, SURE, meant, form=Form.COMPOUND)
            found.setdefault(meant.key, filler)
    return list(found.values()) if len(found) >= PAIR else []


def _parts(token: Token) -> Iterator[tuple[int, str]]:
    """Yield where the parts of a compound begin, and what they are: before a slash, and all but its last."""
    before = token.i
    while before > 1 and token.doc[before - 1].text == "/":
        before -= 2
    for i in range(before, token.i, 2):
        yield token.doc[i].idx, token.doc[i].text
    for part in list(PART.finditer(token.text))[:-1]:
        yield token.idx + part.start(), part.group()
