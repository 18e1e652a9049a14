"""Choose the entities: a `Doc` with tagged spans in, `doc.ents` without overlaps out.

Labels are local names of the ontology (Person, Company, Money, ...). What was found and not chosen stays in
`doc.spans["alternatives"]`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import german
from kg.language.compounds import is_compound_head
from kg.language.spans.appositions import by_company_noun, by_market_noun, named_groups
from kg.language.spans.dates import times
from kg.language.spans.figures import Found, amounts, quantities
from kg.language.spans.institutions import institutions, is_institution
from kg.language.spans.names import (
    Name,
    country_names,
    is_listed_company,
    is_medium_name,
    listed,
    listed_companies,
    patterned,
)
from kg.language.spans.products import by_compound, by_context, by_head_noun, by_model_number
from kg.language.spans.votes import ENOUGH, Vote, votes

__all__ = ["EntityRules"]

ORGANISED = frozenset({"Company", "Organization", "Product"})
PRODUCTS = frozenset({"AIModel", "Chip", "Product"})
PRODUCT_SUPPORT = 1.0
COINED = re.compile("[a-z][A-Z]")
ENOUGH_COINED = 0.8
SURE_OF_NOUN = 2.0
"""Support from which a common noun is taken for a name."""
FOREIGN = {
    "PER": "Person", "PERSON": "Person", "LOC": "Place", "GPE": "Place", "ORG": "Organization",
    "PRODUCT": "Product", "FAC": "Place",
}  # fmt: skip
"""Labels of other pipelines -> ours; anything else is left out (MISC tells no class)."""


class EntityRules:
    """Combine tagged spans, lists and rules; with `foreign`, the spans are another pipeline's `doc.ents`."""

    def __init__(self, *, foreign: bool = False) -> None:
        self.foreign = foreign

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.ents` and `doc.spans["alternatives"]`."""
        tagged = list(_foreign_names(doc)) if self.foreign else list(_voted_names(doc))
        groups = _groups(doc, tagged)
        chosen = _disjoint(groups)
        doc.set_ents([Span(doc, *span) for span in chosen])
        rest = sorted({span for group in groups for span in group} - set(chosen))
        doc.spans["alternatives"] = [Span(doc, *span) for span in rest]
        return doc


@Language.factory(
    "german_entities", assigns=["doc.ents", "doc.spans"], default_config={"foreign": False}
)
def _make(nlp: Language, name: str, foreign: bool) -> EntityRules:  # noqa: ARG001  spaCy calls it so
    return EntityRules(foreign=foreign)


def _groups(doc: Doc, tagged: list[Name]) -> list[list[Name]]:
    """Return the candidates in the order in which they win."""
    known = list(listed(doc))
    names = {at: label for start, end, label in tagged for at in range(start, end)}
    names |= {at: label for start, end, label in known for at in range(start, end)}
    figures = [span for found in amounts(doc.text) if (span := _tokens(doc, found)) is not None]
    dated = [span for found in times(doc.text) if (span := _tokens(doc, found)) is not None]
    names |= {at: "Date" for start, end, _ in dated for at in range(start, end)}
    forms = list(patterned(doc))
    products = [
        *by_head_noun(doc, names),
        *by_compound(doc),
        *by_model_number(doc, names),
        *(name for name in by_context(doc) if names.get(name[0]) == "Product"),
    ]
    counted = [
        span for found in quantities(doc, names) if (span := _tokens(doc, found)) is not None
    ]
    return [
        figures,
        [span for span in forms if span[2] == "Index"],
        _longest(known, tagged),
        [span for span in dated if span[2] == "Date"],
        [span for span in dated if span[2] == "Duration"],
        [span for span in forms if span[2] not in {"Index", "Position"}],
        products,
        list(by_market_noun(doc)),
        tagged,
        list(listed_companies(doc)),
        list(institutions(doc)),
        list(named_groups(doc)),
        list(by_company_noun(doc, names)),
        list(by_context(doc)),
        [span for span in forms if span[2] == "Position"],
        counted,
    ]


def _longest(known: Iterable[Name], tagged: Iterable[Name]) -> list[Name]:
    """Leave out listed names that are a part of a tagged one ("China" in "Bank of China")."""
    covering: dict[int, Name] = {}
    for span in tagged:
        if span[2] in {"Company", "Organization", "Person"} | PRODUCTS:
            covering |= dict.fromkeys(range(span[0], span[1]), span)
    return [
        name for name in known if name[2] == "Index" or not _is_inside(name, covering.get(name[0]))
    ]


def _is_inside(name: Name, other: Name | None) -> bool:
    return other is not None and name[1] <= other[1] and other[:2] != name[:2]


def _disjoint(groups: Iterable[Iterable[Name]]) -> list[Name]:
    """Return spans that do not overlap: the earlier group wins, in a group the longer, then the first."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for group in groups:
        for span in sorted(group, key=lambda name: (name[0] - name[1], name[0], name[2])):
            if taken.isdisjoint(range(span[0], span[1])):
                taken.update(range(span[0], span[1]))
                chosen.append(span)
    return sorted(chosen)


def _tokens(doc: Doc, found: Found) -> Name | None:
    """Return offsets of characters as tokens, or None where they cut through one."""
    starts = _starts(doc)
    first = bisect_left(starts, found[0])
    last = bisect_right(starts, found[1] - 1) - 1
    if first > last or first >= len(doc) or doc[first].idx != found[0]:
        return None
    if doc[last].idx + len(doc[last]) != found[1]:
        return None
    if any(doc[at].is_sent_start for at in range(first + 1, last + 1)):
        return None
    return first, last + 1, found[2]


def _starts(doc: Doc) -> list[int]:
    starts = doc.user_data.get("token_starts")
    if not isinstance(starts, list):
        starts = [token.idx for token in doc]
        doc.user_data["token_starts"] = starts
    return starts


def _voted_names(doc: Doc) -> Iterator[Name]:
    taken: set[int] = set()
    for vote in votes(doc):
        if vote.support < _least(doc, vote) or not taken.isdisjoint(range(vote.start, vote.end)):
            continue
        label = _class_of(doc, vote)
        if label:
            start, end = _with_legal_form(doc, vote, label)
            taken.update(range(start, end))
            yield start, end, label


def _least(doc: Doc, vote: Vote) -> float:
    """Return the support that a name needs: less where its capitals inside the word tell that it is one ("OpenAI")."""
    token = doc[vote.start]
    coined = vote.end == vote.start + 1 and COINED.search(token.text) and token.pos_ == "PROPN"
    return ENOUGH_COINED if coined else ENOUGH


def _class_of(doc: Doc, vote: Vote) -> str:
    """Return the class of a name by lists first, and then by the votes."""
    text = doc[vote.start : vote.end].text
    label = vote.label
    if text in country_names() or text.removesuffix("s") in country_names():
        return country_names().get(text) or country_names()[text.removesuffix("s")]
    if _is_common(doc, vote):
        return ""
    if _is_company(doc, vote, text):
        return "Company"
    if label in ORGANISED and is_medium_name(doc[vote.end - 1].text):
        return "Medium"
    if label == "Company" and is_institution(doc, vote.start, vote.end):
        return "Organization"
    return "" if label == "Product" and vote.product < PRODUCT_SUPPORT else label


def _is_company(doc: Doc, vote: Vote, text: str) -> bool:
    if vote.label in {"Organization", "Person", "Place"} and _behind_company_noun(doc, vote):
        return True
    known = _has_legal_form(doc, vote) or is_listed_company(text)
    return known and vote.label in ORGANISED | {"Person"}


def _is_common(doc: Doc, vote: Vote) -> bool:
    """Say whether one word is no name: an adjective of a place, or a compound ("Trump-Zölle") that only holds one."""
    token = doc[vote.start]
    if vote.end - vote.start > 1:
        return False
    if vote.label == "Place" and token.pos_ == "ADJ":
        return True
    if token.tag_ == "NN" and vote.support < SURE_OF_NOUN:
        if vote.label in {"Person", "Place"}:
            return True
        if german.table("noun_kinds").get(token.lower_) == vote.label == "Company":
            return True  # "die Bank", "die Klinikkette"
    if "-" not in token.text[1:-1] or token.pos_ != "NOUN":
        return False
    return vote.label == "Product" or is_compound_head(token.text.rsplit("-", 1)[1])


def _behind_company_noun(doc: Doc, vote: Vote) -> bool:
    """Say whether a noun for a company stands right before the name: "die Reederei Muster", "der Autobauer Muster"."""
    if vote.start == 0 or doc[vote.start - 1].pos_ != "NOUN":
        return False
    lower = doc[vote.start - 1].lower_[-german.LONGEST :]
    table = german.table("noun_kinds")
    found = next((table[lower[at:]] for at in range(len(lower) - 3) if lower[at:] in table), "")
    return found == "Company"


def _has_legal_form(doc: Doc, vote: Vote) -> bool:
    forms = german.words("legal_forms")
    following = doc[vote.end].text if vote.end < len(doc) else ""
    return doc[vote.end - 1].text in forms or following in forms


def _with_legal_form(doc: Doc, vote: Vote, label: str) -> tuple[int, int]:
    """Take the legal form behind a company's name into it: "Siemens" "AG", "Muster" "GmbH & Co. KG"."""
    end = vote.end
    parts = german.words("legal_forms") | {"&", "Co", "Co."}
    while label == "Company" and end < len(doc) and doc[end].text in parts:
        end += 1
    return vote.start, end - 1 if doc[end - 1].text == "&" else end


def _foreign_names(doc: Doc) -> Iterator[Name]:
    for ent in doc.ents:
        label = FOREIGN.get(ent.label_)
        if label is not None:
            vote = Vote(ent.start, ent.end, label, ENOUGH, PRODUCT_SUPPORT)
            named = _class_of(doc, vote)
            start, end = _with_legal_form(doc, vote, named)
            yield start, end, named
