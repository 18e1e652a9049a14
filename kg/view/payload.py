"""A scene and its layout in; compact columns for the page out (one JSON text, no repeated keys)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any  # JSON columns: lists of numbers, texts and lists

from kg.view.layout import Layout, lay_out
from kg.view.scene import Scene, Span, Statement

__all__ = ["arrange", "columns", "to_json"]

_NONE = -1
_SURE = {"Asserted": 3.0}


def arrange(scene: Scene) -> Layout:
    """Lay out a scene: asserted edges pull most, hedged ones less, roles of events least."""
    strongest = [0.4 if tie.role else 1.0 for tie in scene.ties]
    for statement in scene.statements:
        if statement.tie is not None:
            weight = _SURE.get(statement.modality, 1.0) * max(statement.confidence, 0.1)
            strongest[statement.tie] = max(strongest[statement.tie], weight)
    edges = [(t.subject, t.object, w) for t, w in zip(scene.ties, strongest, strict=True)]
    return lay_out(len(scene.nodes), edges)


def to_json(data: dict[str, Any]) -> str:
    """Write columns as JSON without blanks, keys sorted: the same data give the same bytes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def columns(scene: Scene, layout: Layout) -> dict[str, Any]:
    """Return the page's data as columns; -1 stands for "none", offsets count UTF-16 units."""
    classes = {term.name: i for i, term in enumerate(scene.classes)}
    relations = {relation.name: i for i, relation in enumerate(scene.relations)}
    prefixes = _Prefixes()
    return {
        "v": 1,
        "nodes": _nodes(scene, layout, classes, prefixes),
        "classes": [[t.name, t.de, t.en, t.family] for t in scene.classes],
        "relations": _relations(scene),
        "families": [[t.name, t.de, t.en] for t in scene.families],
        "ties": {
            "s": [tie.subject for tie in scene.ties],
            "r": [relations[tie.relation] for tie in scene.ties],
            "o": [tie.object for tie in scene.ties],
            "f": [tie.direct + 2 * tie.role for tie in scene.ties],
        },
        "claims": _claims(scene, relations, prefixes),
        "passages": {
            "a": [p.article for p in scene.passages],
            "b": [p.span[0] for p in scene.passages],
            "t": [p.text for p in scene.passages],
        },
        "articles": [
            [prefixes.split(a.iri), a.title, a.url, a.date, a.publisher, a.author]
            for a in scene.articles
        ],
        "figures": [
            [f.text, f.value, f.unit, int(f.approximate), int(f.cumulative)] for f in scene.figures
        ],
        "periods": [[p.text, p.start, p.end] for p in scene.periods],
        "terms": {term.name: [term.de, term.en] for term in scene.terms},
        "events": {
            str(node): [_or_none(figure), _or_none(period)]
            for node, (figure, period) in sorted(scene.events.items())
        },
        "prefixes": prefixes.told,
    }


def _relations(scene: Scene) -> list[list[str | int]]:
    families = {term.name: i for i, term in enumerate(scene.families)}
    return [
        [r.name, r.de, r.en, r.inverse_de, r.inverse_en, families.get(r.family, _NONE)]
        for r in scene.relations
    ]


class _Prefixes:
    """Splits IRIs at their last separator, keeping every front part once."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self._at: dict[str, int] = {}

    def split(self, iri: str) -> list[int | str]:
        """Return [number of the front part, rest]."""
        cut = max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1
        front = iri[:cut]
        if front not in self._at:
            self._at[front] = len(self.told)
            self.told.append(front)
        return [self._at[front], iri[cut:]]


def _nodes(
    scene: Scene, layout: Layout, classes: dict[str, int], prefixes: _Prefixes
) -> dict[str, Any]:
    split = [prefixes.split(node.iri) for node in scene.nodes]
    return {
        "p": [front for front, _ in split],
        "id": [rest for _, rest in split],
        "k": [classes[node.kind] for node in scene.nodes],
        "de": [node.de for node in scene.nodes],
        "en": [node.en for node in scene.nodes],
        "x": [float(x) for x in layout.places[:, 0]],
        "y": [float(y) for y in layout.places[:, 1]],
        "z": [float(r) for r in layout.radii],
        "c": [int(c) for c in layout.communities],
        "unnamed": [i for i, node in enumerate(scene.nodes) if not node.named],
        "aliases": {str(i): list(n.aliases) for i, n in enumerate(scene.nodes) if n.aliases},
        "links": {str(i): list(n.links) for i, n in enumerate(scene.nodes) if n.links},
        "facts": {
            str(i): [list(fact) for fact in n.facts] for i, n in enumerate(scene.nodes) if n.facts
        },
    }


def _claims(scene: Scene, relations: dict[str, int], prefixes: _Prefixes) -> dict[str, Any]:
    told = scene.statements
    marks = [_marks(scene, statement) for statement in told]
    split = [prefixes.split(statement.iri) for statement in told]
    return {
        "p": [front for front, _ in split],
        "id": [rest for _, rest in split],
        "t": [_or_none(s.tie) for s in told],
        "m": _coded([s.modality for s in told]),
        "n": [int(s.polarity == "Negative") for s in told],
        "b": _coded([s.basis for s in told]),
        "c": [round(s.confidence * 100) for s in told],
        "rule": _coded([s.rule for s in told]),
        "src": [_or_none(s.source) for s in told],
        "a": [_or_none(s.article) for s in told],
        "ps": [_or_none(s.passage) for s in told],
        "ev": [_or_none(s.event) for s in told],
        "fig": [_or_none(s.figure) for s in told],
        "per": [_or_none(s.period) for s in told],
        "q": [mark[0] for mark in marks],
        "sm": [mark[1] for mark in marks],
        "om": [mark[2] for mark in marks],
        "dis": [i for i, s in enumerate(told) if s.disclosed],
        "cue": {str(i): list(s.cues) for i, s in enumerate(told) if s.cues},
        "stx": {str(i): s.source_text for i, s in enumerate(told) if s.source_text},
        "con": {str(i): list(s.contradicts) for i, s in enumerate(told) if s.contradicts},
        "strain": {str(i): list(s.strains) for i, s in enumerate(told) if s.strains},
        "lit": {
            str(i): [s.subject, relations[s.relation], s.literal]
            for i, s in enumerate(told)
            if s.tie is None
        },
        "qt": {str(i): s.quote for i, s in enumerate(told) if s.passage is None},
    }


def _coded(values: Sequence[str]) -> dict[str, Any]:
    names = sorted(set(values))
    at = {name: i for i, name in enumerate(names)}
    return {"of": [at[value] for value in values], "names": names}


def _or_none(value: int | None) -> int:
    return _NONE if value is None else value


def _marks(scene: Scene, statement: Statement) -> list[list[int]]:
    """Return [quote, subject, object] as [start, end] inside the sentence, in UTF-16 units."""
    if statement.passage is None:
        return [[], [], []]
    passage = scene.passages[statement.passage]
    spans = (statement.span, statement.subject_span, statement.object_span)
    return [_inside(passage.text, passage.span[0], span) for span in spans]


def _inside(text: str, offset: int, span: Span | None) -> list[int]:
    if span is None:
        return []
    start, end = (min(max(at - offset, 0), len(text)) for at in span)
    if end <= start:
        return []
    if text.isascii() or max(text) <= "\uffff":
        return [start, end]
    return [_units(text[:start]), _units(text[:end])]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
