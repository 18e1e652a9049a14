"""The fixed parts of a frame: words of a clause in; those that say the part, in order, out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.frames.words import forms

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["fixed_words"]

GAP = 4
"""Words that may stand between the parts of a fixed expression."""
SUFFIX = 4
"""Letters a word has at least to be looked for at the end of a compound."""


def fixed_words(
    part: Sequence[tuple[str, ...]], words: Sequence[Token], trigger: Token
) -> list[Token] | None:
    """Find the words of a fixed part, in order, none far from the one before."""
    for first, token in enumerate(words):
        if token.i == trigger.i or not _is_word(token, part[0]):
            continue
        found = [token]
        for wanted in part[1:]:
            following = (
                t
                for t in words[first + 1 : first + 2 + GAP * len(part)]
                if 0 < t.i - found[-1].i <= GAP
            )
            match = next((t for t in following if _is_word(t, wanted)), None)
            if match is None:
                break
            found.append(match)
        if len(found) == len(part):
            return found
    return None


def _is_word(token: Token, wanted: tuple[str, ...]) -> bool:
    """Whether a token is one of the words: by preposition, lemma, form, or as the head of a compound."""
    told, (words, endings) = forms(token), _wanted(wanted)
    if not words.isdisjoint(told.spelled) or (told.is_percent and "prozent" in words):
        return True
    return bool(endings) and any(lemma.endswith(endings) for lemma in told.compounds)


@lru_cache(maxsize=4096)
def _wanted(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words in lower case, and those that are nouns long enough to end a compound."""
    nouns = (word for word in words if word[:1].isupper() and len(word) >= SUFFIX)
    return frozenset(word.lower() for word in words), tuple(noun.lower() for noun in nouns)
