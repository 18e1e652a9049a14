"""Whole clauses as causes and effects: a connector's word in; the described event beside it out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.frames.clause import head_noun
from kg.extract.frames.noun_phrase import attributes
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.words import is_passive, sentence
from kg.model import Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["clause_filler"]

STOPS = frozenset(",;:–—-!?")
LEFT = 6
"""Words of a clause that has lost its end, from which it can be made out."""
REACH = 60
PHRASE = 6
"""Heads climbed from a word to the noun whose phrase it may belong to."""


def clause_filler(place: str, token: Token, who: Participants) -> list[Filler]:
    """Return the event told beside a connector.

    "clause" is the clause of the connector without its own phrase, "subclause" the clause it opens,
    "mainclause" the clause beside that, "previous" the clause or sentence before.
    """
    pieces = PLACES[place](token)
    pieces = [
        (start, end) for start, end in (_trim(token.doc, *piece) for piece in pieces) if start < end
    ]
    if any(_is_cut_off(token.doc, *piece) for piece in pieces):
        return []
    if not pieces or not any(_has_content(token.doc, *piece) for piece in pieces):
        return []
    referent = _event(token.doc, pieces, who)
    mention = referent.mentions[0]
    return [Filler(mention.start, mention.end, place, 0.8, referent, form=Form.NOMINAL)]


def _event(doc: Doc, pieces: list[tuple[int, int]], who: Participants) -> Referent:
    spans = [doc[start:end] for start, end in pieces]
    if len(spans) == 1:
        within = _clauses(doc, *pieces[0])
        return who.described_span(
            spans[0].start_char, spans[0].end_char, within if len(within) > 1 else []
        )
    mentions = tuple(
        Mention(s.start_char, s.end_char, s.text, "Event", Form.NOMINAL) for s in spans
    )
    name = " ".join(" ".join(s.text.split()) for s in spans)
    key = f"{spans[0].start_char}-{spans[-1].end_char}"
    return who.register(Referent(key, "Event", name, False, mentions))


def _has_content(doc: Doc, start: int, end: int) -> bool:
    words = [token for token in doc[start:end] if token.lower_ != "es"]
    return (
        any(t.pos_ in {"NOUN", "PROPN"} for t in words)
        or sum(t.pos_ in {"VERB", "ADJ"} for t in words) > 1
    )


def _is_cut_off(doc: Doc, start: int, end: int) -> bool:
    """Return whether a few words are all that is left of a clause, in a text that breaks off: "Daher will die"."""
    goes_on = any(not t.is_space for t in doc[end:])
    return not goes_on and end - start < LEFT and sentence(doc[0]).end < len(doc)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].is_punct or doc[start].is_space or doc[start].pos_ in {"CCONJ", "SCONJ"}
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].pos_ == "CCONJ"
    ):
        end -= 1
    return start, end


def _left(token: Token) -> int:
    i = token.i
    while i > max(sentence(token).start, token.i - REACH) and token.doc[i - 1].text not in STOPS:
        i -= 1
    return i


def _right(token: Token, start: int) -> int:
    i = start
    while i < min(sentence(token).end, start + REACH) and token.doc[i].text not in STOPS:
        i += 1
    return i


def _around(token: Token) -> list[tuple[int, int]]:
    noun = head_noun(token.doc, token.i + 1, sentence(token).end)
    last = token.i if noun is None else max([noun.i, *_own_attributes(noun)])
    while last + 1 < sentence(token).end and _goes_on(token.doc[last + 1], noun):
        last += 1
    return [(_left(token), token.i), (last + 1, _right(token, last + 1))]


def _own_attributes(noun: Token) -> Iterator[int]:
    """Yield the numbers of the words of a reason: "kam es wegen des Defekts zu Unfällen" has no crash in its reason."""
    for case, attribute in attributes(noun):
        if case in {"gen", "von"} or _goes_on(attribute, noun):
            yield attribute.i


def _goes_on(word: Token, noun: Token | None) -> bool:
    """Whether a word still belongs to the phrase of a noun: "in Ländern wie China, Brasilien oder Indien"."""
    if word.pos_ == "PROPN":
        return True
    for _ in range(PHRASE):
        if noun is None or word.pos_ in {"VERB", "AUX"} or word.head.i == word.i:
            return False
        word = word.head
        if word.i == noun.i:
            return True
    return False


def _subclause(token: Token) -> list[tuple[int, int]]:
    return [(token.i + 1, _subclause_end(token))]


def _subclause_end(token: Token) -> int:
    """Return the end of the clause a conjunction opens: its verb in the tree, so that "A, B und C" does not cut it."""
    head = token.head
    if token.dep_ == "mark" and token.i < head.i < token.i + REACH and head.i < sentence(token).end:
        own = [
            child.i
            for child in head.children
            if child.dep_ in {"aux", "cop", "aux:pass"} and child.i > token.i
        ]
        return max(head.i, *own, head.i) + 1
    return _right(token, token.i + 1)


def _mainclause(token: Token) -> list[tuple[int, int]]:
    if token.pos_ == "VERB" and is_passive(token):
        return []  # "der Lärm, der dort verursacht wird": by whom is not told
    doc, sent = token.doc, sentence(token)
    end = token.i
    while end > sent.start and (doc[end - 1].is_punct or doc[end - 1].lower_ == "so"):
        end -= 1
    first = _left(token)
    if doc[first].lower_ in {"was", "wodurch", "womit", "weshalb"}:
        end = first
        while end > sent.start and doc[end - 1].is_punct:
            end -= 1
    if end > sent.start:
        return [(_left(doc[end - 1]), end)]
    end = _subclause_end(token)
    main = token.head.head
    if token.dep_ == "mark" and end < main.i < min(sent.end, end + REACH):
        end = max(end, _left(main) - 1)  # "weil A, dass B, zahlte er": not "dass B"
    return [_told(token, end + 1)] if end + 1 < sent.end else []


def _told(token: Token, start: int) -> tuple[int, int]:
    """Return the clause from a word on; of "ist es möglich, X zu tun" the infinitive, which is what is told."""
    doc, sent = token.doc, sentence(token)
    end = _right(token, start)
    words = doc[start:end]
    following = doc[end + 1 : min(sent.end, end + REACH)] if end + 1 < sent.end else doc[end:end]
    empty = any(t.lower_ == "es" for t in words) and not any(
        t.pos_ in {"NOUN", "PROPN"} for t in words
    )
    if empty and any(t.tag_ == "PTKZU" or t.lower_ == "zu" for t in following):
        return end + 1, _right(token, end + 1)
    return start, end


def _content(token: Token) -> list[tuple[int, int]]:
    """Return the words after the next "dass": "Als Grund gab sie an, dass ein Investor ausgefallen sei"."""
    for word in token.doc[token.i + 1 : min(sentence(token).end, token.i + REACH)]:
        if word.lower_ in {"dass", "daß"}:
            return _subclause(word)
    return []


def _previous(token: Token) -> list[tuple[int, int]]:
    doc, sent = token.doc, sentence(token)
    left = _left(token)
    joint = _joint(token) if token.pos_ == "ADV" else None
    if joint is not None:
        return [(left, joint.i)]
    if left > sent.start:
        return [
            (
                _left(doc[left - 1]) if doc[left - 1].text not in STOPS else _left(doc[left - 2]),
                left - 1,
            )
        ]
    if sent.start == 0:
        return []
    before = sentence(doc[sent.start - 1])
    return [(max(before.start, before.end - REACH), before.end)]


def _clauses(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between commas of a sentence, those with a verb."""
    found, first = [], start
    for i in range(start, end + 1):
        if i == end or doc[i].text in STOPS:
            piece = _trim(doc, first, i)
            if any(t.pos_ in {"VERB", "AUX"} for t in doc[piece[0] : piece[1]]):
                found.append(piece)
            first = i + 1
    return found


def _own(token: Token) -> list[tuple[int, int]]:
    joint = _joint(token)
    first = _left(token) if joint is None else joint.i + 1
    return [(first, token.i), (token.i + 1, _right(token, token.i + 1))]


def _joint(token: Token) -> Token | None:
    """Return the "und" that the cause stands before: "Der Absatz sank und der Konzern strich deshalb Stellen"."""
    for i in range(token.i - 1, max(_left(token), token.i - REACH), -1):
        if token.doc[i].lower_ != "und":
            continue
        before = token.doc[_left(token) : i]
        between = token.doc[i + 1 : token.i]
        told = any(t.pos_ in {"VERB", "AUX"} for t in before)
        opens = i + 1 == token.i or any(t.pos_ in {"VERB", "AUX"} for t in between)
        if told and opens:
            return token.doc[i]
    return None


def _clause(token: Token) -> list[tuple[int, int]]:
    return _around(token) if token.pos_ == "ADP" else _own(token)


PLACES = {
    "clause": _clause,
    "content": _content,
    "mainclause": _mainclause,
    "previous": _previous,
    "subclause": _subclause,
}
