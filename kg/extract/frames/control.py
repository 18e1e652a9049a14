"""Who does what an infinitive tells: an infinitive in; the word for who is to do it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.frames.words import preposition

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["controller"]


def controller(verb: Token) -> Token | None:
    """Return whom an adjective frees or binds to do what its infinitive tells.

    "Es ist für Entwickler möglich, das Programm zu ändern": the developers; "es" stands for the infinitive.
    """
    adjective = verb.head
    if verb.dep_ not in {"csubj", "xcomp", "ccomp"} or adjective.pos_ != "ADJ":
        return None
    for child in adjective.children:
        if any(c.dep_ == "case" and preposition(c) == "für" for c in child.children):
            return child
    return None
