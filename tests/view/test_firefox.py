"""Check 32: requests, errors, labels, search and SPARQL once more in Firefox ESR."""

import shutil

import pytest

from .firefox import PROGRAM, firefox
from .graphs import ent
from .test_checks_picture import overlapping

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    if shutil.which(PROGRAM) is None:
        pytest.skip(f"{PROGRAM} is not installed; run: make browser")
    with firefox(tmp_path_factory.mktemp("firefox")) as found:
        yield found
        assert found.errors == []
        assert [url for url in found.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def boxes(tab):
    tab.run("__kg.rest()")
    return tab.run("[...__kg.boxes, ...__kg.edge_boxes]")


@pytest.mark.parametrize("name", ["story", "n1000"])
def test_labels_never_overlap_at_fit_near_and_around_a_node(tab, pages, name):
    tab.open(pages[name])
    assert len(boxes(tab)) >= 8
    assert overlapping(boxes(tab)) == []
    tab.run("__kg.zoom(2)")
    assert overlapping(boxes(tab)) == []
    tab.run("(__kg.choose(__kg.nodes()[3]), document.getElementById('canvas').focus())")
    tab.press("Enter")
    assert overlapping(boxes(tab)) == []


@pytest.mark.parametrize("typed", ["mueller", "muller", "MÜLLER", "Muller"])
def test_umlauts_are_found_however_they_are_typed(tab, pages, typed):
    tab.open(pages["story"])
    tab.press("/", typed)
    hit = "document.querySelector('#hits .name').textContent"
    assert tab.run(hit) == "Müller Energie"
    tab.press("Enter")
    tab.run("__kg.rest()")
    assert tab.run("document.querySelector('#panel h2').textContent") == "Müller Energie"
    cam, place = tab.run("__kg.cam"), tab.run(f"__kg.xy('{ent('mueller')}')")
    assert place == pytest.approx([cam["width"] / 2, cam["height"] / 2], abs=5)


def test_clicking_a_node_shows_the_sentences_it_was_read_from(tab, pages):
    tab.open(pages["story"])
    place = tab.run(f"__kg.xy('{ent('moewe')}')")
    stage = tab.run("document.getElementById('canvas').getBoundingClientRect().toJSON()")
    tab.click(stage["x"] + place[0], stage["y"] + place[1])
    assert tab.run("document.querySelector('#panel h2').textContent") == "Möwe GmbH"
    assert "übernimmt im März 2024" in tab.run("document.getElementById('panel').textContent")


def test_sparql_runs_in_the_page(tab, pages):
    tab.open(pages["story"])
    claims = "SELECT ?s { ?s a <https://newskg.example/ontology#Claim> }"
    assert tab.run(f"__kg.query('{claims}')")["total"] == 16
