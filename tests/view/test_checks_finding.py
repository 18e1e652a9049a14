"""Checks 14 to 17: search, facets, time, confidence and paths give what Python counts."""

import random

import networkx as nx
import pytest

from kg.view import write_explorer
from kg.view.sample import sample_scene
from kg.view.terms import with_ontology

from .conftest import ox_store
from .graphs import KG, ent, iri, story

pytestmark = pytest.mark.browser
CERTAINTIES = [
    "Asserted",
    "Inferred",
    "Expected",
    "Planned",
    "Possible",
    "Ability",
    "Hypothetical",
    "Denied",
    "Role",
]


def certainty(statement):
    if statement.polarity == "Negative":
        return "Denied"
    if statement.modality == "Asserted" and statement.basis == "Inference":
        return "Inferred"
    return statement.modality


@pytest.fixture(scope="module")
def scene():
    return sample_scene(1000)


def edges(
    scene,
    *,
    off=("Expected", "Planned", "Possible", "Ability", "Hypothetical", "Denied"),
    keep=lambda _, __: True,
):
    """Return the edges that have a claim passing the filters."""
    return {
        s.tie for s in scene.statements if certainty(s) not in off and keep(s, scene.ties[s.tie])
    }


def untick(page, facet, value):
    box = page.page.locator(f"[data-facet={facet}] input[data-value='{value}']")
    if facet == "rel":
        unfold(page, sample_scene(2).relations[value].family)
    if not box.is_visible():
        page.page.locator(f"[data-facet={facet}] > summary").click()
    if not box.is_visible():
        page.page.locator(f"[data-focus={facet}-more]").click()
    box.click()


def unfold(page, family):
    page.page.locator(f"[data-focus=rel-family-{family}-more]").click()


@pytest.mark.parametrize("typed", ["mueller", "muller", "MÜLLER", "Muller"])
def test_umlauts_are_found_however_they_are_typed(opened, typed):
    page = opened("story")
    page.page.keyboard.press("/")
    page.page.keyboard.type(typed)
    assert page.page.locator("#hits li .name").first.inner_text() == "Müller Energie"
    page.page.keyboard.press("Enter")
    page.rest()
    cam = page.kg("cam")
    assert page.kg("xy(x)", ent("mueller")) == pytest.approx(
        [cam["width"] / 2, cam["height"] / 2], abs=5
    )
    assert page.page.locator("#panel h2").inner_text() == "Müller Energie"


def test_search_finds_other_names_and_wording(opened):
    page = opened("story")
    page.page.fill("#search", "möwe")
    assert "Möwe GmbH" in page.page.locator("#hits").inner_text()
    page.page.fill("#search", "kooperiert nicht")
    page.page.keyboard.press("Enter")
    assert page.kg("state()")["sel"]["type"] == "claims"
    assert "kooperiert nicht" in page.page.locator("#panel blockquote").inner_text()


def test_default_shows_what_is_asserted_or_follows(opened, scene):
    page = opened("n1000")
    assert page.kg("visible()")["edges"] == len(edges(scene))


def test_unticking_a_class_leaves_the_edges_python_counts(opened, scene):
    page = opened("n1000")
    kinds = [term.name for term in scene.classes]
    at = kinds.index("Person")
    untick(page, "cls", at)
    people = {i for i, node in enumerate(scene.nodes) if node.kind == "Person"}
    kept = edges(scene, keep=lambda _, tie: not {tie.subject, tie.object} & people)
    assert page.kg("visible()")["edges"] == len(kept)


def test_unticking_a_relation_a_source_and_a_certainty(opened, scene):
    page = opened("n1000")
    untick(page, "rel", [r.name for r in scene.relations].index("buys"))
    without = edges(scene, keep=lambda _, tie: tie.relation != "buys")
    assert page.kg("visible()")["edges"] == len(without)
    houses = sorted({a.publisher for a in scene.articles})
    untick(page, "house", houses.index("taz"))
    both = edges(
        scene,
        keep=lambda s, tie: tie.relation != "buys" and scene.articles[s.article].publisher != "taz",
    )
    assert page.kg("visible()")["edges"] == len(both)
    untick(page, "cert", CERTAINTIES.index("Inferred"))
    three = {
        s.tie
        for s in scene.statements
        if certainty(s) == "Asserted"
        and scene.ties[s.tie].relation != "buys"
        and scene.articles[s.article].publisher != "taz"
    }
    assert page.kg("visible()")["edges"] == len(three)


def test_counts_beside_a_value_tell_what_it_gives(opened, scene):
    page = opened("n1000")
    row = page.page.locator("[data-facet=cert] li", has_text="möglich")
    wanted = sum(certainty(s) == "Possible" for s in scene.statements)
    assert row.locator(".count").inner_text() == str(wanted)


def test_only_one_relation_with_one_click(opened):
    page = opened("n1000")
    page.page.locator("[data-focus=rel-search]").fill("verk")
    row = page.page.locator("[data-facet=rel] li li", has_text="verklagt")
    row.hover()
    row.locator(".only").click()
    assert {e["relation"] for e in page.kg("edges()")} == {"sues"}


def family_line(page, name):
    return page.page.locator("[data-facet=rel] li.family", has_text=name)


def test_relations_are_listed_by_family(opened, scene):
    page = opened("n1000")
    names = page.page.locator("[data-facet=rel] .head .name").all_inner_texts()
    assert sorted(names) == sorted(term.de for term in scene.families)
    assert names[0] == "Handel und Partner"  # most edges
    assert page.page.locator("[data-facet=rel] li li").count() == 0
    line = family_line(page, "Ursache und Wirkung")
    mine = {r.name for r in scene.relations if r.family == "Influence"}
    told = edges(scene, keep=lambda _, tie: tie.relation in mine)
    assert line.locator(".head .count").inner_text() == f"{len(told):,}".replace(",", ".")
    unfold(page, "Influence")
    assert sorted(line.locator("li .name").all_inner_texts()) == ["belastet", "betrifft"]


def test_a_family_of_relations_is_hidden_and_shown_as_one(opened, scene):
    page = opened("n1000")
    line, kept = family_line(page, "Ursache und Wirkung"), edges(scene)
    unfold(page, "Influence")
    line.get_by_role("checkbox", name="belastet").uncheck()
    box = line.locator("[data-family=Influence]")
    assert box.evaluate("e => [e.checked, e.indeterminate]") == [True, True]
    one = {e for e in kept if scene.ties[e].relation != "weighsOn"}
    assert page.kg("visible()")["edges"] == len(one)
    box.click()
    assert not line.get_by_role("checkbox", name="betrifft").is_checked()
    none = {e for e in kept if scene.ties[e].relation not in ("weighsOn", "affects")}
    assert page.kg("visible()")["edges"] == len(none)
    box.click()
    assert page.kg("visible()")["edges"] == len(kept)
    line.locator(".head").hover()
    line.get_by_role("button", name="nur: Ursache und Wirkung").click()
    assert {e["relation"] for e in page.kg("edges()")} == {"weighsOn", "affects"}


def test_families_are_unfolded_by_keyboard_and_named_to_a_screen_reader(opened):
    page = opened("n100")
    page.page.locator("[data-family=Leadership]").focus()
    more = page.page.get_by_role("button", name="Beziehungen zeigen: Gründung, Führung")
    assert more.get_attribute("aria-expanded") == "false"
    for _ in range(2):  # past "only"
        page.page.keyboard.press("Tab")
    page.page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert page.page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Space")
    assert "leads" not in {e["relation"] for e in page.kg("edges()")}
    page.page.click("#more")
    page.page.click("#language")
    assert page.page.get_by_role("checkbox", name="Founding, leadership").count() == 1


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gruendung", {"leitet"}),
        ("STANDORT", {"liegt in"}),
        ("kauf", {"kauft"}),
        ("xyz", set()),
    ],
)
def test_relations_are_found_by_their_own_name_or_their_family(opened, typed, found):
    page = opened("n1000")
    page.page.locator("[data-focus=rel-search]").press_sequentially(typed)
    assert set(page.page.locator("[data-facet=rel] li li .name").all_inner_texts()) == found
    if not found:
        assert "Nichts gefunden" in page.page.locator("[data-facet=rel]").inner_text()


def test_relations_without_families_are_one_list_and_those_without_one_come_last(opened, tmp_path):
    quads = [q for q in with_ontology(story()) if q.predicate.value != f"{KG}family"]
    write_explorer(ox_store(quads), tmp_path / "old.html")
    page = opened(tmp_path / "old.html")
    assert page.page.locator("[data-facet=rel] .head").count() == 0
    page.page.locator("[data-focus=rel-more]").click()
    assert page.page.locator("[data-facet=rel] li", has_text="übernimmt").count() == 1
    some = [
        q
        for q in with_ontology(story())
        if q.predicate.value != f"{KG}family" or q.subject != iri(f"{KG}leads")
    ]
    write_explorer(ox_store(some), tmp_path / "some.html")
    page = opened(tmp_path / "some.html")
    assert page.page.locator("[data-facet=rel] .head .name").last.inner_text() == "Weitere"
    page.page.locator("[data-facet=rel] .more").last.click()
    assert page.page.locator("[data-facet=rel] li li .name").all_inner_texts() == ["leitet"]


def test_confidence_and_time_and_everything_together(opened, scene):
    page = opened("n1000")
    page.page.locator("#conf").fill("70")
    page.page.locator("#conf").dispatch_event("change")
    sure = edges(scene, keep=lambda s, _: round(s.confidence * 100) >= 70)
    assert page.kg("visible()")["edges"] == len(sure)
    page.page.locator("[data-focus=time-from]").fill("2019-01-01")
    page.page.locator("[data-focus=time-from]").dispatch_event("change")
    page.page.locator("[data-focus=time-to]").fill("2021-12-31")
    page.page.locator("[data-focus=time-to]").dispatch_event("change")

    def kept(s, _):
        return (
            round(s.confidence * 100) >= 70
            and "2019-01-01" <= full(scene.articles[s.article].date) <= "2021-12-31"
        )

    def full(day):
        year, month, date = day.split("-")
        return f"{year}-{int(month):02d}-{int(date):02d}"

    assert page.kg("visible()")["edges"] == len(edges(scene, keep=kept))


def test_a_range_can_be_drawn_over_the_bars(opened, scene):
    page = opened("n1000")
    bars = page.page.locator(".bars").bounding_box()
    wide = bars["width"] / 11
    page.page.mouse.move(bars["x"] + wide * 2.5, bars["y"] + 20)
    page.page.mouse.down()
    page.page.mouse.move(bars["x"] + wide * 4.5, bars["y"] + 20, steps=4)
    page.page.mouse.up()
    kept = edges(scene, keep=lambda s, _: "2017" <= scene.articles[s.article].date[:4] <= "2019")
    assert page.kg("visible()")["edges"] == len(kept)


def test_paths_are_as_short_as_networkx_finds(opened, scene):
    page = opened("n1000")
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(scene.nodes)))
    graph.add_edges_from((scene.ties[e].subject, scene.ties[e].object) for e in edges(scene))
    draw = random.Random(3)
    for _ in range(20):
        a, b = draw.sample(range(len(scene.nodes)), 2)
        page.kg(f"set({{path: [{a}, {b}]}})")
        told = page.kg("path")
        if nx.has_path(graph, a, b):
            assert len(told) == nx.shortest_path_length(graph, a, b)
        else:
            assert told is None
            assert "Kein Pfad" in page.page.locator("#path-length").inner_text()


def test_a_path_shows_the_sentences_that_carry_it(opened):
    page = opened("story")
    page.kg(f"choose('{ent('petersen')}')")
    page.page.get_by_role("button", name="Weg von hier …").click()
    page.page.fill("#search", "Müller Energie")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#path-length").inner_text() == "3 Schritte"
    assert page.page.locator("#panel .hops > li").count() == 3
    assert page.page.locator("#panel .hops blockquote").count() >= 3


def test_neighbours_are_isolated_expanded_and_hidden(opened):
    page = opened("story")
    page.kg(f"choose('{ent('moewe')}')")
    page.page.get_by_role("button", name="Nur Nachbarschaft").click()
    assert set(page.kg("nodes()")) == {
        ent(n) for n in ("moewe", "nordlicht", "petersen", "turbinen")
    }
    page.kg(f"choose('{ent('turbinen')}')")
    page.page.get_by_role("button", name="Nachbarn dazu").click()
    assert ent("mueller") in page.kg("nodes()")
    page.page.get_by_role("button", name="Ausblenden").click()
    assert ent("turbinen") not in page.kg("nodes()")


def test_only_what_is_hedged(opened):
    page = opened("story")
    page.page.get_by_role("button", name="Nur Abgeschwächtes").first.click()
    assert {e["relation"] for e in page.kg("edges()")} == {"expands", "inCountry"}


def test_findings_list_the_contradiction_and_who_profits(opened):
    page = opened("story")
    page.page.click("#findings")
    text = page.page.locator("#drawer").inner_text()
    assert "Nordlicht AG kooperiert mit Müller Energie" in text
    assert "Herausgeber von Nordzertifikat darauf: Hafenbank; von dort wird Verlag Nord AG" in text
    page.page.locator("#drawer .ref", has_text="kooperiert").first.click()
    assert page.page.locator("#panel .card").count() == 2
