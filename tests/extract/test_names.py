"""Which spellings may be one participant's, and which words name nobody."""

import pytest

from kg.extract.coreference.cluster import Cluster
from kg.extract.coreference.registry import Registry
from kg.extract.kinds import place_of_adjective
from kg.extract.mentions import find_mentions
from kg.extract.names import are_apart, fits
from kg.extract.noise import names_nobody, town_run_together, two_names
from kg.model import Form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siemens", "Siemens AG"),
        ("Maier", "Maier Bau GmbH"),
        ("Brennstoff-Hersteller Maier Pellets", "Maier Pellets GmbH"),
        ("Maier Betriebs GmbH", "Maier Betriebs GmbH Minden"),
    ],
)
def test_a_short_form_fits_its_name(one, other):
    assert fits(one, other, "Company")
    assert fits(other, one, "Company")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maier Oyj", "Maier Bank plc"),
        ("Maier Group", "Maier Management"),
        ("Maier AG", "Maier Energie"),
    ],
)
def test_a_name_with_its_legal_form_is_short_for_no_other(one, other):
    assert not fits(one, other, "Company")
    assert not fits(other, one, "Company")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Siemens", "Siemens Energy", True),
        ("Telekom", "Telekom Austria", True),
        ("BMW", "BMW Dingolfing", True),
        ("Siemens", "Siemens-Konzern", False),
        ("Apple", "US-Konzern Apple", False),
        ("VW", "Volkswagen", False),
        ("Deutsche", "Deutsche Börse", False),
        ("Maier", "Maier Bau", False),
    ],
)
def test_well_known_companies_are_not_their_daughters(one, other, apart):
    assert are_apart(one, other) is apart
    assert are_apart(other, one) is apart


def test_one_participant_has_one_legal_form():
    names, bank = Registry(), Cluster("Company", named=True)
    names.add("Maier Bank plc", bank)
    bank.names.append("Maier Bank plc")
    assert names.find("Maier Bank", "Company") is bank
    assert names.find("Maier Bank GmbH", "Company") is None


@pytest.mark.parametrize("word", ["Einfacher", "Erster", "Wertmäßiger", "Städtischer", "Lieber"])
def test_a_capital_at_the_head_of_a_sentence_makes_no_town(word):
    assert place_of_adjective(word) is None


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Leipziger", ("Leipzig", "Place")),
        ("Jülicher", ("Jülich", "Place")),
        ("südbadische", ("Südbaden", "Place")),
        ("chinesischen", ("China", "Country")),
    ],
)
def test_adjectives_tell_towns_regions_and_countries(word, place):
    assert place_of_adjective(word) == place


@pytest.mark.parametrize(
    ("text", "label", "nobody"),
    [
        ("DIENSTAG", "Organization", True),
        ("Freitag", "Company", True),
        ("Freitag", "Medium", False),
        ("GmbH", "Organization", True),
        ("EBIT", "Company", True),
        ("Maier", "Company", False),
    ],
)
def test_dates_forms_and_measures_name_nobody(text, label, nobody):
    assert names_nobody(text, label) is nobody


@pytest.mark.parametrize(
    ("text", "town"),
    [("MünchenDer", "München"), ("HamburgDie", "Hamburg"), ("LinkedIn", ""), ("DeepSeek", "")],
)
def test_a_dateline_without_its_dash_tells_its_town(text, town):
    assert town_run_together(text) == town


def test_two_well_known_companies_in_a_row_are_two(annotated):
    doc = annotated("""
        Infineon Infineon PROPN NE 2 nsubj B-Company
        Siemens  Siemens  PROPN NE 0 root  I-Company
    """)
    assert two_names(doc.ents[0]) == 1
    named = [(m.text, m.kind) for m in find_mentions(doc)]
    assert named == [("Infineon", "Company"), ("Siemens", "Company")]


def test_a_word_the_text_breaks_off_in_is_no_name(annotated):
    doc = annotated("""
        Maier  Maier  PROPN NE 2 nsubj B-Company
        lobt   loben  VERB  VVFIN 0 root O
        Telefo Telefo PROPN NE 2 obj B-Company
    """)
    assert [m.text for m in find_mentions(doc) if m.form is Form.PROPER] == ["Maier"]
