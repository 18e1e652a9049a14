"""A surface in, its name out: without article, quotation marks and legal form, with the key."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from kg import german
from kg.slug import slug

__all__ = [
    "Name",
    "clean",
    "entries",
    "given_and_surname",
    "initials",
    "legal_forms",
    "name_of",
    "squeezed",
    "stemmed",
    "variants",
    "without_description",
    "without_office",
]

_QUOTES = "\"'„“”»«›‹‚‘’`´"
_EDGE = _QUOTES + " ,;:!?/|–—-·•*"
_SHORTEST_INFLECTED = 3
_SHORTEST_NOUN = 4
_CACHED = 1 << 14
_SAME_FORM = {
    "aktiengesellschaft": "ag",
    "corporation": "corp",
    "incorporated": "inc",
    "limited": "ltd",
    "oyj": "oy",
    "gesellschaft-m-b-h": "gmbh",
    "gesellschaft-mbh": "gmbh",
    "ges-m-b-h": "gmbh",
    "gesmbh": "gmbh",
    "gmbh-und-co": "gmbh-und-co-kg",
    "s-a": "sa",
    "s-e": "se",
    "n-v": "nv",
    "b-v": "bv",
    "s-p-a": "spa",
    "s-a-r-l": "sarl",
    "s-l": "sl",
    "e-g": "eg",
    "ev": "e-v",
    "kg-a-a": "kgaa",
    "mbh": "gmbh",
    "mbh-und-co-kg": "gmbh-und-co-kg",
    "gmbh-plus-co-kg": "gmbh-und-co-kg",
    "ug-haftungsbeschraenkt": "ug",
    "pty-ltd": "ltd",
    "pvt-ltd": "ltd",
    "pao": "pjsc",
    "ojsc": "pjsc",
}


_UNMISTAKABLE = frozenset({"ag", "gmbh", "gmbh-und-co-kg", "inc", "kgaa", "ltd", "e-v"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart."""

    text: str
    """The name as it is shown: cleaned, legal form kept."""
    core: str
    """The name without its legal form and bracketed short form."""
    legal: str
    """Key of the legal form ("ag", "gmbh-und-co-kg"), or empty."""
    short: str
    """The short form a bracket gives ("LSE" in "London Stock Exchange (LSE)"), or empty."""

    @property
    def key(self) -> str:
        """Return the slug two surfaces of one name share."""
        return slug(self.core)


@cache
def entries(file: str) -> tuple[str, ...]:
    """Return the lines of a data file of this room."""
    text = (resources.files("kg.resolve") / "data" / file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _legal_forms() -> tuple[tuple[str, str, str], ...]:
    """Return (spelling, folded spelling, key) of the legal forms, longest first."""
    keyed = ((form, slug(form)) for form in entries("legal_forms.txt"))
    forms = ((form, form.casefold(), _SAME_FORM.get(key, key)) for form, key in keyed)
    return tuple(sorted(forms, key=lambda form: (-len(form[0]), form[0])))


@cache
def legal_forms() -> frozenset[str]:
    """Return the keys of all legal forms ("ag", "gmbh-und-co-kg")."""
    return frozenset(key for _, _, key in _legal_forms())


def clean(surface: str) -> str:
    """Return a surface in NFC without soft hyphens, outer quotation marks, commas and article."""
    text = unicodedata.normalize("NFC", surface).replace("\xad", "").replace("\u200b", "")
    text = re.sub(r"\s+", " ", text).strip(_EDGE)
    first, _, rest = text.partition(" ")
    if rest and first.casefold() in entries("articles.txt"):
        text = rest.strip(_EDGE)
    # "Fa. Maier GmbH", "Firma Maier"
    return re.sub(r"^(?:Fa\.|Firma)\s+(?=\S)", "", text)


def _without_legal_form(text: str) -> tuple[str, str]:
    """Take legal forms off the end: "Tesla, Inc." gives ("Tesla", "inc")."""
    for form, folded, key in _legal_forms():
        head = text[: -len(form)]
        if not head or text[-len(form) :].casefold() != folded:
            continue
        if head[-1] in " ," and (core := head.rstrip(" ,")) and not core.endswith("&"):
            return core, key
    return text, ""


def _base_form(text: str) -> str:
    """Undo the inflection of a leading adjective and, in the genitive, of its noun.

    "Rheinischen Post" gives "Rheinische Post", "Deutschen Instituts für ..." "Deutsches Institut".
    """
    inflected = re.match(r"(\w+sch)e[nmrs] ([\w-]+)", text)
    if inflected is None:
        return text
    adjective, noun = inflected.groups()
    for form in variants(noun):
        ending = _ending_before(form.casefold())
        if ending:
            return f"{adjective}{ending} {form}{text[inflected.end() :]}"
    return text if text[len(adjective) + 1] in "rs" else f"{adjective}e{text[len(adjective) + 2 :]}"


@lru_cache(maxsize=german.REMEMBERED)
def _ending_before(noun: str) -> str:
    """Return the nominative ending of an adjective before a noun whose gender is known."""
    lines = (line.split("\t") for line in entries("heads.tsv")[1:])
    told = sorted((head, ending) for head, ending in lines if noun.endswith(head))
    return max(told, key=_length, default=("", ""))[1]


def _length(row: tuple[str, str]) -> int:
    return len(row[0])


def name_of(surface: str, *, organization: bool = True) -> Name:
    """Take a name apart: "die London Stock Exchange Group plc (LSE)" is core, legal form, short.

    In names of no organisation only unmistakable legal forms count: "SL" is none in "Mercedes SL".
    """
    text = _base_form(clean(surface))
    if text.endswith(".") and _without_legal_form(text[:-1])[1].endswith("kg"):
        text = text[:-1]  # the full stop of the sentence: "GmbH & Co. KG."
    short = ""
    bracket = re.fullmatch(r"(.+?)\s*\(([^()]{2,})\)", text)
    if bracket:
        text, short = bracket[1].strip(_EDGE), clean(bracket[2])
    core, legal = _without_legal_form(text)
    if not organization and legal not in _UNMISTAKABLE:
        core, legal = text, ""
    return Name(text=text, core=core, legal=legal, short=short)


@lru_cache(maxsize=_CACHED)
def variants(key: str) -> tuple[str, ...]:
    """Return a key and the keys it may be an inflected form of, the likeliest first.

    "chinas" may be "china", "frankfurter-allgemeinen-zeitung" "frankfurter-allgemeine-zeitung".
    """
    found = [key]
    if len(key) > _SHORTEST_INFLECTED and key.endswith("s") and not key.endswith("ss"):
        found.append(key[:-1])
        if key.endswith("es"):
            found.append(key[:-2])
    found += [re.sub(r"([a-z]{3}e)n(?=-)", r"\1", form) for form in tuple(found)]
    return tuple(dict.fromkeys(found))


def squeezed(key: str) -> str:
    """Return a key without its hyphens: "Hypo-Vereinsbank" and "HypoVereinsbank" agree."""
    return key.replace("-", "")


def initials(core: str) -> str:
    """Return the initials of a name of several words, folded: "Deutsche Presse-Agentur" is dpa."""
    words = re.split(r"[\s\-/]+", core)
    return "".join(slug(word)[:1] for word in words if word and word[0].isupper())


def without_office(core: str) -> str:
    """Drop titles and offices before a person's name: "Bundesbankpräsident Dr. Jens Weidmann"."""
    words = core.split()
    while len(words) > 1 and _is_office(words[0]):
        words = words[1:]
    behind = set(entries("titles.txt")) - set(entries("titles_and_surnames.txt"))
    while len(words) > 1 and words[-1] in behind:
        words = words[:-1]
    return " ".join(words)


def _is_office(word: str) -> bool:
    if word in entries("titles.txt") or ("." in word and len(word) > len("J.")):
        return True
    lower = word.casefold()[-german.LONGEST :]
    nouns = german.table("noun_kinds")
    endings = (lower[start:] for start in range(max(1, len(lower) - _SHORTEST_NOUN)))
    return any(e in german.words("position_endings") or nouns.get(e) == "Person" for e in endings)


@lru_cache(maxsize=_CACHED)
def without_description(core: str) -> str:
    """Drop the common noun before a name: "Flughafenbetreiber Fraport", "Kanzlei White & Case".

    What is left is a guess: "Flughafen Wien" is no description of Wien.
    """
    words = core.split()
    while len(words) > 1 and _is_common(words[0]):
        words = words[1:]
    return " ".join(words) if words and words[0][0].isupper() else core


def _is_common(word: str) -> bool:
    lower = word.casefold()[-german.LONGEST :]
    nouns = german.table("noun_kinds")
    return any(lower[start:] in nouns for start in range(max(1, len(lower) - _SHORTEST_NOUN)))


def stemmed(key: str) -> str:
    """Return a key without the endings of its adjectives: Germanischer, Germanischen Lloyd."""
    return re.sub(r"(?<=[a-z]{4})e[mnrs]?(?=-)", "", key)


@lru_cache(maxsize=_CACHED)
def given_and_surname(core: str) -> tuple[str, str]:
    """Split a person's name: titles are dropped, the last word is the surname.

    "Prof. Dr. Ursula von der Leyen" gives ("ursula-von-der", "leyen"); one word has no given name.
    """
    words = without_office(core).split()
    return slug(" ".join(words[:-1])) if words[1:] else "", slug(words[-1] if words else "")
