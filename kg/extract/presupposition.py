"""A noun in, whether the text takes it for granted out, whatever its clause plans, denies or reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_presupposed"]

HAPPENINGS = frozenset({"Event", "Topic", "Agreement"})


def is_presupposed(token: Token) -> bool:
    """Return whether a noun or attribute names a participant or a standing state.

    "der US-Konzern", "seine Beteiligung an X".

    "will seine Beteiligung nicht verkaufen" still says that there is one; "will keinen
    Stellenabbau" says of "Stellenabbau", a noun of action, nothing of the kind.
    """
    if token.pos_ == "PROPN" or token.ent_type_:
        return True
    if token.tag_ == "ADJA" and token.dep_ == "amod":
        return True  # "die in Bonn ansässige Tochter"
    if token.pos_ != "NOUN":
        return False
    last = token.lower_.rsplit("-", 1)[-1]
    return kind_of_noun(token.text) not in HAPPENINGS or last in german.words("state_nouns")
