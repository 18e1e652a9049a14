"""`kg.show`: the page in a notebook's cell."""

import os
import subprocess
import sys
from html import unescape

import nbformat
import pytest

from kg.view import show

from .graphs import story


def test_the_cell_holds_the_page_in_a_frame_of_its_own():
    text = show(story(), height=400)._repr_html_()
    assert text.startswith('<iframe srcdoc="')
    assert 'height="400"' in text
    assert 'sandbox="allow-scripts allow-downloads allow-popups' in text
    assert "<!doctype html>" in unescape(text)
    assert 'id="kg-engine"' not in unescape(text)


@pytest.mark.browser
def test_the_page_works_inside_a_sandboxed_frame(browser, tmp_path):
    (tmp_path / "cell.html").write_text(show(story())._repr_html_(), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto((tmp_path / "cell.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=yes]").wait_for()
    frame.locator("#search").fill("möwe")
    frame.locator("#hits li").first.wait_for()
    assert errors == []
    context.close()


@pytest.fixture(scope="module")
def notebook(seed, tmp_path_factory):
    """Return a notebook that a real kernel ran, as the HTML that Jupyter makes of it."""
    folder = tmp_path_factory.mktemp("notebook")
    lines = ("import kg", f"graph = kg.open({str(seed)!r})", "kg.show(graph, height=500)")
    cells = [nbformat.v4.new_code_cell("\n".join(lines)), nbformat.v4.new_code_cell("graph")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "graph.ipynb")
    # The kernel is spoken to by files in the folder, not by five ports that others may take first.
    options = ["--to", "html", "--KernelManager.transport=ipc"]
    command = [sys.executable, "-m", "nbconvert", *options, "--execute", "graph.ipynb"]
    homes = {name: str(folder) for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")}
    env = {**os.environ, **homes}
    done = subprocess.run(
        command, check=False, cwd=folder, env=env, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return folder / "graph.html"


@pytest.mark.browser
@pytest.mark.parametrize("cell", [0, 1], ids=["kg.show(graph)", "graph"])
def test_a_graph_is_drawn_in_a_notebook_that_a_kernel_ran(browser, notebook, cell):
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    asked = []
    page.on("request", lambda r: asked.append((r.frame.parent_frame is not None, r.url)))
    page.goto(notebook.as_uri(), wait_until="domcontentloaded")
    held = page.locator("iframe").nth(cell)
    held.scroll_into_view_if_needed()
    frame = held.element_handle().content_frame()
    frame.wait_for_selector("html[data-ready=yes]")
    frame.wait_for_function("() => window.__kg.frames > 0")
    seen = frame.evaluate("window.__kg.visible()")
    assert frame.locator("#counts").inner_text().startswith(f"{seen['nodes']} ")
    assert seen["nodes"] > 30
    frame.locator("#search").fill("nvid")
    frame.locator("#hits li", has_text="Nvidia").first.click()
    assert frame.locator("#panel h2").inner_text() == "Nvidia"
    assert frame.locator("#panel blockquote").count() > 0
    colours = frame.evaluate(PAINTED)
    assert colours > 5, "the canvas is empty"
    assert [url for inside, url in asked if inside and not url.startswith(LOCAL)] == []
    context.close()


LOCAL = ("about:", "blob:", "data:")
PAINTED = """() => {
  const canvas = document.getElementById("canvas");
  const pixels = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  return new Set(pixels).size;
}"""
