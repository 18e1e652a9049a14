"""Two legal forms are two companies until a register, an article or a person says otherwise."""

import pytest

from kg.resolve import Item, Registry, names_apart, parse_decisions, proposals, qualified
from kg.resolve.forms import base_form

GMBH, AG, BARE = ("Company", "Talbach GmbH"), ("Company", "Talbach AG"), ("Company", "Talbach")


def decided(line):
    return parse_decisions(line, source="test")[0]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("gmbh", "gmbh-und-co-kg", True),
        ("ag", "ag-und-co-kgaa", True),
        ("gmbh", "ag", False),
        ("kg", "kgaa", False),
        ("sa", "sas", False),
        ("as", "asa", False),
        ("company", "", True),
    ],
)
def test_forms_that_one_company_may_be_told_with(left, right, same):
    assert (base_form(left) == base_form(right)) == same


def test_a_company_says_its_form_until_a_register_knows_it(resolved):
    found = resolved("Die Talbach GmbH wächst.", GMBH)["Talbach GmbH"]
    assert (found.id, found.legal) == ("talbach", "gmbh")
    item = Item("talbach-holding", "Company", "Talbach Holding", names=("Talbach",))
    known = resolved("Die Talbach GmbH wächst.", GMBH, registry=Registry.of([item]))
    assert (known["Talbach GmbH"].id, known["Talbach GmbH"].legal) == ("talbach-holding", "")


def test_a_name_without_form_is_neither_of_two_namesakes_of_its_article(resolved):
    text = "Talbach GmbH und Talbach AG. Talbach wächst."
    found = resolved(text, GMBH, AG, BARE)
    assert {name: e.id for name, e in found.items()} == {
        "Talbach GmbH": "talbach--gmbh",
        "Talbach AG": "talbach--ag",
        "Talbach": "talbach",
    }
    reasons = {(p.left, p.right): p.reason.en for p in proposals(found.values())}
    assert reasons == {
        ("talbach", "talbach--gmbh"): "the same name, but only one has GmbH",
        ("talbach", "talbach--ag"): "the same name, but only one has AG",
        ("talbach--ag", "talbach--gmbh"): "the same name, but AG here and GmbH there",
    }


def test_a_name_without_form_is_the_one_bearer_of_its_article(resolved):
    found = resolved("Talbach GmbH. Talbach wächst.", GMBH, BARE)
    assert {(e.id, e.legal) for e in found.values()} == {("talbach", "gmbh")}


def test_only_names_with_two_forms_are_told_apart():
    told = [("talbach", "gmbh"), ("nordwerk", "ag"), ("nordwerk", "ag"), ("talbach--ag", "ag")]
    assert names_apart(told) == {"talbach"}
    assert qualified(told, {"talbach"}) == {"talbach": "talbach--gmbh"}


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("same\ttalbach--gmbh\ttalbach--ag", ("talbach--gmbh", "talbach--gmbh", "talbach")),
        ("same\ttalbach\ttalbach--ag", ("talbach--gmbh", "talbach", "talbach")),
        ("different\ttalbach--gmbh\ttalbach--ag", ("talbach--gmbh", "talbach--ag", "talbach")),
    ],
)
def test_a_decision_about_bearers_holds_in_every_article_alone(resolved, line, ids):
    found = [
        resolved(f"{name} wächst.", (kind, name), decisions=decided(line))[name]
        for kind, name in (GMBH, AG, BARE)
    ]
    assert tuple(entity.id for entity in found) == ids
