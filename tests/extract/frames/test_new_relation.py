"""A researcher adds a relation by data alone: no Python, one folder."""

import pytest

from .reading import claims, read, relations

pytestmark = pytest.mark.model

RELATION = """
[relation.sponsors]
family = "Dealings"
subject = "sponsor"
object = "sponsored"
roles = { sponsor = "Agent", sponsored = "Agent" }
"""
FRAME = """
[[frame]]
relation = "sponsors"
id = "sponsor"
verbs = ["sponsern"]
roles = { sponsor = "subj", sponsored = "obj" }
examples = [["Siemens sponsert Bosch.", "Siemens | sponsors | Bosch"]]
"""


def test_relation_from_a_folder_is_read(tmp_path):
    (tmp_path / "relations.toml").write_text(RELATION, encoding="utf-8")
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "sponsors.toml").write_text(FRAME, encoding="utf-8")
    found = read("Siemens sponsert Bosch.", ontology=(tmp_path,))
    assert claims(found, "Siemens", "sponsors", "Bosch")


def test_without_the_folder_it_stays_an_open_claim():
    assert relations(read("Siemens sponsert Bosch.")) == {"open:sponsern"}
