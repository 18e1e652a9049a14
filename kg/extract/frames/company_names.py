"""What a name can be: a name or reference in; whether it may be a company's, a medium's, a town's out."""

from __future__ import annotations

from functools import lru_cache

from kg import german
from kg.extract.coreference import Reference
from kg.extract.kinds import kind_of_noun
from kg.model import Form

__all__ = [
    "ORGANIZATIONS",
    "is_company_name",
    "is_known_place",
    "is_medium",
    "is_sound",
    "kinds_of",
]

ORGANIZATIONS = frozenset({"Company", "Organization", "Publisher"})
"""Classes of mentions whose name may be that of a company."""
STREETS = ("allee", "gasse", "straße", "strasse")
SHORT = 3
"""Letters below which a name must be in capitals ("VW")."""


def is_sound(reference: Reference) -> bool:
    """Return a name like "Siemens-Sprecher" is no company, whatever the tagger says."""
    mention = reference.mention
    if mention.kind not in ORGANIZATIONS or mention.form not in {Form.PROPER, Form.COMPOUND}:
        return True
    return is_company_name(mention.text)


def kinds_of(reference: Reference) -> set[str]:
    """Return the classes a reference may be taken for; a known index is one whatever its tag."""
    index = {"Index"} if reference.referent.name in german.words("indices") else set()
    return {reference.referent.kind, reference.mention.kind} | index


@lru_cache(maxsize=german.REMEMBERED)
def is_known_place(name: str) -> bool:
    """Return whether a name is a country's or town's that the lists know, in whatever letters ("ESSEN")."""
    return name in german.words("large_towns") or name.title() in german.words("large_towns") | {
        *german.table("nationalities").values(),
        *german.table("town_adjectives").values(),
    }


def is_medium(name: str) -> bool:
    """Return whether a name is a medium's, an agency's or a web site's."""
    return (
        name in german.words("media")
        or name in german.words("news_agencies")
        or ".de" in name
        or ".com" in name
    )


def is_company_name(name: str) -> bool:
    """Return whether a name is more than a common noun ("Bank") or one with a post ("Hüttinger-Chef")."""
    if name.lower() in german.table("noun_kinds") or name in german.words("legal_forms"):
        return False
    if name in german.words("wire_labels") or name in german.table("town_adjectives"):
        return False
    if name.endswith("s") and is_known_place(name[:-1]):
        return False  # "der größte Hersteller Europas"
    if (len(name) < SHORT and not name.isupper()) or name.lower().endswith(STREETS):
        return False
    return "-" not in name or kind_of_noun(name.rsplit("-", 1)[-1]) in {
        "Topic",
        "Company",
        "Organization",
        "Publisher",
    }
