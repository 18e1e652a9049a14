import pytest

from kg.resolve import load_registry
from kg.resolve.load import item_of
from kg.resolve.registry import Registry


def targets(entity):
    return [link.target for link in entity.links]


def test_a_listed_company_carries_isin_ticker_and_how_sure_that_is(resolved):
    entity = resolved("Die Infineon AG.", ("Company", "Infineon AG"))["Infineon AG"]
    assert ("isin", "DE0006231004") in entity.facts
    assert "urn:isin:DE0006231004" in targets(entity)
    assert all(0.9 < link.confidence <= 1 and link.reason for link in entity.links)


@pytest.mark.parametrize(
    ("kind", "name", "target"),
    [
        ("Country", "Frankreich", "http://publications.europa.eu/resource/authority/country/FRA"),
        ("Country", "Vereinigte Staaten", "http://www.wikidata.org/entity/Q30"),
        ("Currency", "Dollar", "http://publications.europa.eu/resource/authority/currency/USD"),
        ("Place", "Mailand", "https://sws.geonames.org/3173435/"),
        ("Place", "MÜNCHEN", "https://sws.geonames.org/2867714/"),
        ("Company", "VW", "urn:isin:DE0007664005"),
        ("Company", "Nvidia", "http://www.wikidata.org/entity/Q182477"),
    ],
)
def test_registers_know_german_names(resolved, kind, name, target):
    assert target in targets(resolved(f"{name}.", (kind, name))[name])


@pytest.mark.parametrize(
    "name", ["Apple", "Orange", "Shell", "Meta", "Telekom", "Post", "Continental", "Ford"]
)
def test_an_ambiguous_name_needs_words_beside_it(resolved, name):
    bare = resolved(f"{name} ist da.", ("Company", name))[name]
    assert not bare.links
    beside = resolved(f"Der Konzern {name} ist da.", ("Company", name))[name]
    assert beside.links
    assert all(link.confidence <= 0.9 for link in beside.links)
    assert '"konzern"' in beside.links[0].reason.en


@pytest.mark.parametrize("other", ["Telekom Austria", "A1 Telekom"])
def test_an_ambiguous_name_is_not_linked_beside_another_bearer(resolved, other):
    text = f"Der Konzern Telekom und die {other}."
    told = (("Company", "Telekom"), ("Company", other))
    assert not resolved(text, *told)["Telekom"].links
    both = resolved(f"{text} Deutsche Telekom", *told, ("Company", "Deutsche Telekom"))
    assert both["Telekom"].links


@pytest.mark.parametrize("name", ["Shell-Konzern", "Siemens-Gruppe", "VW-Konzern"])
def test_a_group_is_linked_as_its_company(resolved, name):
    assert resolved(f"Der {name} wächst.", ("Company", name))[name].links


def test_a_group_named_after_a_country_is_not_the_country(resolved):
    assert not resolved("Die China-Gruppe.", ("Company", "China-Gruppe"))["China-Gruppe"].links


def test_an_ambiguous_name_of_another_kind_is_never_linked(resolved):
    assert not resolved("Der Konzern sah die Post.", ("Product", "Post"))["Post"].links
    assert not resolved("Ford, Chef vom Konzern.", ("Person", "Ford"))["Ford"].links


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("Person", "Frankreich"),
        ("Company", "Berlin"),
        ("Company", "Bayern"),
        ("Person", "Siemens"),
        ("Place", "Neustadt"),
        ("Company", "Porsche"),
        ("Company", "Maier Siemens"),
    ],
)
def test_nothing_is_guessed(resolved, kind, name):
    assert not resolved(f"{name}.", (kind, name))[name].links


def test_a_users_register_goes_first_and_needs_no_more_than_a_label(resolved):
    rows = [
        {"label": "Maier Bau", "kind": "Company", "names": "MB|Maierbau", "iri": "https://x.y/1"},
        {"label": "Infineon", "kind": "Company", "iri": "https://x.y/2", "isin": "DE0006231004"},
        {"label": "Nur Name"},
    ]
    registry = load_registry(rows)
    found = resolved("MB, Infineon.", ("Company", "MB"), ("Company", "Infineon"), registry=registry)
    assert found["MB"].id == "maier-bau"
    assert targets(found["MB"]) == ["https://x.y/1"]
    assert {"https://x.y/2", "urn:isin:DE0006231004"} <= set(targets(found["Infineon"]))


def test_a_namesake_of_another_kind_gets_a_qualified_id():
    rows = [
        {"label": "Maierstadt", "kind": "Company"},
        {"label": "Maierstadt", "kind": "City"},
    ]
    registry = Registry.of(item_of(row) for row in rows)
    assert sorted(registry.items) == ["maierstadt", "maierstadt--city"]
    found = registry.find("Maierstadt", "Place")
    assert found is not None
    assert found[0].id == "maierstadt--city"


def test_a_person_named_like_a_company_is_told_apart(resolved):
    found = resolved("Hugo Boss kam.", ("Person", "Hugo Boss"))
    assert found["Hugo Boss"].id == "hugo-boss--person"


@pytest.mark.parametrize(("kind", "name", "own"), [("Country", "EU", "europaeische-union")])
def test_an_institution_read_as_a_place_is_the_institution(resolved, kind, name, own):
    assert resolved(f"{name}.", (kind, name))[name].id == own


@pytest.mark.parametrize(("kind", "number"), [("Country", 1), ("Place", 0), ("City", 0)])
def test_a_country_named_like_its_capital_is_linked_only_when_read_as_a_country(
    resolved, kind, number
):
    assert len(resolved("Luxemburg.", (kind, "Luxemburg"))["Luxemburg"].links) == number
