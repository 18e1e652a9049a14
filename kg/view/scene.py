"""What a page shows, as plain records: no RDF in it, and nothing of how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Article",
    "Figure",
    "Node",
    "Passage",
    "Period",
    "Relation",
    "Scene",
    "Span",
    "Statement",
    "Term",
    "Tie",
]

Span = tuple[int, int]
"""Code points into an article's text, 0-based, end-exclusive."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or another term of the ontology with its names."""

    name: str
    de: str
    en: str
    family: str = ""
    """Which of the drawn families (colour and shape) a class belongs to."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation with its names, read forwards and backwards."""

    name: str
    de: str
    en: str
    inverse_de: str
    inverse_en: str
    family: str = ""
    """Which family of relations it belongs to (`Scene.families`), where the ontology says it."""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, an event or an article that can be drawn."""

    iri: str
    kind: str
    """Index key of its most specific class: the class's local name."""
    de: str
    en: str
    aliases: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """IRIs of the same thing in registers."""
    named: bool = True
    facts: tuple[tuple[str, str], ...] = ()
    """Plain values the graph holds of it: (property's local name, value)."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge: subject, relation, object; its claims point to it."""

    subject: int
    relation: str
    object: int
    direct: bool
    """True where the graph states the edge itself, not only claims about it."""
    role: bool = False
    """True for a participant of an event (buyer, theme ...), which is no relation of its own."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, as one sentence makes it."""

    iri: str
    subject: int
    relation: str
    object: int | None
    literal: str
    tie: int | None
    modality: str
    polarity: str
    basis: str
    confidence: float
    rule: str
    source: int | None
    source_text: str
    cues: tuple[str, ...]
    article: int | None
    passage: int | None
    span: Span
    quote: str
    event: int | None
    subject_span: Span | None
    object_span: Span | None
    figure: int | None
    period: int | None
    disclosed: bool
    contradicts: tuple[int, ...] = ()
    strains: tuple[int, ...] = ()
    """Claims that cannot easily hold together with this one (kg:inTensionWith)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of an article."""

    article: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article the graph was read from."""

    iri: str
    title: str
    url: str
    date: str
    publisher: str
    author: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount: its words and what they mean."""

    text: str
    value: str
    unit: str
    approximate: bool
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A time: its words and, where they are known, its first and last day."""

    text: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one page shows; lists are sorted by content: equal graphs, equal scenes."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    articles: tuple[Article, ...]
    figures: tuple[Figure, ...]
    periods: tuple[Period, ...]
    classes: tuple[Term, ...]
    relations: tuple[Relation, ...]
    families: tuple[Term, ...] = ()
    """Families of relations, for the page to list them by."""
    terms: tuple[Term, ...] = ()
    """Names of the plain values that nodes have (`Node.facts`)."""
    events: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    """Event node -> (its figure, its period)."""
