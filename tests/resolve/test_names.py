import pytest

from kg.resolve.names import (
    clean,
    given_and_surname,
    initials,
    name_of,
    stemmed,
    variants,
    without_description,
    without_office,
)


@pytest.mark.parametrize(
    ("surface", "key", "legal"),
    [
        ("Tesla, Inc.", "tesla", "inc"),
        ("der Maier Bau GmbH & Co. KG", "maier-bau", "gmbh-und-co-kg"),
        ("Maier Bau Gesellschaft m.b.H.", "maier-bau", "gmbh"),
        ("MÜLLER AKTIENGESELLSCHAFT", "mueller", "ag"),
        ("Mueller AG", "mueller", "ag"),
        ("Ströer SE & Co. KGaA", "stroeer", "se-und-co-kgaa"),
        ("Firma Maier GmbH", "maier", "gmbh"),
        ("„Maier“", "maier", ""),
        ("Merck & Co.", "merck-und-co", ""),
        ("AG", "ag", ""),
        ("Wire\xadcard AG", "wirecard", "ag"),
        ("die\nMaier  Werke", "maier-werke", ""),
    ],
)
def test_legal_form_case_umlaut_and_typography_do_not_make_another_name(surface, key, legal):
    name = name_of(surface)
    assert (name.key, name.legal) == (key, legal)


def test_a_product_keeps_what_looks_like_a_legal_form():
    assert name_of("Mercedes SL", organization=False).key == "mercedes-sl"


def test_a_bracket_gives_the_short_form():
    name = name_of("London Stock Exchange (LSE)")
    assert (name.core, name.short) == ("London Stock Exchange", "LSE")


def test_the_inflection_of_a_leading_adjective_is_undone():
    assert clean("der Rheinischen Post") == "Rheinischen Post"
    assert name_of("der Rheinischen Post").text == "Rheinische Post"
    assert stemmed("germanischen-lloyd") == stemmed("germanischer-lloyd")


def test_inflected_forms_are_tried_after_the_name_itself():
    assert variants("chinas") == ("chinas", "china")
    assert variants("hess") == ("hess",)
    assert "frankfurter-allgemeine-zeitung" in variants("frankfurter-allgemeinen-zeitung")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Prof. Dr. Ursula von der Leyen", ("ursula-von-der", "leyen")),
        ("Vorstandschef Max Maier", ("max", "maier")),
        ("Maier-Chefin Eva Maier", ("eva", "maier")),
        ("J. P. Maier", ("j-p", "maier")),
        ("Maier", ("", "maier")),
        ("Mag. Max Maier Rechtsanwalt", ("max", "maier")),
    ],
)
def test_titles_and_offices_are_no_part_of_a_persons_name(name, expected):
    assert given_and_surname(name) == expected


def test_an_office_alone_is_left_alone():
    assert without_office("Vorstandschef") == "Vorstandschef"


def test_a_description_before_a_name_is_seen_through():
    assert without_description("Flughafenbetreiber Maier") == "Maier"
    assert without_description("Maier Bau") == "Maier Bau"


def test_initials_skip_small_words():
    assert initials("Verein für Bau und Handel") == "vbh"
    assert initials("Deutsche Presse-Agentur") == "dpa"
