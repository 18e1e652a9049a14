"""The nouns that travel between the rooms: documents in, readings, entities and claims out.

Offsets are code points into `Document.text`, 0-based, end-exclusive; `text[start:end]` is always
the exact surface. Nothing here is ever changed by the room it is handed to.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "Amount",
    "Attribution",
    "Basis",
    "Claim",
    "Disclosure",
    "Distribution",
    "Document",
    "Entity",
    "Event",
    "Evidence",
    "Form",
    "Granularity",
    "Link",
    "Mention",
    "Merge",
    "Modality",
    "Polarity",
    "Reading",
    "Reason",
    "Referent",
    "Role",
    "Sentence",
    "Skipped",
    "Time",
    "document_id",
]


class Modality(StrEnum):
    """How sure the text is; the values are local names of the ontology."""

    ASSERTED = "Asserted"
    EXPECTED = "Expected"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    ABILITY = "Ability"
    HYPOTHETICAL = "Hypothetical"


class Polarity(StrEnum):
    """Whether the text affirms or denies."""

    POSITIVE = "Positive"
    NEGATIVE = "Negative"


class Basis(StrEnum):
    """What the claim's participants were read from."""

    EXPLICIT = "Explicit"
    COREFERENCE = "Coreference"
    INFERENCE = "Inference"


class Distribution(StrEnum):
    """Whether an amount belongs to several participants together or to each."""

    CUMULATIVE = "Cumulative"
    EACH = "Each"


class Granularity(StrEnum):
    """How fine a time expression is."""

    DAY = "Day"
    MONTH = "Month"
    QUARTER = "Quarter"
    YEAR = "Year"
    VAGUE = "Vague"


class Form(StrEnum):
    """How a mention names its referent."""

    PROPER = "proper"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    COMPOUND = "compound"  # the first part of "Nvidia-Chips"
    ADJECTIVE = "adjective"  # "chinesische" for China


def document_id(text: str) -> str:
    """Return the 16 hex digits that name a text: sha256 of its NFC form, so both spellings of "ü" are one."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:16]


SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "“", '"', "«", "»", "'", ")")
"""What a sentence of running text ends with."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its text and what is known of where it came from."""

    id: str
    text: str
    title: str = ""
    url: str = ""
    date: str = ""
    """Publication date as an ISO 8601 prefix ("2024", "2024-05", "2024-05-17"), or empty."""
    author: str = ""
    publisher: str = ""
    name: str = ""
    """The input's own id, or its file name without ending: what a claims file calls it."""
    source: str = ""
    """Where it was read (path, or path:line), for messages only; never written to the graph."""

    def is_headline(self, sentence: Sentence) -> bool:
        """Return whether a sentence ends without a full stop, as headlines and captions do."""
        return not self.text[sentence.start : sentence.end].rstrip().endswith(SENTENCE_ENDS)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One input that could not be used, and why, in one line."""

    source: str
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document; `index` counts from 1 in reading order."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text that names or points to something."""

    start: int
    end: int
    text: str
    kind: str
    """Local name of an ontology class (Company, Person, Chip, Event, ...)."""
    form: Form = Form.PROPER


@dataclass(frozen=True, slots=True)
class Referent:
    """Everything one document says of one participant: a cluster of coreferent mentions."""

    key: str
    """Content-derived name inside the document: "<start>-<end>" of its first mention."""
    kind: str
    """Local name of an ontology class."""
    name: str
    """The fullest name or, where it has none, its description, in base form."""
    named: bool
    """False for participants known by description only ("der Emittent")."""
    mentions: tuple[Mention, ...]

    @property
    def aliases(self) -> tuple[str, ...]:
        """Return the other surfaces, pronouns left out, sorted."""
        told = {m.text for m in self.mentions if m.form is not Form.PRONOUN}
        return tuple(sorted(told - {self.name}))


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with its unit, as the text gives it."""

    value: Decimal
    unit: str
    """ISO 4217 code for money, "percent", "persons", "points", or the counted noun's lemma."""
    text: str
    start: int
    end: int
    approximate: bool = False
    lower: Decimal | None = None
    upper: Decimal | None = None
    is_change: bool = False
    """True for "um 9 Prozent", False for a level ("auf 2,6 Milliarden")."""
    distribution: Distribution | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression, with dates only where the text or the article's date allows them."""

    text: str
    start: int
    end: int
    value: str
    """TIMEX3-like value: "2016-03", "2016-Q1", "XXXX-Q1", "P1D", "PAST_REF", ..."""
    granularity: Granularity
    start_date: str = ""
    end_date: str = ""
    anchored: bool = False
    """True where the article's date was needed to fill in the dates."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words a claim was read from, inside one sentence."""

    start: int
    end: int
    quote: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who a statement is ascribed to, and by which words."""

    source: str
    """Surface of the source as a claims file gives it: its name, or its description."""
    referent: str | None
    """Key of the source's referent, where it is one."""
    cue: str
    via: str | None = None
    """The outer source of a nested attribution ("Reuters zufolge sagte Musk")."""


@dataclass(frozen=True, slots=True)
class Role:
    """One filled role of an event or claim; exactly one of `referent` and `literal` is set."""

    name: str
    referent: str | None = None
    literal: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something with more than two participants, an amount or a time."""

    key: str
    """Content-derived name inside the document; claims and causal claims point to it."""
    kind: str
    """Local name of an ontology event or agreement class (Purchase, Rally, ...)."""
    label: str
    roles: tuple[Role, ...]
    modality: Modality
    polarity: Polarity = Polarity.POSITIVE
    amount: Amount | None = None
    time: Time | None = None
    mentions: tuple[Mention, ...] = ()
    """The nouns and clauses that name it: "die neuen Zölle"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement as one sentence makes it: who, what, how sure, who says so, which words."""

    document: str
    subject: str
    """Key of a referent or of an event."""
    relation: str
    """Id of a relation of the ontology; "open:<verb lemma>" for what fits none."""
    object: str | None
    """Key of a referent or of an event, or None where the object is a literal."""
    literal: str | None
    evidence: Evidence
    modality: Modality = Modality.ASSERTED
    modality_cue: str = ""
    polarity: Polarity = Polarity.POSITIVE
    polarity_cue: str = ""
    basis: Basis = Basis.EXPLICIT
    attribution: Attribution | None = None
    amount: Amount | None = None
    time: Time | None = None
    confidence: float = 1.0
    rule: str = ""
    """The frame, rule or model that read it."""
    roles: tuple[Role, ...] = ()
    event: str | None = None
    """Key of the event this claim is part of."""
    disclosure: bool = False
    """True inside a conflict-of-interest notice."""
    derived_from: tuple[str, ...] = ()
    """Ids of the claims an inferred claim rests on."""
    note: str = ""

    @property
    def id(self) -> str:
        """Return "<doc8>-s<nn>-<relation>-<6 hex>": a hash of what is claimed, the same on every run."""
        parts = (
            self.document,
            str(self.evidence.sentence.start),
            self.subject,
            self.relation,
            self.object or "",
            self.literal or "",
            self.polarity.value,
            self.modality.value,
        )
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:6]
        relation = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.relation.lower())
        return f"{self.document[:8]}-s{self.evidence.sentence.index:02d}-{relation}-{digest}"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A conflict-of-interest notice: the section of the text and what it speaks of."""

    start: int
    end: int
    cue: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Document
    sentences: tuple[Sentence, ...]
    referents: tuple[Referent, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    disclosures: tuple[Disclosure, ...] = ()
    words: int = 0
    rejected: frozenset[str] = frozenset()
    """Ids of claims a person has refused: neither kept nor drawn again from an event."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was taken for something, in words, in both languages."""

    de: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an entity to a register, with how sure it is and why."""

    target: str
    """IRI of the register's item."""
    register: str
    confidence: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a surface was taken for an entity: a score in [0, 1] and the reason in words."""

    surface: str
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Entity:
    """One participant of the graph; several referents, of one or many documents, may be it."""

    id: str
    """Local name of its IRI: a slug, "slug--qualifier", or "doc-<8 hex>--slug" when unnamed."""
    kind: str
    label: str
    label_en: str = ""
    aliases: tuple[str, ...] = ()
    named: bool = True
    links: tuple[Link, ...] = ()
    merges: tuple[Merge, ...] = ()
    facts: tuple[tuple[str, str], ...] = field(default=())
    """Register facts as (property, value), such as ("isin", "US67066G1040")."""
    legal: str = ""
    """Key of the legal form an article gives a company that no register or decision knows."""
    moved: tuple[str, ...] = ()
    """Ids, as a decision names them, that it would have without that decision; sorted."""
