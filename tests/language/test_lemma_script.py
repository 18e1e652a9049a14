"""Lemma scripts: found from a pair, applied to a form, shared between words of one pattern."""

import pytest

from kg.language.lemma_script import apply_script, make_script


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("liefert", "liefern"),
        ("Häuser", "Haus"),
        ("angekommen", "ankommen"),
        ("Die", "der"),
        ("US-Konzerns", "US-Konzern"),
        ("NATO", "NATO"),
        ("war", "sein"),
        ("Stärker", "stark"),
        ("2,6", "2,6"),
        ("a|b", "a|b"),
        ("Straße", "Straße"),
    ],
)
def test_the_script_of_a_pair_makes_its_lemma(form, lemma):
    assert apply_script(form, make_script(form, lemma)) == lemma


def test_words_of_one_pattern_share_a_script():
    assert make_script("abgeholt", "abholen") == make_script("angesagt", "ansagen")


@pytest.mark.parametrize("script", ["l||9,en", "s|5,4,|0,", "u|0,9,|1,"])
def test_a_script_that_does_not_fit_leaves_the_form(script):
    assert apply_script("ab", script) == "ab"
