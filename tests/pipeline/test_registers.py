"""The user's own registers: CSV and Turtle in, rows out, and why a file cannot be read."""

import pytest

from kg.errors import DecisionError
from kg.pipeline.registers import read_registers

TURTLE = """@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://x.example/1> a <https://x.example/Company> ; rdfs:label "North"@en, "Nord"@de ;
  skos:altLabel "NW" ; skos:exactMatch <https://y.example/9> .
"""


def test_turtle_gives_label_kind_names_and_links(tmp_path):
    (tmp_path / "mine.ttl").write_text(TURTLE, "utf-8")
    (row,) = read_registers([tmp_path / "mine.ttl"])
    assert (row["label"], row["kind"], row["names"]) == ("Nord", "Company", "NW")
    assert row["links"] == "mine=https://x.example/1|mine=https://y.example/9"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_with_the_delimiter_it_uses(tmp_path, sign):
    (tmp_path / "mine.csv").write_text(f"label{sign}kind\nNord{sign}Company\n", "utf-8")
    assert list(read_registers([tmp_path / "mine.csv"])) == [{"label": "Nord", "kind": "Company"}]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.ttl", b"<a> <b>", "cannot be read as Turtle"),
        ("a.csv", b"name\nNord\n", "expected at least 'label'"),
        ("a.csv", b"\xff\xfe", "cannot be read"),
    ],
)
def test_broken_register_is_named(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DecisionError, match=reason):
        list(read_registers([tmp_path / name]))
