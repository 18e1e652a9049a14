"""Figures of German newspapers, with unit, roundness, bounds, change and distribution."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from spacy.tokens import Doc

from kg.extract.quantities import find_amounts
from kg.model import Amount, Distribution

Reader = Callable[[str], Doc]


def only(plain: Reader, text: str) -> Amount:
    (amount,) = find_amounts(plain(text))
    return amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("rund 16 Milliarden Dollar", 16 * 10**9, "USD"),
        ("12.000 Stellen", 12000, "persons"),
        ("10 000 Mitarbeiter", 10000, "persons"),
        ("5’500 Arbeitsplätze", 5500, "persons"),
        ("1,5 Mrd. Euro", 1_500_000_000, "EUR"),
        ("EUR 409,2 Mio.", 409_200_000, "EUR"),
        ("eine halbe Milliarde Euro", 500_000_000, "EUR"),
        ("zwölf Filialen", 12, "Filialen"),
        ("anderthalb Millionen Franken", 1_500_000, "CHF"),
        ("0,09 Prozent", "0.09", "percent"),
        ("eine hundertprozentige Tochter", 100, "percent"),
        ("10.592 Punkte", 10592, "points"),
        ("eine 54-Prozent-Mehrheit", 54, "percent"),
        ("der 500-Millionen-Euro-Deal", 500_000_000, "EUR"),
    ],
)
def test_figures_have_value_and_unit(plain, text, value, unit):
    amount = only(plain, text)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "im Jahr 2015",
        "am 12. März 2016 um 15:30 Uhr",
        "im 3. Quartal",
        "Windows 10 kam",
        "vor 20 Jahren",
        "der 31-jährige Chef",
    ],
)
def test_years_dates_versions_and_durations_are_no_amounts(plain, text):
    assert find_amounts(plain(text)) == ()


@pytest.mark.parametrize(
    ("text", "approximate", "lower", "upper"),
    [
        ("rund 500 Stellen", True, None, None),
        ("mehr als 60 Gläubiger", True, 60, None),
        ("bis zu 700 Jobs", True, None, 700),
        ("5 bis 7 Prozent", True, 5, 7),
        ("350 Stellen", False, None, None),
        ("ein Scheck über 2.500 Euro", False, None, None),
        ("zahlt über 2.500 Euro", True, 2500, None),
    ],
)
def test_roundness_and_bounds(plain, text, approximate, lower, upper):
    amount = only(plain, text)
    bounds = tuple(None if b is None else Decimal(b) for b in (lower, upper))
    assert (amount.approximate, (amount.lower, amount.upper)) == (approximate, bounds)


def test_a_range_takes_its_middle(plain):
    assert only(plain, "10 000 bis 12 000 Anleger").value == Decimal(11000)


def test_change_and_level_are_told_apart(plain):
    change, level = find_amounts(plain("stieg um 9 Prozent auf 2,6 Milliarden Euro"))
    assert (change.is_change, level.is_change) == (True, False)
    assert level.value == Decimal(2_600_000_000)


def test_a_figure_after_a_noun_of_change_is_a_change(plain):
    assert only(plain, "ein Minus von 2,3 Prozent").is_change


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kumuliert rund 16 Milliarden Dollar", Distribution.CUMULATIVE),
        ("insgesamt 60 Mitarbeiter", Distribution.CUMULATIVE),
        ("jeweils 10 Millionen Euro", Distribution.EACH),
        ("10 Millionen Euro", None),
    ],
)
def test_sums_are_told_from_shares(plain, text, kind):
    assert only(plain, text).distribution is kind


def test_a_bare_figure_takes_the_unit_of_its_sentence(plain):
    text = "In Ulm sollen 700, in Erlangen 150 und in Hof 350 Arbeitsplätze wegfallen."
    assert [(a.value, a.unit) for a in find_amounts(plain(text))] == [
        (Decimal(700), "persons"),
        (Decimal(150), "persons"),
        (Decimal(350), "persons"),
    ]


def test_the_first_of_two_levels_takes_the_scale_of_the_second(plain):
    first, second = find_amounts(plain("fiel von 3,2 auf 2,6 Milliarden Euro."))
    assert (first.value, first.unit) == (Decimal(3_200_000_000), "EUR")
    assert second.value == Decimal(2_600_000_000)


def test_offsets_give_the_surface(plain):
    text = "Der Konzern streicht rund 12.000 Stellen."
    amount = only(plain, text)
    assert text[amount.start : amount.end] == amount.text == "rund 12.000 Stellen"


def test_a_row_of_figures_without_end_is_no_amount(plain: Reader) -> None:
    assert not find_amounts(plain(f"Er zahlt {'9' * 400} Euro."))
    assert only(plain, f"Er zahlt {'9' * 20} Euro.").value == 10**20 - 1


@pytest.mark.timing
@pytest.mark.parametrize(
    "row", ["a" * 78, "e" * 70 + "-x Leute", (" a" + " " * 11) * 6, " " * 79, "\t" * 500 + "1"]
)
def test_long_rows_behind_a_figure_take_no_time(plain: Reader, row: str) -> None:
    doc = plain(f"Die Firma hat 5 {row}. " * 50)
    start = time.process_time()
    find_amounts(doc)
    assert time.process_time() - start < 5
