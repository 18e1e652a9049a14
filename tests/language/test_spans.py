"""Rules for entities on words tagged by hand: datelines, bodies, appositions, and votes over a whole document."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language.spans.appositions import by_company_noun, by_market_noun, named_groups
from kg.language.spans.dates import times
from kg.language.spans.institutions import institutions, is_institution
from kg.language.spans.names import is_medium_name, listed, patterned
from kg.language.spans.products import by_head_noun
from kg.language.spans.votes import votes

VOCAB = spacy.blank("de").vocab


def doc(text: str, *, tagged: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """Return a document of `word/POS` pairs; `tagged` are the spans of the head `germeval`."""
    pairs = [pair.rsplit("/", 1) for pair in text.split()]
    words = [word for word, _ in pairs]
    made = Doc(
        VOCAB,
        words=words,
        pos=[pos for _, pos in pairs],
        sent_starts=[i == 0 for i in range(len(words))],
    )
    made.spans["germeval"] = [Span(made, *span) for span in tagged]
    return made


def texts(made: Doc, names: object) -> list[tuple[str, str]]:
    return [(made[start:end].text, label) for start, end, label in names]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("FRANKFURT/PROPN (/PUNCT dpa-AFX/PROPN )/PUNCT -/PUNCT Die/DET", ["FRANKFURT"]),
        ("NEW/X YORK/X //PUNCT BONN/X (/PUNCT dpa/X )/PUNCT –/PUNCT Die/DET", ["NEW YORK", "BONN"]),
        ("FRANKFURT/PROPN (/PUNCT Hessen/PROPN )/PUNCT -/PUNCT Die/DET", []),
        ("Siemens/PROPN (/PUNCT dpa/X )/PUNCT wächst/VERB", []),
    ],
)
def test_a_dateline_names_places(text: str, places: list[str]):
    made = doc(text)
    assert [name for name, label in texts(made, patterned(made)) if label == "Place"] == places


def test_bodies_are_told_by_their_nouns():
    made = doc(
        "Das/DET Landgericht/NOUN Ulm/PROPN und/CCONJ das/DET US-Finanzministerium/NOUN schweigen/VERB"
    )
    assert texts(made, institutions(made)) == [
        ("Landgericht Ulm", "Organization"),
        ("US-Finanzministerium", "Organization"),
    ]
    named = doc(
        "Europäische/ADJ Arzneimittel-Agentur/NOUN Universität/NOUN Ulm/PROPN Siemens/PROPN"
    )
    assert [is_institution(named, a, b) for a, b in ((2, 4), (4, 5))] == [True, False]


def test_names_are_read_by_the_noun_before_them():
    made = doc(
        "die/DET Modekette/NOUN Muster/PROPN an/ADP der/DET Strombörse/NOUN Beispiel/PROPN Spot/PROPN"
    )
    assert texts(made, by_company_noun(made, {})) == [("Muster", "Company")]
    assert texts(made, by_company_noun(made, {2: "Person"})) == []
    assert texts(made, by_market_noun(made)) == [("Beispiel Spot", "Market")]


def test_a_sort_is_of_the_class_of_the_noun_before_it():
    made = doc(
        "Chips/NOUN der/DET Reihe/NOUN H100/PROPN und/CCONJ Züge/NOUN vom/ADP Typ/NOUN Muster/PROPN"
    )
    assert texts(made, by_head_noun(made, {})) == [("H100", "Chip"), ("Muster", "Product")]


def test_a_group_is_named_where_no_name_follows():
    text = "Muster-Gruppe/NOUN baut/VERB ,/PUNCT der/DET Dax-Konzern/NOUN Beispiel/PROPN die/DET Chip-Gruppe/NOUN"
    made = doc(text, tagged=((0, 1, "ORGpart"), (4, 5, "ORGpart")))
    assert texts(made, named_groups(made)) == [("Muster-Gruppe", "Company")]


def test_cases_of_listed_names_are_known():
    made = doc("der/DET Rheinischen/ADJ Post/NOUN und/CCONJ des/DET Handelsblatts/PROPN")
    assert texts(made, listed(made)) == [
        ("Rheinischen Post", "Medium"),
        ("Handelsblatts", "Medium"),
    ]
    assert [is_medium_name(word) for word in ("Rhein-Zeitung", "Tageblatts", "Zeit")] == [
        True,
        True,
        False,
    ]


def test_the_votes_of_a_document_tell_a_name_that_one_sentence_does_not():
    made = doc("Muster/PROPN stieg/VERB Musters/PROPN Muster/PROPN")
    made.spans["germeval"] = [
        Span(made, 0, 1, "PER"),
        Span(made, 2, 3, "ORG"),
        Span(made, 3, 4, "ORG"),
    ]
    made.spans["smartdata"] = [Span(made, 3, 4, "organization-company")]
    assert {vote.label for vote in votes(made)} == {"Company"}


def test_the_period_before_is_a_date():
    text = "Im Vorjahr und im Vorquartal, nicht der Vorjahreswert"
    assert [text[a:b] for a, b, _ in times(text)] == ["Vorjahr", "Vorquartal"]
