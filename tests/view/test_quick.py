"""The quick view (pyvis): offline, UTF-8, parallel edges kept, nothing a graph says becomes markup."""

import os
import re
import subprocess
import sys
import time

import pytest

from kg.view import write_quick
from kg.view.quick import PHYSICS_LIMIT, network, quick_html
from kg.view.reading import read_scene
from kg.view.sample import sample_scene
from kg.view.terms import with_ontology

from .conftest import least
from .graphs import HOSTILE, as_quads, hostile, story


def test_parallel_edges_are_kept_and_hedged_ones_left_out():
    graph = network(read_scene(with_ontology(story())))
    labels = sorted(d["label"] for _, _, d in graph.edges(data=True))
    assert labels.count("übernimmt") == 1
    assert {"beliefert", "konkurriert mit", "übernimmt"} <= set(labels)
    assert "erweitert" not in labels


def test_the_sentence_stands_in_the_tooltip():
    text = quick_html(story())
    assert "Laut K\\u00fcstenblatt beliefert" in text or "Laut Küstenblatt beliefert" in text


def test_doctype_language_and_title_are_there():
    text = quick_html(hostile())
    assert text.startswith('<!doctype html>\n<html lang="de">')
    assert text.count("<title>") == 1
    assert "<title>&lt;/script&gt;&lt;script&gt;window.hacked=1" in text


def test_no_tooltip_contains_what_would_make_it_markup():
    found = re.search(r"edges = new vis.DataSet\((.*?)\);\n", quick_html(hostile()), re.DOTALL)
    assert found is not None
    assert "href" not in found[1].lower()
    assert len(HOSTILE) == 40


@pytest.mark.parametrize(("count", "expected"), [(100, "true"), (400, "false")])
def test_physics_is_off_above_two_hundred_nodes(count, expected):
    text = quick_html(as_quads(sample_scene(count)))
    assert f'"physics": {{"enabled": {expected}' in text
    assert PHYSICS_LIMIT == 200


def test_it_is_written_as_utf8_whatever_the_locale(tmp_path):
    program = (
        "import sys, pyoxigraph as ox; from pathlib import Path; from kg.view import write_quick;"
        "write_quick([ox.Quad(ox.NamedNode('https://newskg.example/entity/a'), ox.NamedNode('https://newskg.example/ontology#buys'),"
        "ox.NamedNode('https://newskg.example/entity/b'))], Path(sys.argv[1]))"
    )
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "g.html")], env=env, check=True)
    (tmp_path / "g.html").read_bytes().decode("utf-8")


def test_same_graph_same_bytes():
    assert quick_html(story()) == quick_html(reversed(story()))


@pytest.fixture(scope="module")
def thousand(tmp_path_factory):
    """Return the page of a thousand nodes."""
    path = tmp_path_factory.mktemp("quick") / "graph.html"
    write_quick(as_quads(sample_scene(1000)), path)
    return path


def hanging(browser, page_file):
    """Open a page while the network hangs; return it, and how long it took, in s."""
    page = browser.new_context().new_page()
    asked, errors = [], []
    page.route(re.compile("^https?://"), lambda route: asked.append(route.request.url))
    page.on("pageerror", lambda e: errors.append(str(e)))
    start = time.monotonic()
    page.goto(page_file.as_uri(), wait_until="domcontentloaded")
    page.wait_for_function("() => typeof network !== 'undefined' && network.getScale() > 0")
    seconds = time.monotonic() - start
    assert asked == []
    assert errors == []
    return page, seconds


@pytest.mark.browser
def test_it_opens_while_the_network_hangs(browser, thousand):
    page, _ = hanging(browser, thousand)
    sizes = page.evaluate("() => Object.values(network.body.nodes).map(n => n.options.font.size)")
    assert min(size or 0 for size in sizes) >= 12  # names are drawn
    page.context.close()


@pytest.mark.browser
@pytest.mark.timing
def test_it_opens_within_three_seconds_while_the_network_hangs(browser, thousand):
    def seconds():
        page, took = hanging(browser, thousand)
        page.context.close()
        return took

    assert least(seconds, limit=3) < 3
