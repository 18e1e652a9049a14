"""A graph in; one self-contained page (explorer.html) out: no request leaves it, same bytes each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.version import __version__
from kg.view.layout import Layout
from kg.view.payload import arrange, columns, to_json
from kg.view.reading import read_scene
from kg.view.scene import Scene

__all__ = ["PageOptions", "Question", "explorer_html", "scene_html", "write_explorer"]

_DIST = Path(__file__).parent / "explorer" / "dist"


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question of the SPARQL drawer."""

    id: str
    de: str
    en: str
    sparql: str


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page is told besides its graph."""

    title: str = "newskg"
    version: str = __version__
    date: str = ""
    """ISO date shown as the page's state; empty: the newest article's date. Never a clock."""
    questions: Sequence[Question] = ()
    sparql: bool = True
    """Whether the query engine (2 MB) and the graph's triples are put into the page."""


def write_explorer(
    store: ox.Store | Iterable[ox.Quad],
    path: Path,
    *,
    ontology: Iterable[ox.Quad] | None = None,
    options: PageOptions | None = None,
) -> None:
    """Write the page of a graph.

    `ontology` gives labels and classes where the store does not hold them; it is also what the
    page's SPARQL sees beside the graph.
    """
    text = explorer_html(store, ontology=ontology, options=options)
    path.write_text(text, encoding="utf-8", newline="\n")


def explorer_html(
    store: ox.Store | Iterable[ox.Quad],
    *,
    ontology: Iterable[ox.Quad] | None = None,
    options: PageOptions | None = None,
) -> str:
    """Return the page of a graph as one HTML text."""
    told = options or PageOptions()
    quads = list(store)
    terms = [] if ontology is None else list(ontology)
    scene = read_scene(quads, ontology=[*quads, *terms])
    triples = _n_quads([*quads, *terms]) if told.sparql else ""
    return scene_html(scene, arrange(scene), options=told, triples=triples)


def scene_html(
    scene: Scene, layout: Layout, *, options: PageOptions, triples: str = ""
) -> str:
    """Return the page of a scene that is already laid out."""
    data = columns(scene, layout) | {
        "meta": {
            "title": options.title,
            "version": options.version,
            "date": options.date or max((a.date for a in scene.articles), default=""),
            "about": "",
        },
        "questions": [[q.id, q.de, q.en, q.sparql] for q in options.questions],
    }
    blocks = [_block("kg-graph", _packed(to_json(data).encode()))]
    script, style = _read("page.js"), _read("page.css").strip()
    trusted = [script]
    if triples:
        editor = _read("editor.js")
        trusted.append(editor)
        blocks += [
            _block("kg-editor", _packed(editor.encode())),
            _block("kg-worker", _packed(_read("worker.js").encode())),
            _block("kg-engine", base64.b64encode((_DIST / "oxigraph.wasm.gz").read_bytes()).decode()),
            _block("kg-triples", _packed(triples.encode())),
        ]
    return _filled(
        _read("page.html"),
        csp=_policy(trusted, style),
        title=html.escape(options.title),
        style=style,
        data="\n".join(blocks),
        script=script,
    )


def _n_quads(quads: Iterable[ox.Quad]) -> str:
    """Return sorted N-Quads: a store has no order of its own, a file must have one."""
    return "".join(sorted({f"{quad} .\n" for quad in quads}))


def _read(name: str) -> str:
    return (_DIST / name).read_text(encoding="utf-8")


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode()


def _block(name: str, content: str) -> str:
    # Base64 holds no "<": nothing in it can end the element.
    return f'<script type="application/gzip" id="{name}">{content}</script>'


def _policy(scripts: Sequence[str], style: str) -> str:
    """Forbid the network and every script but ours, which are named by their hash."""
    trusted = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {trusted} 'wasm-unsafe-eval'; style-src {_hash(style)}; "
        "worker-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _filled(template: str, **parts: str) -> str:
    """Fill the template's gaps in one pass, so that no filled-in text is looked at again."""
    pieces = template.split("{{")
    out = [pieces[0]]
    for piece in pieces[1:]:
        name, rest = piece.split("}}", 1)
        out += [parts[name], rest]
    return "".join(out)
