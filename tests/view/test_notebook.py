"""`kg.show`: the page in a notebook's cell."""

from html import unescape

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
