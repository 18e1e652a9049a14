"""Terms and rules in, inline SVG out; every text stands twice, in German and in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.ontology_page.read import LANGUAGES, Ontology, Rule, Term

__all__ = ["class_tree", "pattern", "rule_diagram", "text"]

_ROW = 22
_INDENT = 22
_ALONG = 0.36
"""How far along its arrow a label stands: off the middle, where arrows cross."""

_LETTER = 7.4
"""Width of a letter at 13 px, rounded up: a server has no font to measure with."""


@dataclass(frozen=True, slots=True)
class _Box:
    """A labelled box of a diagram."""

    x: int
    y: int
    width: int
    title: str
    label: tuple[str, str] | None
    kind: str

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + 22


def text(
    told: Mapping[str, str] | Sequence[str], *, tag: str = "span", attributes: str = ""
) -> str:
    """Return a text in both languages, of which the page shows the chosen one."""
    by_language = told if isinstance(told, Mapping) else dict(zip(LANGUAGES, told, strict=True))
    return "".join(
        f'<{tag} lang="{language}" class="{language}"{attributes}>'
        f"{escape(by_language[language])}</{tag}>"
        for language in LANGUAGES
    )


def class_tree(ontology: Ontology, root: str) -> str:
    """Return the classes below `root` as an indented tree; each links to its entry."""
    rows = list(_walk(ontology.of("classes"), root, 0))
    parts = []
    for number, (term, depth, above) in enumerate(rows):
        x, y = 8 + depth * _INDENT, 18 + number * _ROW
        if above is not None:
            corner = 18 + above * _ROW + 5
            parts.append(f'<path class="line" d="M{x - 12} {corner} V{y - 4} H{x - 3}"/>')
        labels = text(term.label, tag="tspan", attributes=' dx="8"')
        parts.append(
            f'<a href="#{term.name}"><text x="{x}" y="{y}"><tspan class="name">{term.name}</tspan>'
            f"{labels}</text></a>"
        )
    longest = max(
        depth * _INDENT + _LETTER * (len(t.name) + max(map(len, t.label.values())) + 3)
        for t, depth, _ in rows
    )
    return _svg(int(longest) + 20, len(rows) * _ROW + 8, f"Klassen unter {root}", parts)


def _walk(
    terms: tuple[Term, ...], name: str, depth: int, above: int | None = None
) -> Iterator[tuple[Term, int, int | None]]:
    """Yield each class once below a parent, with its depth and its parent's row."""
    rows: list[tuple[Term, int, int | None]] = []
    seen: set[str] = set()

    def visit(current: str, level: int, parent: int | None) -> None:
        term = next(t for t in terms if t.name == current)
        rows.append((term, level, parent))
        seen.add(current)
        row = len(rows) - 1
        for child in terms:
            if current in child.parents and child.name not in seen:
                visit(child.name, level + 1, row)

    visit(name, depth, above)
    yield from rows


def pattern() -> str:
    """Return the picture of how one sentence becomes an edge, a claim and an event."""
    boxes = {
        "s": _Box(20, 120, 130, "ent:alibaba", ("Unternehmen", "company"), "entity"),
        "o": _Box(560, 120, 130, "ent:h20", ("Chip", "chip"), "entity"),
        "c": _Box(255, 20, 200, "kg:Claim", ("Aussage mit Zitat", "quoted claim"), "claim"),
        "e": _Box(255, 230, 200, "kg:Purchase", ("Kauf", "purchase"), "event"),
        "q": _Box(560, 20, 180, "„… in H20-Chips …“", ("Zitat, Stelle", "quote, place"), "text"),
        "a": _Box(560, 230, 180, "16 Mrd. USD", ("rund, kumuliert", "about, in all"), "value"),
        "t": _Box(560, 310, 180, "2025-Q1", ("im ersten Quartal", "first quarter"), "value"),
        "n": _Box(20, 310, 130, "ent:nvidia", ("Verkäufer", "seller"), "entity"),
    }
    arrows = (
        ("s", "o", "kg:buys", "edge"), ("c", "s", "rdf:subject", ""), ("c", "o", "rdf:object", ""),
        ("c", "q", "kg:quote", ""), ("c", "e", "kg:event", ""), ("e", "s", "kg:buyer", ""),
        ("e", "o", "kg:theme", ""), ("e", "a", "kg:amount", ""), ("e", "t", "kg:time", ""),
        ("e", "n", "kg:seller", ""),
    )  # fmt: skip
    parts = [_arrow(boxes[a], boxes[b], label, kind) for a, b, label, kind in arrows]
    parts += [_draw(box) for box in boxes.values()]
    return _svg(760, 380, "Kante, Aussage und Ereignis", parts)


def rule_diagram(rule: Rule) -> str:
    """Return a rule as a line: role, edge, role."""
    width = 120
    left = _Box(4, 6, width, rule.source, None, "event" if rule.is_chain else "entity")
    right = _Box(300, 6, width, rule.target, None, "entity")
    parts = [_arrow(left, right, rule.edge, "edge"), _draw(left), _draw(right)]
    return _svg(430, 52, f"{rule.on}: {rule.edge}", parts)


def _draw(box: _Box) -> str:
    x, y = box.middle
    frame = f'class="{box.kind}" x="{box.x}" y="{box.y}" width="{box.width}" height="44" rx="6"'
    parts = [f"<rect {frame}/>", _text(box.title, x, y + (2 if box.label is None else -2), "name")]
    if box.label is not None:
        told = text(box.label, tag="tspan")
        parts.append(f'<text class="small" x="{x}" y="{y + 14}" text-anchor="middle">{told}</text>')
    return f"<g>{''.join(parts)}</g>"


def _text(words: str, x: float, y: float, css: str) -> str:
    place = f'class="{css}" x="{x:.0f}" y="{y:.0f}" text-anchor="middle"'
    return f"<text {place}>{escape(words)}</text>"


def _arrow(start: _Box, end: _Box, label: str, kind: str) -> str:
    """Return an arrow from the border of one box to that of another."""
    (x1, y1), (x2, y2) = _border(start, end), _border(end, start)
    css = f"arrow {kind}".strip()
    line = (
        f'<path class="{css}" marker-end="url(#head)" d="M{x1:.0f} {y1:.0f} L{x2:.0f} {y2:.0f}"/>'
    )
    return line + _text(label, x1 + (x2 - x1) * _ALONG, y1 + (y2 - y1) * _ALONG - 4, "small halo")


def _border(box: _Box, other: _Box) -> tuple[float, float]:
    """Return where the line from a box's middle to another's leaves the box."""
    (x, y), (to_x, to_y) = box.middle, other.middle
    dx, dy = to_x - x, to_y - y
    scale = min(
        (box.width / 2 + 3) / abs(dx) if dx else float("inf"), 25 / abs(dy) if dy else float("inf")
    )
    return x + dx * scale, y + dy * scale


def _svg(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )
