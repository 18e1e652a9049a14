"""What belongs to a noun: its genitive, its prepositional attributes, its possessor, its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.words import GENITIVE_STARTERS, preposition, sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "attributes",
    "completed",
    "doc_gap",
    "is_adverbial",
    "is_cut",
    "is_described",
    "is_known",
    "is_owner_ahead",
    "names_office",
    "noun_start",
    "phrase_end",
    "possessor",
]

REACH = 25
NEW_PARAGRAPH = 2
"""Line breaks in a row that end a phrase."""
CLOSE = 4
"""Words within which a noun still belongs to the one before."""
SERIES = 12
"""Words within which a series must reach its "und"."""
LOOSE = frozenset(
    {"aufgrund", "angesichts", "dank", "infolge", "laut", "nach", "seit", "trotz", "vor", "wegen"}
)
"""Prepositions of time and reason: their phrases belong to the verb rather than to the noun before."""
JOINTS = frozenset({",", "und", "oder", "sowie", "bzw."})
INSIDE = frozenset({"DET", "ADJ", "NUM", "ADV", "PRON", "PART", "X", "SYM"})


HEADS = ("leiter", "leiterin")


@dataclass(slots=True)
class _Reader:
    """What is known while the words after a noun are read."""

    noun: Token
    previous: Token
    case: str = ""
    last: str = ""
    outer: str = ""


def attributes(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield what follows a noun as (preposition or "gen", head noun), in the order of the words.

    "Übernahme der LSE durch die Deutsche Börse" yields ("gen", LSE) and ("durch", Börse). Reading the
    words rather than the tree keeps this right where the parser attaches a phrase to the verb.
    """
    doc, end = noun.doc, min(sentence(noun).end, noun.i + REACH)
    state = _Reader(noun, noun)
    i = noun.i + 1
    while i < end:
        token = doc[i]
        if token.pos_ in {"NOUN", "PROPN"} and not (state.case and is_owner_ahead(token)):
            if _is_attribute(token, state):
                yield state.case, token
                state.last, state.previous = state.case, token
            elif state.case or token.i != noun.i + 1 or token.pos_ != "PROPN":
                return
            i = _name_end(token, i)
            _go_on(state, doc[i + 1] if i + 1 < sentence(noun).end else None)
        elif token.pos_ != "PROPN" and not _read_on(token, state):
            return
        i += 1


def _is_attribute(token: Token, state: _Reader) -> bool:
    return bool(state.case) and (state.case != "gen" or _is_genitive(token, state.previous))


def _go_on(state: _Reader, after: Token | None) -> None:
    """Set what the next noun is: in a series the same, after an inserted phrase what was before."""
    if state.outer and after is not None and after.pos_ == "ADJ":
        state.case, state.outer = state.outer, ""  # "der zur Gruppe gehörenden Firma"
    elif not _continues(after):
        state.case = ""


def _read_on(token: Token, state: _Reader) -> bool:
    """Take in a word that is no noun; return False where the phrase ends."""
    word = preposition(token)
    if word:
        state.outer, state.case = (state.case if state.case == "gen" else ""), word
        return True
    if token.text == "," and state.previous is not state.noun and _in_series(token):
        state.case = state.last
        return True
    starts = token.lower_ in GENITIVE_STARTERS or _is_genitive_adjective(token, state)
    if starts and not state.case:
        state.case = "gen"
        return True
    return _inside(token, state.case)


def _is_genitive_adjective(token: Token, state: _Reader) -> bool:
    """Whether an adjective right after the noun is a genitive: "Anbieter mobiler Kredite"."""
    declined = token.tag_ == "ADJA" and token.lower_.endswith("er")
    return declined and state.previous is state.noun and token.i == state.noun.i + 1


def _in_series(comma: Token) -> bool:
    """Whether a comma stands inside "A, B und C"."""
    doc, end = comma.doc, min(sentence(comma).end, comma.i + SERIES)
    if comma.i + 1 >= end or doc[comma.i + 1].pos_ not in {"PROPN", "NOUN", "DET", "ADJ"}:
        return False
    for token in doc[comma.i + 1 : end]:
        if token.pos_ in {"VERB", "AUX"}:
            return False
        if token.lower_ in {"und", "sowie", "oder", "&"}:
            return True
    return False


def _is_genitive(token: Token, previous: Token) -> bool:
    cases = token.morph.get("Case", [])
    return not cases or "Gen" in cases or token.pos_ == "PROPN" or token.i - previous.i < CLOSE


def _name_end(token: Token, i: int) -> int:
    doc, end = token.doc, min(sentence(token).end, i + REACH)
    while i + 1 < end and doc[i + 1].pos_ == "PROPN":
        i += 1
    return i


def _continues(token: Token | None) -> bool:
    return token is not None and (token.lower_ in {"und", "sowie", "oder", "&"})


def _inside(token: Token, case: str) -> bool:
    if token.pos_ == "CCONJ":
        return bool(case)
    if token.is_space:
        return token.text.count("\n") < NEW_PARAGRAPH
    if token.text in {"-", "„", "“", "«", "»", '"', "'", "(", ")"}:
        return True
    if not case and token.pos_ in {"ADJ", "NUM"}:
        return token.ent_type_ == "Date" or token.like_num
    return token.pos_ in INSIDE


def phrase_end(noun: Token) -> int:
    """Return the token number of the last word that a noun's phrase is told with: two attributes at most.

    "Anstieg der Bestellungen"; in "die Titel fielen nach einer Abstufung" the downgrade is told of the fall.
    """
    last = noun.i
    for case, attribute in islice(attributes(noun), 2):
        if case in LOOSE and noun.doc[noun.i + 1].lower_ != case:
            break  # unlike "der Weg nach China"
        last = _name_end(attribute, attribute.i)
    return last


def possessor(noun: Token) -> Token | None:
    """Return the possessor before a noun: "DeepSeeks Modell" or "ihre Tochter" (its pronoun)."""
    for child in noun.children:
        told = child.pos_ in {"DET", "PRON"} and "Yes" in child.morph.get("Poss", [])
        if child.i < noun.i and (told or child.tag_ == "PPOSAT"):
            return child
    start = noun_start(noun)
    before = noun.doc[start - 1] if start > sentence(noun).start else None
    if before is None or before.pos_ != "PROPN":
        return None
    if before.text.endswith(("s", "'", "’", "x", "z")) and doc_gap(before, noun) < CLOSE:
        return before
    return None


def is_owner_ahead(name: Token) -> bool:
    """Return whether a name is the genitive before a noun: "durch Deutschlands größten Händler Edeka"."""
    text = name.text
    if text[-1] not in "s'’" or name.pos_ != "PROPN" or name.dep_ == "compound":
        return False  # "die Vivantes Kliniken"
    if text[:-1] != name.lemma_ or name.i + 1 >= sentence(name).end:
        return False
    after = name.doc[name.i + 1]
    return after.pos_ == "NOUN" or after.tag_ == "ADJA"


def is_known(noun: Token) -> bool:
    """Tell whether a noun speaks of what is known: "die Zölle", "Trumps Zölle", "diese Übernahme"."""
    first = noun.doc[noun_start(noun)]
    definite = first.pos_ == "DET" and not first.lower_.startswith(("ein", "kein"))
    return definite or possessor(noun) is not None


def doc_gap(left: Token, right: Token) -> int:
    """Return how many words stand between two words."""
    return right.i - left.i - 1


def completed(token: Token) -> Token:
    """Return the noun that completes a part of a compound: "Chemiekonzern" of "Pharma- und Chemiekonzern"."""
    if not is_cut(token):
        return token
    for word in token.doc[token.i + 1 : min(sentence(token).end, token.i + SERIES)]:
        if word.pos_ in {"NOUN", "PROPN"} and not is_cut(word):
            return word
        if word.pos_ not in {"ADJ", "ADP", "CCONJ", "NOUN", "PROPN", "X"} and word.text != ",":
            break
    return token


def is_cut(token: Token) -> bool:
    """Return whether a word is a part of a compound that a later word completes: "Pharma-"."""
    return len(token) > 1 and token.text.endswith("-")


def is_adverbial(word: Token, after: Token) -> bool:
    """Return whether an adverb before a noun belongs to the verb: it stands right before the noun."""
    return word.tag_ in {"ADV", "ADJD"} and after.pos_ in {"NOUN", "PROPN"}


def noun_start(noun: Token) -> int:
    """Return the token number at which a noun's determiner, adjectives and cut-off parts begin."""
    start = noun.i
    first = max(sentence(noun).start, noun.i - REACH)
    while start > first:
        if (
            start - 2 >= first
            and noun.doc[start - 1].lower_ in JOINTS
            and is_cut(noun.doc[start - 2])
        ):
            start -= 2  # "Wirtschafts- und Energiekrise"
            continue
        token = noun.doc[start - 1]
        if token.pos_ == "DET":
            return start - 1
        broken = token.is_space and start - 1 > first and noun.doc[start - 2].pos_ in {"ADJ", "DET"}
        if token.pos_ not in {"ADJ", "NUM", "ADV"} and not broken:
            return start
        start -= 1
    return start


def names_office(noun: Token) -> bool:
    """Return whether a noun names a post or a department's head, and nobody who leads the whole.

    "das Amt des Vorstandschefs", "Leiterin Rohstoffanalyse bei der Royal Bank".
    """
    of = noun.head
    if noun.dep_ in {"nmod", "nmod:poss"} and of.i < noun.i and "Gen" in noun.morph.get("Case", []):
        return of.lemma_.lower() in german.words("office_nouns")
    after = noun.doc[noun.i + 1] if noun.i + 1 < sentence(noun).end else None
    common = after is not None and after.pos_ == "NOUN" and not after.ent_type_
    return common and noun.lower_.endswith(HEADS)


def is_described(noun: Token) -> bool:
    """Return whether a noun is told by what follows: "der Hersteller der Geräte", "die Firma, an der X hängt"."""
    if any(case in {"gen", "von"} for case, _ in attributes(noun)):
        return True
    return any(child.dep_ == "acl:relcl" and child.i > noun.i for child in noun.children)
