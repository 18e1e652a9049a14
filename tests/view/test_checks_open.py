"""Checks 1 to 6, 13: the page asks for nothing, runs nothing foreign, opens fast, and is reproducible."""

import base64
import hashlib
import os
import re
import subprocess
import sys

import pytest

from kg.view import explorer_html

from .conftest import least
from .graphs import story

pytestmark = pytest.mark.browser
REMOTE = re.compile(
    r"""(?:src|href)\s*=\s*["']?https?://|url\(\s*["']?https?://|@import|import\(\s*["']https?://"""
)


def test_nothing_is_asked_for_and_nothing_fails(opened):
    for name in ("story", "n100"):
        page = opened(name)
        page.kg("zoom(2)")
        page.rest()
        assert page.outside == []
        assert page.errors == []


@pytest.mark.parametrize("name", ["story", "hostile", "n1000"])
def test_no_address_in_the_file_is_ever_fetched(pages, name):
    text = pages[name].read_text(encoding="utf-8")
    assert (
        REMOTE.search(
            re.sub(r'<script type="application/gzip".*?</script>', "", text, flags=re.DOTALL)
        )
        is None
    )


def within(pattern, text):
    found = re.search(pattern, text, re.DOTALL)
    assert found is not None
    return found[1]


def test_policy_names_the_scripts_by_hash_and_forbids_the_network(pages):
    text = pages["story"].read_text(encoding="utf-8")
    policy = within(r'Content-Security-Policy" content="([^"]+)"', text)
    script = within(r"<script>(.*?)</script>\n</body>", text)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "'unsafe-inline'" not in policy.replace("style-src-attr 'unsafe-inline'", "")
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")


def test_an_injected_script_does_not_run(browser, pages):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(pages["story"].as_uri())
    page.wait_for_selector("html[data-ready=yes]")
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hacked = 1';"
        " document.body.append(s); const i = new Image(); i.setAttribute('onerror', 'window.hacked = 1');"
        " i.addEventListener('error', () => { window.failed = true; });"
        " i.src = 'data:image/png;base64,AA=='; document.body.append(i); }"
    )
    page.wait_for_function("window.failed")
    assert page.evaluate("window.hacked") is None
    context.close()


@pytest.mark.timing
@pytest.mark.parametrize(("name", "limit"), [("n1000", 1500), ("story", 1000)])
def test_the_first_picture_is_there_in_time(opened, name, limit):
    def milliseconds():
        page = opened(name)
        return page.page.evaluate("performance.getEntriesByName('ready')[0].startTime")

    assert least(milliseconds, limit=limit) < limit


def test_a_page_of_a_thousand_nodes_is_small(pages):
    assert pages["n1000"].stat().st_size <= 500_000


def test_same_graph_same_bytes(pages):
    again = explorer_html(reversed(story()), version="9.9")
    assert again == pages["story"].read_text(encoding="utf-8")


def test_bytes_do_not_depend_on_the_hash_seed():
    program = (
        "import hashlib; from kg.view.explorer import PageOptions, scene_html;"
        "from kg.view.payload import arrange; from kg.view.sample import sample_scene;"
        "s = sample_scene(200);"
        "t = scene_html(s, arrange(s), version='0', options=PageOptions(sparql=False));"
        "print(hashlib.sha256(t.encode()).hexdigest())"
    )
    run = [sys.executable, "-c", program]
    told = {
        subprocess.run(
            run, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_nothing_is_drawn_with_webgl(pages):
    """Check 32: offices without a graphics card see the same picture; only 2D canvas is asked for."""
    script = within(r"<script>(.*?)</script>\n</body>", pages["story"].read_text(encoding="utf-8"))
    assert set(re.findall(r'getContext\("(\w+)"', script)) == {"2d"}
