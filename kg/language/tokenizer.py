"""Turn a text into a spaCy `Doc`: a text in, its tokens (white space kept, `doc.text == text`) out."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.tokens import Span, tokens_of

__all__ = ["Tokenizer"]


class Tokenizer:
    """What spaCy calls as `nlp.tokenizer`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens; white space other than one space becomes tokens of its own, as spaCy has it."""
        words, spaces = _with_white_space(text, tokens_of(text))
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_kwargs: object) -> bytes:
        """Return nothing: the rules are code and packaged data."""
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> Tokenizer:
        """Return itself: there is nothing to read."""
        return self

    def to_disk(self, _path: str | Path, **_kwargs: object) -> None:
        """Write nothing: the rules are code and packaged data."""

    def from_disk(self, _path: str | Path, **_kwargs: object) -> Tokenizer:
        """Return itself: there is nothing to read."""
        return self


def _with_white_space(text: str, spans: list[Span]) -> tuple[list[str], list[bool]]:
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        gap = text[position:start]
        if gap[:1] == " " and words:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
        position = end
    return words, spaces
