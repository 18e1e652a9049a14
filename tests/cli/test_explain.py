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
