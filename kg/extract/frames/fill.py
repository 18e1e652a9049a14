"""Who fills a role: a frame's places around a trigger in; the fillers that fit the role's types out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import german
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
OWN = frozenset({"comp", "firm", "part", "self"})
"""Places inside the trigger word itself."""
CLAUSAL = frozenset({"clause", "content", "mainclause", "subclause", "previous"})
NEAR = 30
"""Words before a pronoun that are looked at."""
SHORTEST = 2
"""Letters a name before a hyphen has at least."""
UNITS = frozenset({"Euro", "Dollar", "Franken", "Prozent", "Prozentpunkt", "Punkt", "Million", "Milliarde", "Stück"})
FIRMS = frozenset({"Company", "Organization"})
ONE_OF = frozenset({"eines", "einer", "eine", "eins", "keines", "keiner", "jedes"})
JOINTS = frozenset({",", "und", "sowie", "oder", "&", "/"})
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
        best = min(found, key=lambda a: _amount_rank(a, role, trigger, who), default=None)
        return [_figure(best, slot.kind, 0.8)] if best is not None else []
    for candidate in candidates(slot, trigger):
        amount = who.amount_at(candidate.token)
        if amount is not None and has_type(amount, role.types):
            return [_figure(amount, slot.kind, candidate.sure)]
    return []


def _amount_rank(amount: Amount, role: RoleType, trigger: Trigger, who: Participants) -> tuple[int, bool, bool, int]:
    """The wanted unit first; then "auf …" before "von …", a level before a change, the nearest before the rest."""
    before = who.doc.text[max(0, amount.start - 8) : amount.start].lower()
    distance = abs(amount.start - trigger.token.idx)
    return _unit_rank(amount, role), not before.rstrip().endswith(" auf"), amount.is_change, distance


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
    owners = (noun for case, noun in trigger.attributes if case in {"gen", "von"})
    if any(who.amount_at(noun) is None for noun in owners) or _has_other_owner(trigger.token):
        return []  # "Chef der Abteilung", "Verbandspräsident": another owner is named, though none that fits
    pair = who.salient(trigger.token, _wanted(role, rules).kinds, without=trigger.taken)
    if pair is None:
        return []
    return [Filler(pair[0].start, pair[0].end, "context", 0.6, pair[1], form=pair[0].form)]


def _has_other_owner(token: Token) -> bool:
    parts = token._.parts if token.has_extension("parts") else ()
    return len(parts) > 1 and kind_of_noun(token.doc.text[parts[0][0] : parts[-2][1]].rstrip("-")) == "Organization"


def _participants(role: RoleType, slot: Slot, trigger: Trigger, who: Participants, rules: Ontology) -> list[Filler]:
    wanted = _wanted(role, rules)
    for found_at in candidates(slot, trigger):
        candidate = _member(found_at) if slot.kind not in {*OWN, "attribute"} else found_at
        if candidate.token.i in trigger.barred or (candidate.token.i == trigger.token.i and slot.kind not in OWN):
            continue
        found = _free(_who(candidate, slot, wanted, who), trigger)
        if found and candidate.distribute:
            for token in _conjuncts(candidate.token, found[-1], who):
                found += _who(Candidate(token, candidate.sure * 0.9), slot, wanted, who)
        if found:
            return _distinct(_free(found, trigger))
    return []


def _member(candidate: Candidate) -> Candidate:
    """The first name of "die drei Konzerne A, B und C"."""
    token = candidate.token
    if token.pos_ != "NOUN" or "Plur" not in token.morph.get("Number") or token.i + 1 >= token.sent.end:
        return candidate
    after = token.doc[token.i + 1]
    return Candidate(after, candidate.sure) if after.pos_ == "PROPN" and after.dep_ in {"appos", "flat", "conj"} else candidate


def _free(found: list[Filler], trigger: Trigger) -> list[Filler]:
    return [f for f in found if f.referent is None or f.referent.key not in trigger.taken]


def _distinct(fillers: list[Filler]) -> list[Filler]:
    found: dict[str, Filler] = {}
    for filler in fillers:
        found.setdefault(filler.referent.key if filler.referent else str(filler.start), filler)
    return list(found.values())


def _by_pronoun(token: Token, wanted: _Wanted, slot: Slot, who: Participants) -> list[Filler]:
    """The nearest fitting name before "er" or "sie" that coreference left open."""
    if token.pos_ != "PRON" or token.lower_ not in {"er", "sie", "dieser", "diese"} or who.references(token):
        return []
    for i in range(token.i - 1, max(token.i - NEAR, -1), -1):
        found = [r for r in who.of_kind(token.doc[i], wanted.kinds, forms=frozenset({Form.PROPER})) if r.referent.named]
        if found:
            first = _filler(found[0], slot, 0.6)
            return [replace(first, start=token.idx, end=token.idx + len(token), form=Form.PRONOUN, basis=Basis.COREFERENCE)]
    return []


def _who(candidate: Candidate, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    token, forms = candidate.token, FORMS.get(slot.kind, USUAL)
    if (found := _by_pronoun(token, wanted, slot, who)):
        return found
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
    if slot.kind == "comp" and token.text.startswith("-") and token.i > token.sent.start:
        return _before_hyphen(token, slot, wanted, who)
    if slot.kind == "comp":
        return _name_part(token, wanted, who)
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
    if token.pos_ != "NOUN" or plural or slot.kind in OWN - {"self"} or kind_of_noun(token.lemma_) != "Company":
        return []
    if token.lower_.endswith(tuple(german.words("relational_nouns"))):
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


def _before_hyphen(token: Token, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    """The name that agencies set apart from its compound: "Telekom -Tochter"."""
    found = who.of_kind(token.doc[token.i - 1], wanted.kinds, forms=frozenset({Form.PROPER}))
    return [_filler(reference, slot, 0.9) for reference in found if reference.referent.named]


def _name_part(token: Token, wanted: _Wanted, who: Participants) -> list[Filler]:
    """A name that only a hyphenated compound tells: "Airbus-Konkurrent"; none in "Milliarden-Übernahme"."""
    cut = token.text.find("-")
    text = token.text[:cut]
    if cut < SHORTEST or not wanted.kinds & {"Company", "Organization"} or not text[0].isupper() or not text.isalpha():
        return []
    if text in german.words("common_prefixes") or kind_of_noun(text) != "Topic" or who.index.within(token):
        return []
    kind = "Company" if "Company" in wanted.kinds else "Organization"
    mention = Mention(token.idx, token.idx + cut, text, kind, Form.COMPOUND)
    known = next((r for r in who.referents.values() if r.named and r.name == text), None)
    referent = known or who.register(Referent(f"{token.idx}-{token.idx + cut}", kind, text, True, (mention,)))
    return [Filler(token.idx, token.idx + cut, "comp", 0.6, referent, form=Form.COMPOUND)]


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
    named = [r.mention.end for r in who.index.within(token)]
    start = next((first for first, _, _ in parts if all(first >= end for end in named)), parts[-1][0])
    text = token.doc.text[start : parts[-2][1]].strip("-")
    if not text or start >= parts[-1][0]:
        return []
    end = start + len(text)
    mention = Mention(start, start + len(text), text, "Product", Form.COMPOUND)
    name = text[:1].upper() + text[1:]
    referent = who.register(Referent(f"{start}-{start + len(text)}", "Product", name, False, (mention,)))
    return [Filler(start, end, "part", 0.8, referent, form=Form.COMPOUND)]


def _described(candidate: Candidate, slot: Slot, wanted: _Wanted, who: Participants) -> list[Filler]:
    token = candidate.token
    kinds = wanted.kinds
    if token.pos_ == "NOUN" or ("-" in token.text and kind_of_noun(token.text) != "Topic"):
        kind, score = kind_of_noun(token.lemma_), 0.8
        if token.lemma_ in german.table("currencies") or token.lemma_ in UNITS:
            return []
        if kind not in kinds and not token.lemma_.lower().endswith(wanted.endings or ("\0",)):
            return []
        if who.is_unit(token) or any(r.mention.form is Form.PROPER for r in who.references(token)):
            return []
    elif token.lower_ in ONE_OF and (noun := _whole(token)) is not None and kind_of_noun(noun.lemma_) in kinds:
        return [_one_of(token, noun, candidate, slot, who)]
    elif token.pos_ == "PROPN" and not any(r.referent.named for r in who.references(token)) and kinds & FIRMS:
        return [_untagged(token, candidate, slot, who)]
    else:
        return []
    referent = who.described_at(token, kind)
    mention = referent.mentions[0]
    how = slot.preposition or slot.kind
    return [Filler(mention.start, mention.end, how, candidate.sure * score, referent, form=Form.NOMINAL)]


def _untagged(token: Token, candidate: Candidate, slot: Slot, who: Participants) -> Filler:
    """A name the tagger passed over, where only an organization can stand."""
    end = token.i + 1
    while end < token.sent.end and token.doc[end].pos_ == "PROPN" and token.doc[end].dep_ in {"flat", "flat:name"}:
        end += 1
    span = token.doc[token.i : end]
    mention = Mention(span.start_char, span.end_char, span.text, "Company")
    known = next((r for r in who.described if r.named and r.name == span.text), None)
    referent = known or who.register(Referent(f"{mention.start}-{mention.end}", "Company", span.text, True, (mention,)))
    return Filler(mention.start, mention.end, slot.preposition or slot.kind, candidate.sure * 0.6, referent)


def _whole(token: Token) -> Token | None:
    """The group of "eines der Unternehmen"."""
    after = token.doc[token.i + 1 : token.i + 4]
    noun = next((t for t in after if t.pos_ == "NOUN"), None)
    return noun if noun is not None and after[0].lower_ == "der" else None


def _one_of(token: Token, noun: Token, candidate: Candidate, slot: Slot, who: Participants) -> Filler:
    """One member, unknown which, of a group."""
    start, end = token.idx, noun.idx + len(noun)
    mention = Mention(start, end, token.doc.text[start:end], "UnnamedEntity", Form.NOMINAL)
    referent = who.register(Referent(f"{start}-{end}", "UnnamedEntity", mention.text, False, (mention,)))
    return Filler(start, end, slot.preposition or slot.kind, candidate.sure * 0.8, referent, form=Form.NOMINAL)


def _conjuncts(token: Token, first: Filler, who: Participants) -> Iterator[Token]:
    """The words coordinated with one, by the tree, or by "A, B und C" in the words."""
    found: dict[int, Token] = {}
    stack = [token]
    while stack and len(found) < MANY:
        for child in stack.pop().children:
            if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "X"} and _is_joined(token, child):
                found[child.i] = child
                stack.append(child)
    if token.pos_ == "PROPN" or first.start > token.idx:
        for beside in _series(token, first, who):
            found.setdefault(beside.i, beside)
    yield from sorted(found.values(), key=_position)


def _is_joined(token: Token, child: Token) -> bool:
    between = token.doc[token.i + 1 : child.i] if child.i > token.i else ()
    return any(t.lower_ in JOINTS for t in between)


def _position(token: Token) -> int:
    return token.i


def _series(token: Token, first: Filler, who: Participants) -> list[Token]:
    """The other names of "A, B und C" around a name; none without "und"."""
    doc, sent = token.doc, token.sent
    span = who.words(first.start, first.end)
    found, joined = [], False
    i = span.end
    while i + 1 < sent.end and len(found) < MANY and doc[i].lower_ in JOINTS:
        joined = joined or doc[i].text != ","
        i += 1
        while i < sent.end and doc[i].pos_ in {"DET", "ADJ"}:
            i += 1
        if i >= sent.end or doc[i].pos_ != "PROPN":
            break
        found.append(doc[i])
        while i < sent.end and doc[i].pos_ == "PROPN":
            i += 1
    i = span.start - 1
    while i > sent.start and len(found) < MANY and doc[i].lower_ in JOINTS and doc[i - 1].pos_ == "PROPN":
        joined = joined or doc[i].text != ","
        found.append(doc[i - 1])
        i -= 1
        while i >= sent.start and doc[i].pos_ == "PROPN":
            i -= 1
    return found if joined else []
