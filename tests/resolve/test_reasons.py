"""The reasons people are told: one table, both languages, nothing in it for nobody."""

import re
from pathlib import Path

import pytest

from kg import resolve
from kg.resolve.names import entries
from kg.resolve.reasons import reason

ROWS = [line.split("\t") for line in entries("reasons.tsv")[1:]]
CODE = "".join(
    p.read_text("utf-8") for p in sorted(Path(str(resolve.__file__)).parent.glob("*.py"))
)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_reason_is_told_in_two_languages_with_the_same_names_and_is_used(row):
    key, german, english = row
    assert german != english
    assert sorted(re.findall(r"{\d}", german)) == sorted(re.findall(r"{\d}", english))
    assert f'"{key}"' in CODE


def test_braces_of_a_name_are_left_alone():
    told = reason("register", "{0} {x}", "X")
    assert (told.de, told.en) == (
        "das Register kennt „{0} {x}“ als X",
        'the register knows "{0} {x}" as X',
    )
