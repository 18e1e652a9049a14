"""A graph in; one self-contained page (explorer.html) out: no request leaves it, same bytes."""

from __future__ import annotations

import base64
import hashlib
import html
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store import write_atomically
from kg.version import __version__
from kg.view.layout import Layout
from kg.view.payload import arrange, columns, to_json
from kg.view.reading import read_scene
from kg.view.scene import Scene
from kg.view.terms import Asking, asking, with_ontology

__all__ = ["PageOptions", "explorer_html", "scene_html", "write_explorer"]

_DIST = Path(__file__).parent / "explorer" / "dist"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page is told besides its graph."""

    title: str = ""
    """Shown at the top; empty: the article's title where there is one article, else "newskg"."""
    date: str = ""
    """ISO date shown as the page's state; empty: the newest article's date. Never a clock."""
    sparql: bool = True
    """Whether the query engine (2 MB) and the graph's triples are put into the page."""


def write_explorer(
    store: ox.Store | Iterable[ox.Quad],
    path: Path,
    *,
    version: str = __version__,
    options: PageOptions | None = None,
) -> None:
    """Write the page of a graph; `version` is what the page says it was built with.

    Labels and classes come from the ontology in the store, or from the shipped one where the
    store holds none; the page's SPARQL sees the same triples. Raises StoreError where the file
    cannot be written; an earlier page is kept then.
    """
    text = explorer_html(store, version=version, options=options)
    write_atomically(path, [text.encode()])


def explorer_html(
    store: ox.Store | Iterable[ox.Quad],
    *,
    version: str = __version__,
    options: PageOptions | None = None,
) -> str:
    """Return the page of a graph as one HTML text."""
    told = options or PageOptions()
    quads = with_ontology(store)
    scene = read_scene(quads)
    asked = asking(quads) if told.sparql else None
    return scene_html(scene, arrange(scene), version=version, options=told, asked=asked)


def scene_html(
    scene: Scene,
    layout: Layout,
    *,
    version: str,
    options: PageOptions,
    asked: Asking | None = None,
) -> str:
    """Return the page of a scene that is already laid out."""
    title = options.title or _title(scene)
    data = columns(scene, layout) | {
        "meta": {
            "title": title,
            "version": version,
            "date": options.date or max((a.date for a in scene.articles), default=""),
        },
        "questions": asked.questions if asked else [],
        "names": asked.names if asked else {},
        "vocabulary": asked.terms if asked else [],
    }
    blocks = [_block("kg-graph", _packed(to_json(data).encode()))]
    script, style = _read("page.js"), _read("page.css").strip()
    trusted = [script]
    if asked:
        trusted.append(_read("editor.js"))
        blocks += _engine(asked)
    return _filled(
        _read("page.html"),
        csp=_policy(trusted, style),
        title=html.escape(title),
        style=style,
        data="\n".join(blocks),
        script=script,
    )


def _engine(asked: Asking) -> list[str]:
    """Return the blocks that let the page answer SPARQL."""
    engine = base64.b64encode((_DIST / "oxigraph.wasm.gz").read_bytes()).decode()
    return [
        _block("kg-editor", _packed(_read("editor.js").encode())),
        _block("kg-worker", _packed(_read("worker.js").encode())),
        _block("kg-engine", engine),
        _block("kg-triples", _packed(asked.triples.encode())),
    ]


def _title(scene: Scene) -> str:
    return scene.articles[0].title if len(scene.articles) == 1 else "newskg"


def _read(name: str) -> str:
    return (_DIST / name).read_text(encoding="utf-8")


def _packed(data: bytes) -> str:
    # 31: a gzip header as zlib writes it; the gzip module writes another one from Python 3.13 on
    return base64.b64encode(zlib.compress(data, 9, wbits=31)).decode()


def _block(name: str, content: str) -> str:
    # Base64 holds no "<": nothing in it can end the element.
    return f'<script type="application/gzip" id="{name}">{content}</script>'


def _policy(scripts: Sequence[str], style: str) -> str:
    """Forbid the network and every script but ours, which are named by their hash.

    Style attributes are let through: browsers set them themselves while one types in the editor.
    """
    trusted = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {trusted} 'wasm-unsafe-eval'; style-src {_hash(style)}; "
        "style-src-attr 'unsafe-inline'; worker-src blob:; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
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
