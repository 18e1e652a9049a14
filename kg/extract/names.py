"""Two spellings of a name in, whether one is a form of the other out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache

from kg import german
from kg.extract.kinds import without_article, without_legal_form
from kg.model import Form, Referent

__all__ = ["are_apart", "core", "fits", "is_acronym_of", "legal_form", "plain", "usual_name"]

PEOPLE = frozenset({"Person", "Politician"})
TITLES = re.compile(r"^(?:(?:Dr|Prof|Mag|Dipl|Ing|Hon|RA)\b\.?[-\s]*)+|^(?:Herr|Herrn|Frau|Sir)\s+")
SHORTEST = 3
LONGEST_ACRONYM = 6
SOFT_HYPHEN = "\xad"


@lru_cache(maxsize=german.REMEMBERED)
def plain(text: str) -> str:
    """Return a name without article, title, brackets, quotation marks and doubled spaces."""
    text = re.sub(r"\s+", " ", text.replace(SOFT_HYPHEN, "")).strip(" „“«»\"'(),;:")
    return TITLES.sub("", without_article(text)).strip() or text


@lru_cache(maxsize=german.REMEMBERED)
def fits(name: str, known: str, kind: str) -> bool:
    """Return whether two names may be one participant's.

    "Krzanich" and "Brian Krzanich", "Siemens" and "Siemens AG".

    >>> fits("German Pellets", "German Pellets GmbH", "Company")
    True
    """
    one, other = core(name), core(known)
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if not short or len(" ".join(short)) < SHORTEST:
        return False
    if kind in PEOPLE:
        return short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0])
    if legal_form(name) and legal_form(known):
        return False
    if long[: len(short)] == short:
        return not (_is_whole(name, known) or _is_whole(known, name))
    return len(short[0]) > SHORTEST and short == long[-len(short) :]


def _is_whole(name: str, other: str) -> bool:
    """Return whether a name carries its legal form, and so is not the short form of a longer one.

    "Ferratum Oyj" is not Ferratum Bank, "Zech Group" is not Zech Management.
    """
    shorter = len(core(name).split()) < len(core(other).split())
    return bool(legal_form(name)) and shorter and not other.startswith(name)


def legal_form(name: str) -> str:
    """Return the legal form a name ends in, folded: "gmbh"; empty where there is none."""
    return name[len(without_legal_form(name)) :].strip().casefold()


def are_apart(name: str, known: str) -> bool:
    """Return whether well-known companies are two, or one is not what a longer name tells.

    "Telekom" and "Telekom Austria"; "Alibaba" is not Alibaba Sports, but Apple is "US-Konzern
    Apple".
    """
    one, other = _well_known(name), _well_known(known)
    if one and other:
        return one != other
    told = ((core(name), core(known), one), (core(known), core(name), other))
    return any(
        own
        and long.startswith(f"{short} ")
        and long.removeprefix(f"{short} ") not in _group_words()
        for short, long, own in told
    )


@cache
def _group_words() -> frozenset[str]:
    return frozenset(core(word) for word in german.words("group_suffixes") - {"Bank"})


def _well_known(name: str) -> str:
    return _companies().get(core(name), "")


@cache
def _companies() -> dict[str, str]:
    return {core(name): own for name, own in german.table("company_names").items()}


@lru_cache(maxsize=german.REMEMBERED)
def core(name: str) -> str:
    """Return what stays of a name under inflection, accents, case and legal form.

    "Deutschen Börse AG" -> "deutsch börs".
    """
    bare = unicodedata.normalize("NFKD", without_legal_form(name).casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c) or c == "\u0308")
    words = re.findall(r"[\w.&+\u0308]+", letters)
    return " ".join(_stem(word) for word in words) or name.casefold()


def _stem(word: str) -> str:
    if len(word) > SHORTEST + 1:
        word = word.removesuffix("s")
    return re.sub(r"e[nrm]?$", "", word) if len(word) > LONGEST_ACRONYM else word


@lru_cache(maxsize=german.REMEMBERED)
def is_acronym_of(short: str, long: str) -> bool:
    """Return whether letters are a name's initials.

    "LSE" of "London Stock Exchange", "VW" of "Volkswagen".

    Within one word the letters must follow in order, the first one first.
    """
    if not (short.isalpha() and 1 < len(short) <= LONGEST_ACRONYM and len(long) > 2 * len(short)):
        return False
    if not short.isupper() and not short.islower():
        return False
    words = [word for word in re.findall(r"[^\W_]+", without_legal_form(long)) if word[0].isupper()]
    initials = "".join(word[0] for word in words).casefold()
    wanted = short.casefold()
    if initials == wanted or (
        len(words) > 1 and initials.startswith(wanted) and len(initials) - len(wanted) == 1
    ):
        return True
    if not short.isupper() or len(words) > 2 or long[:1].casefold() != wanted[:1]:  # noqa: PLR2004
        return False
    rest = iter(long.casefold())
    return all(letter in rest for letter in wanted)


def usual_name(referent: Referent) -> str:
    """Return the name a document uses most often for a participant, the earlier of equals.

    Else its description.
    """
    told = Counter(
        plain(mention.text) for mention in referent.mentions if mention.form is Form.PROPER
    )
    return told.most_common(1)[0][0] if told else without_article(referent.name)
