"""What is drawn, read back from the picture: class, weight, certainty, communities, names of edges."""

import math
import re
from collections import defaultdict
from xml.etree import ElementTree

import pytest

from kg.view import write_explorer
from kg.view.reading import read_scene
from kg.view.sample import sample_scene
from kg.view.terms import with_ontology

from .conftest import ox_store
from .graphs import BASE, KG, ent, iri, say, story
from .test_checks_access import SOURCE, within
from .test_checks_keeping import saved
from .test_checks_picture import middle, overlapping

pytestmark = pytest.mark.browser
LIGHT = within(r"LIGHT: Theme = \{(.*?)\n\};", (SOURCE / "look.ts").read_text(encoding="utf-8"))
COLOURS = dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", LIGHT))


def drawn(page):
    """Return the paths of the picture as dictionaries of their attributes."""
    tree = ElementTree.fromstring(saved(page, "#m-svg"))
    return [path.attrib for path in tree.iter("{http://www.w3.org/2000/svg}path")]


def strokes(page, *, thicker=0.9):
    """Return how the edges are drawn: (colour, dashes) of every path that is no filled shape."""
    return {
        (path["stroke"], path.get("stroke-dasharray", ""))
        for path in drawn(page)
        if path["fill"] == "none" and "Q" in path["d"] and float(path["stroke-width"]) > thicker
    }


def test_every_family_has_its_colour_and_its_outline(opened):
    page = opened("story")
    scene = read_scene(with_ontology(story()))
    family = {term.name: term.family for term in scene.classes}
    shown = set(page.kg("nodes()"))
    wanted: defaultdict[str, int] = defaultdict(int)
    for node in scene.nodes:
        wanted[family[node.kind]] += node.iri in shown
    outlines: defaultdict[str, set[str]] = defaultdict(set)
    counted: defaultdict[str, int] = defaultdict(int)
    for path in drawn(page):
        for name in wanted:
            if path["fill"] == COLOURS[name] and "opacity" not in path:
                counted[name] += 1
                outlines[re.sub(r"[\d. -]+", "", path["d"])].add(name)
    assert counted == {name: n for name, n in wanted.items() if n}
    # Commands alone tell circle, square, and polygons by their corners; both triangles share theirs.
    assert all(len(names) == 1 for names in outlines.values() if names != {"finance", "event"})
    assert len(counted) >= 5


def test_a_node_without_a_name_of_its_own_is_hollow(opened, seed):
    page = opened(seed / "explorer.html")
    hollow = [path for path in drawn(page) if path["fill"] == COLOURS["ground"]]
    assert len(hollow) >= 5


def test_what_is_better_connected_is_larger(opened):
    page = opened("n100")
    degree: defaultdict[str, int] = defaultdict(int)
    for edge in page.kg("edges()"):
        degree[edge["from"]] += 1
        degree[edge["to"]] += 1
    ranked = sorted(degree, key=lambda node: degree[node])
    small, large = (page.kg("radius(x)", node) for node in (ranked[0], ranked[-1]))
    assert large > 1.3 * small


def test_how_sure_an_edge_is_can_be_seen_without_colour(opened):
    page = opened("story")
    page.kg("zoom(1.4)")
    edge = COLOURS["edge"]
    dashes = {"asserted": "", "inferred": "1.5 3.5", "hedged": "6 4", "part": "2 5"}
    at_first = strokes(page)
    assert {(edge, dashes["asserted"]), (edge, dashes["inferred"])} <= at_first
    assert (COLOURS["red"], "") in at_first
    assert (edge, dashes["hedged"]) not in at_first
    page.page.get_by_role("button", name="Alle", exact=True).click()
    assert (edge, dashes["hedged"]) in strokes(page)
    page.page.locator("[data-facet=cert] li", has_text="Rolle im Ereignis").locator("input").check()
    assert (edge, dashes["part"]) in strokes(page)
    # What is denied is crossed out; in the legend, too.
    legend = page.page.locator("[data-facet=cert] li", has_text="verneint").locator("svg path")
    assert legend.count() == 2


def test_a_denial_is_crossed_out(opened, tmp_path):
    quads = [
        q for q in story() if not (q.predicate == iri(f"{KG}cooperatesWith") or "aaaa" in str(q))
    ]
    write_explorer(ox_store(quads), tmp_path / "denied.html")
    page = opened(tmp_path / "denied.html")
    assert not [e for e in page.kg("edges()") if e["relation"] == "cooperatesWith"]
    page.page.locator("[data-facet=cert] li", has_text="verneint").locator("input").check()
    assert [e for e in page.kg("edges()") if e["relation"] == "cooperatesWith"]
    assert (COLOURS["edge"], "9 3 2 3") in strokes(page)
    crosses = [p for p in drawn(page) if re.fullmatch(r"(M[\d. -]+L[\d. -]+){2}", p["d"])]
    assert [p["stroke"] for p in crosses] == [COLOURS["edge"]]


def test_less_sure_edges_are_fainter_and_better_supported_ones_say_so(opened):
    page = opened("story")
    edge = next(e for e in page.kg("edges()") if e["relation"] == "competesWith")
    faint = [p for p in drawn(page) if p["fill"] == "none" and p.get("opacity") == "0.6"]
    ends = page.kg(f"curve({edge['at']})")
    assert any(f"M{ends['ax']:.1f}".rstrip("0").rstrip(".") in p["d"] for p in faint)
    page.kg(f"choose('{ent('moewe')}')")
    page.rest()
    assert "übernimmt ×2" in {box["text"] for box in page.kg("edge_boxes")}


def test_edges_of_what_is_chosen_are_named_in_the_page_language(opened):
    page = opened("story")
    page.kg(f"choose('{ent('moewe')}')")
    page.rest()
    german = {box["text"].split(" ×")[0] for box in page.kg("edge_boxes")}
    assert {"leitet", "entwickelt"} <= german
    page.page.click("#more")
    page.page.click("#language")
    page.rest()
    assert {"leads", "develops"} <= {box["text"] for box in page.kg("edge_boxes")}


def test_all_but_what_is_chosen_fades_and_returns(opened):
    page = opened("story")
    assert [p for p in drawn(page) if p.get("opacity") == "0.24"] == []
    page.kg(f"choose('{ent('moewe')}')")
    faded = [p for p in drawn(page) if p.get("opacity") == "0.24"]
    assert len(faded) >= 3
    assert {colour for colour, _ in strokes(page, thicker=1.6)} >= {COLOURS["ink"]}
    page.page.focus("#canvas")
    page.page.keyboard.press("Escape")
    assert [p for p in drawn(page) if p.get("opacity") == "0.24"] == []


def test_a_passage_clicked_in_the_article_lights_its_edge_alone(opened):
    page = opened("story")
    page.kg("set({article: 0})")
    page.page.locator("#reader mark.c", has_text="entwickelt Turbinen").click()
    page.rest()
    bright = [p for p in drawn(page) if p.get("stroke") == COLOURS["ink"] and "Q" in p["d"]]
    assert len(bright) == 1
    assert bright[0]["d"].count("Q") == 1
    assert [box["text"] for box in page.kg("edge_boxes")] == ["entwickelt"]


def test_communities_are_areas_from_near_and_named_discs_from_afar(opened, large):
    areas = [
        p for p in drawn(opened("story")) if (p["fill"], p.get("opacity")) == ("#1d2127", "0.04")
    ]
    assert areas
    assert all(p["d"].count("L") >= 6 for p in areas)
    page = opened(large)
    discs = [p for p in drawn(page) if p["fill"] == "#1d2127" and "a" in p["d"]]
    assert len(discs) >= 15
    names = [box["text"] for box in page.kg("boxes") if box["bold"]]
    assert len(names) >= 15
    assert all(re.search(r" \+\d+$", name) for name in names)
    page.kg("zoom(5)")
    page.rest()
    second = [box["text"] for box in page.kg("boxes") if not box["bold"]]
    relations = {relation.de for relation in sample_scene(2).relations}
    assert {name.split(" · ")[-1] for name in second} <= relations
    assert [name for name in second if re.fullmatch(r".+, .+ · .+", name)]


def test_from_afar_no_family_hides_the_others(opened, large):
    page = opened(large)
    seen = page.page.evaluate(
        """() => { const c = document.getElementById('canvas'), found = {};
        const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        for (let i = 0; i < data.length; i += 4) {
          const hex = '#' + [0, 1, 2].map(k => data[i + k].toString(16).padStart(2, '0')).join('');
          found[hex] = (found[hex] ?? 0) + 1; } return found; }"""
    )
    told = {
        name: seen.get(COLOURS[name], 0) for name in ("person", "organization", "product", "place")
    }
    rows = page.page.locator("[data-facet=cls] li")
    nodes = {
        name: int(rows.filter(has_text=label).locator(".count").inner_text().replace(".", ""))
        for name, label in (
            ("person", "Person"),
            ("organization", "Unternehmen"),
            ("product", "Produkt"),
            ("place", "Land"),
        )
    }
    shares = [told[name] / nodes[name] for name in nodes]
    assert min(shares) > 0.5 * max(shares), told


def test_no_label_covers_a_node_and_the_chosen_one_keeps_its_own(opened, seed):
    page = opened(seed / "explorer.html")
    for name in ("", "nvidia", "hang-seng"):
        if name:
            page.kg(f"choose('{ent(name)}')")
        page.rest()
        boxes = page.kg("boxes")
        lit = {page.kg("id(x)", box["node"]) for box in boxes}
        for node in lit:
            (x, y), r = page.kg("xy(x)", node), page.kg("radius(x)", node)
            for box in boxes:
                across = max(box["x"] - x, 0, x - box["x"] - box["w"])
                down = max(box["y"] - y, 0, y - box["y"] - box["h"])
                assert math.hypot(across, down) >= 0.8 * r, (box["text"], node)
        if name:
            assert ent(name) in lit


EMPTY = (
    "(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.every(v => v === 0))"
    "(document.getElementById('overlay'))"
)


def test_pointing_at_a_node_changes_nothing_that_stays(opened):
    page = opened("story")
    before = drawn(page)
    box = page.page.locator("#canvas").bounding_box()
    x, y = page.kg("xy(x)", ent("nordlicht"))
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    assert page.page.evaluate(f"!({EMPTY})")
    page.page.mouse.move(box["x"] - 30, box["y"] + 30)
    page.page.wait_for_function(EMPTY)
    assert drawn(page) == before


def test_pointing_at_an_edge_tells_what_it_says(opened):
    page = opened("story")
    edge = next(e for e in page.kg("edges()") if e["relation"] == "demands")
    c = page.kg(f"curve({edge['at']})")
    x = 0.25 * c["ax"] + 0.5 * c["cx"] + 0.25 * c["bx"]
    y = 0.25 * c["ay"] + 0.5 * c["cy"] + 0.25 * c["by"]
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    told = page.page.locator("#tip").inner_text()
    assert told == "Müller Energie – fragt nach → Turbinen\nerschlossen"


def test_what_is_no_plain_fact_says_so_on_its_edge(opened):
    page = opened("story")
    doubts = [box["text"] for box in page.kg("edge_boxes") if " · " in box["text"]]
    assert doubts == ["kooperiert mit · widersprüchlich"]
    page.page.get_by_role("button", name="Alle", exact=True).click()
    page.kg("fit()")
    page.rest()
    said = {box["text"] for box in page.kg("edge_boxes")}
    assert {
        "baut aus · möglich",
        "in Land · erwartet",
        "kooperiert mit ×2 · widersprüchlich",
    } <= said
    assert overlapping(page.kg("boxes") + page.kg("edge_boxes")) == []


def test_pointing_at_an_edge_tells_who_says_so(opened):
    page = opened("story")
    edge = next(e for e in page.kg("edges()") if e["relation"] == "supplies")
    x, y = middle(page.kg(f"curve({edge['at']})"))
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    told = page.page.locator("#tip").inner_text()
    assert told == "Nordlicht AG – beliefert → Möwe GmbH\nbehauptet · laut Küstenblatt"


def test_tensions_stand_in_the_findings(opened, tmp_path):
    one, other = f"{BASE}claim/aaaa0000-s00", f"{BASE}claim/bbbb0000-s07"
    quads = [*story(), *say(one, {f"{KG}inTensionWith": iri(other)}, f"{BASE}derived")]
    write_explorer(ox_store(quads), tmp_path / "tension.html")
    page = opened(tmp_path / "tension.html")
    page.page.click("#findings")
    part = page.page.locator("#drawer section", has_text="Spannungen")
    part.locator("button", has_text="Nordlicht AG übernimmt Möwe GmbH ·").click()
    assert page.page.locator("#panel .card").count() == 2
    sections = page.page.locator("#drawer h3").all_inner_texts()
    assert len(sections) == 5
    hedged = page.page.locator("#drawer section", has_text="Nur abgeschwächt").inner_text()
    assert "Müller Energie baut aus Werk in Bremen" in hedged
