"""Checks 22 to 24: undo, links, and the files a view is saved as."""

import csv
import io
import random
import struct
import zlib
from xml.etree import ElementTree

import networkx as nx
import pytest

from .graphs import ent

pytestmark = pytest.mark.browser


def saved(page, button):
    page.page.click("#more")
    with page.page.expect_download() as started:
        page.page.click(button)
    return started.value.path().read_bytes()


def act(page, draw, nodes):
    one = draw.choice(nodes)
    draw.choice(
        (
            lambda: page.kg(f"choose('{one}')"),
            lambda: page.kg("set({conf: x})", draw.randrange(1, 90)),
            lambda: page.kg("set({hidden: [x]})", draw.randrange(9)),
            lambda: page.kg("set({time: [17000, 17000 + x]})", draw.randrange(4000)),
            lambda: page.kg("set({pins: {3: [x, 5]}})", draw.randrange(300)),
            lambda: page.kg("set({article: x})", draw.randrange(3)),
        )
    )()


def test_ten_actions_and_as_many_undos_end_where_they_began(opened):
    page = opened("n100")
    nodes = page.kg("nodes()")
    start, draw, states = page.kg("state()"), random.Random(5), []
    for _ in range(10):
        before = page.kg("state()")
        act(page, draw, nodes)
        if page.kg("state()") != before:
            states.append(before)
    for before in reversed(states):
        page.page.click("#undo")
        assert page.kg("state()") == before
    assert page.kg("state()") == start
    assert page.page.locator("#undo").is_disabled()
    for _ in states:
        page.kg("redo()")
    assert page.kg("state()") != start


def test_a_link_restores_the_view_elsewhere(opened):
    page = opened("story")
    page.kg(f"choose('{ent('moewe')}')")
    page.kg(
        "set({conf: 50, hidden: [3], article: 1, lit: [1, 2], timeOf: 'published', time: [19000, 20500]})"
    )
    page.kg(
        "set({off: {...__kg.state().off, rel: [1], cert: [4, 8]}, pins: {2: [10.5, -7]}, path: null})"
    )
    page.kg("zoom(1.3)")
    other = opened("story", fragment=page.kg("link()"))
    assert other.kg("state()") == page.kg("state()")
    assert other.kg("cam")["k"] == pytest.approx(page.kg("cam")["k"], rel=0.01)


@pytest.mark.parametrize(
    "fragment", ["#v=broken", "#v=", "#v=eyJub2RlIjo", "#v=bnVsbA", "#v=WzFd", "#else"]
)
def test_a_broken_link_falls_back(opened, fragment):
    page = opened("story", fragment=fragment)
    assert page.kg("visible()")["edges"] > 5


def test_the_svg_holds_the_labels_on_screen(opened):
    page = opened("n100")
    tree = ElementTree.fromstring(saved(page, "#m-svg"))
    texts = sorted(e.text or "" for e in tree.iter("{http://www.w3.org/2000/svg}text"))
    shown = sorted(b["text"] for b in page.kg("boxes") + page.kg("edge_boxes"))
    assert texts == shown


def pixels(png):
    """Return width, height and the share of pixels that differ from the first one."""
    at, data, size, step = 8, b"", (0, 0), 3
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            size = struct.unpack(">II", png[at + 8 : at + 16])
            step = 4 if png[at + 17] == 6 else 3
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw, row = zlib.decompress(data), size[0] * step + 1
    lines, before = [], bytes(row - 1)
    for y in range(size[1]):
        kind, line = raw[y * row], bytearray(raw[y * row + 1 : (y + 1) * row])
        for x in range(len(line)):
            left = line[x - step] if x >= step else 0
            up, corner = before[x], before[x - step] if x >= step else 0
            guess = left + up - corner
            paeth = min(
                (abs(guess - left), 0, left),
                (abs(guess - up), 1, up),
                (abs(guess - corner), 2, corner),
            )[2]
            line[x] = (line[x] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        lines.append(bytes(line))
        before = bytes(line)
    ground = lines[0][:step]
    other = sum(line[x : x + step] != ground for line in lines for x in range(0, len(line), step))
    return size, other / (size[0] * size[1])


def test_the_png_is_twice_as_fine_and_not_blank(opened):
    page = opened("n100", viewport={"width": 800, "height": 500})
    cam = page.kg("cam")
    size, drawn = pixels(saved(page, "#m-png"))
    assert size == (round(cam["width"] * 2), round(cam["height"] * 2))
    assert drawn >= 0.05


def test_graphml_gives_networkx_the_same_graph(opened, tmp_path):
    page = opened("n100")
    (tmp_path / "g.graphml").write_bytes(saved(page, "#m-graphml"))
    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert set(graph) == set(page.kg("nodes()"))
    drawn = sorted((e["from"], e["to"], e["relation"]) for e in page.kg("edges()"))
    assert sorted((a, b, d["relation"]) for a, b, d in graph.edges(data=True)) == drawn


def test_the_csv_opens_in_a_spreadsheet_and_runs_no_formula(opened):
    page = opened("hostile")
    raw = saved(page, "#m-csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 41
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = {cell for row in rows[1:] for cell in row}
    assert "'=cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_umlauts_survive_the_csv(opened):
    raw = saved(opened("story"), "#m-csv").decode("utf-8-sig")
    assert "Ünal Petersen;leitet;Möwe GmbH" in raw


def test_print_shows_picture_and_evidence_without_controls(opened):
    page = opened("story")
    page.kg(f"choose('{ent('moewe')}')")
    page.page.emulate_media(media="print")
    assert page.page.locator("#facets").is_hidden()
    assert page.page.locator("#panel blockquote").first.is_visible()
    assert page.page.locator("#notice").is_visible()
    key = page.page.locator("#key").inner_text().splitlines()
    assert {"Organisationen", "behauptet", "widersprüchlich"} <= set(key)
    assert "möglich" not in key
