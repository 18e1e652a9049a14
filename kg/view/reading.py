"""A graph in; the scene a page shows out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.view.families import Ontology
from kg.view.scene import (
    Article,
    Figure,
    Node,
    Passage,
    Period,
    Scene,
    Span,
    Statement,
    Tie,
)
from kg.view.triples import KG, RDF, RDFS, SCHEMA, SKOS, Triples, local

__all__ = ["read_scene"]

_NO_FACTS = frozenset({"name", "textHash", "horizon"})
_OPEN = "open:"
"""Front of a relation that fits none of the ontology; the verb follows (kg:openRelation)."""


def read_scene(quads: Iterable[ox.Quad | ox.Triple]) -> Scene:
    """Read what a page shows from the union of a graph's named graphs, the ontology's among them.

    `quads` is a `pyoxigraph.Store` or any iterable of quads.
    """
    triples = Triples(quads)
    return _Reader(triples, Ontology(triples)).scene()


class _Reader:
    """Reads one scene; every list gets its order from the IRIs, every index from that order."""

    def __init__(self, triples: Triples, ontology: Ontology) -> None:
        self._of = triples
        self._ontology = ontology
        self._by_class: dict[str, list[str]] = defaultdict(list)
        for subject in triples.subjects():
            for above in self._ancestry(subject):
                self._by_class[above].append(subject)
        self._claims = self._by_class["Claim"]
        self._numbers = _numbered(self._claims)
        self._articles = _numbered(self._by_class["Article"])
        sentences = [s for s in self._by_class["Sentence"] if triples.text(s, KG + "quote")]
        self._sentences = _numbered(sentences)
        self._quotes = self._bare_quotes()
        self._figures = _numbered(self._by_class["Quantity"] or self._by_class["MonetaryAmount"])
        self._periods = _numbered(self._by_class["TimeInterval"])
        self._nodes = _numbered(self._node_iris())
        self._disclosed = self._disclosed_claims()
        self._mentions = self._mention_spans()

    def _ancestry(self, subject: str) -> set[str]:
        kinds = [k for k in self._of.iris(subject, RDF + "type") if k.startswith(KG)]
        return {name for kind in kinds for name in self._ontology.above(local(kind))}

    def _node_iris(self) -> list[str]:
        ends = {
            end
            for claim in self._claims
            for role in ("subject", "object")
            for end in self._of.iris(claim, RDF + role)
        }
        sources = {s for claim in self._claims for s in self._of.iris(claim, KG + "attributedTo")}
        linked = {
            end
            for article in self._articles
            for predicate in self._of.predicates(article)
            if self._ontology.is_relation(predicate)
            for end in (article, *self._of.iris(article, predicate))
        }
        events = {self._of.iri(claim, KG + "event") for claim in self._claims} - {""}
        return sorted(ends | sources | linked | events | set(self._by_class["Entity"]))

    def _bare_quotes(self) -> dict[tuple[str, Span, str], int]:
        """Return the quotes whose sentences were left out, numbered as passages of their own."""
        alone = [c for c in self._claims if self._of.iri(c, KG + "sentence") not in self._sentences]
        keys = {self._quote(claim) for claim in alone}
        told = sorted(key for key in keys if key[0] and key[2])
        return {key: number for number, key in enumerate(told, len(self._sentences))}

    def _quote(self, claim: str) -> tuple[str, Span, str]:
        of = self._of
        return of.iri(claim, KG + "article"), self._span(claim), of.text(claim, KG + "quote")

    def _disclosed_claims(self) -> frozenset[str]:
        notices = self._by_class["ConflictOfInterestDisclosure"]
        return frozenset(c for n in notices for c in self._of.iris(n, KG + "discloses"))

    def _mention_spans(self) -> dict[tuple[str, str], list[Span]]:
        found: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for mention in self._by_class["Mention"]:
            span = self._span(mention)
            for sentence in self._of.iris(mention, KG + "sentence"):
                for referent in self._of.iris(mention, KG + "refersTo"):
                    found[sentence, referent].append(span)
        return {key: sorted(spans) for key, spans in found.items()}

    def _span(self, subject: str) -> Span:
        return self._of.number(subject, KG + "start"), self._of.number(subject, KG + "end")

    def scene(self) -> Scene:
        ties = self._ties()
        numbered = {(t.subject, t.relation, t.object): i for i, t in enumerate(ties)}
        nodes = tuple(self._node(iri) for iri in self._nodes)
        names = {t.relation for t in ties} | {self._relation(c) for c in self._claims}
        return Scene(
            nodes=nodes,
            ties=tuple(ties),
            statements=tuple(self._statement(c, numbered) for c in self._claims),
            passages=(
                *(self._passage(s) for s in self._sentences),
                *(Passage(self._articles.get(a, 0), span, text) for a, span, text in self._quotes),
            ),
            articles=tuple(self._article(a) for a in self._articles),
            figures=tuple(self._figure(f) for f in self._figures),
            periods=tuple(self._period(p) for p in self._periods),
            classes=tuple(self._ontology.term(k) for k in sorted({n.kind for n in nodes})),
            relations=tuple(map(self._ontology.relation, sorted(names))),
            families=self._ontology.families(names),
            terms=tuple(
                self._ontology.named(f) for f in sorted({k for n in nodes for k, _ in n.facts})
            ),
            events=self._events(),
        )

    def _relation(self, claim: str) -> str:
        """Return what the claim says: its predicate, or what was read where that says little."""
        predicate = local(self._of.iri(claim, RDF + "predicate"))
        if predicate not in {"relatedTo", ""}:
            return predicate
        told = self._of.text(claim, KG + "openRelation")
        return _OPEN + told if told else local(self._of.iri(claim, KG + "relation")) or "relatedTo"

    def _ties(self) -> list[Tie]:
        ties = {(t.subject, t.relation, t.object): t for t in self._direct_ties()}
        for claim in self._claims:
            pair = self._ends(claim)
            if pair is not None:
                key = (pair[0], self._relation(claim), pair[1])
                if key not in ties or ties[key].role:
                    ties[key] = Tie(*key, direct=False)
        return [ties[key] for key in sorted(ties)]

    def _direct_ties(self) -> Iterator[Tie]:
        for iri, number in self._nodes.items():
            for predicate in self._of.predicates(iri):
                if predicate.startswith(KG):
                    role = not self._ontology.is_relation(predicate)
                    for end in self._of.iris(iri, predicate):
                        if end in self._nodes:
                            yield Tie(
                                number, local(predicate), self._nodes[end], direct=True, role=role
                            )

    def _ends(self, claim: str) -> tuple[int, int] | None:
        subject = self._nodes.get(self._of.iri(claim, RDF + "subject"))
        obj = self._nodes.get(self._of.iri(claim, RDF + "object"))
        return None if subject is None or obj is None else (subject, obj)

    def _kind(self, iri: str) -> str:
        kinds = [local(k) for k in self._of.iris(iri, RDF + "type") if k.startswith(KG)]
        told = [k for k in kinds if k != "UnnamedEntity"] or ["Entity"]
        return max(told, key=lambda kind: (self._ontology.depth(kind), kind))

    def _node(self, iri: str) -> Node:
        de, en = self._named(iri, "de"), self._named(iri, "en")
        name = de or en or self._of.text(iri, RDFS + "label") or local(iri)
        unnamed = KG + "UnnamedEntity" in self._of.iris(iri, RDF + "type")
        return Node(
            iri=iri,
            kind=self._kind(iri),
            de=name,
            en=en if en != name else "",
            aliases=tuple(sorted(set(self._of.texts(iri, SKOS + "altLabel")) - {name})),
            links=tuple(self._of.iris(iri, SKOS + "exactMatch")),
            named=not unnamed,
            facts=self._facts(iri),
        )

    def _named(self, iri: str, language: str) -> str:
        found = self._of.text(iri, RDFS + "label", language=language)
        return found or self._of.text(iri, KG + "name", language=language)

    def _facts(self, iri: str) -> tuple[tuple[str, str], ...]:
        names = [p for p in self._of.predicates(iri) if p.startswith(KG)]
        return tuple(
            (local(predicate), value)
            for predicate in names
            if local(predicate) not in _NO_FACTS
            for value in self._of.texts(iri, predicate)
        )

    def _statement(self, claim: str, ties: dict[tuple[int, str, int], int]) -> Statement:
        of, ends, relation = self._of, self._ends(claim), self._relation(claim)
        sentence = of.iri(claim, KG + "sentence")
        event = of.iri(claim, KG + "event")
        source = of.iri(claim, KG + "attributedTo")
        span = self._span(claim)
        subject = of.iri(claim, RDF + "subject")
        obj = of.iri(claim, RDF + "object")
        return Statement(
            iri=claim,
            subject=self._nodes.get(subject, 0),
            relation=relation,
            object=self._nodes.get(obj),
            literal=of.text(claim, KG + "literal") or of.text(claim, RDF + "object"),
            tie=None if ends is None else ties[ends[0], relation, ends[1]],
            modality=local(of.iri(claim, KG + "modality")) or "Asserted",
            polarity=local(of.iri(claim, KG + "polarity")) or "Positive",
            basis=local(of.iri(claim, KG + "basis")) or "Explicit",
            confidence=float(of.text(claim, KG + "confidence") or 1),
            rule=of.text(claim, KG + "rule"),
            source=self._nodes.get(source),
            source_text=of.text(claim, KG + "sourceName"),
            cues=tuple(of.texts(claim, KG + "cue")),
            article=self._articles.get(of.iri(claim, KG + "article")),
            passage=self._sentences.get(sentence, self._quotes.get(self._quote(claim))),
            span=span,
            quote=of.text(claim, KG + "quote"),
            event=self._nodes.get(event),
            subject_span=self._named_at(sentence, subject, span),
            object_span=self._named_at(sentence, obj, span),
            figure=self._figure_of(claim, event),
            period=self._period_of(claim, event),
            disclosed=claim in self._disclosed,
            contradicts=self._others(claim, "contradicts"),
            strains=self._others(claim, "inTensionWith"),
        )

    def _others(self, claim: str, link: str) -> tuple[int, ...]:
        others = self._of.iris(claim, KG + link)
        return tuple(self._numbers[c] for c in others if c in self._numbers)

    def _named_at(self, sentence: str, referent: str, span: Span) -> Span | None:
        spans = self._mentions.get((sentence, referent), [])
        inside = [s for s in spans if span[0] <= s[0] and s[1] <= span[1]]
        return next(iter(inside or spans), None)

    def _figure_of(self, claim: str, event: str) -> int | None:
        told = self._of.iri(claim, KG + "amount") or self._of.iri(event, KG + "amount")
        return self._figures.get(told)

    def _period_of(self, claim: str, event: str) -> int | None:
        told = self._of.iri(claim, KG + "time") or self._of.iri(event, KG + "time")
        return self._periods.get(told)

    def _events(self) -> dict[int, tuple[int | None, int | None]]:
        found = {
            number: (
                self._figures.get(self._of.iri(iri, KG + "amount")),
                self._periods.get(self._of.iri(iri, KG + "time")),
            )
            for iri, number in self._nodes.items()
        }
        return {number: pair for number, pair in found.items() if pair != (None, None)}

    def _passage(self, iri: str) -> Passage:
        article = self._articles.get(self._of.iri(iri, KG + "article"), 0)
        return Passage(article, self._span(iri), self._of.text(iri, KG + "quote"))

    def _article(self, iri: str) -> Article:
        of = self._of
        publisher = of.iri(iri, SCHEMA + "publisher")
        return Article(
            iri=iri,
            title=of.text(iri, SCHEMA + "headline") or of.text(iri, RDFS + "label") or local(iri),
            url=of.iri(iri, SCHEMA + "url") or of.text(iri, SCHEMA + "url"),
            date=of.text(iri, SCHEMA + "datePublished"),
            publisher=of.text(publisher, RDFS + "label") or of.text(iri, SCHEMA + "publisher"),
            author=of.text(iri, SCHEMA + "author"),
        )

    def _figure(self, iri: str) -> Figure:
        of = self._of
        return Figure(
            text=of.text(iri, KG + "text"),
            value=of.text(iri, KG + "value"),
            unit=of.text(iri, KG + "currency") or of.text(iri, KG + "unit"),
            approximate=of.text(iri, KG + "approximate") == "true",
            cumulative=of.iri(iri, KG + "distribution") == KG + "Cumulative",
        )

    def _period(self, iri: str) -> Period:
        of = self._of
        start, end = of.text(iri, KG + "startDate"), of.text(iri, KG + "endDate")
        return Period(of.text(iri, KG + "text"), start, end)


def _numbered(iris: Iterable[str]) -> dict[str, int]:
    return {iri: number for number, iri in enumerate(iris)}
