import unicodedata

import pytest

from kg.slug import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Börsenmedien AG", "boersenmedien-ag"),
        ("BÖRSENMEDIEN AG", "boersenmedien-ag"),
        (unicodedata.normalize("NFD", "Börsenmedien AG"), "boersenmedien-ag"),
        ("阿里巴巴", "x47c1e53c"),
        ("Société Générale", "societe-generale"),
        ("Procter & Gamble", "procter-und-gamble"),
        ("Moody’s", "moodys"),
        ("Moody's", "moodys"),
        ("Ørsted", "oersted"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Disney+", "disney-plus"),
        ("  S&P 500 ", "s-und-p-500"),
        ("Łódź", "lodz"),
    ],
)
def test_spelling_variants_give_one_ascii_slug(name, expected):
    assert slug(name) == expected


def test_what_latin_letters_cannot_spell_is_never_lost():
    assert slug("Яндекс N.V.") != slug("Газпром N.V.")
    assert slug("").startswith("x")


def test_a_slug_is_its_own_slug():
    for name in ("Börsenmedien AG", "S&P 500", "Яндекс N.V.", "阿里巴巴"):
        assert slug(slug(name)) == slug(name)
