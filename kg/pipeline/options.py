"""What a build may be told: the command line's options in, one frozen value out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.prefixes import BASE_IRI

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a graph is built; all here but `jobs` and `files` may change its bytes."""

    date: str = ""
    """Publication date (ISO 8601 prefix) of articles that name none."""
    model: str = ""
    """Installed spaCy package to use instead of the shipped German pipeline."""
    base_iri: str = BASE_IRI
    jobs: int = 1
    """Processes that read articles side by side."""
    files: bool | None = None
    """Write the files beside the store: yes, no, or (None) where that takes no time to speak of."""
    sentence_text: bool = True
    """False keeps quotes and offsets but not whole sentences (copyright)."""
    decisions: Path | None = None
    """File of decisions about entities and claims (same, different, accept, reject)."""
    ontology: tuple[Path, ...] = ()
    """Folders of the user's own relations and frames (README, "Teach it a relation")."""
    registers: tuple[Path, ...] = ()
    """The user's own registers of entities, CSV or Turtle."""
