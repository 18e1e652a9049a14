"""A predicate in, how sure the text is of it out (Asserted, Expected, Planned, Possible, Ability, Hypothetical)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, climb, is_finite, is_verbal, segment, verb_group, verb_lemma
from kg.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["modality_of"]

Found = tuple[Modality, str]
PLAIN: Found = (Modality.ASSERTED, "")
CONDITIONS = frozenset({"falls", "sofern", "wenn"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "conj", "appos", "dep", "compound"})
PARTICIPLES = frozenset({"VVPP", "VAPP", "VMPP"})
INFINITIVES = frozenset({"VVINF", "VVIZU", "VAINF", "VMINF"})


def modality_of(doc: Doc, token: Token) -> Found:
    """Return the modality of a predicate and its cue; the first cue met from the predicate outwards wins.

    Verbs: "sollen 750 Jobs wegfallen" is Planned by "sollen". Nouns: "Gespräche zur Übernahme" is Possible by
    "Gespräche"; "plant einen Stellenabbau" Planned by "plant".
    """
    below: Token | None = None
    for at, word in enumerate(climb(token)):
        if below is not None and not _inherits(below, word):
            break
        found = _verbal(doc, word, below) if is_verbal(word) else _nominal(word, below)
        if found != PLAIN:
            return found
        below = word
        if at and below.dep_ in {"acl", "parataxis"}:
            break
    return _of_sentence(token)


def _inherits(below: Token, above: Token) -> bool:
    """Return whether what is said of `above` holds for `below`: not for relative and reason clauses."""
    if below.dep_ in COMPLEMENTS:
        return True
    if is_verbal(below):
        shared = below.dep_ == "conj" and not is_finite(below) and is_verbal(above)
        purpose = below.dep_ == "advcl" and any(child.lower_ == "um" for child in children(below))
        return shared or purpose or below.dep_ == "amod"
    return below.dep_ in ARGUMENTS


def _verbal(doc: Doc, verb: Token, below: Token | None) -> Found:
    for read in (_by_embedding(verb, below), _by_group(verb), _by_adverb(verb), _by_conjunction(verb)):
        if read != PLAIN:
            return read
    return _by_question(doc, verb)


def _by_embedding(verb: Token, below: Token | None) -> Found:
    """A verb that makes its complement or object uncertain: "rechnet mit", "plant", "droht"."""
    if below is None or (below.dep_ == "nsubj" and verb_lemma(verb) not in {"drohen"}):
        return PLAIN
    known = german.table("modal_verbs").get(verb_lemma(verb))
    if known is None and below.dep_ in COMPLEMENTS:
        known = german.table("modal_predicates").get(verb.lower_)
        if known and any(child.tag_ == "VVIZU" or "zu" == child.lower_ for child in children(below)):
            known = Modality.ABILITY if verb.lower_ == "möglich" else known
    return (Modality(known), verb.text) if known else PLAIN


def _by_group(verb: Token) -> Found:
    group = verb_group(verb)
    if verb_lemma(verb) == "drohen":
        return Modality.POSSIBLE, verb.text
    unreal = any(aux.lower_ in {"hätte", "hätten", "wäre", "wären"} for aux in group)
    for aux in group:
        found = german.table("modals").get(aux.lower_)
        if unreal and aux.tag_ == "VMINF":
            return Modality.HYPOTHETICAL, aux.text
        if found is not None and found != Modality.ASSERTED:
            return Modality(found), aux.text
        if aux.lower_ in {"wird", "werden", "werde"} and _is_future(verb, group):
            lucky = verb_lemma(verb) in german.words("uncontrolled_verbs")
            return (Modality.EXPECTED if lucky else Modality.PLANNED), aux.text
    return PLAIN


def _is_future(verb: Token, group: list[Token]) -> bool:
    """Tell "wird verkaufen" and "wird verkauft werden" from the passive "wird verkauft"."""
    if verb.tag_ in INFINITIVES:
        return True
    return any(aux.tag_ in INFINITIVES and aux.lower_ in {"werden", "sein", "haben"} for aux in group)


def _by_adverb(verb: Token) -> Found:
    adverbs = german.table("modal_adverbs")
    for word in segment(verb):
        known = adverbs.get(word.lower_)
        if known and word.pos_ in {"ADV", "ADJ", "PART", ""}:
            return Modality(known), word.text
    return PLAIN


def _by_conjunction(verb: Token) -> Found:
    for child in children(verb):
        if child.dep_ != "mark":
            continue
        if child.lower_ in CONDITIONS:
            return Modality.HYPOTHETICAL, child.text
        if child.lower_ == "ob":
            return Modality.POSSIBLE, child.text
        if child.lower_ == "um" and not is_finite(verb):
            return Modality.PLANNED, child.text
    return PLAIN


def _by_question(doc: Doc, verb: Token) -> Found:
    """A yes-no question asserts nothing: "Droht Anlegern ein Totalverlust?"."""
    sentence = verb.sent
    asked = sentence.end - sentence.start > 1 and doc[sentence.end - 1].text == "?"
    return (Modality.POSSIBLE, "?") if asked and is_finite(doc[sentence.start]) else PLAIN


def _nominal(noun: Token, below: Token | None) -> Found:
    """A noun of action: by its adjectives, and by the noun it depends on."""
    if below is not None:
        known = _modal_noun(noun)
        return (Modality(known), noun.text) if known else PLAIN
    for child in children(noun):
        if child.dep_ in {"amod", "acl", "advmod"}:
            for stem, known in german.table("modal_adjectives").items():
                if child.lower_.startswith(stem):
                    return Modality(known), child.text
    known = _modal_noun(noun, whole=False)
    return (Modality(known), noun.text) if known else PLAIN


def _modal_noun(noun: Token, *, whole: bool = True) -> str | None:
    """Return what a noun makes of its attribute; a compound's last part counts ("Übernahmegespräche")."""
    lower = noun.lower_
    table = german.table("modal_nouns")
    if whole and lower in table:
        return table[lower]
    return next((value for entry, value in table.items() if lower.endswith(entry) and len(lower) > len(entry) + 2), None)


def _of_sentence(token: Token) -> Found:
    return PLAIN if token.sent.end - token.sent.start else PLAIN
