"""From a frame that fits to what it claims: a match in; claims, and the event they are part of, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.extract.frames.event_label import event_label
from kg.extract.frames.literal import literal_of
from kg.extract.frames.match import Match
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.schema import Relation
from kg.extract.frames.when import time_of
from kg.extract.frames.words import sentence
from kg.extract.supposition import hedge
from kg.model import (
    Amount,
    Attribution,
    Basis,
    Claim,
    Document,
    Event,
    Evidence,
    Form,
    Modality,
    Polarity,
    Role,
    Time,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Standing", "Surroundings", "read_match"]

DESCRIBING = frozenset({"adjective", "mention", "noun"})
"""Kinds of frames whose trigger stands in a description."""
PARTIES = 3
"""Names in a row that are read as each with each; of more, who is with whom is not told ("A, B, C und D
unterzeichnen eine Vereinbarung")."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a statement stands: its modality, polarity and source, each with its cue."""

    modality: Modality = Modality.ASSERTED
    modality_cue: str = ""
    polarity: Polarity = Polarity.POSITIVE
    polarity_cue: str = ""
    attribution: Attribution | None = None
    disclosure: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What claims need to know of the document around a match."""

    document: Document
    doc: Doc
    who: Participants
    relations: dict[str, Relation]
    standing: Callable[[Token], Standing]


def read_match(match: Match, around: Surroundings) -> tuple[list[Claim], Event | None]:
    """Return the claims of a match, coordinated participants each with their own, and their event."""
    relation = around.relations[match.frame.relation]
    standing = _standing(match, around)
    evidence = _evidence(match, standing, around)
    if evidence is None:
        return [], None
    near = around.who.times_within(evidence.sentence.start, evidence.sentence.end)
    amount, time = _amount(match, relation), time_of(match.token, relation, near)
    event = _event(match, relation, standing, (amount, time))
    claims = []
    own = event.key if event is not None and relation.subject_is_event else ""
    own = around.document.id if relation.subject_is_document else own
    for subject, target in _pairs(match, relation, own):
        claims.append(
            Claim(
                document=around.document.id,
                subject=subject.referent.key if subject.referent else subject.text,
                relation=relation.id,
                object=target.referent.key if target.referent else None,
                literal=None if target.referent else target.text,
                evidence=evidence,
                modality=standing.modality,
                modality_cue=standing.modality_cue,
                polarity=standing.polarity,
                polarity_cue=standing.polarity_cue,
                basis=match.frame.basis or _basis(subject, target),
                attribution=_no_echo(standing.attribution, match) or _speaker(match, relation),
                amount=amount,
                time=time,
                confidence=_confidence(match, subject, target),
                rule=f"frame:{relation.id}/{match.frame.id}",
                roles=_roles(match, relation, (subject, target)),
                event=event.key if event else None,
                disclosure=standing.disclosure,
                note=match.frame.note,
            )
        )
    return claims, event if claims else None


def _standing(match: Match, around: Surroundings) -> Standing:
    found = around.standing(match.token)
    frame = match.frame
    modality, modality_cue = found.modality, found.modality_cue
    asserts = (
        frame.modality is Modality.ASSERTED
    )  # "können zugreifen" advises, whatever können means
    if frame.modality is not None and (asserts or modality is Modality.ASSERTED):
        modality, modality_cue = frame.modality, match.token.text
    polarity, polarity_cue = found.polarity, found.polarity_cue
    if frame.polarity is Polarity.NEGATIVE and polarity is Polarity.POSITIVE:
        polarity, polarity_cue = Polarity.NEGATIVE, match.token.text
    return Standing(
        modality, modality_cue, polarity, polarity_cue, found.attribution, found.disclosure
    )


def _no_echo(attribution: Attribution | None, match: Match) -> Attribution | None:
    """Return the source of a claim.

    None where the claim is its saying ("teilte mit") or our inference, and where a description only
    takes it for granted: "Laut Reuters fusionieren die zwei Konzerne A und B" is the author's
    "Konzerne".
    """
    frame = match.frame
    granted = frame.kind in DESCRIBING and frame.relation.startswith("edge:")
    if attribution is None or frame.basis is Basis.INFERENCE or granted:
        return None
    return attribution if attribution.cue != match.token.text else None


def _speaker(match: Match, relation: Relation) -> Attribution | None:
    """Return who says a claim in its own verb: Siemens in "Siemens begründet den Abbau mit der Krise"."""
    found = match.fillers.get("speaker", []) if relation.subject != "speaker" else []
    for filler in found:
        if filler.referent is not None:
            return Attribution(filler.referent.name, filler.referent.key, match.token.text)
    return None


def _evidence(match: Match, standing: Standing, around: Surroundings) -> Evidence | None:
    """Return the words of a claim: its trigger, its participants, and what leaves it unsure.

    Nobody shall have to take a hedge on trust, so "ist davon auszugehen, dass …" belongs to it.
    """
    first, last = _bounds(match.token, around.doc)
    spans = [(t.idx, t.idx + len(t)) for t in (match.token, *match.fixed)]
    for found in match.fillers.values():
        spans += [(f.start, f.end) for f in found if f.how != "context"]
    inside = [(a, b) for a, b in spans if first <= a and b <= last]
    inside += hedge(match.token, standing.modality, standing.modality_cue, min(inside)[0])
    start, end = min(a for a, _ in inside), max(b for _, b in inside)
    told = around.who.sentence_at(start)
    if told is None:
        return None
    end = min(end, told.end)
    return Evidence(start, end, around.document.text[start:end], told)


def _bounds(token: Token, doc: Doc) -> tuple[int, int]:
    """Return the first and the last character (exclusive) of a word's sentence."""
    bounds = sentence(token)
    last = doc[bounds.end - 1]
    return doc[bounds.start].idx, last.idx + len(last)


def _amount(match: Match, relation: Relation) -> Amount | None:
    found = [
        f.amount
        for name in relation.roles
        for f in match.fillers.get(name, [])
        if f.amount is not None
    ]
    levels = [amount for amount in found if not amount.is_change]
    amount = next(iter(levels or found), None)
    if amount is None or match.frame.sign > 0 or amount.value < 0:
        return amount
    return Amount(
        -amount.value, amount.unit, amount.text, amount.start, amount.end, amount.approximate,
        -amount.upper if amount.upper is not None else None, -amount.lower if amount.lower is not None else None,
        amount.is_change, amount.distribution,
    )  # fmt: skip


def _event(
    match: Match, relation: Relation, standing: Standing, told: tuple[Amount | None, Time | None]
) -> Event | None:
    kind = match.frame.event or relation.event
    if not kind:
        return None
    end = match.token.idx + len(match.token)
    return Event(
        key=f"{match.token.idx}-{end}-{kind}",
        kind=kind,
        label=event_label(match, relation),
        roles=_roles(match),
        modality=standing.modality,
        polarity=standing.polarity,
        amount=told[0],
        time=told[1],
    )


def _roles(
    match: Match, relation: Relation | None = None, pair: tuple[Filler, ...] = ()
) -> tuple[Role, ...]:
    """Return the filled roles; a figure is no participant, it stands as the event's amount.

    Of those coordinated as subject or object of a claim its own alone: "A, B und C kaufen X" claims
    three times one buyer.
    """
    ends = {relation.subject, relation.object} if relation is not None else set[str | None]()
    filled = (
        Role(name, referent=f.referent.key) if f.referent else Role(name, literal=f.text)
        for name, found in match.fillers.items()
        for f in found
        if (f.referent or name != "amount") and (name not in ends or f in pair or len(found) == 1)
    )
    return (*filled, *(Role(name, literal=told) for name, told in match.frame.values.items()))


def _pairs(match: Match, relation: Relation, own: str) -> Iterator[tuple[Filler, Filler]]:
    """Yield subject and object of each claim; `own` is the key that stands in where the subject is not told."""
    subjects = match.fillers.get(relation.subject, [])
    if not subjects and own:
        end = match.token.idx + len(match.token)
        subjects = [Filler(match.token.idx, end, "trigger", 0.8, text=own)]
    if relation.object is None:
        yield from product(subjects, [literal_of(match, relation)])
        return
    objects = match.fillers.get(relation.object, [])
    if relation.symmetric and not objects:
        yield from combinations(subjects, 2) if len(subjects) <= PARTIES else ()
        return
    pairs = product(
        subjects, objects or ([literal_of(match, relation)] if match.frame.literal else [])
    )
    yield from (pair for pair in pairs if not _is_part_of_name(*pair))


def _is_part_of_name(subject: Filler, target: Filler) -> bool:
    """Return whether one is only a part of the other's name: a "Stuttgart-Marketing GmbH" need not be from there."""
    if Form.PROPER not in {subject.form, target.form} or subject.referent == target.referent:
        return False
    inner, outer = sorted((subject, target), key=lambda f: f.end - f.start)
    return outer.form is Form.PROPER and outer.start <= inner.start and inner.end <= outer.end


def _basis(subject: Filler, target: Filler) -> Basis:
    if "context" in {subject.how, target.how}:
        return Basis.INFERENCE
    found = {subject.basis, target.basis}
    return next(
        (basis for basis in (Basis.INFERENCE, Basis.COREFERENCE) if basis in found), Basis.EXPLICIT
    )


def _confidence(match: Match, subject: Filler, target: Filler) -> float:
    return round(match.frame.confidence * min(1.0, 0.4 + 0.6 * min(subject.score, target.score)), 3)
