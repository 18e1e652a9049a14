"""Check 32: requests, errors, labels, search and SPARQL once more in Firefox ESR, where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .test_checks_picture import overlapping

pytestmark = pytest.mark.browser
FRONT = Path(__file__).resolve().parents[2] / "kg/view/explorer"


def test_firefox_shows_the_same_page(pages):
    if shutil.which("firefox-esr") is None or shutil.which("node") is None:
        pytest.skip("needs firefox-esr and node")
    if not (FRONT / "node_modules/puppeteer-core").is_dir():
        pytest.skip("puppeteer-core is not installed; run: npm ci in kg/view/explorer")
    names = [str(pages[name]) for name in ("story", "n1000")]
    program = ["node", str(Path(__file__).with_name("firefox.mjs")), str(FRONT), *names]
    run = subprocess.run(program, capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(run.stdout)
    assert told["errors"] == []
    assert told["asked"] == []
    for page in told["seen"]:
        assert overlapping(page["boxes"]) == []
        assert len(set(page["hits"])) == 1
        assert page["title"] == page["hits"][0]
    assert told["seen"][0]["rows"] == 16
