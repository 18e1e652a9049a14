"""Sources and quotations in, the attribution of every word out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.attribution.quotations import find_quotations, find_speeches
from kg.extract.attribution.saying import introduces, is_reported, is_saying, says_own_content
from kg.extract.attribution.sources import (
    Source,
    source_of_preposition,
    source_of_subject,
    source_of_verb,
)
from kg.extract.clauses import children, is_finite, segment
from kg.extract.presupposition import is_presupposed
from kg.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.extract.coreference import ReferentIndex

__all__ = ["Attributions", "find_attributions"]

NEAR = 12
FAR = 200
"""Words a verb of saying reaches to either side; no sentence of a newspaper is longer."""
POINTERS = frozenset({"das", "dies", "so"})


@dataclass(frozen=True, slots=True)
class Attributions:
    """The attribution of every word of a document; ask with `of`."""

    _by_token: tuple[Attribution | None, ...]
    _quoted: frozenset[int]

    def of(self, token: Token) -> Attribution | None:
        """Return who a word is ascribed to; None is the article's author.

        A participant named in passing ("die Telekom-Tochter X" in a reported sentence) is the
        author's, not the source's, unless it stands in direct speech.
        """
        counted = any(child.dep_ == "nummod" for child in children(token))
        if is_presupposed(token) and not counted and token.i not in self._quoted:
            return None
        return self._by_token[token.i]


def find_attributions(doc: Doc, index: ReferentIndex) -> Attributions:
    """Return the attribution of every word.

    "Laut X …", "X zufolge", ", so X", ", sagte X", "wie X mitteilte", quotations, and sentences in
    the first subjunctive that carry on what a source has said before. "Reuters zufolge sagte
    Musk": source Musk, via Reuters.
    """
    reading = _Reading(index, [None] * len(doc))
    for sentence in doc.sents:
        reading.read(sentence)
    quotations = find_quotations(doc)
    _cover_quotations(doc, reading.paint, quotations)
    speeches = find_speeches(doc, index)
    for start, end, speaker in speeches:
        reading.paint[start:end] = [speaker] * (end - start)
    spans = [*quotations, *((start, end) for start, end, _ in speeches)]
    quoted = frozenset(i for start, end in spans for i in range(start, end))
    return Attributions(tuple(reading.paint), quoted)


@dataclass(slots=True)
class _Reading:
    """The attribution of the words read so far, and the source that speaks on."""

    index: ReferentIndex
    paint: list[Attribution | None]
    last: Source | None = None
    previous: Span | None = None
    waiting: list[Span] = field(default_factory=list)
    carries_on: bool = False

    def read(self, sentence: Span) -> None:
        """Ascribe one sentence: to its own sources.

        Else to the source before it that it carries on.
        """
        found = list(_sources(sentence, self.index))
        for source, start, end, via in found:
            self._cover(source, start, end, via)
        if found:
            self._open(found[-1][0], sentence)
        else:
            self._carry_on(sentence)
        if any(is_finite(token) for token in sentence):
            self.previous = sentence

    def _open(self, source: Source, sentence: Span) -> None:
        self.last = source
        for before in self.waiting[-2:]:
            self._cover(source, before.start, before.end, None)
        self.waiting = []
        self.carries_on = True
        if self.previous is not None and _points_back(source, sentence):
            self._cover(source, self.previous.start, self.previous.end, None)

    def _carry_on(self, sentence: Span) -> None:
        verb = is_reported(sentence, follows=self.carries_on)
        self.carries_on = verb is not None
        if verb is None:
            return
        own = source_of_subject(verb, self.index)
        if own is not None:
            self.last = own
            clause = segment(verb)
            self._cover(own, clause[0].i, clause[-1].i + 1, None)
        elif self.last is not None:
            self._cover(self.last, sentence.start, sentence.end, None)
        else:
            self.waiting.append(sentence)

    def _cover(self, source: Source, start: int, end: int, via: str | None) -> None:
        """Ascribe words to a source, the words that name the source and its verb left out."""
        attribution = Attribution(source.name, source.referent, source.cue.text, via)
        itself = -1 if says_own_content(source.cue) else source.cue.i
        for i in range(start, end):
            if not source.start <= i < source.end and i != itself:
                self.paint[i] = attribution


Scoped = tuple[Source, int, int, str | None]


def _sources(sentence: Span, index: ReferentIndex) -> Iterator[Scoped]:
    """Yield the sources of a sentence with their scopes, outer ones first."""
    outer = [s for token in sentence if (s := source_of_preposition(token, index)) is not None]
    told = {source.cue.i: source.name for source in outer}
    starts = [segment(source.cue)[0].i for source in outer]
    for at, source in enumerate(outer):
        start = sentence.start if at == 0 else starts[at]
        end = starts[at + 1] if at + 1 < len(outer) else sentence.end
        yield source, start, max(end, start), None
    for token in sentence:
        if is_saying(token) and introduces(token):
            said = source_of_verb(token, index)
            if said is not None:
                via = next((told[t.i] for t in segment(token) if t.i in told), None)
                start, end = max(sentence.start, token.i - FAR), min(sentence.end, token.i + FAR)
                yield said, start, end, via


def _points_back(source: Source, sentence: Span) -> bool:
    """Return whether a sentence only names the source of the one before.

    "Das berichteten die Verbände".
    """
    first = next((token for token in sentence if not token.is_space), None)
    if first is None or first.lower_ not in POINTERS or source.cue.pos_ not in {"VERB", "AUX"}:
        return False
    return not any(child.dep_ in {"ccomp", "parataxis"} for child in children(source.cue))


def _cover_quotations(
    doc: Doc, paint: list[Attribution | None], quotations: tuple[tuple[int, int], ...]
) -> None:
    """Ascribe direct speech to the source right after it, else right before it.

    Else to the last speaker.
    """
    speaker: Attribution | None = None
    for start, end in quotations:
        near = [
            *range(end, min(end + NEAR, len(doc))),
            *range(start - 1, max(start - NEAR, -1), -1),
        ]
        found = next((paint[i] for i in near if paint[i] is not None), None)
        inside = next((paint[i] for i in range(start, end) if paint[i] is not None), None)
        speaker = inside or found or speaker
        if speaker is not None:
            for i in range(start, end):
                paint[i] = paint[i] or speaker
