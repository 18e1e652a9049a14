"""What a relation and a frame are: the nouns the ontology's data files are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Basis, Modality, Polarity

__all__ = ["AMOUNT_TYPES", "Example", "Frame", "Ontology", "Relation", "RoleType", "Slot"]

AMOUNT_TYPES = frozenset({"Money", "Percent", "Persons", "Points", "Number"})
"""Argument types that are filled by a figure, not by a participant."""


@dataclass(frozen=True, slots=True)
class RoleType:
    """A role of a relation: which argument types may fill it, and whether it must be filled."""

    name: str
    types: tuple[str, ...]
    optional: bool = False

    @property
    def is_amount(self) -> bool:
        """Return whether a figure fills the role."""
        return bool(self.types) and all(name in AMOUNT_TYPES for name in self.types)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology: its roles and which of them become subject and object."""

    id: str
    family: str
    """Which family of relations it belongs to: a local name of kg:familyScheme."""
    roles: Mapping[str, RoleType]
    subject: str
    object: str | None
    """Role of the object, or None where the object is a literal."""
    event: str = ""
    """Local name of the event class, or empty for a plain relation."""
    event_label: str = ""
    """German noun for such an event ("Markteinführung"), for labels."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Language to what the relation is called, where kg.ttl does not tell it: the user's own."""
    symmetric: bool = False
    subject_is_event: bool = False
    """True where the event itself is the subject ("der Streik" strikes a company)."""
    subject_is_document: bool = False
    """True where the article itself is the subject if nobody else is named (recommends)."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place where the filler of a role may stand, as seen from the trigger."""

    kind: str
    """Name of the place ("subj", "obj", "gen", ...), or "prep"."""
    preposition: str = ""

    @property
    def told(self) -> str:
        """What the place is called in the frame's file."""
        return self.preposition or self.kind


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence a frame reads, and the claims expected: (subject, relation, object)."""

    text: str
    claims: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A way German has of saying a relation: trigger words, fixed parts, and where roles stand."""

    id: str
    relation: str
    kind: str
    """"verb", "noun", "adjective", "preposition", "subjunction", "adverb" or "mention"."""
    triggers: tuple[str, ...]
    roles: Mapping[str, tuple[Slot, ...]]
    fixed: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Parts that must stand in the clause: each a sequence of alternatives ("rot", "Zahl")."""
    without: tuple[str, ...] = ()
    """Lemmas that must not stand in the clause."""
    not_after: tuple[str, ...] = ()
    """Prepositions that must not govern the trigger: who is made "zum Chef" is not yet."""
    needs: tuple[str, ...] = ()
    """Optional roles that this frame cannot do without."""
    exceptions: tuple[str, ...] = ()
    """Compounds of the trigger that mean something else ("Kursgewinn" is no profit)."""
    """Lemmas that must not stand in the clause."""
    literal: str = ""
    """What the literal object is where no figure fills it: "trigger", "fixed" or a role."""
    modality: Modality | None = None
    polarity: Polarity | None = None
    sign: int = 1
    """-1 where the figure is a loss."""
    confidence: float = 0.7
    weak: bool = False
    """True where another frame on the same trigger goes first."""
    once: bool = False
    """True where only the first mention of what it is said of tells it: an epithet that returns adds nothing."""
    apart: bool = False
    """True where a fixed word fills no role ("Hintergrund ist X")."""
    voice: str = ""
    """"passive" or "active" where only that voice is meant."""
    event: str = ""
    """Class of the event it tells, where that is not the relation's."""
    label: str = ""
    """German noun for such an event, where that is not the relation's."""
    basis: Basis | None = None
    """What a claim rests on where that is less than its participants ("Inference")."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Roles of the event that the frame itself fills: what is advised is to buy."""
    note: str = ""
    examples: tuple[Example, ...] = ()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ontology:
    """All relations, argument types and frames, checked, and indexed by their triggers."""

    relations: Mapping[str, Relation]
    types: Mapping[str, frozenset[str]]
    """Argument type to the kinds of participant that may fill it."""
    nouns: Mapping[str, frozenset[str]]
    """Argument type to endings of common nouns that fit it whatever their kind ("Ölpreis" has a price)."""
    frames: tuple[Frame, ...]
    index: Mapping[str, Mapping[str, tuple[Frame, ...]]] = field(default_factory=dict)
    """Kind of frame to trigger lemma, lower case, to frames."""
    named: frozenset[str] = frozenset()
    """Argument types that only a named participant may fill."""
    places: tuple[Path, ...] = ()
