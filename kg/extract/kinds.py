"""A noun, adjective or name in, the ontology class and the country or town it tells out."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import german

__all__ = ["LABELS", "kind_of_noun", "place_of_adjective", "without_article", "without_legal_form"]

LABELS = frozenset(
    {"AIModel", "Chip", "Company", "Country", "FinancialInstrument", "Index", "Market", "Medium"}
    | {"Organization", "Person", "Place", "Politician", "Product", "Publisher", "Security"}
)
"""Labels of `doc.ents` that name a participant; dates, money and positions name none."""

SHORTEST_ENDING = 4
LONGEST_ENDING = 40
ARTICLE = re.compile(
    r"(?:d(?:er|ie|as|em|en|es)|(?:k?ein|sein|ihr|unser)(?:e|en|em|er|es)?|diese[mnrs]?|jene[mnrs]?"
    r"|beim|im|vom|zum|zur|am)\s+",
    re.IGNORECASE,
)


@lru_cache(maxsize=german.REMEMBERED)
def kind_of_noun(word: str) -> str:
    """Return the class of what a common noun names, "Topic" where it is unknown.

    "Versandhändler" names a Company.
    """
    lower = word.lower()[-LONGEST_ENDING:]
    table = german.table("noun_kinds")
    for start in range(len(lower) - SHORTEST_ENDING + 2):
        if lower[start:] in table and (start == 0 or len(lower) - start >= SHORTEST_ENDING):
            return table[lower[start:]]
    return "Event" if lower.endswith(tuple(german.words("event_endings"))) else "Topic"


@lru_cache(maxsize=german.REMEMBERED)
def place_of_adjective(word: str) -> tuple[str, str] | None:
    """Return (name, class) of the place an adjective tells.

    "chinesische" -> ("China", "Country").
    """
    stem = re.sub(r"(?:e|en|em|er|es)$", "", word.lower())
    country = german.table("nationalities").get(stem)
    if country is not None and stem != word.lower():  # "Zahlen (deutsch)" describes nobody
        return country, "Place" if country in german.words("regions") else "Country"
    if word in german.table("town_adjectives"):
        return german.table("town_adjectives")[word], "Place"
    if word.endswith("länder"):
        return f"{word[:-6]}land", "Place"
    capital = word[:1].isupper() and word.endswith("er") and len(word) > SHORTEST_ENDING
    return (word[:-2], "Place") if capital and not _is_ordinary(word[:-2].lower()) else None


def _is_ordinary(stem: str) -> bool:
    """Return whether a stem is an adjective's: "einfach", "hochwertig", "städtisch"."""
    endings = tuple(german.words("adjective_endings"))
    return (
        f"{stem}er" in german.words("common_adjectives")
        or stem in german.words("common_adjectives")
        or stem.endswith(endings)
    )


def without_article(text: str) -> str:
    """Return a phrase without the article or contraction it begins with."""
    return ARTICLE.sub("", text, count=1) if ARTICLE.match(text) else text


@cache
def _legal_form() -> re.Pattern[str]:
    forms = sorted(german.words("legal_forms"), key=lambda form: (-len(form), form))
    spaced = "|".join(re.escape(form).replace("\\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<!\s)(?:\s++(?:{spaced}))+\s*+$", re.IGNORECASE)


@lru_cache(maxsize=german.REMEMBERED)
def without_legal_form(name: str) -> str:
    """Return a company's name without its legal form.

    "Zain Saudi GmbH & Co. KG" -> "Zain Saudi".
    """
    return _legal_form().sub("", name).strip() or name
