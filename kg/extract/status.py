"""A predicate in, how sure the text is of it and whether it is denied out, each with its cue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.modality import modality_of
from kg.extract.polarity import polarity_of
from kg.model import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Status", "status_of"]


@dataclass(frozen=True, slots=True)
class Status:
    """How a predicate is meant, and the words that say so (empty for a plain assertion)."""

    modality: Modality = Modality.ASSERTED
    modality_cue: str = ""
    polarity: Polarity = Polarity.POSITIVE
    polarity_cue: str = ""


def status_of(doc: Doc, token: Token) -> Status:
    """Return the status of a predicate: a verb, a noun of action ("Übernahme"), or a participle.

    "sollen 750 Jobs wegfallen" (token wegfallen): Planned, cue "sollen". Needs UD labels; where
    the parse has lost the modal verb, the words of the clause are read instead. Nouns that name
    participants or standing states ("US-Konzern", "Beteiligung") are taken for granted by the
    text: asserted whatever their clause plans or denies.
    """
    predicate = doc[token.i]
    modality, modality_cue = modality_of(predicate)
    polarity, polarity_cue = polarity_of(predicate)
    return Status(modality, modality_cue, polarity, polarity_cue)
