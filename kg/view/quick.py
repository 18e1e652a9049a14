"""A graph in; the quick view (graph.html, pyvis through networkx) out: one file, really offline.

pyvis puts titles, headings and select boxes into HTML as they are, links Bootstrap from a CDN and
writes in the locale's encoding; what is used of it here is only its data model and its template,
and the page is cleaned before it is written (explorer/README of the study, "faults").
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any  # pyvis nodes and edges are plain dictionaries

import networkx as nx
import pyoxigraph as ox

from kg.store import write_atomically
from kg.view.layout import Layout
from kg.view.payload import arrange
from kg.view.reading import read_scene
from kg.view.scene import Scene, Statement, Tie
from kg.view.terms import with_ontology

__all__ = ["PHYSICS_LIMIT", "network", "quick_html", "scene_quick_html", "write_quick"]

PHYSICS_LIMIT = 200
"""Above so many nodes the browser's own layout is switched off: with it pyvis never settles."""

_COLOURS = {
    "person": "#0b6bb8",
    "organization": "#b3500f",
    "group": "#7d5a3c",
    "place": "#00806b",
    "product": "#7b3fa0",
    "finance": "#9a6c00",
    "event": "#b0307f",
    "article": "#4a5663",
    "topic": "#647016",
}
_SHAPES = {
    "person": "dot",
    "organization": "square",
    "group": "hexagon",
    "place": "diamond",
    "product": "hexagon",
    "finance": "triangleDown",
    "event": "triangle",
    "article": "square",
    "topic": "star",
}
_SENTENCES = 4
"""Sentences told in an edge's tooltip; the explorer shows all."""

# vis-network shows a title as plain text, except where it contains "href": then as HTML.
_HREF = re.compile("href", re.IGNORECASE)
_REMOTE = re.compile(
    r"<link\b[^>]*?\bhref=\"https?://[^>]*>|<script\b[^>]*?\bsrc=\"https?://[^>]*>\s*</script>",
    re.DOTALL,
)
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; worker-src blob:; base-uri 'none'; form-action 'none'"
)


def write_quick(store: ox.Store | Iterable[ox.Quad], path: Path) -> None:
    """Write the quick view of a graph: asserted and inferred edges only, as UTF-8."""
    write_atomically(path, [quick_html(store).encode()])


def quick_html(store: ox.Store | Iterable[ox.Quad]) -> str:
    """Return the quick view of a graph as one HTML text."""
    scene = read_scene(with_ontology(store))
    return scene_quick_html(scene, arrange(scene))


def scene_quick_html(scene: Scene, layout: Layout) -> str:
    """Return the quick view of a scene that is already laid out."""
    title = scene.articles[0].title if len(scene.articles) == 1 else "newskg"
    return _clean(_pyvis(network(scene), layout).generate_html(notebook=False), title)


def network(scene: Scene) -> nx.MultiDiGraph[int]:
    """Return the edges the graph states as a networkx graph; parallel edges are kept."""
    families = {term.name: term.family for term in scene.classes}
    names = {relation.name: relation.de for relation in scene.relations}
    graph: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    said = _by_tie(scene)
    for number, tie in enumerate(scene.ties):
        if tie.direct and not tie.role:
            for end in (tie.subject, tie.object):
                node = scene.nodes[end]
                graph.add_node(end, label=node.de, kind=node.kind, family=families[node.kind])
            label = names[tie.relation]
            told = _told(scene, tie, label, said.get(number, []))
            graph.add_edge(tie.subject, tie.object, key=number, label=label, title=told)
    return graph


def _told(scene: Scene, tie: Tie, label: str, said: list[Statement]) -> str:
    mine = [s for s in said if s.modality == "Asserted"]
    words = [
        scene.passages[s.passage].text if s.passage is not None else s.quote
        for s in mine[:_SENTENCES]
    ]
    ends = scene.nodes[tie.subject].de, scene.nodes[tie.object].de
    return "\n".join([f"{ends[0]} – {label} → {ends[1]}", *dict.fromkeys(words)])


def _by_tie(scene: Scene) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for statement in scene.statements:
        if statement.tie is not None:
            found.setdefault(statement.tie, []).append(statement)
    return found


def _pyvis(graph: nx.MultiDiGraph[int], layout: Layout) -> Any:  # noqa: ANN401 - pyvis is untyped
    from pyvis.network import Network  # slow: imports IPython

    net = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    # add_node and add_edge scan all that is there on each call (19.5 s for 10,000 nodes): the
    # lists are filled as those methods would fill them.
    net.nodes = [_node(graph, number, layout) for number in sorted(graph)]
    net.node_ids = [node["id"] for node in net.nodes]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.edges = [
        {
            "from": a,
            "to": b,
            "label": _plain(d["label"]),
            "title": _plain(d["title"]),
            "arrows": "to",
        }
        for a, b, _, d in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2])
    ]
    net.set_options(_options(physics=len(net.nodes) <= PHYSICS_LIMIT))
    return net


def _node(graph: nx.MultiDiGraph[int], number: int, layout: Layout) -> dict[str, Any]:
    told = graph.nodes[number]
    return {
        "id": number,
        "label": _short(told["label"]),
        "title": _plain(f"{told['label']} ({told['kind']})"),
        "color": _COLOURS[told["family"]],
        "shape": _SHAPES[told["family"]],
        "value": graph.degree(number),
        "x": float(layout.places[number, 0]),
        "y": float(layout.places[number, 1]),
    }


def _short(label: str, *, most: int = 40) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _plain(text: str) -> str:
    """Keep a tooltip plain text: a zero-width joiner breaks the word that would make it HTML."""
    return _HREF.sub(lambda found: f"{found[0][:2]}\u2060{found[0][2:]}", text)


def _options(*, physics: bool) -> str:
    smooth: dict[str, Any] | bool = {"type": "dynamic"} if physics else False
    # Without sizes of its own a scaled label has none at all, and no name is drawn.
    label = {"enabled": True, "min": 13, "max": 26, "maxVisible": 30, "drawThreshold": 5}
    scaling = {"min": 8, "max": 30, "label": label}
    told = {
        "physics": {"enabled": physics, "solver": "forceAtlas2Based"},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "nodes": {"scaling": scaling},
        "edges": {
            "smooth": smooth,
            "color": {"color": "#9aa3ad", "highlight": "#1d2127"},
            "font": {"size": 12, "color": "#5b6470"},
        },
        "interaction": {"hover": True, "tooltipDelay": 120, "hideEdgesOnDrag": not physics},
    }
    return json.dumps(told)


def _clean(page: str, title: str) -> str:
    """Drop what would be fetched, and say what every page should say: doctype, language, title."""
    local = _REMOTE.sub("", page)
    body = re.sub(r"<center>\s*<h1>.*?</h1>\s*</center>", "", local, flags=re.DOTALL)
    body = re.sub(r"^\s*<html>\s*<head>\s*<meta charset=\"utf-8\">", "", body)
    head = (
        '<!doctype html>\n<html lang="de">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        "<style>body{margin:0}.card,#mynetwork{border:0!important}</style>\n"
    )
    return head + body.lstrip()
