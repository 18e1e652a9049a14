"""Who fills a role: a frame's places around a trigger in; the fillers that fit the role's types out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.frames.causal import clause_filler
from kg.extract.frames.participants import Filler, Participants, is_company_name
from kg.extract.frames.places import Candidate, Trigger, candidates
from kg.extract.frames.schema import Ontology, RoleType, Slot
from kg.extract.kinds import kind_of_noun
from kg.extract.coreference import Reference
from kg.extract.frames.noun_phrase import noun_start
from kg.model import Amount, Basis, Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fill_role", "has_type"]

USUAL = frozenset({Form.PROPER, Form.NOMINAL, Form.PRONOUN})
FORMS = {
    "attribute": frozenset({Form.ADJECTIVE, Form.PROPER}),
    "comp": frozenset({Form.COMPOUND}),
    "self": USUAL | {Form.ADJECTIVE},
    "poss": frozenset({Form.PROPER, Form.PRONOUN, Form.NOMINAL}),
}
CLOSE = frozenset({"bei", "comp", "gen", "poss", "von"})
"""Places where a company's name may be believed though the tagger takes it for a town."""
OWN = frozenset({"comp", "part", "self"})
"""Places inside the trigger word itself."""
CLAUSAL = frozenset({"clause", "content", "mainclause", "subclause", "previous"})
MANY = 12
"""Coordinated words looked at, at most."""


def fill_role(role: RoleType, slots: tuple[Slot, ...], trigger: Trigger, who: Participants, rules: Ontology) -> list[Filler]:
    """Return the fillers of a role: those of the first place that holds a fitting one."""
    for slot in slots:
        if role.is_amount:
            found = _amounts(role, slot, trigger, who)
        elif slot.kind in CLAUSAL:
            found = clause_filler(slot.kind, trigger.token, who)
        elif slot.kind == "context":
            found = _salient(role, trigger, who, rules)
        else:
            found = _participants(role, slot, trigger, who, rules)
        if found:
            return found
    return []


def has_type(amount: Amount, names: tuple[str, ...]) -> bool:
    """Return whether a figure is of one of the amount types."""
    unit = amount.unit
    money = len(unit) == 3 and unit.isupper()
    kind = "Money" if money else {"percent": "Percent", "persons": "Persons", "points": "Points"}.get(unit, "Number")
    return kind in names or "Number" in names


def _amounts(role: RoleType, slot: Slot, trigger: Trigger, who: Participants) -> list[Filler]:
    if slot.kind == "amount":
        found = [a for a in _clause_amounts(trigger, who) if has_type(a, role.types)]
        best = min(found, key=lambda a: (a.is_change, _unit_rank(a, role), abs(a.start - trigger.token.idx)), default=None)
        return [_figure(best, slot.kind, 0.8)] if best is not None else []
    for candidate in candidates(slot, trigger):
        amount = who.amount_at(candidate.token)
        if amount is not None and has_type(amount, role.types):
            return [_figure(amount, slot.kind, candidate.sure)]
    return []


def _unit_rank(amount: Amount, role: RoleType) -> int:
    return next((n for n, name in enumerate(role.types) if has_type(amount, (name,))), len(role.types))


def _clause_amounts(trigger: Trigger, who: Participants) -> list[Amount]:
    words = trigger.window or (trigger.token,)
    first, last = words[0], words[-1]
    return who.amounts_within(first.idx, last.idx + len(last))


def _figure(amount: Amount, how: str, score: float) -> Filler:
    return Filler(amount.start, amount.end, how, score, amount=amount, text=amount.text)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What may fill a role: kinds of participant, and endings of common nouns that fit whatever their kind."""

    kinds: frozenset[str]
    endings: tuple[str, ...]
    named: bool


def _wanted(role: RoleType, rules: Ontology) -> _Wanted:
    kinds = frozenset().union(*(rules.types[name] for name in role.types))
    endings = frozenset().union(*(rules.nouns.get(name, frozenset()) for name in role.types))
    return _Wanted(kinds, tuple(sorted(endings)), set(role.types) <= rules.named)


def _salient(role: RoleType, trigger: Trigger, who: Participants, rules: Ontology) -> list[Filler]:
    if any(case in {"gen", "von"} for case, _ in trigger.attributes) or _has_other_owner(trigger.token):
        return []  # "Chef der Abteilung", "Verbandspräsident": another owner is named, though none that fits
    pair = who.salient(trigger.token, _wanted(role, rules).kinds)
    if pair is None or pair[1].key in trigger.taken:
        return []
    return [Filler(pair[0].start, pair[0].end, "context", 0.6, pair[1], form=pair[0].form)]


def _has_other_owner(token: Token) -> bool:
    parts = token._.parts if token.has_extension("parts") else ()
    return len(parts) > 1 and kind_of_noun(token.doc.text[parts[0][0] : parts[-2][1]].rstrip("-")) == "Organization"


def _participants(role: RoleType, slot: Slot, trigger: Trigger, who: Participants, rules: Ontology) -> list[Filler]:
    wanted = _wanted(role, rules)
    for candidate in candidates(slot, trigger):
        if candidate.token.i in trigger.barred or (candidate.token.i == trigger.token.i and slot.kind not in OWN):
            continue
        found = _free(_who(candidate, slot, wanted, who), trigger)
        if found and candidate.distribute:
            for token in _conjuncts(candidate.token, found[-1]):
                found += _who(Candidate(token, candidate.sure * 0.9), slot, wanted, who)
        if found:
            return _distinct(_free(found, trigger))
    return []


def _free(found: list[Filler], trigger: Trigger) -> list[Filler]:
    return [f for f in found if f.referent is None or f.referent.key not in trigger.taken]


def _distinct(fillers: list[Filler]) -> list[Filler]:
    found: dict[str, Filler] = {}
    for filler in fillers:
        found.setdefault(filler.referent.key if filler.referent else str(filler.start), filler)
    return list(found.values())


def _who(candidate: Candidate, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    token, forms = candidate.token, FORMS.get(slot.kind, USUAL)
    if slot.kind == "part":
        return _owner_part(token, wanted, who) if wanted.named else _compound_part(token, wanted, who)
    found = who.of_kind(token, wanted.kinds, forms=forms)
    if not found and wanted.named and (slot.kind in CLOSE or slot.preposition in CLOSE):
        found = who.mistaken(token, wanted.kinds, forms=forms)
    if found and found[0].referent.named:
        return [_filler(reference, slot, candidate.sure) for reference in found]
    if token.pos_ == "NOUN" and slot.kind not in {"comp", "attribute"}:
        named = who.name_after(token, wanted.kinds)
        if named:
            return [_filler(reference, slot, candidate.sure) for reference in named]
    if wanted.named:
        return _resolved(candidate, slot, wanted, who)
    if found:
        return [_filler(reference, slot, candidate.sure * 0.9) for reference in found]
    if slot.kind in {"comp", "attribute", "self"}:
        return []
    return _described(candidate, slot, wanted, who)


def _resolved(candidate: Candidate, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    """The company an article is about, for "das Unternehmen" that nothing else resolves."""
    token = candidate.token
    if token.pos_ == "PROPN":
        return _described(candidate, slot, wanted, who)
    plural = "Plur" in token.morph.get("Number")
    if token.pos_ != "NOUN" or plural or slot.kind in OWN or kind_of_noun(token.lemma_) != "Company":
        return []
    before = token.doc[noun_start(token)]
    if before.pos_ != "DET" or before.lower_.startswith(("ein", "kein")) or "Company" not in wanted.kinds:
        return []
    pair = who.main(wanted.kinds)
    if pair is None:
        return []
    end = token.idx + len(token)
    return [Filler(token.idx, end, slot.kind, candidate.sure * 0.6, pair[1], form=Form.NOMINAL, basis=Basis.COREFERENCE)]


def _filler(reference: Reference, slot: Slot, score: float) -> Filler:
    mention = reference.mention
    how = slot.preposition or slot.kind
    sure = score * max(0.5, reference.confidence)
    return Filler(mention.start, mention.end, how, sure, reference.referent, form=mention.form, basis=reference.basis)


def _owner_part(token: Token, wanted: _Wanted, who: Participants) -> list[Filler]:
    """The organization a compound begins with though no mention covers it: "Bundesbankpräsident"."""
    parts = token._.parts if token.has_extension("parts") else ()
    if len(parts) < 2:
        return []
    start, text = parts[0][0], token.doc.text[parts[0][0] : parts[-2][1]].rstrip("-")
    kind = kind_of_noun(text)
    if kind not in wanted.kinds & {"Company", "Organization"} or not is_company_name(text):
        return []
    known = next((r for r in who.referents.values() if r.name == text), None)
    mention = Mention(start, start + len(text), text, kind, Form.COMPOUND)
    referent = known or who.register(Referent(f"{start}-{start + len(text)}", kind, text, True, (mention,)))
    return [Filler(start, start + len(text), "part", 0.8, referent, form=Form.COMPOUND)]


def _compound_part(token: Token, wanted: _Wanted, who: Participants) -> list[Filler]:
    """What the first part of a compound names: "Brennstoff" in "Brennstoff-Hersteller"."""
    parts = token._.parts if token.has_extension("parts") else ()
    if len(parts) < 2 or not wanted.kinds & {"Product", "Topic"}:
        return []
    start, end, text = parts[0][0], parts[-2][1], token.doc.text[parts[0][0] : parts[-2][1]]
    text = text.rstrip("-")
    mention = Mention(start, start + len(text), text, "Product", Form.COMPOUND)
    name = text[:1].upper() + text[1:]
    referent = who.register(Referent(f"{start}-{start + len(text)}", "Product", name, False, (mention,)))
    return [Filler(start, end, "part", 0.8, referent, form=Form.COMPOUND)]


def _described(candidate: Candidate, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    token = candidate.token
    kinds = wanted.kinds
    if token.pos_ == "NOUN" or ("-" in token.text and kind_of_noun(token.text) != "Topic"):
        kind, score = kind_of_noun(token.lemma_), 0.8
        if kind not in kinds and not token.lemma_.lower().endswith(wanted.endings or ("\0",)):
            return []
        if who.is_unit(token) or any(r.mention.form is Form.PROPER for r in who.references(token)):
            return []
    elif token.pos_ == "PROPN" and not who.references(token) and kinds & {"Company", "Organization"}:
        kind, score = ("Company" if "Company" in kinds else "Organization"), 0.6
    else:
        return []
    referent = who.described_at(token, kind)
    mention = referent.mentions[0]
    how = slot.preposition or slot.kind
    return [Filler(mention.start, mention.end, how, candidate.sure * score, referent, form=Form.NOMINAL)]


def _conjuncts(token: Token, first: Filler) -> Iterator[Token]:
    """The words coordinated with one, by the tree, or by "A und B" in the words."""
    found: dict[int, Token] = {}
    stack = [token]
    while stack and len(found) < MANY:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "X"} and child.i > token.i:
                found[child.i] = child
                stack.append(child)
    if not found and (beside := _after_and(token, first)) is not None:
        found[beside.i] = beside
    yield from found.values()


def _after_and(token: Token, first: Filler) -> Token | None:
    """The name after "und" that follows a name: "Zusammenschluss der Junkers AG und Deutsche Aero Lloyd AG"."""
    doc, i = token.doc, token.i
    while i < token.sent.end and doc[i].idx < first.end:
        i += 1
    if i + 1 >= token.sent.end or doc[i].lower_ not in {"und", "sowie", "&", "/"}:
        return None
    i += 1
    while i < token.sent.end and doc[i].pos_ in {"DET", "ADJ"}:
        i += 1
    return doc[i] if i < token.sent.end and doc[i].pos_ == "PROPN" else None
