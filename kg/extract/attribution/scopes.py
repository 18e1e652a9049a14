"""Sources and quotations in, the attribution of every word out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import german
from kg.extract.attribution.quotations import find_quotations
from kg.extract.attribution.sources import Source, source_of_preposition, source_of_verb
from kg.extract.clauses import REACH, children, is_finite, segment, verb_lemma
from kg.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.extract.coreference import ReferentIndex

__all__ = ["Attributions", "find_attributions"]

REASON_VERBS = frozenset({"begründen", "verweisen", "nennen", "sprechen", "angeben", "zurückführen"})
REPLACEMENTS = frozenset({"hätten", "wären", "würden", "könnten", "müssten", "hätte", "wäre", "würde", "sollten"})
CONTENT = frozenset({"ccomp", "parataxis"})
QUOTES = frozenset("„“”«»\"")


@dataclass(frozen=True, slots=True)
class Attributions:
    """The attribution of every word of a document; ask with `of`."""

    _by_token: tuple[Attribution | None, ...]

    def of(self, token: Token) -> Attribution | None:
        """Return who a word is ascribed to; None is the article's author."""
        return self._by_token[token.i]


def find_attributions(doc: Doc, index: ReferentIndex) -> Attributions:
    """Return the attribution of every word.

    "Laut X …", "X zufolge", ", so X", ", sagte X", "wie X mitteilte", quotations, and sentences in the first
    subjunctive that carry on what a source has said before. "Reuters zufolge sagte Musk": source Musk, via Reuters.
    """
    paint: list[Attribution | None] = [None] * len(doc)
    quotations = find_quotations(doc)
    last: Source | None = None
    open_sentences: list[Span] = []
    for sentence in doc.sents:
        found = list(_sources(sentence, index))
        for source, start, end, via in found:
            _cover(paint, source, (start, end), via)
        if found:
            last = found[-1][0]
            for waiting in open_sentences[-2:]:
                _cover(paint, last, (waiting.start, waiting.end), None)
            open_sentences = []
        elif _is_reported(sentence, follows=_was_reported(paint, sentence)):
            if last is None:
                open_sentences.append(sentence)
            else:
                _cover(paint, last, (sentence.start, sentence.end), None)
    _cover_quotations(doc, paint, quotations)
    return Attributions(tuple(paint))


def _cover(paint: list[Attribution | None], source: Source, span: tuple[int, int], via: str | None) -> None:
    """Ascribe words to a source, the words that name the source itself left out."""
    attribution = Attribution(source.name, source.referent, source.cue.text, via)
    for i in range(*span):
        if not source.start <= i < source.end:
            paint[i] = attribution


Scoped = tuple[Source, int, int, str | None]


def _sources(sentence: Span, index: ReferentIndex) -> Iterator[Scoped]:
    """Yield the sources of a sentence with their scopes, outer ones first."""
    outer = [s for token in sentence if (s := source_of_preposition(token, index)) is not None]
    starts = [_clause_start(source.cue) for source in outer]
    for at, source in enumerate(outer):
        start = sentence.start if at == 0 else starts[at]
        end = starts[at + 1] if at + 1 < len(outer) else sentence.end
        yield source, start, max(end, start), None
    for token in sentence:
        if verb_lemma_is_saying(token) and _introduces(token):
            source = source_of_verb(token, index)
            if source is not None:
                via = next((o.name for o in outer if o.cue in segment(token)), None)
                yield source, sentence.start, sentence.end, via


def _clause_start(token: Token) -> int:
    return segment(token)[0].i


def verb_lemma_is_saying(token: Token) -> bool:
    """Return whether a word is a verb of saying in a form that can carry a subject."""
    return token.pos_ == "VERB" and verb_lemma(token) in german.words("saying_verbs") | german.words("expecting_verbs")


def _introduces(verb: Token) -> bool:
    """Return whether a verb of saying reports content: a clause, a quotation, or "wie X mitteilte"."""
    below = children(verb)
    if any(child.dep_ == "aux:pass" or child.dep_ == "nsubj:pass" for child in below):
        return False
    if any(child.dep_ in CONTENT for child in below) or verb_lemma(verb) in REASON_VERBS:
        return True
    if verb_lemma(verb) in german.words("expecting_verbs") or verb.dep_ == "parataxis":
        return True
    if any(child.lower_ == "wie" for child in below):
        return True
    before = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    if before is not None and before.text in {",", *QUOTES}:
        return True
    following = verb.doc[verb.i : min(verb.i + REACH, verb.sent.end)]
    return any(t.text in {":", "dass"} or t.text in QUOTES for t in following)


def _is_reported(sentence: Span, *, follows: bool) -> bool:
    """Return whether a sentence carries on a report: a finite first subjunctive, or its replacement right after one."""
    for token in sentence:
        if token.lower_ in german.words("subjunctive_one") and is_finite(token) and not _first_person(token):
            return True
        if follows and token.lower_ in REPLACEMENTS and is_finite(token):
            return True
    return False


def _first_person(verb: Token) -> bool:
    return any(child.lower_ == "ich" for child in children(verb)) or any(t.lower_ == "ich" for t in segment(verb))


def _was_reported(paint: list[Attribution | None], sentence: Span) -> bool:
    return sentence.start > 0 and paint[sentence.start - 1] is not None


def _cover_quotations(doc: Doc, paint: list[Attribution | None], quotations: tuple[tuple[int, int], ...]) -> None:
    """Ascribe direct speech to the source right after it, else right before it, else to the last speaker."""
    speaker: Attribution | None = None
    for start, end in quotations:
        near = [i for i in (*range(end, min(end + 12, len(doc))), *range(start - 1, max(start - 12, -1), -1))]
        found = next((paint[i] for i in near if paint[i] is not None), None)
        inside = next((paint[i] for i in range(start, end) if paint[i] is not None), None)
        speaker = found or inside or speaker
        if speaker is not None:
            for i in range(start, end):
                paint[i] = paint[i] or speaker
