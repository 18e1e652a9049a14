"""Reading sentences with the shipped pipeline, and comparing what was read with what was expected."""

import re
from functools import cache
from pathlib import Path

from kg.extract.reading import Trace, trace
from kg.language import load
from kg.model import Claim, Document, document_id

ARTICLE = re.compile(r"^(der|die|das|dem|den|des|ein|eine|einen|einem|einer)\s+")


@cache
def pipeline():
    return load(threads=1)


def read(text: str, *, ontology: tuple[Path, ...] = ()) -> Trace:
    return trace(Document(document_id(text), text), pipeline()(text), ontology=ontology)


def names(found: Trace, claim: Claim, role: str) -> set[str]:
    """Return every way the document calls the subject or object of a claim."""
    key = claim.subject if role == "subject" else claim.object
    if key is None:
        return {claim.literal or ""}
    for referent in found.reading.referents:
        if referent.key == key:
            return {referent.name, *(mention.text for mention in referent.mentions)}
    for event in found.reading.events:
        if event.key == key:
            return {event.label}
    return {"article"} if key == found.reading.document.id else {key}


def called(told: set[str], wanted: str) -> bool:
    """Tell whether one of the names is the wanted one, articles and genitive -s aside."""
    want = ARTICLE.sub("", wanted.lower())
    for name in told:
        plain = ARTICLE.sub("", name.lower())
        if plain.rstrip("s") == want.rstrip("s") or f" {want} " in f" {plain} ":
            return True
    return False


def claims(found: Trace, subject: str, relation: str, target: str) -> list[Claim]:
    """Return the claims of a relation whose subject and object are called so."""
    return [
        claim
        for claim in found.reading.claims
        if claim.relation == relation
        and called(names(found, claim, "subject"), subject)
        and called(names(found, claim, "object"), target)
    ]


def relations(found: Trace) -> set[str]:
    return {claim.relation for claim in found.reading.claims}


def compared(
    text: str, relation: str, expected: set[tuple[str, str]]
) -> tuple[set[tuple[str, str]], list[tuple[set[str], set[str]]]]:
    """Return the expected pairs that no claim of a relation has, and the names of those that were read."""
    found = read(text)
    told = [claim for claim in found.reading.claims if claim.relation == relation]
    pairs = [(names(found, claim, "subject"), names(found, claim, "object")) for claim in told]
    unmet = {
        (subject, target)
        for subject, target in expected
        if not any(subject in subjects and target in targets for subjects, targets in pairs)
    }
    return unmet, pairs
