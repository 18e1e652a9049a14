"""The word a frame hangs on: a token in; what was read around it, once for all frames, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames.clause import Argument, arguments, is_passive, window
from kg.extract.frames.noun_phrase import attributes

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
    passive: bool = False
    barred: frozenset[int] = frozenset()
    """Token numbers of fixed words that fill no role."""
    taken: frozenset[str] = frozenset()
    """Keys of the referents that fill another role already."""


def make_trigger(token: Token, kind: str) -> Trigger:
    """Read what stands around a trigger word."""
    if kind == "verb":
        found = tuple(arguments(token))
        return Trigger(token, kind, found, (), tuple(window(token)), is_passive(token))
    if kind in {"noun", "mention"}:
        return Trigger(token, kind, (), tuple(attributes(token)), tuple(window(token)))
    return Trigger(token, kind, window=tuple(window(token)))
