"""Datelines: found by their agency, analysed by themselves, joined to the sentence behind them."""

import pytest

from kg.language import load
from kg.language.analyser import Analysis
from kg.language.datelines import dateline_of, with_dateline


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FRANKFURT ( dpa-AFX ) - Die Bank wächst .", (1, 5)),
        ("NEW YORK / BONN ( Dow Jones ) -- Die Bank wächst .", (4, 9)),
        ("München , 12. Mai ( APA ) – Die Bank wächst .", (4, 8)),
        ("Siemens ( München ) - Die Bank wächst .", (0, 0)),
        ("Berlin ( dpa ) Die Bank wächst .", (0, 0)),
        ("Berlin ( dpa ) -", (0, 0)),
        ("( dpa ) - Die Bank wächst .", (0, 0)),
    ],
)
def test_a_dateline_ends_behind_its_dash(text: str, found: tuple[int, int]):
    assert dateline_of(text.split(" ")) == found


def test_a_dateline_hangs_on_the_sentence():
    def analysis(words: int) -> Analysis:
        labels = ["X"] * words
        heads = [0] * words
        return Analysis(
            labels,
            labels,
            labels,
            labels,
            heads,
            ["root", *["dep"] * (words - 1)],
            {"a": ["O"] * words},
        )

    joined = with_dateline(analysis(2), analysis(3))
    assert joined.head == [2, 0, 2, 2, 2]
    assert joined.deprel == ["parataxis", "dep", "root", "dep", "dep"]
    assert joined.ner == {"a": ["O"] * 5}


@pytest.mark.model
def test_the_town_of_a_dateline_is_no_subject():
    nlp = load(threads=1)
    doc = nlp(
        "FRANKFURT (dpa-AFX) - Nvidia liefert Chips nach China. BERLIN (Reuters) - Der Umsatz sank."
    )
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["Nvidia", "Umsatz"]
    assert [token.dep_ for token in doc if token.text in {"FRANKFURT", "BERLIN"}] == [
        "parataxis"
    ] * 2
