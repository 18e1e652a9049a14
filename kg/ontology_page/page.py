"""The ontology's terms in, one self-contained page that documents them in two languages out.

The page has no script and asks for nothing from outside: two radio buttons switch the language.
Each term's anchor is its local name, so that `…/ontology#buys` leads to its entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from kg.ontology_page.diagrams import class_tree, pattern, rule_diagram, text
from kg.ontology_page.read import KINDS, Ontology, Rule, Term

__all__ = ["ontology_html"]

_ROOTS = ("Entity", "TextBound", "Expression", "Judgement", "GraphRule")
"""Classes whose trees are drawn, the participants first."""
_TITLES = {
    "picture": ("Wie ein Satz dargestellt wird", "How a sentence is represented"),
    "trees": ("Klassen als Baum", "Classes as a tree"),
    "classes": ("Klassen", "Classes"),
    "edges": ("Direkte Relationen", "Direct relations"),
    "stated": ("Angaben (nur in Aussagen)", "Stated figures (in claims only)"),
    "types": ("Weitere Relationstypen", "Further relation types"),
    "roles": ("Rollen", "Roles"),
    "structure": ("Struktur", "Structure"),
    "values": ("Feste Werte", "Controlled values"),
    "rules": ("Projektionsregeln", "Projection rules"),
}

_PICTURE = (
    "„Laut The Information haben Alibaba, ByteDance und Tencent im ersten Quartal kumuliert rund "
    "16 Milliarden Dollar in H20-Chips von Nvidia investiert.“ Die blaue Kante dient dem Stöbern "
    "und besteht nur, weil eine behauptete, bejahte Aussage sie stützt. Die Aussage trägt "
    "Wortlaut, Stelle, Quelle und Modalität; das Ereignis trägt Beteiligte, Betrag und Zeit.",
    "“According to The Information, Alibaba, ByteDance and Tencent together invested about "
    "16 billion dollars in Nvidia's H20 chips in the first quarter.” The blue edge is for browsing "
    "and exists only because an asserted, positive claim supports it. The claim holds words, "
    "place, source and modality; the event holds participants, amount and time.",
)

_SWITCH = """<input class="language" type="radio" name="language" id="show-de" checked
 aria-label="Deutsch"><input class="language" type="radio" name="language" id="show-en"
 aria-label="English">"""

_CHOICE = """<div class="choice"><label for="show-de">Deutsch</label><label for="show-en">English
</label></div>"""

_ARROWHEAD = """<svg width="0" height="0" aria-hidden="true"><defs><marker id="head"
 viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9"
 markerUnits="userSpaceOnUse" orient="auto">
<path d="M0 0 L8 4 L0 8 Z"/></marker></defs></svg>"""

_COLUMNS = (("Name", "Name"), ("Beschriftung", "Label"), ("Bedeutung", "Meaning"), ("Mehr", "More"))

_FACTS = {
    "rdfs:domain": ("von", "from"),
    "rdfs:range": ("nach", "to"),
    "edge": ("Kante", "edge"),
    "otherEdge": ("Kante bei Akteuren", "edge for agents"),
    "onClass": ("Ereignis", "event"),
    "fromRole": ("Subjekt-Rolle", "subject role"),
    "toRole": ("Objekt-Rolle", "object role"),
    "family": ("Familie", "family"),
    "oppositeOf": ("Gegenteil", "opposite"),
}


def ontology_html(ontology: Ontology) -> str:
    """Return the page."""
    css = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    body = "".join(_body(ontology))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="de"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(ontology.title['de'])}</title><style>{css}</style></head>"
        f"<body>{body}</body></html>\n"
    )


def _body(ontology: Ontology) -> Iterator[str]:
    yield _header(ontology)
    yield "<main>"
    yield _section("picture", f"<p>{text(_PICTURE)}</p><div class=scroll>{pattern()}</div>")
    trees = "".join(f"<div class=scroll>{class_tree(ontology, root)}</div>" for root in _ROOTS)
    yield _section("trees", trees)
    for name in KINDS:
        yield _section(name, _table(ontology.of(name)))
    yield _section("rules", _rules(ontology.rules))
    yield "</main>"


def _header(ontology: Ontology) -> str:
    links = "".join(f'<li><a href="#section-{n}">{text(t)}</a></li>' for n, t in _TITLES.items())
    edges = len(ontology.of("edges")) - 1  # kg:relatedTo itself is none
    classes = len(ontology.of("classes"))
    counts = (
        f"Version {ontology.version}: {classes} Klassen, {edges} direkte Relationen, "
        f"{len(ontology.of('roles'))} Rollen, {len(ontology.rules)} Regeln.",
        f"Version {ontology.version}: {classes} classes, {edges} direct relations, "
        f"{len(ontology.of('roles'))} roles, {len(ontology.rules)} rules.",
    )
    return (
        f"{_SWITCH}<header>{_CHOICE}<h1>{text(ontology.title)}</h1><p>{text(ontology.about)}</p>"
        f'<p class="soft">{text(counts)}</p><nav aria-label="Inhalt"><ul>{links}</ul></nav>'
        f"{_ARROWHEAD}</header>"
    )


def _section(name: str, content: str) -> str:
    heading = f'<h2 id="section-{name}">{text(_TITLES[name])}</h2>'
    return f'<section aria-labelledby="section-{name}">{heading}{content}</section>'


def _table(terms: Iterable[Term]) -> str:
    return _grid(_COLUMNS, (_row(term) for term in terms))


def _grid(columns: Sequence[tuple[str, str]], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    body = f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f"<div class=scroll><table>{body}</table></div>"


def _row(term: Term) -> str:
    inverse = text(term.inverse) if term.inverse else ""
    comment = text(term.comment) if term.comment else ""
    backwards = f'<br><span class="soft">← {inverse}</span>' if inverse else ""
    return (
        f'<tr id="{term.name}"><th scope="row"><code>kg:{term.name}</code></th>'
        f"<td>{text(term.label)}{backwards}</td><td>{comment}</td><td>{_more(term)}</td></tr>"
    )


def _more(term: Term) -> str:
    """Return the parents, the facts and the mappings of a term, one a line."""
    told = [f"⊂ {_links(term.parents)}"] if term.parents else []
    told += [
        f"{text(_FACTS[name])} {_links(values)}"
        for name, values in term.facts.items()
        if name in _FACTS
    ]
    maps = ", ".join(
        f'<a href="{escape(iri)}" title="{escape(kind)}">{escape(short)}</a>'
        for kind, short, iri in term.aligned
    )
    told += [f'<span class="maps">≈ {maps}</span>'] if maps else []
    return "<br>".join(told)


def _links(names: Iterable[str]) -> str:
    return ", ".join(
        escape(n) if ":" in n else f'<a href="#{escape(n)}"><code>{escape(n)}</code></a>'
        for n in names
    )


def _rules(rules: Iterable[Rule]) -> str:
    return _grid(
        (("Klasse", "Class"), ("Regel", "Rule")),
        (
            f'<tr><th scope="row">{_links((rule.on,))}</th><td>{rule_diagram(rule)}</td></tr>'
            for rule in rules
        ),
    )
