"""An analysed document in, everything in it that names or points to a participant out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import bounds, characters, features, phrase
from kg.extract.kinds import LABELS, kind_of_noun, place_of_adjective, without_legal_form
from kg.extract.noise import ends_a_name, is_torn, names_nobody, town_run_together, two_names
from kg.model import Form, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["find_mentions", "parts_of"]

NO_PARTICIPANTS = frozenset({"Date", "Duration", "Money", "Percent"})
PRONOUN_TAGS = frozenset({"PPER", "PPOSAT", "PDS", "PRELS", "PRELAT", "PIS"})
ADVERBS = frozenset({"daran", "hieran", "darauf", "davon", "dafür", "darüber", "dazu"})
COMMON_LABELS = LABELS | {"Position"}
"""Labels whose spans, where they are no name, are read as phrases: "Geschäftsführer" is one."""
SHORTEST_SHORT = 3
SINGULAR = ("das", "dem", "der", "des", "ein")
"""Articles that no plural begins with, but for the genitive, where the tagger errs often."""
THINGS = frozenset({"AIModel", "Chip", "FinancialInstrument", "Index", "Product", "Security"})
DESCRIBED = frozenset(
    {"Company", "Country", "Group", "Organization", "Person", "Place", "Security", "UnnamedEntity"}
)
CAMEL = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ][\wäöüß]*$")
GROUPS = german.words("group_suffixes")
EDGE = re.compile(r"^[\s„“«»\"'(),.;:–-]+|(?<![\s„“«»\"'(,;:–-])[\s„“«»\"'(,;:–-]+$")


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """Return the mentions of a document, by start and then by end.

    Names come from `doc.ents`, and from every repetition of such a name that the tagger missed;
    "Nvidia-Chips" holds a mention of "Nvidia" and is one itself; "das chinesische Start-up" holds
    "chinesische" for China.
    """
    named = list(_names(doc))
    covered = {i for span in named for i in range(span[1], span[2])}
    surfaces = {mention.text: mention.kind for mention, _, _ in named}
    found = [mention for mention, _, _ in named]
    for token in doc:
        found += _of_token(token, covered, surfaces)
    return tuple(sorted(dict.fromkeys(found), key=lambda m: (m.start, m.end, m.form.value)))


def _names(doc: Doc) -> Iterator[tuple[Mention, int, int]]:
    known: dict[tuple[str, ...], str] = {}
    taken: set[int] = set()
    for ent in _spans(doc):
        if ent.label_ in LABELS and (mention := _name(ent)) is not None:
            known.setdefault(tuple(token.text for token in ent), ent.label_)
            known.update(
                {(short,): label for short, label in _short_form(ent) if (short,) not in known}
            )
            taken.update(range(ent.start, ent.end))
            yield mention, ent.start, ent.end
        elif ent.label_ not in COMMON_LABELS:
            taken.update(range(ent.start, ent.end))
    yield from _repeated(doc, known, taken)


def _spans(doc: Doc) -> Iterator[Span]:
    """Yield the tagged spans; two well-known companies run together are two."""
    for ent in doc.ents:
        middle = ent.start + two_names(ent)
        if len(ent) == 1 and ends_a_name(ent[0]):
            yield type(ent)(doc, ent.start - 1, ent.end, label="Company")
        elif middle == ent.start:
            yield ent
        else:
            for start, end in ((ent.start, middle), (middle, ent.end)):  # a slice loses its label
                yield type(ent)(doc, start, end, label=ent.label)


def _name(ent: Span) -> Mention | None:
    """Return the mention of a tagged name; a place's adjective and a compound's common noun are none."""
    described = ent.label_ not in THINGS and _is_described(ent[0].text)
    if len(ent) == 1 and (_is_place_adjective(ent[0]) or described):
        return None
    text = EDGE.sub("", ent.text)
    if not any(character.isalnum() for character in text) or names_nobody(text, ent.label_):
        return None
    start = ent.start_char + ent.text.index(text)
    town = town_run_together(text)
    if town:
        return Mention(start, start + len(town), town, "Place")
    if len(ent) == 1 and is_torn(ent[0]):
        return None
    return Mention(start, start + len(text), text, ent.label_)


def _short_form(ent: Span) -> Iterator[tuple[str, str]]:
    """Yield the short forms a name is likely to be repeated in.

    "Marbos" of "Marbos GmbH", a person's surname.
    """
    if ent.label_ == "Company":
        short = without_legal_form(ent.text)
        if (
            short != ent.text
            and " " not in short
            and len(short) > SHORTEST_SHORT
            and kind_of_noun(short) == "Topic"
        ):
            yield short, ent.label_
    elif ent.label_ in {"Person", "Politician"} and len(ent) > 1 and len(ent[-1]) > SHORTEST_SHORT:
        yield ent[-1].text, ent.label_


def _is_place_adjective(token: Token) -> bool:
    """Return whether a tagged word only tells where something is from: "Leipziger", "Wismarer"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    leads_on = following is not None and following.text[:1].isalpha()
    return token.text.endswith("er") and (token.tag_ == "ADJA" or token.pos_ == "ADJ") and leads_on


def _is_described(text: str) -> bool:
    """Return whether a tagged word is a common noun: "Bank", "US-Konzern", "Intel-Chef"."""
    first, _, last = text.rpartition("-")
    if last == text:
        return text.lower() in german.table("noun_kinds")
    named = last in GROUPS and first not in german.words(
        "indices"
    )  # "Siemens-Konzern", "Dax-Konzern"
    return not named and kind_of_noun(last) in DESCRIBED


def _repeated(
    doc: Doc, known: dict[tuple[str, ...], str], taken: set[int]
) -> Iterator[tuple[Mention, int, int]]:
    """Find names again where the tagger has passed over them.

    Genitive -s is allowed on the last word.
    """
    spelled: dict[tuple[str, ...], str] = {
        (words[0] + "s",): label for words, label in known.items() if len(words) == 1
    }
    spelled.update(known)
    lengths: dict[str, set[int]] = defaultdict(set)
    for words in spelled:
        lengths[words[0]].add(len(words))
    for token in doc:
        if token.i in taken or not _may_be_name(token):
            continue
        for length in sorted(lengths.get(token.text, ()), reverse=True):
            span = doc[token.i : token.i + length]
            label = spelled.get(tuple(t.text for t in span))
            if label is not None and not taken.intersection(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                yield Mention(span.start_char, span.end_char, span.text, label), token.i, span.end
                break


def _may_be_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"NOUN", "PROPN", "X"}


def _of_token(token: Token, covered: set[int], surfaces: dict[str, str]) -> Iterator[Mention]:
    inside = token.i in covered
    first = None
    if (not inside or "-" in token.text) and token.ent_type_ not in THINGS:
        first = _first_part(token, surfaces)
    if first is not None and not inside and _is_group(token, first):
        yield replace(first, form=Form.PROPER)  # "Alpina-Gruppe"
        return
    if first is not None:
        yield first
    if not inside and token.ent_type_ not in NO_PARTICIPANTS:
        yield from _unnamed(token)


def _unnamed(token: Token) -> Iterator[Mention]:
    """Yield what a word outside all tagged names stands for."""
    town = town_run_together(token.text)
    if token.text in german.words("wire_labels"):
        return
    if town:
        yield Mention(token.idx, token.idx + len(town), town, "Place")
    elif _is_untagged_name(token):
        yield Mention(token.idx, token.idx + len(token), token.text, "Company")
    elif token.pos_ == "NOUN" or (token.pos_ == "PROPN" and token.text[:1].isupper()):
        yield _nominal(token)
    elif (
        token.tag_ in PRONOUN_TAGS
        or (token.pos_ == "PRON" and token.lower_ in german.words("personal_pronouns"))
        or token.lower_ in ADVERBS
    ):
        yield Mention(token.idx, token.idx + len(token), token.text, "Topic", Form.PRONOUN)
    elif token.pos_ == "ADJ" and (place := place_of_adjective(token.text)) is not None:
        yield Mention(token.idx, token.idx + len(token), token.text, place[1], Form.ADJECTIVE)


def _is_group(token: Token, first: Mention) -> bool:
    """Tell the company of "Alpina-Gruppe" from the country and the index of "US-Konzern", "Dax-Konzern"."""
    firm = first.kind == "Company" and first.text not in german.words("indices")
    return firm and token.text.rpartition("-")[2] in GROUPS


def _is_untagged_name(token: Token) -> bool:
    """Return whether a word the tagger passed over is a name by its shape or place.

    "DeepSeek", "der Großkunde MAN".
    """
    if token.pos_ not in {"NOUN", "PROPN"} or len(token) < 3 or not token.text[0].isupper():  # noqa: PLR2004
        return False
    if names_nobody(token.text, "Company"):
        return False
    if CAMEL.match(token.text) and token.text.isalpha():
        return True
    before = token.doc[token.i - 1] if token.i > bounds(token)[0] else None
    typed = (
        before is not None
        and before.pos_ in {"NOUN", "PROPN"}
        and kind_of_noun(before.text) in {"Company", "Organization"}
        and features(before, "Number") != ["Plur"]
    )
    if not typed or not token.text.isalpha():
        return False
    return token.tag_ == "NE" or (token.dep_ == "appos" and kind_of_noun(token.text) == "Topic")


def _nominal(token: Token) -> Mention:
    start, _ = phrase(token)
    first = token.doc[start].idx
    end = token.idx + len(token)
    kind = kind_of_noun(token.text)
    plural = token.morph.get("Number", []) == ["Plur"]
    if kind == "Company" and plural and not token.doc[start].lower_.startswith(SINGULAR):
        kind = "Group"  # "die Unternehmen": the singular looks the same
    return Mention(first, end, characters(token.doc)[first:end], kind, Form.NOMINAL)


def parts_of(token: Token) -> tuple[tuple[int, int, str], ...]:
    """Return the parts of a compound as (start, end, text), in characters of the document."""
    told = token._.parts if token.has_extension("parts") else None
    if told:
        return tuple((int(start), int(end), str(text)) for start, end, text in told)
    if "-" not in token.text.strip("-"):
        return ()
    cut = token.text.rindex("-")
    return (
        (token.idx, token.idx + cut, token.text[:cut]),
        (token.idx + cut + 1, token.idx + len(token), token.text[cut + 1 :]),
    )


def _first_part(token: Token, surfaces: dict[str, str]) -> Mention | None:
    """Return the name a hyphenated compound begins with: "Nvidia" of "Nvidia-Chips", "US" of "US-Konzern"."""
    if "-" not in token.text:
        return None
    parts = parts_of(token)
    if len(parts) > 2 and parts[0][2] in german.words("former_prefixes"):  # noqa: PLR2004
        parts = parts[1:]  # "Ex-Intel-Chef"
    if len(parts) < 2 or not parts[0][2][:1].isupper():  # noqa: PLR2004
        return None
    start, end, text = _longest_known(token, parts, surfaces)
    kind = surfaces.get(text) or surfaces.get(text + "s")
    if kind is None and text in german.table("place_prefixes"):
        kind = "Country"
    if kind is None and _names_nobody(text, parts[-1][2]):
        return None
    return Mention(start, end, text, kind or "Company", Form.COMPOUND)


def _longest_known(
    token: Token, parts: tuple[tuple[int, int, str], ...], surfaces: dict[str, str]
) -> tuple[int, int, str]:
    """Return the longest run of first parts that is a name, of this document or well known.

    "T-Mobile" of "T-Mobile-Tochter", "Deutsche-Bank" of "Deutsche-Bank-Chef".
    """
    companies = german.table("company_names")
    for last in range(len(parts) - 2, 0, -1):
        start, end = parts[0][0], parts[last][1]
        name = characters(token.doc)[start:end]
        if name in surfaces or name in companies or name.replace("-", " ") in companies:
            return start, end, name
    return parts[0]


def _names_nobody(text: str, last: str) -> bool:
    """Tell the common noun of "Brennstoff-Hersteller" from the name of "Intel-Chef"."""
    if last.lower() not in german.words("name_heads") or not text[0].isalpha():
        return True
    if text in german.words("common_prefixes") or text.lower() in german.words("compound_heads"):
        return True
    if text.lower() in german.table("noun_kinds") or text in german.words("legal_forms"):
        return True
    named = text.lower().endswith(tuple(german.words("name_endings")))  # "Nordwerk-Chef"
    return kind_of_noun(text) != "Topic" and not named
