"""What fits no known relation but clearly relates two names: verbs in; open claims ("open:<verb lemma>") out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.claims import Surroundings
from kg.extract.frames.clause import Argument, arguments
from kg.extract.frames.words import verb_lemma
from kg.model import Claim, Evidence, Form, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extract.coreference import Reference
    from kg.extract.frames.participants import Participants

__all__ = ["open_claims"]

AGENTS = frozenset({"Company", "Organization", "Publisher", "Person", "Politician"})
CONFIDENCE = 0.5
PLACES = ("obj", "iobj", "prep")


def open_claims(taken: Iterable[int], around: Surroundings) -> Iterator[Claim]:
    """Yield a claim for each verb no frame has read whose subject and object are both names.

    `taken` holds the token numbers of the frames' triggers. "Siemens lobt Bosch": open:loben. Never an edge.
    """
    done = set(taken)
    for token in around.doc:
        if token.pos_ != "VERB" or token.i in done or not _is_told(token):
            continue
        claim = _claim(token, arguments(token), around)
        if claim is not None:
            yield claim


def _is_told(verb: Token) -> bool:
    lemma = verb_lemma(verb)
    return lemma not in german.words("light_verbs") and lemma not in german.words("saying_verbs")


def _claim(verb: Token, found: list[Argument], around: Surroundings) -> Claim | None:
    subject = _named(found, ("subj",), around.who)
    target = _named(found, PLACES, around.who)
    if subject is None or target is None or subject.referent.key == target.referent.key:
        return None
    start = min(verb.idx, subject.mention.start, target.mention.start)
    end = max(verb.idx + len(verb), subject.mention.end, target.mention.end)
    sentence = around.who.sentence_at(start)
    if sentence is None or end > sentence.end:
        return None
    standing = around.standing(verb)
    lemma = verb_lemma(verb)
    return Claim(
        document=around.document.id,
        subject=subject.referent.key,
        relation=f"open:{lemma}",
        object=target.referent.key,
        literal=None,
        evidence=Evidence(start, end, around.document.text[start:end], sentence),
        modality=standing.modality,
        modality_cue=standing.modality_cue,
        polarity=standing.polarity,
        polarity_cue=standing.polarity_cue,
        attribution=standing.attribution,
        confidence=CONFIDENCE,
        rule=f"open:{lemma}",
        roles=(
            Role("subject", referent=subject.referent.key),
            Role("object", referent=target.referent.key),
        ),
        disclosure=standing.disclosure,
    )


def _named(
    found: list[Argument], functions: tuple[str, ...], who: Participants
) -> Reference | None:
    """Return the name an argument is, where it is one itself and no part of a longer phrase."""
    for argument in found:
        if argument.function not in functions or argument.sure < CONFIDENCE:
            continue
        names = who.of_kind(argument.token, AGENTS, forms=frozenset({Form.PROPER}))
        if names and names[0].referent.named:
            return names[0]
    return None
