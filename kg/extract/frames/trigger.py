"""The word a frame hangs on: a token in; what was read around it, once for all frames, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.frames.clause import (
    Argument,
    arguments,
    clause_head,
    clause_words,
    window,
)
from kg.extract.frames.noun_phrase import attributes
from kg.extract.frames.words import forms, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Candidate", "Trigger", "make_trigger"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may fill a role, and how sure the place is (0 to 1)."""

    token: Token
    sure: float = 1.0
    distribute: bool = True
    """Whether the words coordinated with it fill the role as well."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word a frame hangs on, with what was read around it once for all frames."""

    token: Token
    kind: str
    arguments: tuple[Argument, ...] = ()
    attributes: tuple[tuple[str, Token], ...] = ()
    window: tuple[Token, ...] = ()
    clause: tuple[Token, ...] = ()
    """The words of the window and of the clause, in order."""
    said: Mapping[str, Token] = field(default_factory=dict)
    """Lemmas and forms of these words, lower case, to the first of them."""
    passive: bool = False
    barred: frozenset[int] = frozenset()
    """Token numbers of fixed words that fill no role."""
    taken: frozenset[str] = frozenset()
    """Keys of the referents that fill another role already."""


def make_trigger(token: Token, kind: str) -> Trigger:
    """Read what stands around a trigger word."""
    near, clause, said = _surroundings(token)
    if kind == "verb":
        found = tuple(arguments(token))
        return Trigger(token, kind, found, (), near, clause, said, is_passive(token))
    found_of = tuple(attributes(token)) if kind in {"noun", "mention"} else ()
    return Trigger(token, kind, (), found_of, near, clause, said)


@lru_cache(maxsize=1)
def _surroundings(
    token: Token,
) -> tuple[tuple[Token, ...], tuple[Token, ...], Mapping[str, Token]]:
    """Return the words up to the next commas, those and the clause's, and these by what they are called.

    Kept for the word asked for last: a verb and the adjective it may be have the same.
    """
    near = tuple(window(token))
    words = {word.i: word for word in (*near, *clause_words(clause_head(token)))}
    clause = tuple(words[i] for i in sorted(words))
    said = {form: word for word in reversed(clause) for form in forms(word).said}
    return near, clause, said
