"""Six pictures kept as they looked good (tests/view/golden): the same labels, the same bounds.

Not pixel by pixel: fonts differ from one computer to the next. After a change that is meant to be
seen, look at the new pictures and keep them: NEWSKG_GOLDEN=keep pytest tests/view/test_golden.py
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).with_name("golden")
SMALL: dict[str, Any] = {"viewport": {"width": 1000, "height": 660}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
ENTER = "document.getElementById('canvas').focus()"

pytestmark = pytest.mark.browser


def ego(page):
    page.kg("choose(__kg.nodes()[40])")
    page.page.evaluate(ENTER)
    page.page.keyboard.press("Enter")


def path(page):
    page.kg("set({path: [3, 400]})")
    page.kg("fit()")


def selected(page):
    page.kg("choose('https://newskg.example/entity/moewe')")


def nothing(_):
    pass


PICTURES: dict[str, tuple[str, Callable[[Any], None], dict[str, Any]]] = {
    "overview": ("n1000", nothing, SMALL),
    "neighbours": ("n1000", ego, SMALL),
    "path": ("n1000", path, SMALL),
    "dark": ("story", selected, SMALL | {"color_scheme": "dark"}),
    "phone": ("story", nothing, PHONE),
    "large": ("n10000", nothing, SMALL),
}


def seen(page):
    """Return the labels on screen and the rectangle around the visible nodes, in pixels."""
    page.rest()
    places = page.page.evaluate("() => __kg.nodes().map(id => __kg.xy(id))")
    xs, ys = zip(*places, strict=True)
    bounds = [round(edge) for edge in (min(xs), min(ys), max(xs), max(ys))]
    return {"labels": sorted({box["text"] for box in page.kg("boxes")}), "bounds": bounds}


@pytest.mark.parametrize("name", PICTURES)
def test_it_looks_as_it_did(opened, large, name):
    source, prepare, options = PICTURES[name]
    page = opened(large if source == "n10000" else source, **options)
    prepare(page)
    found = seen(page)
    kept = GOLDEN / f"{name}.json"
    if os.environ.get("NEWSKG_GOLDEN") == "keep":
        GOLDEN.mkdir(exist_ok=True)
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page.page.screenshot(path=GOLDEN / f"{name}.png")
    wanted = json.loads(kept.read_text(encoding="utf-8"))
    both = set(found["labels"]) & set(wanted["labels"])
    assert len(both) >= 0.75 * max(len(found["labels"]), len(wanted["labels"]))
    assert found["bounds"] == pytest.approx(wanted["bounds"], abs=24)
