"""Checks 26 to 31: everyone can use it: axe, keyboard, list view, touch, contrast, both languages."""

import json
import re
from pathlib import Path

import pytest

from .graphs import ent
from .test_sparql import open_editor

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).with_name("axe.min.js")
SOURCE = ROOT / "kg/view/explorer/src"


def axe_findings(page):
    page.page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.page.evaluate(
        "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        ".then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
        ".map(v => [v.id, v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3)]))"
    )


def test_axe_is_the_pinned_one(opened):
    lock = json.loads((SOURCE.parent / "package-lock.json").read_text(encoding="utf-8"))
    pinned = lock["packages"]["node_modules/axe-core"]["version"]
    page = opened("n100")
    page.page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.page.evaluate("axe.version") == pinned == "4.14.1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened, scheme):
    page = opened("story", color_scheme=scheme)
    unfolded = page.page.locator("#facets .more")
    for at in range(unfolded.count()):
        unfolded.nth(at).click()
    assert axe_findings(page) == []
    page.kg(f"choose('{ent('moewe')}')")
    page.kg("set({article: 0})")
    assert axe_findings(page) == []
    for tool in ("#findings", "#list", "#sparql"):
        if tool == "#sparql":
            open_editor(page)
        else:
            page.page.click(tool)
        page.rest()
        assert axe_findings(page) == []
    page.page.click("#more")
    assert axe_findings(page) == []


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def test_axe_finds_nothing_serious_on_a_phone_and_in_english(opened):
    page = opened("story", locale="en-GB", **PHONE)
    assert axe_findings(page) == []
    page.page.click("#filters")
    assert axe_findings(page) == []
    page.page.click("#filters")
    page.page.fill("#search", "m")
    assert axe_findings(page) == []
    page.page.keyboard.press("Enter")
    assert axe_findings(page) == []


def test_the_keyboard_alone_is_enough(opened):
    page = opened("story")
    page.page.keyboard.press("/")
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.type("nordl")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Nordlicht AG"
    for _ in range(60):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("document.activeElement.id") == "canvas":
            break
    assert page.page.evaluate("document.activeElement.id") == "canvas"
    outline = page.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    before = page.kg("state()")["sel"]["at"]
    page.page.keyboard.press("ArrowRight")
    after = page.kg("state()")["sel"]["at"]
    assert after != before
    assert any(
        {e["from"], e["to"]} == {page.kg("id(x)", before), page.kg("id(x)", after)}
        for e in page.kg("edges()")
    )
    page.page.keyboard.press("Enter")
    assert after in page.kg("state()")["only"]
    page.page.keyboard.press("Escape")
    assert page.kg("state()")["sel"] == {"type": "none"}
    page.page.keyboard.press("Control+z")
    assert page.kg("state()")["sel"]["at"] == after


def test_focus_is_always_visible(opened):
    page = opened("story")
    page.page.mouse.click(5, 5)
    for _ in range(40):
        page.page.keyboard.press("Tab")
        seen = page.page.evaluate(
            "() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);"
            " const seen = s.outlineStyle !== 'none' && r.width > 0 && s.opacity !== '0';"
            " return [e.tagName + '#' + e.id + '.' + e.className, seen]; }"
        )
        assert seen[1], seen[0]


def test_selection_is_announced(opened):
    page = opened("story")
    page.kg(f"choose('{ent('moewe')}')")
    assert page.page.locator("#live").inner_text() == "Ausgewählt: Möwe GmbH, 5 Beziehungen"


def test_the_list_holds_every_visible_node_and_its_edges(opened):
    page = opened("story")
    page.page.click("#list")
    names = page.page.locator(".node-list .name").all_inner_texts()
    assert len(names) == page.kg("visible()")["nodes"]
    assert names == sorted(
        names, key=lambda n: n.replace("Ü", "U").replace("ö", "o").replace("ü", "u")
    )
    page.page.locator(".node-list summary", has_text="Ünal Petersen").click()
    page.page.get_by_role("button", name="leitet Möwe GmbH").click()
    assert page.kg("state()")["sel"]["type"] == "tie"


def test_phone_everything_fits_and_can_be_touched(opened):
    page = opened("story", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    assert page.page.evaluate("innerWidth") == 390
    x, y = page.kg("xy(x)", ent("nordlicht"))
    box = page.page.locator("#canvas").bounding_box()
    page.page.touchscreen.tap(box["x"] + x, box["y"] + y)
    assert page.page.locator("#panel h2").inner_text() == "Nordlicht AG"
    small = page.page.evaluate(
        "() => [...document.querySelectorAll('button, input, select, a')].filter(e => e.checkVisibility()"
        " && e.getBoundingClientRect().width > 0).map(e => [e, e.getBoundingClientRect()])"
        ".filter(([e, r]) => r.left < 0 || r.right > 390 || (e.tagName === 'BUTTON' && r.height < 44))"
        ".map(([e, r]) => e.id + '|' + e.className + '|' + e.textContent + ' ' + [r.left, r.right, r.height])"
    )
    assert small == []
    assert page.page.evaluate("innerWidth") == 390


def test_pinching_zooms(opened):
    page = opened("story", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    before = page.kg("cam")["k"]
    box = page.page.locator("#canvas").bounding_box()
    client = page.page.context.new_cdp_session(page.page)
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind, apart):
        points = [
            {"x": middle[0] - apart, "y": middle[1], "id": 0},
            {"x": middle[0] + apart, "y": middle[1], "id": 1},
        ]
        client.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": points if kind != "touchEnd" else []},
        )

    touch("touchStart", 40)
    for apart in (55, 70, 90, 110):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    assert page.kg("cam")["k"] > before * 1.5


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def within(pattern, text):
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("theme", ["LIGHT", "DARK"])
def test_colours_stand_out_from_the_ground(theme):
    text = (SOURCE / "look.ts").read_text(encoding="utf-8")
    block = within(rf"{theme}: Theme = \{{(.*?)\n\}};", text)
    colours = dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", block))
    ground = colours["ground"]
    families = within(r"family: \{(.*?)\}", block)
    named = dict(re.findall(r"(\w+): \"(#[0-9a-f]{6})\"", families))
    assert len(named) == 9
    assert {
        name: round(contrast(c, ground), 1) for name, c in named.items() if contrast(c, ground) < 3
    } == {}
    assert contrast(colours["ink"], ground) >= 4.5
    assert contrast(colours["soft"], ground) >= 4.5
    assert contrast(colours["red"], ground) >= 3


def test_every_family_has_a_shape_of_its_own():
    text = (SOURCE / "look.ts").read_text(encoding="utf-8")
    cases = re.findall(r'case "(\w+)": (.*?)(?=case|\n  \}\n)', text, re.DOTALL)
    assert len(cases) == 9
    assert len({re.sub(r"\s+", " ", body) for _, body in cases}) == 9


def test_both_languages_are_complete_and_the_page_follows(opened):
    page = opened("story")
    german = page.kg("words()")
    page.page.click("#more")
    page.page.click("#language")
    english = page.kg("words()")
    assert page.page.evaluate("document.documentElement.lang") == "en"
    assert german.keys() == english.keys()
    assert all(german.values())
    assert all(english.values())
    same = {key for key in german if german[key] == english[key]}
    assert same <= {
        "version",
        "search",
        "sparql",
        "graphml",
        "Role",
        "rule",
        "node",
        "unmark",
        "timeLog",
    }
    page.kg(f"choose('{ent('moewe')}')")
    text = page.page.locator("body").inner_text()
    assert "15 Mar 2024" in text
    assert "Konfidenz" not in text
    assert "confidence 0.90" in text
    assert "Company" in text or "company" in text


def test_language_follows_the_browser(opened):
    page = opened("story", locale="en-GB")
    assert page.page.evaluate("document.documentElement.lang") == "en"


def test_no_relation_is_shown_by_its_code_name(opened):
    page = opened("story")
    for name in ("moewe", "kuestenindex", "nordlicht"):
        page.kg(f"choose('{ent(name)}')")
        assert re.findall(r"\b[a-z]+[A-Z]\w+", page.page.locator("#panel").inner_text()) == []
