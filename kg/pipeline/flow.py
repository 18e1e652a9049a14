"""One document through the rooms: an article in, its statements and claims out.

documents -> annotate -> extract -> resolve -> assemble: the order is known here and nowhere else.
What is read does not depend on decisions and registers; what is told of it does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.annotate import annotate
from kg.assemble import Run, assemble, lines
from kg.errors import OntologyError
from kg.export.claims import claims_rows
from kg.extract import extract
from kg.model import Document, Entity, Reading, Skipped
from kg.pipeline.summary import Counts
from kg.resolve import Decisions, Judgement, Registry, resolve
from kg.vocabulary import Resources

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Page", "Rooms", "read", "readings", "told"]


@dataclass(frozen=True, slots=True)
class Rooms:
    """What the rooms need beside the documents; loaded once a process."""

    nlp: Callable[[], Language]
    """The language pipeline; loaded when first an article has to be read."""
    registry: Registry
    decisions: Decisions
    run: Run
    """Provenance of what is read: versions and hashes, no clock."""
    resources: Resources
    """Mints the IRIs, under the user's base."""
    sentence_text: bool
    ontology: tuple[Path, ...] = ()
    """Folders of the user's own relations and frames."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one document gave: sorted N-Quads of its graph, rows of the claims file, figures."""

    document: Document
    quads: tuple[str, ...]
    claims: tuple[dict[str, object], ...]
    counts: Counts


def read(documents: Iterable[Document], rooms: Rooms) -> Iterator[Page | Skipped]:
    """Take documents through every room, one by one, so that memory does not grow with them."""
    for reading in readings(documents, rooms):
        yield reading if isinstance(reading, Skipped) else told(reading, rooms)


def readings(documents: Iterable[Document], rooms: Rooms) -> Iterator[Reading | Skipped]:
    """Annotate and extract documents, one by one.

    A document that breaks a rule of the ontology is skipped: one must not cost the rest. spaCy
    forgets the new words of these documents when all are read, so no `Doc` leaves this function.
    """
    nlp = rooms.nlp()
    with nlp.memory_zone():
        for document, doc in annotate(documents, nlp):
            try:
                with _named(document):
                    reading = extract(document, doc, ontology=rooms.ontology)
            except OntologyError as error:
                yield _untold(document, error)
            else:
                yield reading


def told(reading: Reading, rooms: Rooms) -> Page | Skipped:
    """Resolve and assemble what was read; skipped is what breaks a rule of the ontology."""
    try:
        with _named(reading.document):
            return _page(_accepted(reading, rooms.decisions), rooms)
    except OntologyError as error:
        return _untold(reading.document, error)


@contextmanager
def _named(document: Document) -> Iterator[None]:
    """Let an error of the program's own, which must not pass, say which article it was met in."""
    try:
        yield
    except Exception as error:
        error.add_note(f"met in the article {document.source or document.name or document.id}")
        raise


def _untold(document: Document, error: OntologyError) -> Skipped:
    return Skipped(document.source or document.name, f"could not be told: {error}")


def _page(reading: Reading, rooms: Rooms) -> Page:
    entities = resolve(reading, registry=rooms.registry, decisions=rooms.decisions)
    quads = lines(
        assemble(
            reading,
            entities,
            run=rooms.run,
            resources=rooms.resources,
            sentence_text=rooms.sentence_text,
        )
    )
    return Page(
        reading.document, tuple(quads), tuple(claims_rows(reading)), _counts(reading, entities)
    )


def _accepted(reading: Reading, decisions: Decisions) -> Reading:
    """Leave out the claims a person has rejected."""
    rejected = decisions.claims(Judgement.REJECT)
    kept = tuple(claim for claim in reading.claims if claim.id not in rejected)
    return replace(reading, claims=kept, rejected=frozenset(rejected))


def _counts(reading: Reading, entities: dict[str, Entity]) -> Counts:
    known = [claim for claim in reading.claims if not claim.relation.startswith("open:")]
    return Counts(
        sentences=len(reading.sentences),
        words=reading.words,
        claims=tuple(sorted(Counter(claim.modality.value for claim in known).items())),
        open_claims=len(reading.claims) - len(known),
        entities=tuple(sorted({entity.id for entity in entities.values()})),
        moved=tuple(sorted({name for entity in entities.values() for name in entity.moved})),
        forms=tuple(sorted({(e.id, e.legal) for e in entities.values() if e.legal})),
    )
