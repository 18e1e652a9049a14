"""Who fills a role: a frame's places around a trigger in; the fillers that fit the role's types out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from kg import german
from kg.extract.frames.causal import clause_filler
from kg.extract.frames.discourse import DISCOURSE, discourse_filler
from kg.extract.frames.figures import fill_figure
from kg.extract.frames.joined import is_joined, joined_names
from kg.extract.frames.naming import (
    OWN,
    Search,
    Wanted,
    as_filler,
    bearer,
    compound_part,
    described,
    is_unsettled,
    name_part,
    owner_part,
    standing_at,
)
from kg.extract.frames.noun_phrase import attributes, completed, is_described, noun_start
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.places import candidates
from kg.extract.frames.salient import by_context
from kg.extract.frames.schema import Ontology, RoleType, Slot
from kg.extract.frames.series import conjuncts
from kg.extract.frames.trigger import Candidate, Trigger
from kg.extract.frames.words import sentence
from kg.extract.kinds import kind_of_noun
from kg.model import Basis, Form

__all__ = ["fill_role"]

USUAL = frozenset({Form.PROPER, Form.NOMINAL, Form.PRONOUN})
FORMS = {
    "headname": frozenset({Form.PROPER, Form.NOMINAL}),
    "attribute": frozenset({Form.ADJECTIVE, Form.PROPER}),
    "comp": frozenset({Form.COMPOUND}),
    "self": USUAL | {Form.ADJECTIVE},
}
CLOSE = frozenset({"bei", "comp", "gen", "poss", "von"})
"""Places where a company's name may well be believed though the tagger takes it for a town or a person."""
DOUBTFUL = 0.8
"""How sure such a name is at any other place."""
LEAST = 0.1
"""How sure an owner's owner is at least."""
QUANTITIES = frozenset({"anzahl", "großteil", "hälfte", "mehrzahl", "reihe", "teil", "zahl"})
PART_OF_COMPANY = frozenset({"Group", "Organization", "Person", "Place"})
"""Classes of what a company may be told by: its staff, divisions, head and sites."""
OF_CLAUSE = frozenset({"ctrl", "ctrliobj", "ctrlobj"})
CLAUSAL = frozenset({"clause", "content", "mainclause", "subclause", "previous"})
NEAR = 30
"""Words before a pronoun that are looked at."""
NO_PHRASE = frozenset({"attribute", *OWN})
"""Places that hold a word or a part of one, no phrase."""
NO_OWNER = frozenset({"head", "headname", *NO_PHRASE})
"""Places where a part of a company does not stand for it ("die deutsche Tochter von Okabe")."""


def fill_role(
    role: RoleType, slots: tuple[Slot, ...], trigger: Trigger, who: Participants, rules: Ontology
) -> list[Filler]:
    """Return the fillers of a role: those of the first place that holds a fitting one."""
    wanted = _wanted(role, rules)
    told_before = any(slot.kind == "previous" for slot in slots)
    for slot in _open(slots, trigger, who):
        if role.is_amount:
            found = fill_figure(role, slot, trigger, who)
        elif slot.kind in DISCOURSE:
            found = _free(discourse_filler(slot, trigger, who), trigger)
        elif slot.kind in CLAUSAL:
            found = clause_filler(slot.kind, trigger.token, who)
        elif slot.kind == "context":
            found = by_context(wanted, slots, trigger, who)
        else:
            found = _participants(slot, trigger, wanted, who)
        if told_before and any(f.form is Form.PRONOUN for f in found):
            found = []  # "Der Umsatz sank. Grund dafür ist X": that he sank, not he
        if found:
            return found
    return []


def _open(slots: tuple[Slot, ...], trigger: Trigger, who: Participants) -> list[Slot]:
    """Return the places that may hold a role: in "der Zusammenschluss der Werke" it is theirs, not the subject's."""
    owner = next((noun for case, noun in trigger.attributes if case == "gen"), None)
    told = any(slot.kind == "gen" for slot in slots)
    if not told or owner is None or trigger.taken or who.amount_at(owner) is not None:
        return list(slots)
    return [slot for slot in slots if slot.kind not in OF_CLAUSE]


def _wanted(role: RoleType, rules: Ontology) -> Wanted:
    kinds: set[str] = set()
    endings: set[str] = set()
    for name in role.types:
        kinds |= rules.types[name]
        endings |= rules.nouns.get(name, frozenset())
    return Wanted(frozenset(kinds), tuple(sorted(endings)), set(role.types) <= rules.named)


def _participants(slot: Slot, trigger: Trigger, wanted: Wanted, who: Participants) -> list[Filler]:
    for told in candidates(slot, trigger):
        candidate = told if slot.kind in NO_PHRASE else _member(told)
        own = candidate.token.i == trigger.token.i and slot.kind not in OWN
        if own or candidate.token.i in trigger.barred:
            continue
        search = Search(candidate.token, slot, candidate.sure, wanted, who)
        found = _free(_found(search), trigger)
        if found and candidate.distribute:
            for token in conjuncts(candidate.token, found[-1], who):
                found += _found(replace(search, token=token, sure=candidate.sure * 0.9))
        if found:
            return _distinct(_free(found, trigger))
    return []


def _member(candidate: Candidate) -> Candidate:
    """Return the first name of "die drei Konzerne A, B und C", the counted of "die Zahl der Filialen"."""
    token = completed(candidate.token)
    candidate = candidate if token.i == candidate.token.i else replace(candidate, token=token)
    if token.lemma_.lower() in QUANTITIES:
        counted = next((noun for case, noun in attributes(token) if case in {"gen", "von"}), None)
        return replace(candidate, token=counted) if counted is not None else candidate
    plural = token.pos_ == "NOUN" and "Plur" in token.morph.get("Number", [])
    if not plural or token.i + 1 >= sentence(token).end:
        return candidate
    after = token.doc[token.i + 1]
    if after.is_space and after.i + 1 < sentence(token).end:
        after = token.doc[after.i + 1]
    named = after.pos_ == "PROPN" and after.dep_ in {"appos", "flat", "conj"}
    return Candidate(after, candidate.sure) if named else candidate


def _free(found: list[Filler], trigger: Trigger) -> list[Filler]:
    return [f for f in found if f.referent is None or f.referent.key not in trigger.taken]


def _distinct(fillers: list[Filler]) -> list[Filler]:
    found: dict[str, Filler] = {}
    for filler in fillers:
        found.setdefault(filler.referent.key if filler.referent else str(filler.start), filler)
    return list(found.values())


def _found(search: Search) -> list[Filler]:
    """Return who stands at a word: by reference, by the name beside, or by description."""
    if search.slot.kind == "part":
        return owner_part(search) if search.wanted.named else compound_part(search)
    if search.slot.kind == "bearer":
        return bearer(search)
    if search.slot.kind == "comp" and is_joined(search.token):
        return joined_names(search) or _by_reference(search) or _unmentioned(search)
    if search.slot.kind == "headname" and is_unsettled(search.token):
        return []
    counts = search.who.is_unit(search.token) and "-" not in search.token.text
    if counts and search.slot.kind == "prep":
        return []  # "gingen auf 1,1 Milliarden Euro zurück": no euro did anything
    return _by_pronoun(search) or _by_reference(search) or _unmentioned(search)


def _by_pronoun(search: Search) -> list[Filler]:
    """Return the nearest fitting name before "er" or "sie" that coreference left open."""
    token, who = search.token, search.who
    left_open = token.pos_ == "PRON" and token.lower_ in {"er", "sie", "dieser", "diese"}
    if not left_open or who.references(token):
        return []
    for i in range(token.i - 1, max(token.i - NEAR, -1), -1):
        found = who.of_kind(token.doc[i], search.wanted.kinds, forms=frozenset({Form.PROPER}))
        if found and found[0].referent.named:
            start, end = token.idx, token.idx + len(token)
            return [
                Filler(
                    start,
                    end,
                    search.how,
                    0.6,
                    found[0].referent,
                    form=Form.PRONOUN,
                    basis=Basis.COREFERENCE,
                )
            ]
    return []


def _by_reference(search: Search) -> list[Filler]:
    token, slot, wanted, who = search.token, search.slot, search.wanted, search.who
    forms = FORMS.get(slot.kind, USUAL)
    found = standing_at(search, forms)
    if found and found[0].referent.named:
        return [as_filler(reference, search) for reference in found]
    mistaken = who.mistaken(token, wanted.kinds, forms=forms)
    if mistaken:
        sure = search.sure * (1.0 if search.how in CLOSE else DOUBTFUL)
        return [as_filler(reference, search, sure=sure) for reference in mistaken]
    if token.pos_ == "NOUN" and slot.kind not in {"comp", "attribute"}:
        named = who.name_after(token, wanted.kinds)
        if named:
            return [as_filler(reference, search) for reference in named]
    if slot.kind not in NO_OWNER and (wanted.named or not found):
        return _by_owner(search)
    if wanted.named or slot.kind == "comp":
        return []
    return [as_filler(reference, search, sure=search.sure * 0.9) for reference in found]


def _by_owner(search: Search) -> list[Filler]:
    """Return the company for its site, staff or head: "in den Vivantes-Kliniken", "der Vorstand von VW kappt"."""
    token, who = search.token, search.who
    sure = search.sure * DOUBTFUL
    if sure < LEAST:
        return []  # "der Chef des Chefs des Chefs …": nobody's any more
    if "-" not in token.text and search.wanted.named:
        if not token.lower_.endswith(tuple(german.words("company_parts"))):
            return []
        owners = [noun for case, noun in islice(attributes(token), 1) if case in {"gen", "von"}]
        of = Slot("gen")
        return [f for o in owners for f in _found(replace(search, token=o, slot=of, sure=sure))]
    last = token.lower_.rsplit("-", 1)[-1]
    if "-" not in token.text or kind_of_noun(token.text) not in PART_OF_COMPANY:
        return []
    if last in german.words("outsiders"):
        return []
    found = who.of_kind(token, search.wanted.kinds, forms=frozenset({Form.COMPOUND}))
    return [
        as_filler(reference, search, sure=sure)
        for reference in found
        if reference.referent.named and reference.referent.kind not in {"Place", "Country"}
    ]


def _unmentioned(search: Search) -> list[Filler]:
    if search.slot.kind == "comp":
        return name_part(search)
    if search.wanted.named:
        return described(search) if search.token.pos_ == "PROPN" else _the_company(search)
    return [] if search.slot.kind in {"attribute", "self"} else described(search)


def _the_company(search: Search) -> list[Filler]:
    """Return the company an article is about, for "das Unternehmen" that nothing else resolves."""
    token, who = search.token, search.who
    resolved = any(reference.referent.named for reference in who.index.at(token))
    if resolved or not _is_the_company(search):
        return []  # "das chinesische Start-up" may mean another company than the main one
    pair = who.main(search.wanted.kinds)
    if pair is None:
        return []
    start, end, sure = token.idx, token.idx + len(token), search.sure * 0.6
    return [
        Filler(start, end, search.how, sure, pair[1], form=Form.NOMINAL, basis=Basis.COREFERENCE)
    ]


def _is_the_company(search: Search) -> bool:
    token = search.token
    if token.pos_ != "NOUN" or "Plur" in token.morph.get("Number", []):
        return False
    if search.slot.kind in OWN - {"self"} or "Company" not in search.wanted.kinds:
        return False
    if kind_of_noun(token.lemma_) != "Company":
        return False
    if token.lower_.endswith(tuple(german.words("relational_nouns"))):
        return False
    if is_described(token):
        return False
    before = token.doc[noun_start(token)]
    several = before.lower_ == "die" and token.lower_.endswith("er")  # "die Hersteller"
    return before.pos_ == "DET" and not several and not before.lower_.startswith(("ein", "kein"))
