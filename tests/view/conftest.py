"""Pages and a real browser for the tests of the view; every page is watched for requests and errors."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.pipeline import Options, build
from kg.view import PageOptions, write_explorer
from kg.view.explorer import scene_html
from kg.view.layout import Layout
from kg.view.payload import arrange
from kg.view.sample import sample_scene
from kg.view.scene import Scene

from .graphs import hostile, story

SEED = Path(__file__).resolve().parents[2] / "kg/examples/seed.txt"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


TRIES = 6


class Watched:
    """A page with all it asked for and all that went wrong in it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    @property
    def outside(self) -> list[str]:
        """Return requests that left the machine."""
        return [u for u in self.requests if not u.startswith(("file:", "data:", "blob:"))]

    def rest(self) -> None:
        """Wait until nothing is left to draw: what is asked of the picture then is what stays."""
        self.page.wait_for_function("() => window.__kg.rest()")

    def kg(self, expression: str, argument: Any = None) -> Any:
        """Evaluate an expression on the page's test hook."""
        return self.page.evaluate(f"x => window.__kg.{expression}", argument)


Open = Callable[..., Watched]


def least(measure: Callable[[], float], *, limit: float) -> float:
    """Return the least of up to six measurements, and no more once one keeps the limit.

    Other work on the machine is no fault of the page.
    """
    found = [measure()]
    while min(found) > limit and len(found) < TRIES:
        found.append(measure())
    return min(found)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return name -> explorer page: story (with SPARQL), hostile, and made-up graphs."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in ("story", "hostile", "n100", "n1000")}
    write_explorer(ox_store(story()), found["story"], version="9.9")
    write_explorer(ox_store(hostile()), found["hostile"])
    for name in ("n100", "n1000"):
        scene = sample_scene(int(name[1:]))
        text = scene_html(scene, arrange(scene), version="0", options=PageOptions(sparql=False))
        found[name].write_text(text, encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def laid() -> tuple[Scene, Layout, float]:
    """Return 10,000 nodes with 30,000 edges, where they lie, and the processor's time for it, in s."""
    scene = sample_scene(10_000)
    start = time.process_time()
    return scene, arrange(scene), time.process_time() - start


@pytest.fixture(scope="session")
def large(laid: tuple[Scene, Layout, float], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of `laid`."""
    path = tmp_path_factory.mktemp("large") / "n10000.html"
    text = scene_html(laid[0], laid[1], version="0", options=PageOptions(sparql=False))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the example's graph, built as `kg build` builds it, its page in it."""
    out = tmp_path_factory.mktemp("seed")
    build([SEED], out=out, options=Options(date="2025-04-04"))
    return out


def ox_store(quads: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(quads)
    return store


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return one Chromium for a module's tests."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"{CHROMIUM} is not installed; run: make browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, pages: dict[str, Path]) -> Iterator[Open]:
    """Return a function that opens a page, and fail afterwards if it asked for anything or erred."""
    contexts: list[Any] = []
    watched: list[Watched] = []

    def visit(name: str | Path, *, fragment: str = "", **options: Any) -> Watched:
        told = {"viewport": {"width": 1440, "height": 900}, "locale": "de-DE"} | options
        context = browser.new_context(
            offline=True, reduced_motion="reduce", accept_downloads=True, **told
        )
        contexts.append(context)
        page = Watched(context.new_page())
        watched.append(page)
        path = pages[name] if isinstance(name, str) else name
        page.page.goto(path.as_uri() + fragment)
        page.page.wait_for_selector("html[data-ready=yes]")
        page.rest()
        return page

    yield visit
    for page in watched:
        assert page.outside == []
        assert page.errors == []
    for context in contexts:
        context.close()
