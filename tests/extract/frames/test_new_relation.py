"""A researcher adds a relation by data alone: no Python, one folder."""

import pytest

from .reading import claims, read, relations

pytestmark = pytest.mark.model


def test_relation_from_a_folder_is_read(own_relation):
    found = read("Siemens sponsert Bosch.", ontology=(own_relation,))
    assert claims(found, "Siemens", "sponsors", "Bosch")


def test_without_the_folder_it_stays_an_open_claim():
    assert relations(read("Siemens sponsert Bosch.")) == {"open:sponsern"}
