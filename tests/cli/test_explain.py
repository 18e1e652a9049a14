"""`kg explain` tells the analysis, the frames that fit with their roles, and what came near."""

import pytest
from click.testing import CliRunner

from kg.cli.explain import command

pytestmark = pytest.mark.model


def explain(*arguments):
    result = CliRunner().invoke(command, list(arguments))
    assert result.exit_code == 0, result.output
    return result.output


def test_fitting_frame_is_told_with_its_roles_and_place():
    output = explain("Siemens übernimmt Alstom.")
    assert "acquires/take-over at 'übernimmt'" in output
    assert "ownership.toml:" in output
    assert "buyer: Siemens (Company)" in output
    assert "Siemens | acquires | Alstom" in output


def test_near_miss_tells_why():
    output = explain("Siemens übernimmt Verantwortung.")
    assert "No frame fits." in output
    assert "acquires/take-over at 'übernimmt': 'Verantwortung' stands in the clause" in output


def test_near_misses_can_be_left_out():
    assert "Nearly" not in explain("Siemens übernimmt Verantwortung.", "--no-near")


def test_claim_tells_its_cues_its_amount_and_its_time():
    output = explain(
        "Laut Reuters will Siemens im März 2016 Alstom für rund 16 Milliarden Euro kaufen."
    )
    assert "Planned by 'will', Positive, source 'Reuters' by 'Laut'" in output
    assert "amount about 16000000000 EUR; time 'im März 2016' (2016-03)" in output


def test_what_is_told_again_is_left_out_and_said_so():
    output = explain("Intel streicht 12.000 Stellen.\n\nIntel streicht 12.000 Stellen.")
    assert output.count("Intel | laysOff | 12.000 Stellen") == 1
    assert "left out: frame:laysOff/cut-jobs" in output
    assert "told again, or more fully, by another" in output


def test_near_miss_names_the_places_that_were_looked_at():
    output = explain("Apple hat keine Pläne, Tesla zu kaufen.")
    assert "buys/buy-goods at 'kaufen': nothing fits theme (Goods) at obj" in output
