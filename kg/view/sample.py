"""A number of nodes in; a made-up news scene of that size out, the same for the same seed.

For measuring and testing the page: preferential attachment inside communities, parallel edges,
small components and loose nodes, hedged and denied claims, dates over eleven years.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from kg.view.scene import Article, Node, Passage, Relation, Scene, Statement, Term, Tie

__all__ = ["sample_scene"]

_BASE = "https://newskg.example/"
_KINDS = (
    ("Company", "Unternehmen", "company", "organization", 30),
    ("Person", "Person", "person", "person", 30),
    ("Country", "Land", "country", "place", 8),
    ("Product", "Produkt", "product", "product", 12),
    ("Index", "Börsenindex", "market index", "finance", 5),
    ("Acquisition", "Übernahme", "acquisition", "event", 8),
    ("Topic", "Thema", "topic", "topic", 7),
)
_RELATIONS = (
    ("acquires", "übernimmt", "acquires", "wird übernommen von", "acquired by", "Ownership"),
    ("affects", "betrifft", "affects", "ist betroffen von", "affected by", "Influence"),
    ("announces", "kündigt an", "announces", "angekündigt von", "announced by", "Reporting"),
    ("buys", "kauft", "buys", "gekauft von", "bought by", "Dealings"),
    ("competesWith", "konkurriert mit", "competes with", "konkurriert mit", "competes with", "Dealings"),
    ("cooperatesWith", "kooperiert mit", "cooperates with", "kooperiert mit", "cooperates with", "Dealings"),
    ("demands", "fragt nach", "demands", "nachgefragt von", "demanded by", "Dealings"),
    ("develops", "entwickelt", "develops", "entwickelt von", "developed by", "Offering"),
    ("inCountry", "liegt in", "in country", "Sitz von", "seat of", "Location"),
    ("invests", "investiert in", "invests in", "finanziert von", "financed by", "Ownership"),
    ("leads", "leitet", "leads", "geleitet von", "led by", "Leadership"),
    ("owns", "besitzt", "owns", "gehört", "owned by", "Ownership"),
    ("sues", "verklagt", "sues", "wird verklagt von", "sued by", "Regulation"),
    ("supplies", "beliefert", "supplies", "beliefert von", "supplied by", "Dealings"),
    ("uses", "nutzt", "uses", "genutzt von", "used by", "Offering"),
    ("weighsOn", "belastet", "weighs on", "belastet von", "weighed on by", "Influence"),
)  # fmt: skip
_FAMILIES = (
    ("Dealings", "Handel und Partner", "trade and partners"),
    ("Influence", "Ursache und Wirkung", "cause and effect"),
    ("Leadership", "Gründung, Führung", "founding, leadership"),
    ("Location", "Standorte und Länder", "sites and countries"),
    ("Offering", "Produkte und Technik", "products, technology"),
    ("Ownership", "Eigentum, Anteile", "ownership, stakes"),
    ("Regulation", "Recht und Regulierung", "law and regulation"),
    ("Reporting", "Äußerungen", "statements"),
)
_FIRST = [
    "Zoë",
    "Jürgen",
    "Yvonne",
    "Özlem",
    "Björn",
    "Käthe",
    "Emil",
    "Wiebke",
    "Sönke",
    "Tülay",
    "Ulrike",
    "Heike",
    "Xaver",
]
_LAST = [
    "Größner",
    "Müller",
    "Schäfer",
    "Jäger",
    "Krüger",
    "Weiß",
    "Möller",
    "Strauß",
    "Baerwald",
    "Köhler",
    "Süß",
]
_FIRMS = [
    "Süddeutsche",
    "Münchener",
    "Nordwest",
    "Rheinische",
    "Hanseatische",
    "Fränkische",
    "Märkische",
]
_TRADES = [
    "Versicherung AG",
    "Rück",
    "Motorenwerke AG",
    "Chipfabrik",
    "Energie SE",
    "Bank",
    "Börse",
]
_MODALITIES = ("Asserted",) * 16 + ("Expected", "Planned", "Possible", "Hypothetical")
_HOUSES = ("dpa", "Handelsblatt", "Börse Online", "Süddeutsche", "taz")
_PARALLEL, _ACROSS, _LOOSE = 0.08, 0.12, 0.01
_CLAIMS_PER_ARTICLE = 9


@dataclass(frozen=True, slots=True)
class _Edge:
    subject: int
    relation: str
    object: int


def sample_scene(count: int, *, edges: int = 0, seed: int = 7) -> Scene:
    """Return a scene of `count` nodes and about `edges` edges (three a node by default)."""
    draw = random.Random(seed)
    nodes = tuple(_node(draw, number) for number in range(count))
    drawn = _edges(draw, count, edges or 3 * count)
    ties = tuple(Tie(e.subject, e.relation, e.object, direct=True) for e in drawn)
    texts = [_sentence(nodes, tie) for tie in ties]
    articles = tuple(
        _article(draw, number) for number in range(len(ties) // _CLAIMS_PER_ARTICLE + 1)
    )
    passages, statements = _claims(draw, nodes, ties, texts)
    return Scene(
        nodes=nodes,
        ties=tuple(
            Tie(
                t.subject,
                t.relation,
                t.object,
                direct=s.modality == "Asserted" and s.polarity == "Positive",
            )
            for t, s in zip(ties, statements, strict=True)
        ),
        statements=statements,
        passages=passages,
        articles=articles,
        figures=(),
        periods=(),
        classes=tuple(Term(*kind[:4]) for kind in sorted(_KINDS)),
        relations=tuple(Relation(*names) for names in _RELATIONS),
        families=tuple(Term(*names) for names in _FAMILIES),
    )


def _node(draw: random.Random, number: int) -> Node:
    kind = draw.choices(_KINDS, weights=[k[4] for k in _KINDS])[0]
    name = f"{draw.choice(_FIRMS)} {draw.choice(_TRADES)} {number}"
    if kind[0] == "Person":
        name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)} {number}"
    elif kind[0] not in {"Company", "Person"}:
        name = f"{kind[1]} {draw.choice(_LAST)} {number}"
    return Node(f"{_BASE}entity/n{number:06d}", kind[0], name, "")


def _edges(draw: random.Random, count: int, wanted: int) -> list[_Edge]:
    home = [draw.randrange(max(3, count // 110)) for _ in range(count)]
    crowd: dict[int, list[int]] = {}
    for node in range(int(count * (1 - _LOOSE))):
        # A member is listed once for itself and once for each edge: popular nodes are drawn more.
        crowd.setdefault(home[node], []).append(node)
    towns = sorted(crowd)
    found: dict[_Edge, None] = {}
    last = _Edge(0, "buys", 1)
    while len(found) < wanted:
        town = crowd[draw.choice(towns)]
        other = town if draw.random() > _ACROSS else crowd[draw.choice(towns)]
        subject, target = draw.choice(town), draw.choice(other)
        if draw.random() < _PARALLEL:
            subject, target = last.subject, last.object
        if subject != target:
            last = _Edge(subject, draw.choice(_RELATIONS)[0], target)
            found[last] = None
            town.append(subject)
            other.append(target)
    return sorted(found, key=lambda e: (e.subject, e.relation, e.object))


def _sentence(nodes: Sequence[Node], tie: Tie) -> str:
    verb = next(names[1] for names in _RELATIONS if names[0] == tie.relation)
    return (
        f"{nodes[tie.subject].de} {verb} nach Angaben aus Branchenkreisen {nodes[tie.object].de}."
    )


def _article(draw: random.Random, number: int) -> Article:
    house = draw.choice(_HOUSES)
    day = f"{draw.randrange(2015, 2026)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    host = house.lower().translate(
        str.maketrans(dict[str, str | int | None]({" ": "-", "ö": "oe", "ü": "ue"}))
    )
    url = f"https://{host}.example/{number}"
    return Article(f"{_BASE}doc/a{number:06d}", f"Bericht {number}", url, day, house, "")


def _claims(
    draw: random.Random, nodes: Sequence[Node], ties: Sequence[Tie], texts: Sequence[str]
) -> tuple[tuple[Passage, ...], tuple[Statement, ...]]:
    """Write one sentence and one claim an edge, several sentences an article."""
    passages, statements, starts = [], [], dict[int, int]()
    for number, (tie, text) in enumerate(zip(ties, texts, strict=True)):
        article = number // _CLAIMS_PER_ARTICLE
        start = starts.get(article, 0)
        starts[article] = start + len(text) + 1
        passages.append(Passage(article, (start, start + len(text)), text))
        names = nodes[tie.subject].de, nodes[tie.object].de
        statements.append(
            Statement(
                iri=f"{_BASE}claim/c{number:06d}",
                subject=tie.subject,
                relation=tie.relation,
                object=tie.object,
                literal="",
                tie=number,
                modality=draw.choice(_MODALITIES),
                polarity="Negative" if draw.random() < 0.02 else "Positive",  # noqa: PLR2004
                basis="Inference" if draw.random() < 0.05 else "Explicit",  # noqa: PLR2004
                confidence=round(draw.uniform(0.4, 1.0), 2),
                rule="sample",
                source=None,
                source_text="",
                cues=(),
                article=article,
                passage=number,
                span=(start, start + len(text) - 1),
                quote=text[:-1],
                event=None,
                subject_span=(start, start + len(names[0])),
                object_span=(start + len(text) - 1 - len(names[1]), start + len(text) - 1),
                figure=None,
                period=None,
                disclosed=False,
            )
        )
    return tuple(passages), tuple(statements)
