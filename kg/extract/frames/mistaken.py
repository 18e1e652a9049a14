"""Names the tagger may have taken for something else: a reference in; whether it may be a company's out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.company_names import is_company_name, is_known_place, is_medium
from kg.extract.frames.words import sentence
from kg.extract.kinds import kind_of_noun
from kg.extract.zones import Zone, in_zone
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference import Reference

__all__ = ["is_location", "is_origin", "is_owner", "is_persons", "is_town", "may_be_company"]

LOCATING = re.compile(r"(?:^|\s)(?:am|im|in|aus|nach|bei)\s$", re.IGNORECASE)
LOOK_BACK = 8
"""Characters before a name in which the preposition of a place is looked for."""
MISTAKEN = frozenset({"Medium", "Person", "Place", "Product"})
"""Classes the tagger confuses with companies where a name is one unknown word."""
PLACES = frozenset({"Country", "Place"})
TOWNS = frozenset({"Großraum", "Raum", "Region", "Stadt", "Standort"})
TITLES = frozenset({"Dr.", "Frau", "Herr", "Herrn", "Prof."})


def is_town(reference: Reference) -> bool:
    """Return whether a name is a place's and no more: nobody takes over Hamburg, but a "Terminal Jarrow"."""
    named = reference.mention.kind == "Place" and reference.referent.named
    first = reference.referent.name.split()[0]
    return named and (kind_of_noun(first) != "Place" or first in TOWNS)


def may_be_company(reference: Reference) -> bool:
    """Return whether a name taken for a town, person, medium or product may be a company's: an unknown word.

    "Lindkvist kappt die Prognose" is one; "Eva Sander", "Berlin" and "Handelsblatt" are none.
    """
    referent = reference.referent
    if not referent.named or referent.kind not in MISTAKEN:
        return False
    names = {m.text for m in referent.mentions if m.form in {Form.PROPER, Form.COMPOUND}}
    if referent.kind not in {"Medium", "Place"} and any(" " in name for name in names):
        return False
    return not any(_is_known(name) for name in names) and is_company_name(referent.name)


def _is_known(name: str) -> bool:
    return is_known_place(name) or is_medium(name) or name in german.table("given_names")


def is_persons(token: Token) -> bool:
    """Return whether a post or a title stands before a name: "Analyst Korn", "Frau Sander"."""
    if token.i == sentence(token).start:
        return False
    before = token.doc[token.i - 1]
    post = before.pos_ == "NOUN" and kind_of_noun(before.text) == "Person"
    return post or before.ent_type_ == "Position" or before.text in TITLES


def is_origin(reference: Reference, datelines: tuple[Zone, ...]) -> bool:
    """Return whether a name only tells where the report was written and who spread it: "FRANKFURT (dpa) - "."""
    mention = reference.mention
    if mention.text in german.words("wire_labels"):
        return True
    agency = mention.text in german.words("news_agencies")
    return (agency or mention.kind in PLACES) and in_zone(datelines, mention.start, mention.end)


def is_location(text: str, reference: Reference, datelines: tuple[Zone, ...]) -> bool:
    """Return whether an article says that something is in, or comes from, what a name stands for."""
    return any(
        in_zone(datelines, m.start, m.end)
        or LOCATING.search(text[max(0, m.start - LOOK_BACK) : m.start])
        for m in reference.referent.mentions
        if m.kind in PLACES
    )


def is_owner(reference: Reference) -> bool:
    """Return whether a name after a noun is its genitive: "die Zölle Chinas", not "der Konzern Siemens"."""
    return reference.mention.text == f"{reference.referent.name}s"
