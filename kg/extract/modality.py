"""A predicate in, how sure the text is of it out: a `Modality`, and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import (
    REACH,
    bounds,
    children,
    climb,
    is_finite,
    is_verbal,
    segment,
    verb_group,
    verb_lemma,
)
from kg.extract.presupposition import is_presupposed
from kg.extract.supposition import cue_of, supposed
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["modality_of"]

Found = tuple[Modality, str]
PLAIN: Found = (Modality.ASSERTED, "")
CONDITIONS = frozenset({"falls", "sofern", "wenn"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
ARGUMENTS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "dep", "compound"}
)
INFINITIVES = frozenset({"VVINF", "VVIZU", "VAINF", "VMINF"})
CONNECTORS = frozenset({"ADP", "SCONJ", "CCONJ", "PART"})
FUTURE = frozenset({"wird", "werden", "werde"})


def modality_of(token: Token) -> Found:
    """Return the modality of a predicate and its cue.

    The first cue met from the predicate outwards wins.

    Verbs: "sollen 750 Jobs wegfallen" is Planned by "sollen". Nouns: "Gespräche zur Übernahme" is
    Possible by "Gespräche"; "plant einen Stellenabbau" Planned by "plant". A connector ("weil") is
    asserted itself.
    """
    if token.pos_ in CONNECTORS:
        return PLAIN
    if token.dep_ == "aux" and is_verbal(token.head):
        token = token.head
    if is_presupposed(token):
        return _by_adjective(token)
    below: Token | None = None
    for word in climb(token):
        if below is not None and not _inherits(below, word):
            break
        found = _verbal(word, below) if is_verbal(word) else _nominal(word, below)
        if found != PLAIN:
            return found
        below = word
    return PLAIN


def _inherits(below: Token, above: Token) -> bool:
    """Return whether what is said of `above` holds for `below`.

    Not for relative and reason clauses.
    """
    if below.dep_ in COMPLEMENTS:
        return True
    if is_verbal(below):
        if below.dep_ == "conj":
            return (
                is_verbal(above)
                and not is_finite(below)
                and not any(is_finite(aux) for aux in verb_group(below))
            )
        aim = (
            below.dep_ == "acl"
            and below.tag_ in INFINITIVES
            and above.lower_ in german.table("modal_nouns")
        )
        return aim or below.dep_ == "amod" or _is_purpose(below)
    return below.dep_ in ARGUMENTS


def _is_purpose(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(child.lower_ == "um" for child in children(verb))


def _verbal(verb: Token, below: Token | None) -> Found:
    for read in (
        _by_embedding(verb, below),
        _by_group(verb),
        _by_words(verb),
        _by_conjunction(verb),
    ):
        if read != PLAIN:
            return read
    return _by_question(verb)


def _by_embedding(verb: Token, below: Token | None) -> Found:
    """Read a verb that makes its complement or object uncertain ("rechnet mit", "plant"), or is so itself."""
    lemma = verb_lemma(verb)
    known = german.table("modal_verbs").get(lemma)
    if below is not None and below.dep_ in COMPLEMENTS:
        pointers = [child.lower_ for child in children(verb) if child.lower_.startswith("da")]
        known = known or next(
            (v for p in pointers if (v := german.table("modal_verbs").get(p + lemma))), None
        )
    if below is None:
        if known is None:
            known = german.table("modal_predicates").get(verb.lower_) or german.table(
                "modal_nouns"
            ).get(verb.lower_)
        return (
            (Modality(known), verb.text)
            if known and lemma not in german.words("verbs_told_as_fact")
            else PLAIN
        )
    if below.dep_ == "nsubj" and lemma != "drohen":
        return PLAIN
    if known is None and below.dep_ in COMPLEMENTS:
        known = german.table("modal_predicates").get(verb.lower_) or german.table(
            "modal_nouns"
        ).get(verb.lower_)
        if verb.lower_ == "möglich" and below.tag_ in INFINITIVES:
            known = Modality.ABILITY
    return (Modality(known), cue_of(verb)) if known else PLAIN


def _by_group(verb: Token) -> Found:
    group = _moods(verb)
    unreal = any(aux.lower_ in {"hätte", "hätten", "wäre", "wären"} for aux in group)
    for aux in group:
        found = german.table("modals").get(aux.lower_)
        if unreal and aux.tag_ == "VMINF":
            return Modality.HYPOTHETICAL, aux.text
        if found not in {None, Modality.ASSERTED} and not _is_hearsay(verb, aux, group):
            return Modality(str(found)), aux.text
        if aux.lower_ in FUTURE and is_finite(aux) and _is_future(verb, group):
            befalls = verb_lemma(verb) in german.words("uncontrolled_verbs")
            return (Modality.EXPECTED if befalls else Modality.PLANNED), aux.text
    return PLAIN


def _moods(verb: Token) -> list[Token]:
    """Return the modal and auxiliary verbs.

    For a bare infinitive whose modal the parse has lost, the nearest one.
    """
    own = [verb] if verb.tag_ == "VMFIN" else []
    group = own + verb_group(verb)
    if group or verb.tag_ != "VVINF" or any(child.lower_ == "zu" for child in children(verb)):
        return group
    before = verb.doc[max(bounds(verb)[0], verb.i - REACH) : verb.i]
    return [
        token for token in before if is_finite(token) and token.lower_ in german.table("modals")
    ][-1:]


def _is_hearsay(verb: Token, aux: Token, group: list[Token]) -> bool:
    """Tell "sollen das Desaster verschuldet haben" (others say so) from "sollen wegfallen"."""
    perfect = verb.tag_ == "VVPP" and any(other.lower_ in {"haben", "sein"} for other in group)
    return perfect and aux.lower_ in {"soll", "sollen", "will", "wollen"}


def _is_future(verb: Token, group: list[Token]) -> bool:
    """Tell "wird verkaufen" and "wird verkauft werden" from the passive "wird verkauft"."""
    if verb.tag_ in INFINITIVES:
        return True
    same = tuple(german.words("same_participles"))
    if verb.tag_ == "VVPP" and verb.lower_ == verb_lemma(verb) and not verb.lower_.endswith(same):
        return True  # the tagger's slip: "übernehmen" is no participle
    return any(
        aux.tag_ in INFINITIVES and aux.lower_ in {"werden", "sein", "haben"} for aux in group
    )


def _by_words(verb: Token) -> Found:
    """Adverbs and set phrases of the clause: "voraussichtlich", "auf dem Spiel"."""
    clause = segment(verb)
    for word in clause:
        known = german.table("modal_adverbs").get(word.lower_)
        if known and word.pos_ in {"ADV", "ADJ", "PART"} and _modifies(word, verb):
            return Modality(known), word.text
    if verb.pos_ not in {"VERB", "AUX"}:
        return PLAIN
    told = " ".join(word.lower_ for word in clause)
    for phrase, known in german.table("modal_idioms").items():
        if phrase.lower() in told:
            return Modality(known), phrase
    return _by_subject(verb)


def _modifies(adverb: Token, verb: Token) -> bool:
    """Return whether an adverb ("voraussichtlich rund 500 Stellen") reaches a verb without passing another."""
    for word in list(climb(adverb))[1:5]:
        if word.i == verb.i:
            return True
        if word.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _by_subject(verb: Token) -> Found:
    """Read an expected subject, which makes its clause so: "Erwartetes Ergebnis steigt"."""
    for child in children(verb):
        if child.dep_ in {"nsubj", "nsubj:pass"}:
            return _by_adjective(child)
    return PLAIN


def _by_conjunction(verb: Token) -> Found:
    for child in children(verb):
        if child.dep_ != "mark":
            continue
        if child.lower_ in CONDITIONS:
            return supposed(child) or (Modality.HYPOTHETICAL, child.text)
        if child.lower_ == "ob":
            return Modality.POSSIBLE, child.text
        if child.lower_ == "um" and not is_finite(verb):
            return Modality.PLANNED, child.text
    return PLAIN


def _by_question(verb: Token) -> Found:
    """Read a yes-no question, which asserts nothing: "Droht Anlegern ein Totalverlust?"."""
    start, end = bounds(verb)
    sentence = verb.doc[start:end]
    words = [token for token in sentence[-4:] if not token.is_space]
    asked = bool(words) and words[-1].text == "?"
    first = next((token for token in sentence[:4] if not token.is_space), verb)
    return (Modality.POSSIBLE, "?") if asked and is_finite(first) else PLAIN


def _nominal(noun: Token, below: Token | None) -> Found:
    """Read a noun of action: its adjectives, "vor … stehend", the noun it depends on."""
    known = _modal_noun(noun)
    if known is not None:
        return Modality(known), noun.text
    if below is not None:
        return PLAIN
    if noun.head.lower_.startswith("stehend") and any(
        child.lower_ == "vor" for child in children(noun)
    ):
        return Modality.PLANNED, noun.head.text
    return _by_adjective(noun)


def _by_adjective(noun: Token) -> Found:
    for child in children(noun):
        if child.dep_ in {"amod", "acl"} and child.i < noun.i:
            for stem, known in german.table("modal_adjectives").items():
                if child.lower_.startswith(stem):
                    return Modality(known), child.text
    return PLAIN


def _modal_noun(noun: Token) -> str | None:
    """Return what a noun makes of its attribute.

    A compound's last part counts ("Übernahmegespräche").
    """
    lower, table = noun.lower_, german.table("modal_nouns")
    if lower in table:
        return table[lower]
    return next(
        (
            value
            for entry, value in table.items()
            if lower.endswith(entry) and len(lower) > len(entry) + 2
        ),
        None,
    )
