"""A toy of the reading room: a text and what is said in it, in; a Reading and its entities out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from kg.assemble import Run, assemble, lines, summarise, touched
from kg.model import (
    Claim,
    Disclosure,
    Document,
    Entity,
    Event,
    Evidence,
    Form,
    Mention,
    Modality,
    Reading,
    Referent,
    Role,
    Sentence,
    document_id,
)
from kg.slug import slug

__all__ = ["RUN", "Graphs", "Toy"]

RUN = Run(version="0", model_hash="0" * 64, ontology_hash="1" * 64)


@dataclass
class Toy:
    """Builds a reading sentence by sentence; names stand for themselves and are found by search."""

    sentences: tuple[str, ...]
    date: str = ""
    publisher: str = ""
    referents: dict[str, Referent] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    disclosures: list[Disclosure] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.sentences)

    @property
    def id(self) -> str:
        return document_id(self.text)

    def sentence(self, index: int) -> Sentence:
        start = sum(len(s) + 1 for s in self.sentences[: index - 1])
        return Sentence(index, start, start + len(self.sentences[index - 1]))

    def name(self, name: str, kind: str, *, named: bool = True, **more: Any) -> str:
        """Add a participant and return its key."""
        start = self.text.index(name)
        mention = Mention(start, start + len(name), name, kind, Form.PROPER)
        key = f"{start}-{start + len(name)}"
        self.referents[key] = Referent(key, kind, name, named, (mention,))
        identifier = slug(name) if named else f"doc-{self.id[:8]}--{slug(name)}"
        self.entities[key] = Entity(identifier, kind, name, named=named, **more)
        return key

    def event(self, key: str, kind: str, **more: Any) -> str:
        """Add an event; further arguments are its roles (keys), or fields of Event."""
        fields: dict[str, Any] = {"modality": Modality.ASSERTED}
        fields |= {k: v for k, v in more.items() if k in Event.__dataclass_fields__}
        roles = tuple(
            Role(role, referent=filler)
            for role, told in more.items()
            if role not in Event.__dataclass_fields__
            for filler in ([told] if isinstance(told, str) else told)
        )
        self.events.append(Event(key, kind, fields.pop("label", key), roles, **fields))
        return key

    def claim(self, subject: str, relation: str, object_: str | None, quote: str, **more: Any):
        """Add a claim read from the words `quote`."""
        start = self.text.index(quote)
        index = 1 + sum(start >= self.sentence(n).end for n in range(1, len(self.sentences) + 1))
        evidence = Evidence(start, start + len(quote), quote, self.sentence(index))
        more.setdefault("literal", None)
        more.setdefault("rule", "toy")
        claim = Claim(self.id, subject, relation, object_, evidence=evidence, **more)
        self.claims.append(claim)
        return claim

    def reading(self) -> Reading:
        return Reading(
            Document(
                self.id, self.text, title="Spielzeug", date=self.date, publisher=self.publisher
            ),
            tuple(self.sentence(n) for n in range(1, len(self.sentences) + 1)),
            tuple(self.referents.values()),
            tuple(self.events),
            tuple(self.claims),
            tuple(self.disclosures),
        )


class Graphs:
    """A store of documents that answers as the real one does: over the union of its graphs."""

    def __init__(self, *toys: Toy) -> None:
        self.store = ox.Store()
        self.add(*toys)

    def add(self, *toys: Toy) -> None:
        for toy in toys:
            self._load(lines(self.quads(toy)))

    def remove(self, toy: Toy) -> None:
        self.store.remove_graph(ox.NamedNode(f"https://newskg.example/doc/{toy.id}"))

    def quads(self, toy: Toy):
        return set(assemble(toy.reading(), toy.entities, run=RUN))

    def touched(self, *toys: Toy):
        return touched(quad for toy in toys for quad in self.quads(toy))

    def select(self, query: str):
        rows = self.store.query(query, use_default_graph_as_union=True)
        return [tuple(None if v is None else v.value for v in row) for row in rows]  # type: ignore[union-attr]

    def derived(self, **options: Any) -> list[str]:
        return lines(summarise(self.select, **options))

    def with_derived(self) -> Graphs:
        self._load(self.derived())
        return self

    def _load(self, nquads: list[str]) -> None:
        self.store.load("\n".join(nquads).encode(), format=ox.RdfFormat.N_QUADS)
