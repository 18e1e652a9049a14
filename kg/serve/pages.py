"""Pages for people: an IRI's statements, and the query page; everything from the data escaped."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from urllib.parse import quote

import pyoxigraph as ox

from kg.prefixes import FIXED

__all__ = ["CONTENT_SECURITY_POLICY", "EXPLORER", "asset", "entity_page", "query_page"]

EXPLORER = "/explorer"
"""Path of the explorer's page."""

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Nothing foreign is loaded or asked: the editor's look-ups of prefixes and terms stay inside."""

_ASSETS = {
    "yasgui.min.js": "text/javascript; charset=utf-8",
    "yasgui.min.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
}

_PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page/page.css">{head}</head>
<body>{body}</body></html>
"""


def asset(name: str) -> tuple[str, bytes] | None:
    """Return media type and content of a file of the query page, or None."""
    media = _ASSETS.get(name)
    if media is None:
        return None
    return media, resources.files("kg.serve").joinpath("page", name).read_bytes()


def query_page(questions: Sequence[tuple[str, str, str, str]], names: Mapping[str, str]) -> bytes:
    """Return the query page; a question is (id, German, English, SPARQL)."""
    told = [dict(zip(("id", "de", "en", "sparql"), q, strict=True)) for q in questions]
    # "<" escaped: a query with "</script>" must not end the element that holds it
    data = json.dumps({"questions": told, "prefixes": dict(names)}).replace("<", "\\u003c")
    body = (
        f'<header><h1>newskg</h1><p><a href="{EXPLORER}">Explorer</a> · SPARQL: '
        "<code>/sparql</code> · Graph Store: <code>/store</code></p>"
        '<label>Frage / question <select id="questions"><option value="">–</option></select>'
        '</label></header><main id="yasgui"></main>'
        f'<script type="application/json" id="data">{data}</script>'
        '<script src="/page/yasgui.min.js"></script><script src="/page/page.js"></script>'
    )
    head = '<link rel="stylesheet" href="/page/yasgui.min.css">'
    return _PAGE.format(title="newskg", head=head, body=body).encode()


def entity_page(
    store: ox.Store,
    node: ox.NamedNode,
    triples: tuple[list[ox.Triple], list[ox.Triple]],
    *,
    base: str,
) -> bytes:
    """Return a page of all statements with `node` as subject (first) and object (second).

    IRIs under `base` and terms of the ontology lead to their pages here, others to where they are.
    """
    out, back = (
        _table(store, rows, base)
        for rows in (
            [(t.predicate, t.object) for t in triples[0]],
            [(t.predicate, t.subject) for t in triples[1]],
        )
    )
    title = html.escape(_label(store, node))
    body = (
        f"<header><h1>{title}</h1><p><code>{html.escape(node.value)}</code></p>"
        f'<p><a href="{EXPLORER}">Explorer</a> · <a href="/">SPARQL</a></p></header><main>'
        f"<h2>Aussagen / statements</h2>{out}"
        f"<h2>Verweise hierher / references</h2>{back}</main>"
    )
    return _PAGE.format(title=title, head="", body=body).encode()


def _table(store: ox.Store, rows: Sequence[tuple[ox.NamedNode, object]], base: str) -> str:
    cells = (
        f"<tr><th>{_cell(store, p, base)}</th><td>{_cell(store, o, base)}</td></tr>"
        for p, o in sorted(rows, key=str)
    )
    return f"<table>{''.join(cells)}</table>"


def _cell(store: ox.Store, term: object, base: str) -> str:
    if isinstance(term, ox.NamedNode):
        label = html.escape(_label(store, term))
        if not term.value.startswith(("http://", "https://")):
            return label  # no javascript: behind a link
        if term.value.startswith((base, FIXED["kg"])):
            return f'<a href="{html.escape(_local(term.value))}">{label}</a>'
        return f'<a href="{html.escape(term.value)}" rel="noreferrer">{label}</a>'
    if isinstance(term, ox.Literal):
        language = f' lang="{html.escape(term.language)}"' if term.language else ""
        return f'<q dir="auto"{language}>{html.escape(term.value)}</q>'
    return html.escape(str(term))


def _local(iri: str) -> str:
    """Return the address under which this service tells about an IRI."""
    return f"/describe?iri={quote(iri, safe='')}"


_NAMED_BY = (FIXED["rdfs"] + "label", *(FIXED["kg"] + n for n in ("quote", "text", "why")))
"""What tells people which node is meant: its label, else the words it stands for."""


def _label(store: ox.Store, node: ox.NamedNode) -> str:
    for name in _NAMED_BY:
        found = store.quads_for_pattern(node, ox.NamedNode(name), None, ox.DefaultGraph())
        labels = [quad.object for quad in found if isinstance(quad.object, ox.Literal)]
        if labels:
            return min(labels, key=_german_first).value
    return node.value.rstrip("/").rpartition("/")[2].rpartition("#")[2] or node.value


def _german_first(label: ox.Literal) -> tuple[bool, str]:
    return label.language != "de", label.value
