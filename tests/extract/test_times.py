"""Expressions of time: found in the words, resolved only where something says when."""

import time as clock

import pytest

from kg import german
from kg.extract.times import find_times
from kg.extract.times.patterns import UNITS, rules
from kg.model import Granularity

DATE = "2016-03-10"


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("am 6. Januar 1926", "1926-01-06", "1926-01-06", "1926-01-06"),
        ("Ende März 2016", "2016-03-END", "2016-03-01", "2016-03-31"),
        ("im vierten Quartal 2015", "2015-Q4", "2015-10-01", "2015-12-31"),
        ("im Geschäftsjahr 2015", "2015", "2015-01-01", "2015-12-31"),
        ("von 2001 bis 2009", "2001/2009", "2001-01-01", "2009-12-31"),
        ("am 15.02.2016", "2016-02-15", "2016-02-15", "2016-02-15"),
    ],
)
def test_absolute_times_need_no_date(plain, text, value, first, last):
    (time,) = find_times(plain(text))
    assert (time.text, time.value, time.start_date, time.end_date) == (text, value, first, last)
    assert not time.anchored


@pytest.mark.parametrize("text", ["am Donnerstag", "im ersten Quartal", "im Januar", "gestern"])
def test_relative_times_stay_open_without_a_date(plain, text):
    (time,) = find_times(plain(text))
    assert (time.start_date, time.end_date, time.anchored) == ("", "", False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("am Donnerstag", "2016-03-10", "2016-03-10"),
        ("am Mittwochabend", "2016-03-09", "2016-03-09"),
        ("im Januar", "2016-01-01", "2016-01-31"),
        ("im November", "2015-11-01", "2015-11-30"),
        ("im vergangenen Jahr", "2015-01-01", "2015-12-31"),
        ("kommenden Montag", "2016-03-14", "2016-03-14"),
        ("in den letzten Wochen und Monaten", "", "2016-03-10"),
        ("gestern", "2016-03-09", "2016-03-09"),
    ],
)
def test_a_date_anchors_relative_times(plain, text, first, last):
    (time,) = find_times(plain(text), DATE)
    assert (time.start_date, time.end_date) == (first, last)
    assert time.anchored


def test_the_day_after_counts_from_the_day_before_it(plain):
    first, second = find_times(plain("Am Mittwoch fiel der Kurs. Am Tag danach stieg er."), DATE)
    assert (first.start_date, second.start_date) == ("2016-03-09", "2016-03-10")
    assert (second.value, second.granularity) == ("P1D", Granularity.DAY)


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("am Donnerstag", Granularity.DAY),
        ("im Januar", Granularity.MONTH),
        ("im ersten Quartal", Granularity.QUARTER),
        ("2015", Granularity.YEAR),
        ("bald", Granularity.VAGUE),
    ],
)
def test_granularity_follows_the_words(plain, text, granularity):
    (time,) = find_times(plain(text))
    assert time.granularity is granularity


def test_figures_are_no_years(plain):
    assert find_times(plain("2000 Mitarbeiter und 1950 Euro")) == ()


def test_a_rule_that_is_passed_over_would_have_found_nothing():
    """What a rule finds holds one of the words without which it is not tried."""
    units = [*UNITS, "Quartals", "Jahreshälfte", "Halbjahres", "Saison 2015", "Jahres 2015"]
    words = [
        *(f"am 3. {month} 2015, {month} 2015" for month in german.table("months")),
        *(
            f"am {shift} {day}abend"
            for day in german.table("weekdays")
            for shift in ("letzten", "")
        ),
        *(f"in der {shift} Woche" for shift in german.table("shifts")),
        *(f"im nächsten {unit}" for unit in units),
        *(f"im {number} {unit}" for number in german.table("ordinals") for unit in units),
        *(f"drei Jahre {word}, am Tag {word}" for word in ("später", "danach", "zuvor", "davor")),
        *german.table("time_words"),
        *(
            "Q3 2015, H1",
            "heute, Montag",
            "zum Jahresende",
            "im VORJAHR",
            "Folgetag",
            "Tagesverlauf",
        ),
        *("Ende des Jahres", "zum Wochenbeginn", "in den nächsten Tagen", "von 2001 bis 2009"),
        "am 15.02.2016, vor drei Jahren",
    ]
    text = ". ".join([*words, *(word.upper() for word in words)])
    found = [(rule, match[0]) for rule in rules() for match in rule.pattern.finditer(text)]
    assert {rule.read for rule, _ in found} == {rule.read for rule in rules()}
    lost = [
        match
        for rule, match in found
        if rule.hints and not any(hint in match.casefold() for hint in rule.hints)
    ]
    assert not lost


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "words",
    ["am Freitag", "kommenden Montag", "kommende Woche", "vorige Woche", "morgen", "gestern"],
)
def test_a_day_at_the_end_of_the_calendar_ends_no_reading(plain, words, date):
    """Some systems write "0001-01-01" for a page without a date."""
    (time,) = find_times(plain(f"Siemens wächst {words}."), date)
    assert len(time.start_date) in {0, len(date)}


@pytest.mark.parametrize("words", ["im vergangenen Jahr", "im kommenden Jahr"])
def test_a_year_outside_the_calendar_has_no_days(plain, words):
    days = {find_times(plain(words), date)[0].start_date for date in ("0001-05-01", "9999-05-01")}
    assert days <= {"", "0002-01-01", "9998-01-01"}


@pytest.mark.timing
def test_a_row_of_blanks_behind_a_preposition_takes_no_time(plain):
    started = clock.process_time()
    find_times(plain(f"Siemens wächst im{' ' * 20_000}Ort."))
    assert clock.process_time() - started < 3
