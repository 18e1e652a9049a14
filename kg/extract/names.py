"""Two spellings of a name in, whether one is a form of the other out."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.extract.kinds import without_article, without_legal_form
from kg.model import Form, Referent

__all__ = ["fits", "is_acronym_of", "plain", "usual_name"]

PEOPLE = frozenset({"Person", "Politician"})
TITLES = re.compile(r"^(?:(?:Dr|Prof|Mag|Dipl|Ing|Hon)\.?-?\s*)+|^(?:Herr|Herrn|Frau|Sir|Scheich)\s+", re.IGNORECASE)
SHORTEST = 3


@cache
def plain(text: str) -> str:
    """Return a name without article, title, brackets, quotation marks and doubled spaces."""
    text = re.sub(r"\s+", " ", text).strip(" „“«»\"'(),;:")
    return TITLES.sub("", without_article(text)).strip() or text


@cache
def fits(name: str, known: str, kind: str) -> bool:
    """Return whether two names may be one participant's: "Krzanich" and "Brian Krzanich", "Siemens" and "Siemens AG".

    >>> fits("German Pellets", "German Pellets GmbH", "Company")
    True
    """
    one, other = (_core(without_legal_form(n)) for n in (name, known))
    if one == other:
        return True
    short, long = sorted((one.split(), other.split()), key=len)
    if not short or len(" ".join(short)) < SHORTEST:
        return False
    if kind in PEOPLE:
        return short[-1] == long[-1] and (len(short) == 1 or short[0] == long[0])
    if without_legal_form(name) != name and without_legal_form(known) != known:
        return False
    return long[: len(short)] == short or (len(short[0]) > SHORTEST and short == long[-len(short) :])


@cache
def _core(name: str) -> str:
    bare = name.casefold()
    return bare[:-1] if bare.endswith("s") and len(bare) > SHORTEST + 1 else bare.rstrip("'’")


@cache
def is_acronym_of(short: str, long: str) -> bool:
    """Return whether capitals are a name's initials: "LSE" of "London Stock Exchange"."""
    if not (short.isupper() and short.isalpha() and 1 < len(short) < 7):  # noqa: PLR2004
        return False
    words = [word for word in re.findall(r"\w+", long) if word[0].isupper()]
    initials = "".join(word[0] for word in words).upper()
    return initials == short or initials.startswith(short) and len(words) - len(short) == 1


def usual_name(referent: Referent) -> str:
    """Return the name a document uses most often for a participant, the earlier of equals; else its description."""
    told = Counter(plain(mention.text) for mention in referent.mentions if mention.form is Form.PROPER)
    return told.most_common(1)[0][0] if told else without_article(referent.name)
