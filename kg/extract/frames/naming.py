"""Participants that no mention covers: a word where one must stand in; the referent made for it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import characters
from kg.extract.coreference import Reference
from kg.extract.frames.company_names import is_company_name
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.schema import Slot
from kg.extract.frames.words import sentence
from kg.extract.kinds import kind_of_noun
from kg.extract.noise import names_nobody
from kg.model import Basis, Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "OWN",
    "Search",
    "Wanted",
    "as_filler",
    "bearer",
    "compound_part",
    "described",
    "is_unsettled",
    "name_part",
    "owner_part",
    "parts_of",
    "standing_at",
]

ANYONE = frozenset({"jede", "jedem", "jeden", "jeder", "jedermann"})
FIRMS = frozenset({"Company", "Organization"})
ONE_OF = frozenset({"eines", "einer", "eine", "eins", "keines", "keiner", "jedes"})
OWN = frozenset({"bearer", "comp", "firm", "part", "self"})
"""Places inside the trigger word itself."""
PAIR = 2
SHORTEST = 2
"""Letters a name before a hyphen has at least."""
UNITS = frozenset(
    [
        "Euro",
        "Dollar",
        "Franken",
        "Prozent",
        "Prozentpunkt",
        "Punkt",
        "Million",
        "Milliarde",
        "Stück",
    ]
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may fill a role: kinds of participant, endings of nouns that fit, and whether it is named."""

    kinds: frozenset[str]
    endings: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A word that may fill a role, the place it stands at, and what is wanted there."""

    token: Token
    slot: Slot
    sure: float
    wanted: Wanted
    who: Participants

    @property
    def how(self) -> str:
        """Return the name of the place, for explanations."""
        return self.slot.preposition or self.slot.kind


def as_filler(reference: Reference, search: Search, *, sure: float | None = None) -> Filler:
    """Return a reference as the filler of a role."""
    mention = reference.mention
    score = (search.sure if sure is None else sure) * max(0.5, reference.confidence)
    return Filler(
        mention.start,
        mention.end,
        search.how,
        score,
        reference.referent,
        form=mention.form,
        basis=reference.basis,
    )


def parts_of(token: Token) -> tuple[tuple[int, int, str], ...]:
    """Return the parts of a compound as the pipeline cut it, or nothing."""
    parts = token._.parts if token.has_extension("parts") else ()
    return tuple(parts) if len(parts) >= PAIR else ()


def compound_part(search: Search) -> list[Filler]:
    """Return what the first part of a compound names: "Brennstoff" in "Brennstoff-Hersteller"."""
    token, parts = search.token, parts_of(search.token)
    if not parts or not search.wanted.kinds & {"Product", "Topic"}:
        return []
    named = [r.mention.end for r in search.who.index.within(token)]
    start = next((first for first, _, _ in parts if all(first >= n for n in named)), parts[-1][0])
    text = characters(token.doc)[start : parts[-2][1]].strip("-")
    if not text or start >= parts[-1][0] or text.lower() in german.words("quality_prefixes"):
        return []  # a "Premiumhersteller" makes no premium
    end = start + len(text)
    mention = Mention(start, end, text, "Product", Form.COMPOUND)
    name = text[:1].upper() + text[1:]
    referent = search.who.register(Referent(f"{start}-{end}", "Product", name, False, (mention,)))
    return [Filler(start, end, "part", 0.8, referent, form=Form.COMPOUND)]


def owner_part(search: Search) -> list[Filler]:
    """Return the organization a compound begins with: "Bundesbank" in "Bundesbankpräsident"."""
    token, parts = search.token, parts_of(search.token)
    if not parts:
        return []
    start, text = parts[0][0], characters(token.doc)[parts[0][0] : parts[-2][1]].rstrip("-")
    kind = kind_of_noun(text)
    if kind not in search.wanted.kinds & FIRMS or not is_company_name(text):
        return []
    mention = Mention(start, start + len(text), text, kind, Form.COMPOUND)
    return [_named(mention, search, "part", 0.8)]


def name_part(search: Search) -> list[Filler]:
    """Return a name that only a hyphenated compound tells: "Airbus-Konkurrent", "Telekom -Tochter"."""
    token = search.token
    if token.text.startswith("-") and token.i > sentence(token).start:
        proper = frozenset({Form.PROPER})
        found = search.who.of_kind(token.doc[token.i - 1], search.wanted.kinds, forms=proper)
        return [
            as_filler(reference, search, sure=0.9)
            for reference in found
            if reference.referent.named
        ]
    text = token.text[: max(0, token.text.find("-"))]
    if len(text) < SHORTEST or not text[0].isupper() or not text.isalpha():
        return []
    if token.text.count("-") > 1:
        return []  # "Asset-Management-Tochter" is nobody's
    common = text in german.words("common_prefixes") | german.words("legal_forms")
    common = common or kind_of_noun(text) != "Topic"
    if common or not search.wanted.kinds & FIRMS or search.who.index.within(token):
        return []
    mention = Mention(token.idx, token.idx + len(text), text, _firm(search), Form.COMPOUND)
    return [_named(mention, search, "comp", 0.6)]


def _firm(search: Search) -> str:
    return "Company" if "Company" in search.wanted.kinds else "Organization"


def _named(mention: Mention, search: Search, how: str, score: float) -> Filler:
    """Return a named participant for a mention, the one of that name where the document has it."""
    who = search.who
    everyone = (*who.referents.values(), *who.described)
    known = next((r for r in everyone if r.named and r.name == mention.text), None)
    key = f"{mention.start}-{mention.end}"
    referent = known or who.register(Referent(key, mention.kind, mention.text, True, (mention,)))
    return Filler(mention.start, mention.end, how, score, referent, form=mention.form)


def standing_at(search: Search, forms: frozenset[Form]) -> list[Reference]:
    """Return the references at a word that may fill a role at that place."""
    token, kinds = search.token, search.wanted.kinds
    found = search.who.of_kind(token, kinds, forms=forms)
    if search.slot.kind == "headname":  # the name itself where it follows: it belongs to the quote
        return search.who.name_after(token, kinds) or [r for r in found if _is_named_there(r)]
    origin = search.slot.kind == "comp" and "Company" in kinds
    if origin and kind_of_noun(token.text) == "Company":
        return [r for r in found if r.referent.kind != "Country"]  # "US-Konkurrent" is from there
    return found


def is_unsettled(token: Token) -> bool:
    """Return whether a noun names what has no seat: "das britische Schiff Endurance", "die isländische Band"."""
    before = token.doc[token.i - 1] if token.pos_ == "PROPN" and token.i > 0 else token
    if before.pos_ == "ADJ" and before.i > 0 and before.nbor(-1).lower_ == "im":
        return True  # "im ostfriesischen Leer"
    last = before.lemma_.lower().rsplit("-", 1)[-1]
    return before.pos_ == "NOUN" and (
        kind_of_noun(before.text) in {"Place", "Product"} or last in german.words("unsettled_nouns")
    )


def _is_named_there(reference: Reference) -> bool:
    """Return whether a noun's own sentence names its bearer: "X ist ein Konzern", "die Bank, Y," (no coreference)."""
    told = reference.referent.named and reference.basis is Basis.EXPLICIT
    return told or reference.mention.form is Form.PROPER


def bearer(search: Search) -> list[Filler]:
    """Return the unnamed company that a noun itself is said of: "die deutsche Tochter der Maple Bank"."""
    token, who = search.token, search.who
    known = who.of_kind(token, search.wanted.kinds, forms=frozenset({Form.NOMINAL}))
    if known:
        return [as_filler(reference, search) for reference in known[:1]]
    return [_made(who.described_at(token, "Company"), search)]


def described(search: Search) -> list[Filler]:
    """Return a participant that is described, or named though the tagger passed it over."""
    token, kinds = search.token, search.wanted.kinds
    compound = "-" in token.text and (
        kind_of_noun(token.text) != "Topic" or bool(search.who.index.within(token))
    )  # "Osram-Anteile" may be taken for a name
    if token.pos_ == "NOUN" or compound or _is_rate(search):
        return _noun(search)
    if "Anyone" in kinds and token.lower_ in ANYONE and token.head.pos_ != "NOUN":
        return [_anyone(search)]
    whole = _whole(token) if token.lower_ in ONE_OF else None
    if whole is not None and kind_of_noun(whole.lemma_) in kinds:
        return [_one_of(search, whole)]
    named = any(r.referent.named for r in search.who.references(token))
    names = token.pos_ == "PROPN" and not names_nobody(token.text, "Company")
    names = names and is_company_name(token.text)
    counted = token.lemma_ in UNITS or token.lemma_ in german.table("currencies")
    names = names and ("Security" in kinds or not counted)
    if names and not named and kinds & FIRMS:
        return [_untagged(search)]
    return []


def _noun(search: Search) -> list[Filler]:
    token, wanted, who = search.token, search.wanted, search.who
    kind = kind_of_noun(token.lemma_)
    if kind not in wanted.kinds and not token.lemma_.lower().endswith(wanted.endings or ("\0",)):
        return []
    unit = token.lemma_ in UNITS or token.lemma_ in german.table("currencies")
    if who.is_unit(token) or (unit and not _is_rate(search)):
        return []
    if who.is_time(token):
        return []
    if any(r.mention.form is Form.PROPER for r in who.references(token)):
        return []
    if token.text in german.words("wire_labels"):
        return []
    return [_made(who.described_at(token, kind), search)]


def _is_rate(search: Search) -> bool:
    """Return whether a currency is spoken of where something has a price: "Der Euro fiel auf 1,05 Dollar"."""
    token = search.token
    before = token.doc[token.i - 1] if token.i > 0 else None
    definite = before is not None and before.lower_ in {"das", "dem", "den", "der"}
    rate = token.lemma_ in german.table("currencies") and "Security" in search.wanted.kinds
    return rate and definite


def _made(referent: Referent, search: Search) -> Filler:
    mention = referent.mentions[0]
    score = search.sure * 0.8
    return Filler(mention.start, mention.end, search.how, score, referent, form=Form.NOMINAL)


def _untagged(search: Search) -> Filler:
    """Return a name the tagger passed over, where only an organization can stand."""
    token = search.token
    end = token.i + 1
    while end < sentence(token).end and token.doc[end].dep_ in {"flat", "flat:name"}:
        end += 1
    span = token.doc[token.i : end]
    mention = Mention(span.start_char, span.end_char, span.text, "Company")
    return _named(mention, search, search.how, search.sure * 0.6)


def _whole(token: Token) -> Token | None:
    """Return the group of "eines der Unternehmen"."""
    after = token.doc[token.i + 1 : token.i + 4]
    noun = next((t for t in after if t.pos_ == "NOUN"), None)
    return noun if noun is not None and after[0].lower_ == "der" else None


def _anyone(search: Search) -> Filler:
    """Return people in general, for "jeder": a participant without a name, and nobody in particular."""
    token = search.token
    start, end = token.idx, token.idx + len(token)
    mention = Mention(start, end, token.text, "Group", Form.NOMINAL)
    referent = Referent(f"{start}-{end}", "Group", "jedermann", False, (mention,))
    return _made(search.who.register(referent), search)


def _one_of(search: Search, noun: Token) -> Filler:
    """Return one member, unknown which, of a group."""
    start, end = search.token.idx, noun.idx + len(noun)
    mention = Mention(start, end, characters(noun.doc)[start:end], "UnnamedEntity", Form.NOMINAL)
    referent = Referent(f"{start}-{end}", "UnnamedEntity", mention.text, False, (mention,))
    return _made(search.who.register(referent), search)
