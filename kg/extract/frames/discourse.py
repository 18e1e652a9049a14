"""Who fills a role from what was told before, or beside, without being named at the trigger again.

A trigger and a place in; the participants out. "earlier" takes up a participant of an event told a
sentence or two before ("der Anstieg der Bestellungen": by whom, of what), "after" the event a move comes
after ("nach den Zöllen", "am Tag danach"), "group" the group that named members belong to ("die
Autobauer … allein BMW und VW"), "rival" what a comparative is measured by ("die älteren Chips … die
neuesten Chips"), "horizon" for how long something is advised ("mittel- und langfristig"), "members",
"whole" and "stem" what is counted and named ("die drei Konzerne A, B und C") and of what kind it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.clauses import characters
from kg.extract.frames.noun_phrase import is_known
from kg.extract.frames.participants import Filler, Participants, Told
from kg.extract.frames.words import noun_lemmas, preposition, sentence
from kg.extract.kinds import kind_of_noun, without_article
from kg.model import Basis, Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.frames.schema import Slot
    from kg.extract.frames.trigger import Trigger

__all__ = ["DISCOURSE", "discourse_filler"]

BEFORE = 2
"""Sentences before that are looked at."""
HEAVY = "lastig"
NAMED = frozenset({Form.PROPER, Form.COMPOUND})
NOUNS = frozenset({"NOUN", "PROPN"})
OWNED = frozenset({"gen", "von", "nach", "an", "bei"})
THEREAFTER = frozenset({"danach", "daraufhin", "darauf", "hernach"})
HORIZON = "fristig"
TIME_AFTER = 4
"""Letters between a noun and the time expression that belongs to it: "Zölle am Mittwoch"."""


def discourse_filler(slot: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return who or what fills a role by what was told before or beside."""
    return PLACES[slot.kind](slot, trigger, who)


def _earlier(slot: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return who filled a role of a relation before, for a bare, known noun: "die Bestellungen"."""
    relation, role = slot.preposition.split(".")
    if any(case in OWNED for case, _ in trigger.attributes) or not is_known(trigger.token):
        return []
    for told in _lately(trigger.token, who):
        if told.relation == relation and told.fillers.get(role):
            return [_taken_up(f, trigger.token) for f in told.fillers[role] if f.referent]
    return []


def _lately(token: Token, who: Participants) -> Iterator[Told]:
    """Yield what was told in the sentences before a word, the last first."""
    here = who.sentence_at(token.idx)
    for told in reversed(who.told):
        there = who.sentence_at(told.token.idx)
        if here is None or there is None or here.index - there.index > BEFORE:
            return
        if there.index < here.index:
            yield told


def _taken_up(filler: Filler, token: Token) -> Filler:
    end, score = token.idx + len(token), 0.8 * filler.score
    form, basis = Form.NOMINAL, Basis.COREFERENCE
    return replace(
        filler, start=token.idx, end=end, how="earlier", score=score, form=form, basis=basis
    )


def _after(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return the event that something comes after, where it was read as an event itself."""
    sent = sentence(trigger.token)
    nouns = {told.token.i: told for told in who.told if told.event and told.token.pos_ == "NOUN"}
    for token in trigger.token.doc[sent.start : sent.end]:
        if token.lower_ in THEREAFTER:
            found = [t for t in _lately(token, who) if t.token.i in nouns and _has_time(t, who)]
            return [_event(t.token, token, who) for t in found[:1]]
        if preposition(token) == "nach":
            inside = trigger.token.doc[token.i + 1 : min(token.i + 5, sent.end)]
            noun = next((t for t in inside if t.i in nouns and t.i < trigger.token.i), None)
            if noun is not None:
                return [_event(noun, noun, who)]
    return []


def _has_time(told: Told, who: Participants) -> bool:
    end = told.token.idx + len(told.token)
    return bool(who.times_within(end, end + TIME_AFTER))


def _event(noun: Token, at: Token, who: Participants) -> Filler:
    known = (r.referent for r in who.index.at(noun) if not r.referent.named)
    referent = next(known, None) or who.described_at(noun, kind_of_noun(noun.lemma_))
    basis = Basis.EXPLICIT if noun is at else Basis.COREFERENCE
    end = at.idx + len(at)
    return Filler(at.idx, end, "after", 0.8, referent, form=Form.NOMINAL, basis=basis)


def _group(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return the latest group of companies before a word, told in this sentence or the two before."""
    token = trigger.token
    here = who.sentence_at(token.idx)
    for i in range(token.i - 1, -1, -1):
        there = who.sentence_at(token.doc[i].idx)
        if here is None or there is None or here.index - there.index > BEFORE:
            return []
        group = next(
            (r.referent for r in who.index.at(token.doc[i]) if _is_group(r.referent)), None
        )
        if group is not None:
            end = token.idx + len(token)
            return [Filler(token.idx, end, "group", 0.8, group, basis=Basis.INFERENCE)]
    return []


def _is_group(referent: Referent) -> bool:
    told = any(m.form is Form.NOMINAL for m in referent.mentions)
    return told and not referent.named and referent.kind == "Group"


def _rival(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return the things of the same kind that a comparative sets its noun against.

    "mit den älteren Chips ähnliche Ergebnisse wie mit den neuesten Chips": the same noun, with a
    superlative, in the same sentence.
    """
    sent = sentence(trigger.token)
    words = trigger.token.doc[trigger.token.i + 1 : sent.end]
    own = next((t for t in words if t.pos_ in NOUNS), None)
    if own is None:
        return []
    for token in trigger.token.doc[own.i + 1 : sent.end]:
        if token.pos_ in NOUNS and _same_noun(own, token) and _is_utmost(token):
            kind = kind_of_noun(token.lemma_)
            known = (r.referent for r in who.index.at(token) if not r.referent.named)
            referent = next(known, None) or who.described_at(token, kind)
            end = token.idx + len(token)
            return [Filler(token.idx, end, "rival", 0.9, referent, form=Form.NOMINAL)]
    return []


def _same_noun(one: Token, other: Token) -> bool:
    """Tell whether two nouns are one, or compounds with one: "H20-Chips" and "Nvidia-Chips"."""
    a, b = (noun_lemmas(t)[0].rsplit("-", 1)[-1].rstrip("ens") for t in (one, other))
    return min(len(a), len(b)) > BEFORE and (a.endswith(b) or b.endswith(a))


def _is_utmost(noun: Token) -> bool:
    before = noun.doc[max(noun.i - 4, 0) : noun.i]
    return any(
        t.pos_ == "ADJ" and ("Sup" in t.morph.get("Degree", []) or t.lower_.endswith("sten"))
        for t in before
    )


def _horizon(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return for how long something is advised: "mittel- und langfristig orientierte Anleger"."""
    sent = sentence(trigger.token)
    for token in who.doc[sent.start : sent.end]:
        if HORIZON not in token.lower_:
            continue
        first = token.i
        if first - 2 >= sent.start and who.doc[first - 2].text.endswith("-"):
            first -= 2
        start = who.doc[first].idx
        end = token.idx + token.lower_.index(HORIZON) + len(HORIZON)
        text = characters(who.doc)[start:end]
        return [Filler(start, end, "context", 0.8, text=text[:1].lower() + text[1:])]
    return []


def _members(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return those a counted noun is said of by name: "die drei Konzerne A, B und C"."""
    token = trigger.token
    counted = any(child.dep_ == "nummod" for child in token.children)
    found = [r for r in who.index.at(token) if r.referent.named and r.mention.form is Form.NOMINAL]
    names = [(_name_after(r.referent, token), r.referent) for r in found]
    told = [(name, referent) for name, referent in names if name is not None]
    if not counted or len(told) < BEFORE:
        return []
    return [Filler(name.start, name.end, "members", 0.9, referent) for name, referent in told]


def _name_after(referent: Referent, noun: Token) -> Mention | None:
    """Return the name of a participant that stands after a noun in its sentence."""
    end = noun.doc[sentence(noun).end - 1].idx
    return next(
        (m for m in referent.mentions if noun.idx < m.start <= end and m.form in NAMED), None
    )


def _whole(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return the counted group itself, as its members have names of their own."""
    token = trigger.token
    known = next((r.mention for r in who.index.at(token) if r.mention.form is Form.NOMINAL), None)
    if known is None:
        return []
    mention = replace(known, kind="Group")
    key, name = f"{mention.start}-{mention.end}", without_article(mention.text)
    referent = who.register(Referent(key, "Group", name, False, (mention,)))
    return [Filler(mention.start, mention.end, "whole", 0.9, referent, form=Form.NOMINAL)]


def _stem(_: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    """Return what a noun or adjective says in its plain form: "Mega-Konzern", "Technologie" of "-lastig"."""
    token = trigger.token
    start, end = token.idx, token.idx + len(token)
    first, heavy, _ending = token.lower_.partition(HEAVY)
    text = token.lemma_
    if heavy and first:
        end, text = start + len(first), first.rstrip("-").capitalize()
    mention = Mention(start, end, characters(who.doc)[start:end], "Topic", Form.NOMINAL)
    referent = who.register(Referent(f"{start}-{end}", "Topic", text, False, (mention,)))
    return [Filler(start, end, "stem", 0.9, referent, form=Form.NOMINAL)]


PLACES: dict[str, Callable[[Slot, Trigger, Participants], list[Filler]]] = {
    "after": _after,
    "earlier": _earlier,
    "group": _group,
    "horizon": _horizon,
    "members": _members,
    "rival": _rival,
    "stem": _stem,
    "whole": _whole,
}
DISCOURSE = frozenset(PLACES)
"""Names of the places that are read here."""
