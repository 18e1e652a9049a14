"""What a phrase is called by itself: a noun in whatever case in, the phrase in the nominative out.

"mit dem Emittenten" speaks of an "Emittent", "den chinesischen Konzernen" of "chinesische Konzerne".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, features
from kg.extract.kinds import without_article

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["nominative", "nominative_noun"]

ENDINGS = ("en", "em", "er", "es", "e")
STRONG = {"Masc": "er", "Fem": "e", "Neut": "es"}
PLURAL = "e"
SINGULAR = ("das", "em", "es", "ein", "inen", "am", "im", "vom", "zum", "zur")
"""Ends of articles that no plural has."""
SHORTEST_STEM = 2
SAME = 3
"""Letters a lemma and its form begin with in common, at least."""
UMLAUTS = str.maketrans("äöü", "aou")


def nominative(noun: Token, start: int) -> str:
    """Return the phrase from a token to its head noun in the nominative, without its article.

    Its adjectives are left as they stand where the gender is not sure, all where "alle" or the like remains.
    """
    words = noun.doc[start : noun.i + 1]
    bare = without_article(" ".join(words.text.split()))
    if any(t.pos_ == "DET" and t.text in bare.split() for t in words[:-1]):
        return bare
    article = _article(noun)
    number = _number(noun)
    plural, clear = number == ["Plur"], article.endswith(SINGULAR)
    inflected = any(t.tag_ == "ADJA" and t.lower_.endswith("em") for t in words[:-1])
    if len(number) != 1 or (plural and (clear or inflected)) or _may_be_plural(noun, article):
        return bare
    head = nominative_noun(noun)
    if plural and head == noun.text and _is_undecided(noun):
        return bare
    ending = PLURAL if plural else STRONG.get(_gender(noun, article))
    told = [_inflected(token, ending) if ending else token.text for token in words[:-1]]
    return without_article(" ".join(" ".join([*told, head]).split()))


def nominative_noun(noun: Token) -> str:
    """Return a noun in the nominative of its number: "Emittent" of "Emittenten", "Zölle" of "Zöllen"."""
    lemma, text = noun.lemma_, noun.text
    same = lemma[:SAME].translate(UMLAUTS) == text[:SAME].translate(UMLAUTS)
    if noun.pos_ != "NOUN" or not lemma[:1].isupper() or not same:
        return text
    number = _number(noun)
    if number == ["Sing"]:
        weak = lemma.endswith(tuple(german.words("weak_noun_endings")))
        sure = _article(noun).endswith(SINGULAR) or (weak and bool(_article(noun)))
        return lemma if sure and len(lemma) < len(text) and text.startswith(lemma) else text
    dative = number == ["Plur"] and features(noun, "Case") == ["Dat"]
    return text[:-1] if dative and _has_dative_ending(noun) else text


def _number(noun: Token) -> list[str]:
    """Return the number of a noun, from its article where that tells it: articles are surer."""
    articles = (c for c in children(noun) if c.pos_ == "DET" and c.i < noun.i)
    told = next((n for article in articles if len(n := features(article, "Number")) == 1), None)
    return told or features(noun, "Number")


def _article(noun: Token) -> str:
    """Return the article, possessive or contraction ("zum") before a noun, lower case."""
    found = [c.lower_ for c in children(noun) if c.pos_ in {"DET", "ADP"} and c.i < noun.i]
    return found[-1] if found else ""


def _has_dative_ending(noun: Token) -> bool:
    """Return whether the -n of a plural is that of the dative: "Arbeitern", "Zöllen", not "Firmen", "Kunden"."""
    text, lemma = noun.lower_, noun.lemma_.lower()
    plain, base = text.translate(UMLAUTS), lemma.translate(UMLAUTS)
    gender = _known_gender(lemma) or "".join(features(noun, "Gender"))
    if plain == base + "n":
        return base.endswith(("er", "el")) and gender != "Fem"
    if plain == base + "ern" or (plain == base + "en" and not text.startswith(lemma)):
        return True  # "Häusern", "Zöllen"
    weak = base.endswith(tuple(german.words("weak_noun_endings") | german.words("en_plurals")))
    return plain == base + "en" and not weak and gender in {"Masc", "Neut"}


def _may_be_plural(noun: Token, article: str) -> bool:
    """Return whether a noun taken for a singular may be a dative plural: "in den frühen Morgenstunden"."""
    if _number(noun) != ["Sing"] or article != "den":
        return False
    weak = noun.lemma_.endswith(tuple(german.words("weak_noun_endings")))
    longer = len(noun.text) > len(noun.lemma_)
    other = _known_gender(noun.lemma_.lower()) in {"Fem", "Neut"}
    return (longer and not weak) or other or features(noun, "Case") == ["Dat"]


def _is_undecided(noun: Token) -> bool:
    """Return whether a plural in -n that was left alone may yet be a dative."""
    gender = _known_gender(noun.lemma_.lower()) or "".join(features(noun, "Gender"))
    return features(noun, "Case") == ["Dat"] and noun.text.endswith("en") and not gender


@lru_cache(maxsize=german.REMEMBERED)
def _known_gender(lemma: str) -> str:
    table, lemma = german.table("noun_genders"), lemma[-german.LONGEST :]
    return next((table[lemma[cut:]] for cut in range(len(lemma)) if lemma[cut:] in table), "")


def _gender(noun: Token, article: str) -> str:
    """Return the gender of a singular noun, where its end or its article tells it, else nothing."""
    known = _known_gender(noun.lemma_.lower())
    if noun.text == noun.lemma_ + "en":
        return "Masc"  # weak nouns: "des hessischen Bundesligisten"
    if known:
        return known
    if article in {"das", "zur"}:
        return {"das": "Neut", "zur": "Fem"}[article]
    if article.endswith(("en", "den")):
        return "Masc"
    return (
        "Fem"
        if article == "die" or article.endswith(("ine", "hre", "nsere", "ner", "hrer"))
        else ""
    )


def _inflected(adjective: Token, ending: str) -> str:
    """Return an adjective with the ending of the nominative; one of a town ("Berliner") has none."""
    text = adjective.text
    if adjective.tag_ != "ADJA" or (text[:1].isupper() and text.endswith("er")):
        return text
    cut = next((e for e in ENDINGS if text.endswith(e)), "")
    stem = text.removesuffix(cut)
    return stem + ending if cut and len(stem) > SHORTEST_STEM else text
