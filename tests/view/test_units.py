"""The front end's own tests (kg/view/explorer/test), in the browser; and that its bundle is fresh."""

import hashlib
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

FRONT = Path(__file__).resolve().parents[2] / "kg/view/explorer"
UNITS = Path(__file__).with_name("units.js")


@pytest.mark.browser
def test_every_module_does_what_its_tests_say(browser):
    page = browser.new_page()
    page.evaluate(UNITS.read_text(encoding="utf-8"))
    outcomes = page.evaluate("() => globalThis.__units")
    page.close()
    assert len(outcomes) > 20
    assert [outcome for outcome in outcomes if outcome["failed"]] == []


def test_the_committed_bundle_was_built_from_these_sources():
    names = ["build.mjs", "package-lock.json"]
    for folder in ("src", "test"):
        names += sorted(f"{folder}/{path.name}" for path in (FRONT / folder).iterdir())
    digest = hashlib.sha256()
    for name in names:
        digest.update(f"{name}\n".encode() + (FRONT / name).read_bytes())
    first = UNITS.read_text(encoding="utf-8").partition("\n")[0]
    assert first.endswith(digest.hexdigest()), "run npm ci && npm run build in kg/view/explorer"


def test_no_module_imports_itself_by_way_of_others():
    imports = {
        path.stem: set(re.findall(r'from "\./(\w+)"', path.read_text(encoding="utf-8")))
        for path in (FRONT / "src").glob("*.ts")
    }
    assert len(imports) > 25
    assert tuple(TopologicalSorter(imports).static_order())  # raises CycleError, with the circle
