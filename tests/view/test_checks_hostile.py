"""Check 25: forty labels, quotes and addresses that try to break out; nothing runs, nothing breaks."""

import pytest

from kg.view import write_quick

from .graphs import HOSTILE, ent, hostile
from .test_sparql import open_editor

pytestmark = pytest.mark.browser
FOREIGN = (
    "img, iframe, form, base, object, embed, template, math, "
    "meta[http-equiv=refresh], a[href^='javascript'], a[href^='data']"
)


def visit_everything(page):
    page.page.click("#list")
    for at in range(0, len(HOSTILE), 3):
        page.kg(f"choose('{ent(f'h{at:02d}')}')")
    page.page.click("#findings")
    page.page.fill("#search", "hacked")
    page.kg("set({article: 0})")
    open_editor(page)
    page.rest()


def test_nothing_from_an_article_becomes_code_or_markup(opened):
    page = opened("hostile")
    visit_everything(page)
    assert page.page.evaluate("window.hacked") is None
    assert page.page.locator(FOREIGN).count() == 0
    assert page.page.evaluate("document.scripts.length") == 6
    assert page.page.evaluate("document.querySelectorAll('style').length") == 1


def test_names_are_shown_as_they_are_written(opened):
    page = opened("hostile")
    page.kg(f"choose('{ent('h00')}')")
    assert page.page.locator("#panel h2").inner_text() == HOSTILE[0]


def test_no_node_of_the_list_is_without_a_name(opened):
    page = opened("hostile")
    page.page.click("#list")
    names = page.page.locator("#drawer .node-list .name").all_text_contents()
    assert len(names) == 40
    assert all(name.strip() for name in names)


def test_the_layout_stays_intact(opened):
    page = opened("hostile")
    page.kg(f"choose('{ent('h20')}')")
    page.rest()
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel = page.page.locator("#panel")
    assert panel.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert page.kg("visible()") == {"nodes": 40, "edges": 40}


def test_the_quick_view_shows_them_as_text_too(browser, tmp_path):
    write_quick(hostile(), tmp_path / "graph.html")
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((tmp_path / "graph.html").as_uri())
    page.wait_for_function("() => typeof network !== 'undefined'")
    # Nodes that stand still can be pointed at.
    page.evaluate(
        "() => { network.setOptions({physics: false}); network.fit({animation: false});"
        " window.shown = 0; network.on('showPopup', () => { window.shown++; }); }"
    )
    box = page.locator("#mynetwork canvas").bounding_box()
    places = page.evaluate(
        "() => Object.values(network.getPositions()).map(p => network.canvasToDOM(p))"
    )
    seen = set()
    for place in places[::3]:
        page.mouse.move(box["x"] + 1, box["y"] + 1)
        before = page.evaluate("window.shown")
        page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        page.wait_for_function("n => window.shown > n", arg=before)
        seen |= set(page.locator(".vis-tooltip").all_inner_texts())
    assert len(seen - {""}) > 3
    assert page.evaluate("window.hacked") is None
    assert page.locator("iframe, form, base, object, a[href^='javascript']").count() == 0
    context.close()
