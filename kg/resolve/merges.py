"""Groups of referents in, why each surface was taken for the entity out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Form, Merge, Referent
from kg.resolve.names import name_of, variants
from kg.resolve.reasons import reason
from kg.resolve.within import Candidate, Group
from kg.slug import slug

__all__ = ["aliases_of", "decided_to_be", "described_as", "merges_of"]

_BY_FORM = {
    Form.PROPER: (0.9, "form-proper"),
    Form.NOMINAL: (0.8, "form-nominal"),
    Form.COMPOUND: (0.9, "form-compound"),
    Form.ADJECTIVE: (0.95, "form-adjective"),
}
"""How sure the reading of a surface is, and why, by its form; the scores only rank."""


def merges_of(own: str, label: str, groups: tuple[Group, ...]) -> tuple[Merge, ...]:
    """Say of every surface why it was taken for the entity `own`; first reasons hold.

    Of the label only where it does not spell the id: another article may call it otherwise.
    """
    spelled = {label} if slug(label) == own.partition("--")[0] or own.startswith("doc-") else set()
    members = [candidate for group in groups for candidate in group.members]
    told = [merge for group in groups for merge in group.merges]
    told += [Merge(c.referent.name, c.confidence, c.reason) for c in members if c.item is not None]
    told += [merge for candidate in members for merge in _coreferent(candidate, label)]
    found: dict[str, Merge] = {}
    for merge in told:
        surface = _plain(merge.surface)
        if surface not in spelled:
            found.setdefault(surface, replace(merge, surface=surface))
    return tuple(found[surface] for surface in sorted(found))


def decided_to_be(group: Group, final: str) -> Group:
    """Return a group with the reason that somebody decided what it is."""
    told = (Merge(c.referent.name, 1.0, reason("decided", final)) for c in group.members)
    return replace(group, merges=(*told, *group.merges))


def _coreferent(candidate: Candidate, label: str) -> Iterator[Merge]:
    """Say why the surfaces of one referent are one: the same name, or the reading of the text."""
    key = candidate.name.key
    for mention in candidate.referent.mentions:
        own = name_of(mention.text).key
        if mention.form is Form.PRONOUN:
            continue
        if own == key:
            told = 1.0, reason("same")
        elif own in variants(key) or key in variants(own):
            told = 0.95, reason("inflected")
        else:
            score, words = _BY_FORM[mention.form]
            told = score, reason(words, label)
        yield Merge(mention.text, *told)


def described_as(label: str, referent: Referent) -> tuple[Merge, ...]:
    """Say why descriptions of a participant without a name are one participant's."""
    score, words = _BY_FORM[Form.NOMINAL]
    aliases = aliases_of(label, (referent,))
    return tuple(Merge(alias, score, reason(words, label)) for alias in aliases)


def aliases_of(label: str, referents: tuple[Referent, ...]) -> tuple[str, ...]:
    """Return the other surfaces, white space made plain, sorted."""
    told = (s for r in referents for s in (r.name, *r.aliases))
    return tuple(sorted({_plain(surface) for surface in told} - {label, ""}))


def _plain(surface: str) -> str:
    return re.sub(r"\s+", " ", surface.replace("\xad", "")).strip()
