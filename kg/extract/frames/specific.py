"""Headlines that the body says more exactly: claims in; without those whose participant the body names out."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.frames.participants import Participants
from kg.model import Claim, Document

__all__ = ["specific"]

ACTORS = frozenset({"Company", "Group", "Organization", "Person"})


def specific(claims: Iterable[Claim], document: Document, who: Participants) -> list[Claim]:
    """Return the claims, those of a headline left out that speak of somebody whom the body names.

    "SNP erhält Auftrag von US-Konzern": the body says from which.
    """
    found = list(claims)
    body = [c for c in found if not document.is_headline(c.evidence.sentence)]
    objects = {(c.subject, c.relation) for c in body if _is_named(c.object, who)}
    subjects = {(c.relation, c.object) for c in body if _is_named(c.subject, who)}
    return [
        c
        for c in found
        if not document.is_headline(c.evidence.sentence)
        or (
            not (_is_vague(c.object, who) and (c.subject, c.relation) in objects)
            and not (_is_vague(c.subject, who) and (c.relation, c.object) in subjects)
        )
    ]


def _is_named(key: str | None, who: Participants) -> bool:
    referent = who.referents.get(key or "")
    return referent is not None and referent.named


def _is_vague(key: str | None, who: Participants) -> bool:
    """Return whether a key is that of somebody who is described and not named."""
    known = {referent.key: referent for referent in who.described}
    referent = who.referents.get(key or "") or known.get(key or "")
    return referent is not None and not referent.named and referent.kind in ACTORS
