"""A noun, pronoun or participant in, its number, definiteness and gender out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import bounds, children, features
from kg.extract.kinds import place_of_adjective

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference.cluster import Cluster

__all__ = [
    "countries_of",
    "is_definite",
    "is_plural",
    "is_plural_pronoun",
    "may_be_feminine",
    "may_be_masculine",
    "opens_sentence",
]

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def is_definite(noun: Token, first: Token) -> bool:
    """Return whether a noun phrase is definite.

    By its article, a demonstrative, or a contraction ("beim").
    """
    if first.lower_ in german.words("definite_words"):
        return True
    return any(
        child.lower_ in german.words("definite_words")
        and child.i < noun.i
        and child.pos_ in {"DET", "ADP"}
        for child in children(noun)
    )


def countries_of(noun: Token) -> set[str]:
    """Return the countries that adjectives before a noun or name tell: USA of "das amerikanische Unternehmen"."""
    nouns = [noun, noun.head] if noun.dep_ in {"appos", "flat"} else [noun]
    before = (c for n in nouns for c in children(n) if c.i < noun.i and c.pos_ == "ADJ")
    told = (place_of_adjective(adjective.text) for adjective in before)
    adjectives = {place[0] for place in told if place is not None and place[1] == "Country"}
    prefixes = {n.text.partition("-")[0] for n in nouns if "-" in n.text}
    countries = german.table("place_prefixes")
    return adjectives | {countries[prefix] for prefix in prefixes & countries.keys()}


def is_plural(noun: Token) -> bool:
    """Return whether a noun is plural.

    By its number, a figure before it, or "der" in the genitive of a "der"/"das" noun.
    """
    if features(noun, "Number") == ["Plur"]:
        return True
    before = children(noun)
    if any(child.dep_ == "nummod" for child in before):
        return True
    article = any(
        child.lower_ == "der" and child.i < noun.i and features(child, "Number") != ["Sing"]
        for child in before
    )
    genders = features(noun, "Gender")
    return article and (
        genders == ["Neut"] or (genders == ["Masc"] and "Gen" in features(noun, "Case"))
    )


def opens_sentence(token: Token) -> bool:
    """Return whether a word is the first of its sentence."""
    start, end = bounds(token)
    first = next((t for t in token.doc[start:end] if not (t.is_space or t.is_punct)), token)
    return first.i == token.i


def _given_name_gender(cluster: Cluster) -> str:
    genders = german.table("given_names")
    return next(
        (genders[word] for name in cluster.names for word in name.split()[:1] if word in genders),
        "",
    )


def may_be_masculine(person: Cluster) -> bool:
    """Return whether a person may be meant by "er"."""
    told = _given_name_gender(person)
    return told == "Masc" or (not told and "Fem" not in person.genders)


def may_be_feminine(person: Cluster) -> bool:
    """Return whether a person may be meant by "sie"."""
    told = _given_name_gender(person)
    return told == "Fem" or (not told and "Masc" not in person.genders)


def is_plural_pronoun(pronoun: Token) -> bool:
    """Return whether a pronoun is plural, by its own features or by its verb's."""
    if pronoun.lower_ == "ihnen":
        return True
    if not pronoun.lower_.startswith(("sie", "ihr")):
        return False
    if pronoun.lower_ == "sie" and pronoun.dep_ in SUBJECTS:
        verbs = [
            pronoun.head,
            *(c for c in children(pronoun.head) if c.dep_ in {"aux", "aux:pass", "cop"}),
        ]
        numbers = [number for verb in verbs for number in features(verb, "Number")]
        if numbers:
            return "Plur" in numbers
    return features(pronoun, "Number") == ["Plur"] and pronoun.lower_ == "sie"
