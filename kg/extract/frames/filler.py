"""What fills a role, and what was told with whom: the nouns that frames pass on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Amount, Basis, Form, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Filler", "Told"]


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: a referent, a figure or words, where it stands, and how it was found."""

    start: int
    end: int
    how: str
    """The place it was found at, for explanations: "subj", "gen", "context"."""
    score: float
    referent: Referent | None = None
    amount: Amount | None = None
    text: str = ""
    form: Form = Form.PROPER
    basis: Basis = Basis.EXPLICIT


@dataclass(frozen=True, slots=True)
class Told:
    """A relation as it was read at a word, for what takes it up again further on."""

    relation: str
    event: str
    token: Token
    fillers: Mapping[str, list[Filler]]
