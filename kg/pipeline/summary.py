"""What a build did: counts of each finished document in, one summary in words out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kg.model import Modality, Skipped

__all__ = ["Counts", "Summary", "Way"]


class Way(StrEnum):
    """How a build came by a document's part; the values are the words of the summary."""

    READ = "read"
    RETOLD = "resolved again"  # from what an earlier build had read
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of one document, kept beside its part so that a reused part still counts."""

    sentences: int = 0
    words: int = 0
    claims: tuple[tuple[str, int], ...] = ()
    """(modality, number) pairs, sorted."""
    open_claims: int = 0
    entities: tuple[str, ...] = ()
    """Local names of the entities spoken of, sorted."""
    forms: tuple[tuple[str, str], ...] = ()
    """(local name, legal form) of the companies that no register or decision knows, sorted."""
    moved: tuple[str, ...] = ()
    """Ids that decisions moved, as they name them, sorted."""

    def called(self, names: Mapping[str, str]) -> Counts:
        """Return the figures with entities (local name -> new one) called otherwise."""
        return replace(self, entities=tuple(names.get(name, name) for name in self.entities))


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, for people and for the exit status."""

    documents: int
    ways: Mapping[Way, int]
    """How many documents were come by in which way."""
    counts: Counts
    skipped: tuple[Skipped, ...] = ()
    duplicates: tuple[Skipped, ...] = ()
    edges: int = 0
    entities: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    """Ids that decisions moved in these documents."""

    @classmethod
    def of(
        cls,
        counts: Iterable[Counts],
        *,
        ways: Mapping[Way, int],
        edges: int,
        skipped: Iterable[Skipped],
        duplicates: Iterable[Skipped],
    ) -> Summary:
        """Add up the figures of the documents; an entity of several documents counts once."""
        every = tuple(counts)
        claims: Counter[str] = Counter()
        for one in every:
            claims.update(dict(one.claims))
        entities = {name for one in every for name in one.entities}
        total = Counts(
            sentences=sum(one.sentences for one in every),
            words=sum(one.words for one in every),
            open_claims=sum(one.open_claims for one in every),
        )
        return cls(
            documents=len(every),
            ways=ways,
            counts=total,
            skipped=tuple(skipped),
            duplicates=tuple(duplicates),
            edges=edges,
            entities=len(entities),
            claims=dict(claims),
            moved=frozenset(name for one in every for name in one.moved),
        )

    def lines(self) -> list[str]:
        """Return the summary as aligned lines for a terminal."""
        by_modality = ", ".join(
            f"{self.claims[modality]:,} {modality.value.lower()}"
            for modality in Modality
            if self.claims.get(modality.value)
        )
        kept = [
            f"{self.ways[way]:,} {way.value}"
            for way in (Way.UNCHANGED, Way.RETOLD)
            if self.ways.get(way)
        ]
        reused = f" ({', '.join(kept)}, not read again)" if kept else ""
        rows = [
            ("documents", f"{self.documents:,}{reused}"),
            ("sentences", f"{self.counts.sentences:,} ({self.counts.words:,} words)"),
            ("entities", f"{self.entities:,}"),
            (
                "claims",
                f"{sum(self.claims.values()):,}" + (f" ({by_modality})" if by_modality else ""),
            ),
            ("edges", f"{self.edges:,}"),
            ("skipped", f"{len(self.skipped):,}"),
        ]
        if self.counts.open_claims:
            rows.insert(
                4, ("open claims", f"{self.counts.open_claims:,} (no known relation, no edge)")
            )
        if self.duplicates:
            rows.append(("duplicates", f"{len(self.duplicates):,} (same text as another input)"))
        return [f"  {name:12} {value}" for name, value in rows]
