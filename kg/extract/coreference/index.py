"""The mentions of a document in, its participants and whom each word means out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.clauses import children
from kg.extract.coreference.cluster import Site
from kg.extract.coreference.reading import resolve
from kg.model import Basis, Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Reference", "ReferentIndex", "index_referents"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One mention, whom it means, what that rests on, and how sure it is (0 to 1)."""

    mention: Mention
    referent: Referent
    basis: Basis
    confidence: float


@dataclass(frozen=True, slots=True)
class ReferentIndex:
    """The referents of a document, to be asked by word."""

    referents: tuple[Referent, ...]
    references: tuple[Reference, ...]
    _by_token: dict[int, tuple[Reference, ...]] = field(repr=False)
    _topics: tuple[Referent | None, ...] = field(repr=False)

    def at(self, token: Token) -> tuple[Reference, ...]:
        """Return whom a word means: any word of a name, the noun of a phrase, a pronoun.

        An adjective of place.

        Several where it means a group ("beide Unternehmen", "sie" of three). The first part of a
        compound is asked for with `within`.
        """
        found = self._by_token.get(token.i, ())
        return tuple([r for r in found if r.mention.form is not Form.COMPOUND]) if found else found

    def within(self, token: Token) -> tuple[Reference, ...]:
        """Return whom the first part of a compound means: Nvidia at "Nvidia-Chips"."""
        found = self._by_token.get(token.i, ())
        return tuple([r for r in found if r.mention.form is Form.COMPOUND]) if found else found

    def spread(self, token: Token) -> tuple[Reference, ...]:
        """Return whom a word and what is coordinated with it mean.

        All three of "Alibaba, ByteDance und Tencent".
        """
        found = list(self.at(token))
        told = {reference.referent.key for reference in found}
        for child in children(token):
            if child.dep_ == "conj":
                found += [r for r in self.at(child) if r.referent.key not in told]
                told.update(r.referent.key for r in found)
        return tuple(found)

    def topic(self, token: Token) -> Referent | None:
        """Return the company a sentence speaks of without naming it.

        ("Der Umsatz stieg um 9 Prozent"), if any.

        It is the most salient company up to the end of that sentence; a claim that rests on it is
        an inference.
        """
        return self._topics[token.i]


def index_referents(doc: Doc, mentions: tuple[Mention, ...]) -> ReferentIndex:
    """Return the participants of a document and an index that tells whom each word means.

    "Das chinesische Start-up" after "DeepSeek" means DeepSeek, basis Coreference.
    """
    sites = _sites(doc, mentions)
    clusters, links, topics = resolve(doc, sites)
    referents = {id(cluster): cluster.referent() for cluster in clusters}
    references = [
        Reference(link.site.mention, referents[id(link.cluster)], link.basis, link.confidence)
        for link in links
    ]
    by_token: dict[int, list[Reference]] = defaultdict(list)
    for link, reference in zip(links, references, strict=True):
        for i in link.site.tokens:
            by_token[i].append(reference)
    ordered = sorted(
        referents.values(), key=lambda r: (r.mentions[0].start, r.mentions[0].end, r.key)
    )
    return ReferentIndex(
        tuple(ordered),
        tuple(references),
        {i: tuple(found) for i, found in by_token.items()},
        tuple(referents[id(topic)] if topic is not None else None for topic in topics),
    )


def _sites(doc: Doc, mentions: tuple[Mention, ...]) -> list[Site]:
    starts = [token.idx for token in doc]
    sentence_of = _sentences(doc)
    return [_site(doc, mention, starts, sentence_of) for mention in mentions]


def _sentences(doc: Doc) -> list[int]:
    number, numbers = -1, []
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        numbers.append(number)
    return numbers


def _site(doc: Doc, mention: Mention, starts: list[int], sentence_of: list[int]) -> Site:
    first = min(bisect_left(starts, mention.start + 1) - 1, len(doc) - 1)
    last = max(first, bisect_left(starts, mention.end) - 1)
    if mention.form is Form.PROPER:
        inside = range(first, last + 1)
        head = next((i for i in inside if doc[i].head.i not in inside or doc[i].head.i == i), last)
        tokens = tuple(inside)
    else:
        head, tokens = last, (last,)
    return Site(mention, first, head, sentence_of[head], tokens)
