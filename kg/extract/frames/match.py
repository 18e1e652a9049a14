"""Which frames fit where: an analysed document and the ontology in; matches, and near misses with why, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.fill import fill_role
from kg.extract.frames.fixed import fixed_words
from kg.extract.frames.noun_phrase import names_office, noun_start
from kg.extract.frames.participants import Filler, Participants, Told
from kg.extract.frames.schema import Frame, Ontology
from kg.extract.frames.trigger import Trigger, make_trigger
from kg.extract.frames.words import (
    infinitives,
    is_participle,
    noun_lemmas,
    participle_verbs,
    preposition,
    verb_lemma,
)
from kg.extract.kinds import kind_of_noun
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Match", "NearMiss", "find_matches"]

LONGEST = 60
"""Letters of a compound that are looked at."""
NO_VERBS = ("bedeutend", "entscheidend", "folgend", "führend", "kommend", "laufend")
"""Participles that have become adjectives: "das führende Netzwerk" leads nothing."""
MOST_WORDS = 6
"""Words of a long list that a reason names."""
COMPOUNDS = 1024
"""Words whose endings are kept: some fifty of each."""
SUFFIX = 4
"""Letters a word has at least to be looked for at the end of a compound."""
COMMON = frozenset({"", "Quantity"})
"""Labels of words that are no names: "die drei Konzerne" is a quantity."""


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits at a trigger, with its fixed words and what fills its roles."""

    frame: Frame
    token: Token
    fillers: dict[str, list[Filler]]
    fixed: tuple[Token, ...] = ()
    passive: bool = False

    @property
    def rank(self) -> tuple[bool, int, int, float]:
        """Return what orders matches of one trigger: the more told, the better."""
        sure = sum(min(f.score for f in found) for found in self.fillers.values() if found)
        filled = sum(1 for found in self.fillers.values() if found)
        return not self.frame.weak, len(self.fixed), filled, sure


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A frame whose trigger stood there but that did not fit, and why."""

    frame: Frame
    token: Token
    reason: str


def find_matches(
    doc: Doc, who: Participants, rules: Ontology
) -> tuple[list[Match], list[NearMiss]]:
    """Return the frames that fit, in the order of the words, and those that nearly did."""
    matches: list[Match] = []
    missed: list[NearMiss] = []
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        fitting: list[Match] = []
        for kind, frames in _frames_at(token, who, rules):
            trigger = make_trigger(token, kind)
            for frame in frames:
                found = _match(frame, trigger, who, rules)
                if isinstance(found, Match):
                    fitting.append(found)
                else:
                    missed.append(found)
        if not fitting:
            continue
        best = _best(fitting)
        who.told += [_told(match, rules) for match in best]
        matches += best
    return matches, missed


def _told(match: Match, rules: Ontology) -> Told:
    relation = match.frame.relation
    event = match.frame.event or rules.relations[relation].event
    return Told(relation, event, match.token, match.fillers)


def _best(fitting: Iterable[Match]) -> list[Match]:
    """Return the best match of each relation at one word; a weak frame only where nothing else fits."""
    found = sorted(fitting, key=_rank, reverse=True)
    strong = [match for match in found if not match.frame.weak]
    weak = [match for match in found if match.frame.weak][:1]
    only_named = all(match.frame.kind == "mention" for match in strong)
    by_relation: dict[str, Match] = {}
    for match in [*strong, *(weak if only_named else ())]:
        by_relation.setdefault(match.frame.relation, match)
    most = max((len(match.fixed) for match in by_relation.values()), default=0)
    return [match for match in by_relation.values() if len(match.fixed) == most]


def _rank(match: Match) -> tuple[bool, int, int, float]:
    return match.rank


def _frames_at(
    token: Token, who: Participants, rules: Ontology
) -> Iterator[tuple[str, list[Frame]]]:
    """Return the frames listed under a token's forms; of a compound, those of its longest ending only."""
    for kind, words in _keys(token, who).items():
        index = rules.index.get(kind, {})
        frames: dict[tuple[str, str], Frame] = {}
        for word in (word for word in words if word in index):
            for frame in index[word]:
                if not any(lemma.endswith(frame.exceptions) for lemma in words[:1]):
                    frames.setdefault((frame.relation, frame.id), frame)
            if frames and kind == "noun":
                break
        if frames:
            yield kind, list(frames.values())


def _keys(token: Token, who: Participants) -> dict[str, list[str]]:
    """Return the forms a token may be listed under, by kind of frame."""
    keys: dict[str, list[str]] = defaultdict(list)
    keys["verb"] = _verb_keys(token)
    names = token.pos_ in {"NOUN", "PROPN", "X"} and not _is_known_company(token)
    if names and not names_office(token):
        keys["noun"] = list(_noun_keys(noun_lemmas(token), whole=_is_name(token, who)))
    if token.pos_ not in {"NOUN", "DET", "ADP"}:
        keys["adjective"] = list(_adjective_keys(token.lower_, noun_lemmas(token)))
    case = preposition(token) if token.pos_ in {"ADP", "DET", "PART"} else ""
    if case or token.tag_ in {"APPR", "APPO", "APPRART"}:
        keys["preposition"].append(case or preposition(token) or token.lower_)
    if token.pos_ in {"SCONJ", "CCONJ"}:
        keys["subjunction"].append(token.lower_)
        if token.i and token.lower_ in {"dass", "daß"} and token.nbor(-1).lower_ == "so":
            keys["subjunction"] = ["so dass"]
    if token.pos_ in {"ADV", "CCONJ", "SCONJ", "ADJ"}:
        keys["adverb"].append(token.lower_)
    keys["mention"] = list(_mention_keys(token, who))
    return keys


def _verb_keys(token: Token) -> list[str]:
    helping = token.dep_ in {"aux", "aux:pass"} and token.head.pos_ in {"AUX", "VERB"}
    if token.lemma_ == "werden" and helping:
        return []  # "wird darauf eingehen" makes nobody anything
    if token.pos_ in {"VERB", "AUX"}:
        found = _past(token) if token.pos_ == "VERB" else []
        joined = verb_lemma(token)
        particle = (
            joined.removesuffix(token.lemma_.lower()) if joined != token.lemma_.lower() else ""
        )
        # "trifft Metro hart" is "treffen" all the same
        if particle and _is_adverb(particle, token):
            return [joined, token.lemma_.lower(), *found]
        if particle:  # "baut ... aus" is no "bauen"
            return [joined, *(particle + verb for verb in infinitives(token.lower_))]
        return [joined, *found, *infinitives(token.lower_)]
    verbal = token.pos_ in {"ADJ", "ADV"} and is_participle(token)
    return _past(token) if verbal and not token.lower_.startswith(NO_VERBS) else []


def _is_adverb(particle: str, verb: Token) -> bool:
    """Return whether what was joined to a verb as its particle is an adverb or adjective by its tag."""
    return any(c.lower_ == particle and c.tag_ in {"ADJD", "ADV"} for c in verb.children)


def _past(token: Token) -> list[str]:
    return [verb for verb, _ in participle_verbs(token.lower_)]


def _mention_keys(token: Token, who: Participants) -> Iterator[str]:
    """Yield the kinds of the mentions that end at a token, or begin it as a compound's first part."""
    for reference in who.references(token):
        mention = reference.mention
        if mention.end == token.idx + len(token) or mention.form is Form.COMPOUND:
            plain = mention.form in {Form.PROPER, Form.NOMINAL}
            form = "" if plain else f"{mention.form.value}:"
            yield f"{form}{mention.kind}".lower()
            yield f"{form}{reference.referent.kind}".lower()


def _is_known_company(token: Token) -> bool:
    """Return whether a word is the whole name of a known company ("Allianz" in a row of insurers), no common noun."""
    known = token.ent_type_ == "Company" and token.text in german.table("company_names")
    alone = token.ent_iob_ == "B" and (
        token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
    )
    return known and alone


def _is_name(token: Token, who: Participants) -> bool:
    """Whether a token is a name as a whole ("E-Plus", "Mediaplus"), no compound with one ("Intel-Chef")."""
    post = token.ent_type_ == "Position" and "-" in token.text  # "UEFA-Generalsekretär"
    if post or who.index.within(token) or (token.ent_type_ in COMMON and token.pos_ == "NOUN"):
        return False
    last = token.text.rsplit("-", 1)[-1]
    return "-" not in token.text or kind_of_noun(last) == "Topic"


@lru_cache(maxsize=COMPOUNDS)
def _adjective_keys(lower: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Lemma, form and stems of an adjective, then the endings of its lemma, which is the first."""
    endings = range(SUFFIX, len(lemmas[0][:LONGEST]) - SUFFIX)
    told = [lemmas[0], lower, *lemmas, *(f"-{lemmas[0][cut:]}" for cut in endings)]
    return tuple(dict.fromkeys(told))


@lru_cache(maxsize=COMPOUNDS)
def _noun_keys(lemmas: tuple[str, ...], *, whole: bool) -> tuple[str, ...]:
    """Lemmas of a noun, then the endings of the compound it is, longest first."""
    told = [key for lemma in lemmas for key in (lemma, "=" + lemma)]
    for lemma in () if whole else lemmas[:4]:
        told += [lemma[cut:].lstrip("-") for cut in range(1, min(len(lemma) - 3, LONGEST))]
    return tuple(told)


def _match(frame: Frame, trigger: Trigger, who: Participants, rules: Ontology) -> Match | NearMiss:
    token = trigger.token
    if frame.voice and frame.voice != ("passive" if trigger.passive else "active"):
        return NearMiss(frame, token, f"the verb is not {frame.voice}")
    barred = next((word for word in frame.without if word in trigger.said), None)
    if barred is not None:
        return NearMiss(frame, token, f"{trigger.said[barred].text!r} stands in the clause")
    case = _case_before(token) if frame.not_after else ""
    if case in frame.not_after:
        return NearMiss(frame, token, f"{case!r} governs it")
    fixed: list[Token] = []
    for part in frame.fixed:
        found = fixed_words(part, trigger.clause, token)
        if found is None:
            return NearMiss(frame, token, f"without {' '.join(map(_any_of, part))} in the clause")
        fixed += found
    if frame.apart:
        trigger = replace(trigger, barred=frozenset(t.i for t in fixed))
    return _filled(frame, trigger, fixed, who, rules)


def _case_before(token: Token) -> str:
    """Return the preposition that governs a noun's phrase, or nothing."""
    start = noun_start(token)
    inside = preposition(
        token.doc[start]
    )  # "zum neuen Chef": the contraction is an article as well
    before = preposition(token.doc[start - 1]) if start > 0 else ""
    return inside if inside and start < token.i else before


def _filled(
    frame: Frame, trigger: Trigger, fixed: list[Token], who: Participants, rules: Ontology
) -> Match | NearMiss:
    relation = rules.relations[frame.relation]
    fillers: dict[str, list[Filler]] = {}
    for name, slots in frame.roles.items():
        role = relation.roles[name]
        found = fill_role(role, slots, trigger, who, rules)
        if not found and (not role.optional or name in frame.needs):
            places = ", ".join(slot.told for slot in slots)
            reason = f"nothing fits {name} ({'|'.join(role.types)}) at {places}"
            return NearMiss(frame, trigger.token, reason)
        if frame.once and any(_is_told_again(filler) for filler in found):
            return NearMiss(frame, trigger.token, f"{name} was told of before")
        taken = {f.referent.key for f in found if f.referent is not None}
        if not taken <= trigger.taken:
            trigger = replace(trigger, taken=trigger.taken | taken)
        fillers[name] = found
    return Match(frame, trigger.token, fillers, tuple(fixed), trigger.passive)


def _any_of(words: tuple[str, ...]) -> str:
    return "/".join(words[:MOST_WORDS]) + ("/…" if len(words) > MOST_WORDS else "")


def _is_told_again(filler: Filler) -> bool:
    """Tell whether what stands at the trigger was mentioned before."""
    named = filler.referent.mentions if filler.referent is not None else ()
    return filler.how == "self" and any(mention.end <= filler.start for mention in named)
