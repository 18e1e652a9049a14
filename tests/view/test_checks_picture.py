"""Checks 8 to 11, 20, 21: labels, fitting, parallel edges and arrows as they are drawn."""

import itertools
import math

import pytest

from .graphs import ent

pytestmark = pytest.mark.browser


def overlapping(boxes):
    def touch(a, b):
        across = a["x"] < b["x"] + b["w"] and b["x"] < a["x"] + a["w"]
        return across and a["y"] < b["y"] + b["h"] and b["y"] < a["y"] + a["h"]

    return [(a["text"], b["text"]) for a, b in itertools.combinations(boxes, 2) if touch(a, b)]


def settled(page):
    page.rest()
    return page.kg("boxes") + page.kg("edge_boxes")


@pytest.mark.parametrize("name", ["story", "n100", "n1000", "hostile"])
def test_labels_never_overlap(opened, name):
    page = opened(name)
    assert overlapping(settled(page)) == []
    page.kg("zoom(2)")
    assert overlapping(settled(page)) == []
    page.kg("choose(__kg.nodes()[3])")
    page.page.focus("#canvas")
    page.page.keyboard.press("Enter")
    assert overlapping(settled(page)) == []


def test_many_names_can_be_read_at_first_sight(opened):
    page = opened("n1000")
    assert len(page.kg("boxes")) >= 25


def outside(page):
    cam = page.kg("cam")
    ids = page.kg("nodes()")
    places = page.page.evaluate("ids => ids.map(id => __kg.xy(id))", ids)
    return [p for p in places if not (0 <= p[0] <= cam["width"] and 0 <= p[1] <= cam["height"])]


@pytest.mark.parametrize("name", ["story", "n1000"])
def test_everything_is_inside_the_stage_after_fit_and_resize(opened, name):
    page = opened(name)
    assert outside(page) == []
    page.page.set_viewport_size({"width": 900, "height": 700})
    page.page.wait_for_function("() => innerWidth === 900")
    page.rest()
    assert outside(page) == []


def test_bounds_are_measured_against_the_stage_not_the_window(opened):
    page = opened("story")
    stage = page.page.locator("#stage").bounding_box()
    assert page.kg("cam")["width"] == pytest.approx(stage["width"], abs=1)
    footer = page.page.locator("#notice").bounding_box()
    assert stage["y"] + stage["height"] <= footer["y"] + 1


def middle(c):
    return (
        0.25 * c["ax"] + 0.5 * c["cx"] + 0.25 * c["bx"],
        0.25 * c["ay"] + 0.5 * c["cy"] + 0.25 * c["by"],
    )


def between(page, a, b):
    return [e for e in page.kg("edges()") if {e["from"], e["to"]} == {ent(a), ent(b)}]


def test_parallel_edges_are_apart_and_listed_each(opened):
    page = opened("story")
    edges = between(page, "nordlicht", "moewe")
    assert {e["relation"] for e in edges} == {"acquires", "supplies", "competesWith"}
    middles = [middle(page.kg(f"curve({e['at']})")) for e in edges]
    for one, other in itertools.combinations(middles, 2):
        assert math.dist(one, other) >= 6
    page.kg(f"set({{sel: {{type: 'tie', at: {edges[0]['at']}}}}})")
    assert page.page.locator("#panel ul.plain li").count() == len(edges) - 1


def test_arrow_tips_lie_on_the_targets_rim(opened):
    page = opened("story")
    page.kg("zoom(1.6)")
    for edge in page.kg("edges()"):
        tip = page.kg(f"curve({edge['at']})")
        far = math.dist((tip["bx"], tip["by"]), page.kg("xy(x)", edge["to"]))
        assert far == pytest.approx(page.kg("radius(x)", edge["to"]), abs=3)
        source = math.dist((tip["bx"], tip["by"]), page.kg("xy(x)", edge["from"]))
        assert source > far


def test_hover_ends_when_the_pointer_leaves(opened):
    page = opened("story")
    box = page.page.locator("#canvas").bounding_box()
    x, y = page.kg("xy(x)", ent("nordlicht"))
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    told = page.page.locator("#tip").inner_text()
    assert told == "Nordlicht AG\nUnternehmen · 4 Beziehungen"
    page.page.mouse.move(box["x"] + x, 20)
    assert page.page.locator("#tip").is_hidden()


def test_a_node_can_be_dragged_and_stays(opened):
    page = opened("story")
    box = page.page.locator("#canvas").bounding_box()
    x, y = page.kg("xy(x)", ent("moewe"))
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + x + 40, box["y"] + y + 30, steps=5)
    page.page.mouse.up()
    assert page.kg("xy(x)", ent("moewe")) == pytest.approx([x + 40, y + 30], abs=3)
    assert len(page.kg("state()")["pins"]) == 1
    page.page.click("#undo")
    assert page.kg("xy(x)", ent("moewe")) == pytest.approx([x, y], abs=1)


def test_clicking_an_edge_selects_it(opened):
    page = opened("story")
    edge = between(page, "mueller", "turbinen")[0]
    x, y = middle(page.kg(f"curve({edge['at']})"))
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.click(box["x"] + x, box["y"] + y)
    assert page.kg("state()")["sel"] == {"type": "tie", "at": edge["at"]}


def on_stage(page, names):
    stage = page.kg("cam")
    places = [page.kg("xy(x)", ent(name)) for name in names]
    return all(0 < x < stage["width"] and 0 < y < stage["height"] for x, y in places)


def test_what_is_clicked_at_the_rim_does_not_hide_behind_its_panel(opened):
    page = opened("story")
    page.kg("zoom(1.3)")
    x, y = page.kg("xy(x)", ent("moewe"))
    page.kg(f"pan({page.kg('cam')['width'] - 60 - x}, 0)")
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.click(box["x"] + page.kg("cam")["width"] - 60, box["y"] + y)
    assert page.kg("state()")["sel"]["type"] == "node"
    page.page.wait_for_function(f"() => __kg.cam.width < {box['width'] - 200}")
    assert on_stage(page, ["moewe"])


def test_what_is_selected_stays_in_sight_when_a_drawer_comes_up(opened):
    page = opened("story")
    page.kg("zoom(1.3)")
    y, height = page.kg("xy(x)", ent("moewe"))[1], page.kg("cam")["height"]
    page.kg(f"pan(0, {height - 60 - y})")
    page.kg("choose(x)", ent("moewe"))
    page.page.click("#list")
    page.page.wait_for_function(f"() => __kg.cam.height < {height - 200}")
    page.rest()
    assert on_stage(page, ["moewe"])
    page.kg("pan(0, 5000)")
    page.page.click("#list")
    page.page.wait_for_function(f"() => __kg.cam.height > {height - 200}")
    page.rest()
    assert not on_stage(page, ["moewe"])


def test_a_marked_passage_brings_its_edges_into_sight(opened):
    page = opened("story")
    page.kg("choose(x)", ent("petersen"))
    page.page.locator("#panel .source .article").first.click()
    page.kg("zoom(6)")
    assert not on_stage(page, ["mueller", "turbinen"])
    page.page.locator("#reader mark.c", has_text="fragt Turbinen nach").click()
    assert on_stage(page, ["mueller", "turbinen"])


def test_wheel_zooms_towards_the_pointer(opened):
    page = opened("story")
    box = page.page.locator("#canvas").bounding_box()
    x, y = page.kg("xy(x)", ent("nordlicht"))
    before = page.kg("cam")["k"]
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    page.page.mouse.wheel(0, -300)
    page.page.wait_for_function("k => window.__kg.cam.k > k", arg=before * 1.2)
    assert page.kg("xy(x)", ent("nordlicht")) == pytest.approx([x, y], abs=2)
