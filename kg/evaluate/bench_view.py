"""Numbers of nodes in; how fast pages of made-up graphs open, pan, zoom and search out.

Measured in the installed Chromium without a GPU, as many offices have it; beside the explorer the
quick view (pyvis), in the same run. Each page is measured as it opens: above 20,000 nodes the
explorer starts with the best connected ones, and is measured with all of them shown, too.
`python -m kg.evaluate.bench_view 1000 10000` prints a table.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any  # pages of the browser driver are untyped here

import click

if TYPE_CHECKING:
    from kg.view.scene import Scene

__all__ = ["Row", "main", "measure", "resident_mb"]

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
_DEFAULT = (1000, 10_000, 50_000)
_QUICK_MOST = 10_000
"""pyvis has nothing to show above: its tab runs out of memory."""
_WHOLE_MOST = 20_000
"""Above, the explorer shows but a part until it is asked for all (kg/view/explorer/src/state.ts)."""
_FRAMES = """() => { window.__at = [];
  const tick = now => { window.__at.push(now); requestAnimationFrame(tick); };
  requestAnimationFrame(tick); }"""


@dataclass(frozen=True, slots=True)
class Row:
    """One page: sizes in MB, times in the unit their name tells."""

    page: str
    nodes: int
    edges: int
    layout_s: float
    build_s: float
    file_mb: float
    open_ms: float
    pan_fps: float
    p95_ms: float
    max_ms: float
    search_ms: float
    memory_mb: float


def measure(counts: Sequence[int]) -> Iterator[Row]:
    """Measure the explorer for each number of nodes, and the quick view where it opens at all."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        for count in counts:
            for page in _pages(count):
                browser = driver.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
                yield _row(browser, Path(folder) / "page.html", page, count)
                browser.close()


def _pages(count: int) -> tuple[str, ...]:
    if count <= _QUICK_MOST:
        return ("explorer", "pyvis")
    return ("explorer",) if count <= _WHOLE_MOST else ("explorer", "all shown")


def _row(browser: Any, path: Path, page: str, count: int) -> Row:  # noqa: ANN401
    from kg.view.payload import arrange
    from kg.view.sample import sample_scene

    scene = sample_scene(count)
    start = time.perf_counter()
    layout = arrange(scene)
    laid = time.perf_counter()
    path.write_text(_page(scene, layout, page), encoding="utf-8")
    built = time.perf_counter()
    told = _drive(browser, path, page)
    return Row(
        page,
        count,
        len(scene.ties),
        round(laid - start, 2),
        round(built - laid, 2),
        round(path.stat().st_size / 1e6, 2),
        *told,
    )


def _page(scene: Scene, layout: Any, page: str) -> str:  # noqa: ANN401
    from kg.view.explorer import PageOptions, scene_html
    from kg.view.quick import scene_quick_html

    if page == "pyvis":
        return scene_quick_html(scene, layout)
    return scene_html(scene, layout, version="0", options=PageOptions(sparql=False))


def _drive(browser: Any, path: Path, page: str) -> tuple[float, ...]:  # noqa: ANN401
    """Open, pan 30 times, turn the wheel 32 times, search: as a person's hand does it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    tab = context.new_page()
    start = time.perf_counter()
    tab.goto(path.as_uri(), timeout=180_000)
    ready = "#mynetwork canvas" if page == "pyvis" else "html[data-ready=yes]"
    tab.wait_for_selector(ready, timeout=180_000)
    if page == "all shown":
        tab.evaluate("__kg.set({most: 0, loose: true})")
        tab.evaluate("__kg.fit()")
    tab.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    opened = (time.perf_counter() - start) * 1000
    tab.wait_for_timeout(500)
    gaps = _moved(tab)
    search = 0.0 if page == "pyvis" else _searched(tab)
    memory = resident_mb(browser)
    context.close()
    gaps.sort()
    steady = 1000 * len(gaps) / sum(gaps)
    return (
        round(opened),
        round(steady, 1),
        round(gaps[int(len(gaps) * 0.95)], 1),
        round(gaps[-1], 1),
        round(search, 1),
        memory,
    )


def _moved(tab: Any) -> list[float]:  # noqa: ANN401
    """Return the times between frames while panning and zooming, in ms."""
    tab.evaluate(_FRAMES)
    tab.mouse.move(760, 420)
    tab.mouse.down()
    for step in range(30):
        tab.mouse.move(760 + 6 * step, 420 + 3 * step)
        tab.wait_for_timeout(16)
    tab.mouse.up()
    for step in range(32):
        tab.mouse.wheel(0, -60 if step < 16 else 60)  # noqa: PLR2004 - in, then out
        tab.wait_for_timeout(16)
    at: list[float] = tab.evaluate("() => window.__at")
    return [after - before for before, after in pairwise(at)]


def _searched(tab: Any) -> float:  # noqa: ANN401
    """Return the longest time from a keystroke to its hits, in ms."""
    told: float = tab.evaluate(
        """() => { const box = document.getElementById('search'); let most = 0;
        for (const text of ['m', 'mu', 'mul', 'mull', 'muller']) {
          const start = performance.now(); box.value = text;
          box.dispatchEvent(new Event('input')); most = Math.max(most, performance.now() - start);
        } return most; }"""
    )
    return told


def resident_mb(browser: Any) -> float:  # noqa: ANN401
    """Return the resident memory of the page's process (the largest renderer's), in MB."""
    session = browser.new_browser_cdp_session()
    told = session.send("SystemInfo.getProcessInfo")["processInfo"]
    sizes = [_process_mb(process["id"]) for process in told if process["type"] == "renderer"]
    return max(sizes, default=0.0)


def _process_mb(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0.0
    return round(int(text.split()[1]) * 4096 / 1e6)


def _line(row: Row) -> str:
    sizes = f"{row.page:9}{row.nodes:7}{row.edges:8}{row.layout_s:6.1f} s{row.build_s:6.1f} s"
    opened = f"{row.file_mb:5.1f} MB{row.open_ms:5.0f} ms{row.pan_fps:6.1f} fps"
    rest = f"{row.p95_ms:4.0f} (most {row.max_ms:.0f}) ms{row.search_ms:5.0f} ms{row.memory_mb:5.0f} MB"
    return f"{sizes} {opened} {rest}"


def main(arguments: Sequence[str] = ()) -> None:
    """Print the table, a row as soon as it is measured."""
    counts = [int(argument) for argument in arguments] or _DEFAULT
    click.echo(
        "page       nodes   edges  layout   build    file    open  pan,zoom  p95  search  memory"
    )
    for row in measure(counts):
        click.echo(_line(row))


if __name__ == "__main__":
    main(sys.argv[1:])
