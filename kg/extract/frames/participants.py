"""Who stands at a word: an analysed document with its mentions in; the referent, figure or time there out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.clauses import characters
from kg.extract.coreference import Reference, ReferentIndex
from kg.extract.frames.company_names import (
    ORGANIZATIONS,
    is_company_name,
    is_medium,
    is_sound,
    kinds_of,
)
from kg.extract.frames.filler import Filler, Told
from kg.extract.frames.mistaken import (
    is_location,
    is_origin,
    is_owner,
    is_persons,
    is_town,
    may_be_company,
)
from kg.extract.frames.noun_phrase import is_adverbial, noun_start, phrase_end
from kg.extract.frames.words import sentence
from kg.extract.kinds import kind_of_noun
from kg.extract.nominative import nominative
from kg.extract.zones import find_datelines
from kg.model import Amount, Form, Mention, Referent, Sentence, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Filler", "Participants", "Told"]

CODE = 3
"""Letters of an ISO 4217 currency code."""
CANDIDATES = 5
"""Organizations that are remembered as what an article may be about."""
HEAD = 300
"""Characters at the beginning of an article that tell what it is about."""
NAMES = frozenset({Form.PROPER, Form.COMPOUND})
QUOTES = frozenset({"„", "«", '"', "“", "(", "»", "'", "-", "‚"})


class Participants:
    """The references, figures and times of one document, by token."""

    def __init__(
        self,
        doc: Doc,
        index: ReferentIndex,
        amounts: Iterable[Amount] = (),
        times: Iterable[Time] = (),
        sentences: Iterable[Sentence] = (),
    ) -> None:
        self.doc = doc
        self.index = index
        self.referents = {referent.key: referent for referent in index.referents}
        self.amounts = tuple(sorted(amounts, key=_start))
        self.times = tuple(sorted(times, key=_start))
        self.sentences = tuple(sentences)
        self.told: list[Told] = []
        self._amount_at: dict[int, Amount] = {}
        self._described: dict[str, Referent] = {}
        self._clauses: set[str] = set()
        self._sentence_starts = [each.start for each in self.sentences]
        self._time_starts = [each.start for each in self.times]
        self._amount_starts = [each.start for each in self.amounts]
        self._starts = [token.idx for token in doc]
        self._datelines = find_datelines(characters(doc))
        self._main: dict[frozenset[str], list[Referent]] = {}
        for amount in self.amounts:
            for token in self.words(amount.start, amount.end):
                self._amount_at.setdefault(token.i, amount)

    def words(self, start: int, end: int) -> Span:
        """Return the words that a stretch of characters touches (`Doc.char_span` would read the whole text)."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return self.doc[first : max(first + 1, bisect_left(self._starts, end))]

    @cached_property
    def by_word(self) -> dict[str, Referent]:
        """Return the named referents by each name of theirs, and by its first and last word; the first of equals."""
        found: dict[str, Referent] = {}
        for referent in self.referents.values():
            for name in (
                {referent.name, *(m.text for m in referent.mentions)} if referent.named else ()
            ):
                for word in (name, name.split(" ")[0], name.split(" ")[-1]):
                    found.setdefault(word, referent)
        return found

    @property
    def described(self) -> tuple[Referent, ...]:
        """Return the referents that were made for descriptions the mentions lack."""
        return tuple(self._described.values())

    def references(self, token: Token) -> tuple[Reference, ...]:
        """Return what a word refers to, and what the first part of a compound does."""
        return (*self.index.at(token), *self.index.within(token))

    def of_kind(
        self, token: Token, kinds: frozenset[str], *, forms: frozenset[Form]
    ) -> list[Reference]:
        """Return the references of the kinds and forms at a token; only the named ones where there are any."""
        firms = "Company" in kinds and "Event" not in kinds
        fitting = [
            reference
            for reference in self.references(token)
            if reference.mention.form in forms
            and not is_origin(reference, self._datelines)
            and is_sound(reference)
            and kinds & kinds_of(reference)
            and not (firms and is_town(reference))
        ]
        named = [reference for reference in fitting if reference.referent.named]
        return named or fitting

    def mistaken(
        self, token: Token, kinds: frozenset[str], *, forms: frozenset[Form]
    ) -> list[Reference]:
        """Return the name at a token that was taken for a town's or a person's, where a company is wanted."""
        if "Company" not in kinds or is_persons(token):
            return []
        return [
            r
            for r in self.references(token)
            if r.mention.form in forms & NAMES
            and may_be_company(r)
            and not is_location(characters(self.doc), r, self._datelines)
        ]

    def name_after(self, token: Token, kinds: frozenset[str]) -> list[Reference]:
        """Return the name that follows a noun directly: "Hersteller Lenovo", "Tochter „X“"."""
        i = token.i + 1
        while (
            i < sentence(token).end
            and i < token.i + 3
            and (self.doc[i].text in QUOTES or self.doc[i].is_space)
        ):
            i += 1
        if i >= sentence(token).end:
            return []
        found = self.of_kind(self.doc[i], kinds, forms=frozenset({Form.PROPER}))
        if not found and kind_of_noun(token.lemma_) == "Company":
            found = self.mistaken(self.doc[i], kinds, forms=frozenset({Form.PROPER}))
        return [r for r in found if r.mention.start == self.doc[i].idx and not is_owner(r)]

    def amount_at(self, token: Token) -> Amount | None:
        """Return the figure a word belongs to: its own, or the number that counts it."""
        found = self._amount_at.get(token.i)
        if found is not None:
            return found
        for i in range(token.i - 1, max(token.i - 5, sentence(token).start - 1), -1):
            before = self.doc[i]
            if i in self._amount_at and before.pos_ not in {"ADP", "VERB"}:
                return self._amount_at[i]
            if before.pos_ not in {"ADJ", "NUM", "PROPN", "NOUN"}:
                return None
        return None

    def is_unit(self, token: Token) -> bool:
        """Return whether a word is the unit of a sum or share ("Euro", "Prozent"), not a counted thing."""
        amount = self._amount_at.get(token.i)
        return amount is not None and (
            amount.unit in {"percent", "points"}
            or (len(amount.unit) == CODE and amount.unit.isupper())
        )

    def sentence_at(self, start: int) -> Sentence | None:
        """Return the sentence a character stands in."""
        at = bisect_right(self._sentence_starts, start) - 1
        return self.sentences[at] if at >= 0 and start < self.sentences[at].end else None

    def times_within(self, start: int, end: int) -> tuple[Time, ...]:
        """Return the time expressions that begin inside a stretch of characters, in reading order."""
        first = bisect_left(self._time_starts, start)
        return self.times[first : bisect_left(self._time_starts, end)]

    def is_time(self, token: Token) -> bool:
        """Return whether a word is part of a time expression ("im Jahr 2016"), which takes part in nothing."""
        at = bisect_right(self._time_starts, token.idx) - 1
        return at >= 0 and token.idx < self.times[at].end

    def amounts_within(self, start: int, end: int) -> list[Amount]:
        """Return the figures inside a stretch of characters, in reading order."""
        first = bisect_left(self._amount_starts, start)
        inside = self.amounts[first : bisect_left(self._amount_starts, end)]
        return [amount for amount in inside if amount.end <= end]

    def described_at(self, token: Token, kind: str) -> Referent:
        """Return the referent of a noun phrase that no mention covers, made once for each head."""
        start = noun_start(token)
        first = self.doc[start]
        if first.pos_ == "DET" and start < token.i:
            start += 1
        while start < token.i and is_adverbial(self.doc[start], self.doc[start + 1]):
            start += 1  # "wollen gemeinsam Flugzeuge entwickeln"
        end = token.i + 1
        while end < sentence(token).end and self.doc[end].pos_ == "PROPN":
            end += 1
        short = self.doc[start:end]
        last = max(end - 1, phrase_end(token))
        full = self.doc[start : last + 1]
        mentions = [_mention(short, kind)]
        if full.end_char != short.end_char:
            mentions.append(_mention(full, kind))
        key = f"{short.start_char}-{short.end_char}"
        rest = self.doc[token.i + 1 : last + 1].text
        name = " ".join(f"{nominative(token, start)} {rest}".split())
        return self.register(Referent(key, kind, name, False, tuple(mentions)))

    @property
    def clauses(self) -> frozenset[str]:
        """Return the keys of the referents that are described by whole clauses."""
        return frozenset(self._clauses)

    def register(self, referent: Referent) -> Referent:
        """Keep a described referent, once for each key, and return the one kept."""
        return self._described.setdefault(
            referent.key, self.referents.get(referent.key) or referent
        )

    def in_full(self, referent: Referent) -> Referent:
        """Return a described referent with its phrase in full: "Anstieg" and "Anstieg der Bestellungen"."""
        mention = referent.mentions[0]
        if mention.form is not Form.NOMINAL:
            return referent
        span = self.words(mention.start, mention.end)
        last = max(span.end - 1, phrase_end(span[-1]))
        if last < span.end:
            return referent
        return replace(
            referent,
            mentions=(*referent.mentions, _mention(self.doc[span.start : last + 1], referent.kind)),
        )

    def described_span(
        self, start: int, end: int, within: Iterable[tuple[int, int]] = ()
    ) -> Referent:
        """Return the referent of a described event: the words of a sentence, and its clauses by token numbers."""
        kind = "Event"
        key = f"{start}-{end}"
        text = " ".join(characters(self.doc)[start:end].split())
        mention = Mention(start, end, characters(self.doc)[start:end], kind, Form.NOMINAL)
        self._clauses.add(key)
        parts = [_mention(self.doc[first:last], kind) for first, last in within]
        return self.register(Referent(key, kind, text, False, (mention, *parts)))

    def main(
        self, kinds: frozenset[str], *, without: frozenset[str] = frozenset()
    ) -> tuple[Mention, Referent] | None:
        """Return the organization an article mentions most, companies first, the earliest of equals."""
        key = kinds & ORGANIZATIONS
        if key not in self._main:
            named = (r for r in self.referents.values() if r.kind in key and r.named)
            fitting = (r for r in named if is_company_name(r.name) and not is_medium(r.name))
            self._main[key] = sorted(fitting, key=_prominence)[:CANDIDATES]
        best = next((r for r in self._main[key] if r.key not in without), None)
        return (best.mentions[0], best) if best is not None else None


def _prominence(referent: Referent) -> tuple[bool, int, int]:
    """Companies first; then by mentions, those near the beginning counted twice."""
    early = sum(mention.start < HEAD for mention in referent.mentions)
    return referent.kind != "Company", -len(referent.mentions) - early, referent.mentions[0].start


def _start(found: Amount | Time) -> int:
    return found.start


def _mention(span: object, kind: str) -> Mention:
    start, end, text = span.start_char, span.end_char, span.text  # type: ignore[attr-defined]
    return Mention(start, end, text, kind, Form.NOMINAL)
