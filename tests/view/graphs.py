"""Graphs for the tests: a small story with every kind of claim, a hostile one, and scenes as quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.view.scene import Scene

KG = "https://newskg.example/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
BASE = "https://newskg.example/"
Value = ox.NamedNode | ox.Literal


def iri(text: str) -> ox.NamedNode:
    return ox.NamedNode(text)


def ent(name: str) -> str:
    return f"{BASE}entity/{name}"


def word(text: str, language: str = "de") -> ox.Literal:
    return ox.Literal(text, language=language)


def number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=ox.NamedNode(f"{XSD}integer"))


def say(subject: str, told: dict[str, Value | list[Value]], graph: str) -> Iterator[ox.Quad]:
    for predicate, values in told.items():
        for value in values if isinstance(values, list) else [values]:
            yield ox.Quad(iri(subject), iri(predicate), value, iri(graph))


@dataclass(frozen=True)
class Told:
    """One sentence and the claim it makes."""

    text: str
    subject: str
    relation: str
    object: str
    modality: str = "Asserted"
    polarity: str = "Positive"
    basis: str = "Explicit"
    confidence: str = "0.9"
    source: str = ""
    cue: str = ""
    event: str = ""
    disclosed: bool = False


NAMES = {
    "nordlicht": ("Nordlicht AG", "Company"),
    "moewe": ("Möwe GmbH", "Company"),
    "mueller": ("Müller Energie", "Company"),
    "kuestenblatt": ("Küstenblatt", "Medium"),
    "werk": ("Werk in Bremen", "Site"),
    "turbinen": ("Turbinen", "Product"),
    "petersen": ("Ünal Petersen", "Person"),
    "kuestenindex": ("Küstenindex", "Index"),
    "verlag": ("Verlag Nord AG", "Publisher"),
    "zertifikat": ("Nordzertifikat", "Security"),
    "hafenbank": ("Hafenbank", "Company"),
    "norwegen": ("Norwegen", "Country"),
    "insel": ("Insel", "Topic"),
}
FIRST = (
    Told(
        "Die Nordlicht AG übernimmt im März 2024 die Möwe GmbH für rund 120 Millionen Euro.",
        "nordlicht",
        "acquires",
        "moewe",
        event="kauf",
    ),
    Told(
        "Laut Küstenblatt beliefert die Nordlicht AG die Möwe GmbH.",
        "nordlicht",
        "supplies",
        "moewe",
        source="kuestenblatt",
        cue="Laut",
    ),
    Told(
        "Die Nordlicht AG konkurriert mit der Möwe GmbH.",
        "nordlicht",
        "competesWith",
        "moewe",
        confidence="0.55",
    ),
    Told(
        "Müller Energie könnte das Werk in Bremen erweitern.",
        "mueller",
        "expands",
        "werk",
        modality="Possible",
        cue="könnte",
    ),
    Told(
        "Die Nordlicht AG kooperiert mit Müller Energie.", "nordlicht", "cooperatesWith", "mueller"
    ),
    Told("Ünal Petersen leitet die Möwe GmbH 🐦 seit Jahren.", "petersen", "leads", "moewe"),
    Told("Die Möwe GmbH entwickelt Turbinen.", "moewe", "develops", "turbinen"),
    Told(
        "Müller Energie fragt Turbinen nach.",
        "mueller",
        "demands",
        "turbinen",
        basis="Inference",
        confidence="0.6",
    ),
)
SECOND = (
    Told(
        "Die Nordlicht AG kooperiert nicht mit Müller Energie.",
        "nordlicht",
        "cooperatesWith",
        "mueller",
        polarity="Negative",
        cue="nicht",
    ),
    Told("Der Küstenindex ist ein Kauf.", "", "recommends", "kuestenindex"),
    Told(
        "Die Verlag Nord AG hält die Rechte am Küstenindex.",
        "verlag",
        "holdsRightsTo",
        "kuestenindex",
        disclosed=True,
    ),
    Told(
        "Das Nordzertifikat beruht auf dem Küstenindex.",
        "zertifikat",
        "hasUnderlying",
        "kuestenindex",
        disclosed=True,
    ),
    Told(
        "Die Hafenbank gibt das Nordzertifikat heraus.",
        "hafenbank",
        "issues",
        "zertifikat",
        disclosed=True,
    ),
    Told(
        "Die Hafenbank bezahlt die Verlag Nord AG.", "hafenbank", "pays", "verlag", disclosed=True
    ),
    Told(
        "Die Möwe GmbH liegt in Norwegen.",
        "moewe",
        "inCountry",
        "norwegen",
        modality="Expected",
        cue="liegt",
    ),
    Told(
        "Die Nordlicht AG übernimmt die Möwe GmbH.",
        "nordlicht",
        "acquires",
        "moewe",
        confidence="0.8",
    ),
)


def story() -> list[ox.Quad]:
    """Two articles of eight sentences: every status, parallel edges, a contradiction, a conflict."""
    out = [
        q
        for name, (label, kind) in NAMES.items()
        for q in say(
            ent(name), {f"{RDF}type": iri(KG + kind), f"{RDFS}label": word(label)}, f"{BASE}derived"
        )
    ]
    out += say(
        ent("moewe"),
        {f"{SKOS}altLabel": word("Möwe"), f"{SKOS}exactMatch": iri("https://register.example/Q1")},
        f"{BASE}derived",
    )
    out += article("aaaa000000000001", "Möwe wird übernommen", "2024-03-15", "Küstenblatt", FIRST)
    out += article("bbbb000000000002", "Streit um Müller", "2025-06-02", "Hafenbote", SECOND)
    return out


def article(key: str, title: str, day: str, house: str, told: Iterable[Told]) -> Iterator[ox.Quad]:
    graph = f"{BASE}doc/{key}"
    yield from say(
        graph,
        {
            f"{RDF}type": iri(KG + "Article"),
            f"{RDFS}label": word(title),
            f"{SCHEMA}datePublished": ox.Literal(day, datatype=iri(f"{XSD}date")),
            f"{SCHEMA}publisher": ox.Literal(house),
            f"{SCHEMA}url": ox.Literal(f"https://{house.lower().replace('ü', 'ue')}.example/{key}"),
        },
        graph,
    )
    at, disclosed = 0, list[Value]()
    for place, one in enumerate(told):
        claim = f"{BASE}claim/{key[:8]}-s{place:02d}"
        yield from sentence(graph, at, one.text)
        yield from claim_of(graph, claim, at, one)
        if one.disclosed:
            disclosed.append(iri(claim))
        at += len(one.text) + (2 if place % 3 == 2 else 1)
    if disclosed:
        yield from say(
            f"{graph}#char=0,{at}",
            {f"{RDF}type": iri(KG + "ConflictOfInterestDisclosure"), f"{KG}discloses": disclosed},
            graph,
        )


def sentence(graph: str, at: int, text: str) -> Iterator[ox.Quad]:
    span = f"{graph}#char={at},{at + len(text)}"
    yield from say(
        span,
        {
            f"{RDF}type": iri(KG + "Sentence"),
            f"{KG}article": iri(graph),
            f"{KG}start": number(at),
            f"{KG}end": number(at + len(text)),
            f"{KG}quote": word(text),
        },
        graph,
    )


def mention(graph: str, at: int, text: str, surface: str, target: str) -> Iterator[ox.Quad]:
    start = at + text.index(surface)
    span = f"{graph}#char={start},{start + len(surface)}"
    yield from say(
        span,
        {
            f"{RDF}type": iri(KG + "Mention"),
            f"{KG}refersTo": iri(target),
            f"{KG}start": number(start),
            f"{KG}end": number(start + len(surface)),
            f"{KG}quote": word(surface),
            f"{KG}sentence": iri(f"{graph}#char={at},{at + len(text)}"),
        },
        graph,
    )


def claim_of(graph: str, claim: str, at: int, one: Told) -> Iterator[ox.Quad]:
    subject, target = (ent(one.subject) if one.subject else graph), ent(one.object)
    end = at + len(one.text) - 1
    told: dict[str, Value | list[Value]] = {
        f"{RDF}type": iri(KG + "Claim"),
        f"{RDF}subject": iri(subject),
        f"{RDF}predicate": iri(KG + one.relation),
        f"{RDF}object": iri(target),
        f"{KG}article": iri(graph),
        f"{KG}sentence": iri(f"{graph}#char={at},{at + len(one.text)}"),
        f"{KG}quote": word(one.text[:-1]),
        f"{KG}start": number(at),
        f"{KG}end": number(end),
        f"{KG}modality": iri(KG + one.modality),
        f"{KG}polarity": iri(KG + one.polarity),
        f"{KG}basis": iri(KG + one.basis),
        f"{KG}confidence": ox.Literal(one.confidence, datatype=iri(f"{XSD}decimal")),
        f"{KG}rule": ox.Literal("test:rule"),
    }
    if one.source:
        told[f"{KG}attributedTo"] = iri(ent(one.source))
    if one.cue:
        told[f"{KG}cue"] = word(one.cue)
    if one.event:
        told[f"{KG}event"] = iri(f"{BASE}event/{one.event}")
        yield from event(f"{BASE}event/{one.event}", graph, subject, target)
    yield from say(claim, told, graph)
    if one.modality == "Asserted" and one.polarity == "Positive":
        yield from say(subject, {KG + one.relation: iri(target)}, graph)
    for name in filter(None, (one.subject, one.object)):
        surface = NAMES[name][0]
        if surface in one.text:
            yield from mention(graph, at, one.text, surface, ent(name))


def event(name: str, graph: str, buyer: str, bought: str) -> Iterator[ox.Quad]:
    amount, time = f"{name}--betrag", f"{name}--zeit"
    yield from say(
        name,
        {
            f"{RDF}type": iri(KG + "Acquisition"),
            f"{RDFS}label": word("Kauf der Möwe GmbH"),
            f"{KG}buyer": iri(buyer),
            f"{KG}acquired": iri(bought),
            f"{KG}amount": iri(amount),
            f"{KG}time": iri(time),
            f"{KG}modality": iri(KG + "Asserted"),
        },
        graph,
    )
    yield from say(
        amount,
        {
            f"{RDF}type": iri(KG + "MonetaryAmount"),
            f"{KG}text": word("rund 120 Millionen Euro"),
            f"{KG}value": ox.Literal("120000000", datatype=iri(f"{XSD}decimal")),
            f"{KG}currency": ox.Literal("EUR"),
            f"{KG}approximate": ox.Literal(True),
        },
        graph,
    )
    yield from say(
        time,
        {
            f"{RDF}type": iri(KG + "TimeInterval"),
            f"{KG}text": word("im März 2024"),
            f"{KG}startDate": ox.Literal("2024-03-01", datatype=iri(f"{XSD}date")),
            f"{KG}endDate": ox.Literal("2024-03-31", datatype=iri(f"{XSD}date")),
        },
        graph,
    )


HOSTILE = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>",
    "href javascript:window.hacked=1 <a href=javascript:hacked=1>x</a>",
    "{{7*7}}",
    "{% raw %}",
    "${window.hacked=1}",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;script&gt;",
    "&#x3c;script>",
    "'; window.hacked=1; '",
    "\u2028window.hacked=1\u2029",
    "\u202eabc\u202d",
    "\u200f\u0645\u0631\u062d\u0628\u0627",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "A" * 500,
    "W" * 5000,
    " ",
    "\t\t",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "<style>*{display:none}</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "</title><script>hacked=1</script>",
    "</textarea>",
    "<form action=https://evil.example>",
    "data:text/html,<script>hacked=1</script>",
    "\\u003cscript\\u003e",
    "<math><mi xlink:href=javascript:hacked=1>",
    "<template><script>hacked=1</script></template>",
    "ﷺ" * 40,
    "Z̸̡̛͓a̷l̵g̶o̴" * 10,
)


def hostile() -> list[ox.Quad]:
    """Forty labels that try to break out, as names, other names, quotes, titles and source addresses."""
    graph = f"{BASE}doc/cccc000000000003"
    out = list(
        say(
            graph,
            {
                f"{RDF}type": iri(KG + "Article"),
                f"{RDFS}label": word(HOSTILE[0]),
                f"{SCHEMA}url": ox.Literal("javascript:window.hacked=1"),
                f"{SCHEMA}publisher": ox.Literal(HOSTILE[1]),
                f"{SCHEMA}datePublished": ox.Literal("2024-01-01", datatype=iri(f"{XSD}date")),
            },
            graph,
        )
    )
    at = 0
    for place, label in enumerate(HOSTILE):
        me, other = ent(f"h{place:02d}"), ent(f"h{(place + 1) % len(HOSTILE):02d}")
        out += say(
            me,
            {
                f"{RDF}type": iri(KG + ("Company" if place % 2 else "Person")),
                f"{RDFS}label": word(label),
                f"{SKOS}altLabel": word(f"x {label}"),
                f"{SKOS}exactMatch": iri("javascript:window.hacked=1"),
                f"{KG}buys": iri(other),
            },
            graph,
        )
        text = f"Satz {place} {label} Ende."
        out += sentence(graph, at, text)
        span = f"{graph}#char={at},{at + len(text)}"
        out += say(
            f"{BASE}claim/cccc0000-s{place:02d}",
            {
                f"{RDF}type": iri(KG + "Claim"),
                f"{RDF}subject": iri(me),
                f"{RDF}predicate": iri(f"{KG}buys"),
                f"{RDF}object": iri(other),
                f"{KG}article": iri(graph),
                f"{KG}sentence": iri(span),
                f"{KG}quote": word(label),
                f"{KG}start": number(at + 5),
                f"{KG}end": number(at + len(text) - 6),
                f"{KG}modality": iri(f"{KG}Asserted"),
                f"{KG}polarity": iri(f"{KG}Positive"),
                f"{KG}basis": iri(f"{KG}Explicit"),
                f"{KG}confidence": ox.Literal("0.9", datatype=iri(f"{XSD}decimal")),
                f"{KG}rule": ox.Literal(label),
                f"{KG}sourceName": word(label),
                f"{KG}cue": word(label),
            },
            graph,
        )
        at += len(text) + 1
    return out


def as_quads(scene: Scene) -> list[ox.Quad]:
    """Write a scene as the graph it could have been read from."""
    out: list[ox.Quad] = []
    for node in scene.nodes:
        out += say(
            node.iri,
            {f"{RDF}type": iri(KG + node.kind), f"{RDFS}label": word(node.de)},
            f"{BASE}derived",
        )
    for tie in scene.ties:
        if tie.direct:
            out += say(
                scene.nodes[tie.subject].iri,
                {KG + tie.relation: iri(scene.nodes[tie.object].iri)},
                f"{BASE}derived",
            )
    for one in scene.articles:
        out += say(
            one.iri,
            {
                f"{RDF}type": iri(KG + "Article"),
                f"{RDFS}label": word(one.title),
                f"{SCHEMA}url": ox.Literal(one.url),
                f"{SCHEMA}publisher": ox.Literal(one.publisher),
                f"{SCHEMA}datePublished": ox.Literal(one.date, datatype=iri(f"{XSD}date")),
            },
            one.iri,
        )
    for s in scene.statements:
        assert s.passage is not None
        assert s.article is not None
        passage, graph = scene.passages[s.passage], scene.articles[s.article].iri
        out += sentence(graph, passage.span[0], passage.text)
        span = f"{graph}#char={passage.span[0]},{passage.span[1]}"
        ends = scene.nodes[s.subject], scene.nodes[s.object or 0]
        out += say(
            s.iri,
            {
                f"{RDF}type": iri(KG + "Claim"),
                f"{RDF}subject": iri(ends[0].iri),
                f"{RDF}predicate": iri(KG + s.relation),
                f"{RDF}object": iri(ends[1].iri),
                f"{KG}article": iri(graph),
                f"{KG}sentence": iri(span),
                f"{KG}quote": word(s.quote),
                f"{KG}start": number(s.span[0]),
                f"{KG}end": number(s.span[1]),
                f"{KG}modality": iri(KG + s.modality),
                f"{KG}polarity": iri(KG + s.polarity),
                f"{KG}basis": iri(KG + s.basis),
                f"{KG}confidence": ox.Literal(str(s.confidence), datatype=iri(f"{XSD}decimal")),
                f"{KG}rule": ox.Literal(s.rule),
            },
            graph,
        )
        for end in ends:
            out += mention(graph, passage.span[0], passage.text, end.de, end.iri)
    return out
