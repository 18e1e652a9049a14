"""What a single word is: a token in; its preposition, its possible lemmas, its verb out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg import german
from kg.extract import clauses
from kg.extract.clauses import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = [
    "GENITIVE_STARTERS",
    "Bounds",
    "Forms",
    "forms",
    "infinitives",
    "is_dative_plural",
    "is_participle",
    "is_passive",
    "is_relative",
    "is_verbal",
    "noun_lemmas",
    "participle_verbs",
    "preposition",
    "sentence",
    "verb_lemma",
]

STEM = 2
PARTICIPLE = 5
"""Letters below which nothing is taken for a stem or a participle."""
BOUNDS = "kg.sentence bounds"
CONTRACTIONS = {
    "am": "an", "ans": "an", "aufs": "auf", "beim": "bei", "durchs": "durch", "fürs": "für", "im": "in",
    "ins": "in", "ums": "um", "vom": "von", "zum": "zu", "zur": "zu", "übers": "über", "unterm": "unter",
    "vorm": "vor", "fuer": "für", "ueber": "über",
}  # fmt: skip

GENITIVE_STARTERS = frozenset(
    [
        "der",
        "des",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "jener",
        "jenes",
        "ihrer",
        "ihres",
        "seiner",
        "seines",
        "unserer",
        "unseres",
        "aller",
        "mehrerer",
        "zweier",
        "dreier",
        "beider",
        "deren",
        "dessen",
        "einiger",
        "vieler",
        "solcher",
    ]
)
"""Words a genitive attribute begins with; `der` is dative as well, the place after a noun decides."""

INSEPARABLE = (
    "be",
    "ge",
    "er",
    "ver",
    "zer",
    "ent",
    "emp",
    "miss",
    "über",
    "unter",
    "hinter",
    "wider",
)
SEPARABLE = (
    "ab", "an", "auf", "aus", "bei", "dar", "durch", "ein", "empor", "fest", "fort", "frei", "heim", "her", "heran",
    "heraus", "herein", "herab", "herunter", "hervor", "hin", "hinaus", "hinein", "hinzu", "hoch", "los", "mit",
    "nach", "nieder", "offen", "statt", "still", "stand", "teil", "um", "vor", "voran", "vorbei", "weg", "weiter",
    "wieder", "zu", "zurück", "zusammen", "bereit", "bekannt", "herauf", "hinauf", "hinter", "quer", "voraus",
    "kennen", "nahe", "preis", "raus", "rein", "rum", "runter", "vorweg", "zurecht", "zuvor", "über", "unter",
)  # fmt: skip

UMLAUTS = str.maketrans("äöü", "aou")
ENDINGS = ("", "n", "en", "s", "es", "e", "er", "ern", "ns")


class Bounds(NamedTuple):
    """The first token of a sentence and the one after its last."""

    start: int
    end: int


class Forms(NamedTuple):
    """What a word may be written as in a frame, read once for all frames."""

    preposition: str
    lemmas: tuple[str, ...]
    """See `noun_lemmas`."""
    spelled: frozenset[str]
    """Its preposition, its lower-case form and its lemmas."""
    compounds: tuple[str, ...]
    """The lemma of a noun, whose ending may be the word looked for, else ""."""
    is_percent: bool
    verb: str
    """See `verb_lemma`."""
    said: tuple[str, ...]
    """What a clause is said to hold where it holds the word: its lemma, its form, its lemma as a verb."""


def forms(token: Token) -> Forms:
    """Return the forms of a word."""
    known = _known(token.doc)
    found = known.get(token.i)
    if found is None:
        found = known[token.i] = _forms(token)
    return found


@lru_cache(maxsize=2)
def _known(_: Doc) -> dict[int, Forms]:
    """Return where the forms of a document's words are kept; for the last two documents only."""
    return {}


def _forms(token: Token) -> Forms:
    lower, case = token.lower_, _preposition(token)
    lemmas = _lemmas(token.lemma_.lower(), lower)
    noun = token.pos_ in {"NOUN", "PROPN"}
    compounds = (lemmas if "-" in lower else lemmas[:1]) if noun else ()  # "Osram-Anteile"
    spelled = frozenset((case, lower, *lemmas))
    verb = clauses.verb_lemma(token)
    said = tuple(dict.fromkeys((token.lemma_.lower(), lower, verb)))
    return Forms(case, lemmas, spelled, compounds, lower.endswith("%"), verb, said)


def sentence(token: Token) -> Bounds:
    """Return the bounds of a word's sentence (`Token.sent` would read the whole sentence each time)."""
    doc = token.doc
    known: list[Bounds] | None = doc.user_data.get(BOUNDS)
    if known is None:
        known = [Bounds(sent.start, sent.end) for sent in doc.sents for _ in range(len(sent))]
        doc.user_data[BOUNDS] = known
    return known[token.i]


def preposition(token: Token) -> str:
    """Return the preposition a token is, contractions undone ("zum" is "zu"), or ""."""
    return forms(token).preposition


def _preposition(token: Token) -> str:
    lower = token.lower_
    if lower in CONTRACTIONS:
        return CONTRACTIONS[lower]
    if lower in {"als", "wie"} and token.pos_ in {"CCONJ", "SCONJ"}:
        return lower
    return lower if token.pos_ == "ADP" else ""


def is_dative_plural(noun: Token) -> bool:
    """Return whether only a dative plural has this form: "Besuchern" of "Besucher"."""
    lemma = noun.lemma_.lower()
    return lemma.endswith(("er", "el")) and noun.lower_ == lemma + "n"


def is_passive(verb: Token) -> bool:
    """Return whether a verb form is passive ("wurde übernommen", "die geführte Firma"; not "ist gegangen")."""
    if verb.pos_ == "ADJ" and verb.dep_ == "amod":
        return not verb.lower_.rstrip("enmrs").endswith("nd")
    if verb.pos_ == "ADJ" and any(child.dep_ == "cop" for child in verb.children):
        return bool(participle_verbs(verb.lower_))  # "die Firma war übernommen"
    for child in verb.children:
        if child.dep_ in {"nsubj:pass", "aux:pass", "csubj:pass"}:
            return True
        if child.dep_ == "aux" and child.lemma_ == "werden" and verb.tag_ == "VVPP":
            return True
    return False


def is_relative(token: Token) -> bool:
    """Return whether a word is a relative pronoun; the features of rare names are not to be trusted."""
    told = token.pos_ in {"DET", "PRON"} and "Rel" in token.morph.get("PronType", [])
    return told or token.tag_ in {"PRELS", "PRELAT"}


def is_verbal(token: Token) -> bool:
    """Return whether a token heads a clause: a verb, or a predicate with a subject or copula."""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return any(child.dep_ in {"nsubj", "nsubj:pass", "cop", "csubj"} for child in children(token))


def noun_lemmas(token: Token) -> tuple[str, ...]:
    """Return the lower-case forms a noun may be listed under: its lemma, and its stem by endings."""
    return forms(token).lemmas


@lru_cache(maxsize=german.REMEMBERED)
def _lemmas(lemma: str, lower: str) -> tuple[str, ...]:
    found = [lemma]
    for ending in ENDINGS:
        stem = lower[: -len(ending)] if ending and lower.endswith(ending) else lower
        if len(stem) > STEM:
            found.append(stem)
            found += _without_umlaut(stem, ending)
    return tuple(dict.fromkeys(found))


def _without_umlaut(stem: str, ending: str) -> list[str]:
    if ending not in {"", "e", "en", "er", "ern", "n"}:
        return []
    plain = stem.translate(UMLAUTS)
    return [plain] if plain != stem else []


@lru_cache(maxsize=german.REMEMBERED)
def infinitives(word: str) -> tuple[str, ...]:
    """Return the infinitives a regular present or past form may have: "gehört" gives "gehören"."""
    found = []
    for ending in ("test", "ten", "tet", "te", "st", "t", "e", "en"):
        if word.endswith(ending) and len(word) - len(ending) > STEM:
            found.append(word.removesuffix(ending) + "en")
    return tuple(dict.fromkeys(found))


def verb_lemma(token: Token) -> str:
    """Return a verb's lemma, lower case, with its separable particle joined."""
    return forms(token).verb


def is_participle(token: Token) -> bool:
    """Return whether a token may be a participle used as an adjective ("übernommene")."""
    return token.pos_ == "ADJ" or token.tag_ in {"VVPP", "ADJA", "ADJD"}


@lru_cache(maxsize=german.REMEMBERED)
def participle_verbs(word: str) -> tuple[tuple[str, str], ...]:
    """Return the verbs a participle form may belong to, each with "past" or "present".

    "übernommenen" gives (("übernehmen", "past"),); "leidende" gives (("leiden", "present"),). Strong
    participles come from kg/german/strong_participles.tsv, weak ones are undone by rule.
    """
    found: list[tuple[str, str]] = []
    for ending in ("", "e", "en", "er", "es", "em"):
        stem = word[: -len(ending)] if ending and word.endswith(ending) else word
        if ending and stem == word:
            continue
        if stem.endswith("nd") and len(stem) > PARTICIPLE:
            found.append((stem[:-1], "present"))
        found += [(verb, "past") for verb in _past(stem)]
    return tuple(dict.fromkeys(found))


def _past(stem: str) -> list[str]:
    for cut in range(len(stem)):
        prefix, rest = stem[:cut], stem[cut:]
        if prefix and prefix not in INSEPARABLE and prefix not in SEPARABLE:
            continue
        base = german.table("strong_participles").get(rest) or german.table(
            "strong_participles"
        ).get("ge" + rest)
        if base and (
            prefix or rest.startswith("ge") or "ge" + rest not in german.table("strong_participles")
        ):
            return [prefix + base]
    return _weak(stem)


def _weak(stem: str) -> list[str]:
    if not stem.endswith("t") or len(stem) < PARTICIPLE:
        return []
    for prefix in ("", *SEPARABLE):
        if stem.startswith(prefix + "ge"):
            return _infinitives(prefix + stem[len(prefix) + 2 : -1])
    return _infinitives(stem[:-1])


def _infinitives(stem: str) -> list[str]:
    return [stem + "en", stem + "n", stem.removesuffix("e") + "en"]
