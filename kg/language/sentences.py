"""Find the sentences of German news: a text and its tokens in, the numbers of the first tokens out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from kg import german
from kg.language.invisible import seen
from kg.language.tokens import Span, is_abbreviation

__all__ = ["sentence_starts"]

STOPS = frozenset(".!?…")
CLOSING = frozenset("\"“”»«›‹’')]") | {"''"}
OPENING = frozenset('„‚(»«"“[') | {"``"}
BULLETS = frozenset("•▪◦*·►●–—-")
UNFINISHED = frozenset(",;:–—-(/")
WIDEST_WRAPPED_LINE = 100
"""Lines that are longer are paragraphs, not lines that a program has wrapped."""
SHORTEST_FULL_LINE = 40
NEIGHBOURS = 4
"""So many lines before and behind tell the width that a text is wrapped at."""
RAGGED = 25
SLACK = 5
"""Characters that may be left free at the end of a wrapped line beside the room for the next word."""
FULL_LINES = 4
MOST_CLOSING = 3
"""So many quotation marks and brackets may stand behind a full stop."""
EMOTICON = re.compile(r"[:;]-?[)(DP]")
NATIONAL = re.compile(r"^[a-zäöüß]{3,}isch(?:e[mnrs]?)$")
"""An adjective like "amerikanischen", which ends no sentence."""
BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\r?\n")


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a text: where each starts and ends (white space behind it left out)."""

    starts: list[int]
    ends: list[int]

    def is_wrapped(self, left: Span, right: Span) -> bool:
        """Say whether the line break between two tokens is there for want of room only."""
        line = bisect_right(self.starts, left[0]) - 1
        around = range(max(0, line - NEIGHBOURS), min(len(self.starts), line + NEIGHBOURS + 1))
        lengths = [
            length
            for at in around
            if (length := self.ends[at] - self.starts[at]) <= WIDEST_WRAPPED_LINE
        ]
        length, widest = self.ends[line] - self.starts[line], _width(lengths)
        no_room = length + SLACK + (right[1] - right[0]) > widest
        return SHORTEST_FULL_LINE <= length <= widest and no_room


def _width(lengths: list[int]) -> int:
    """Return the width that lines are wrapped at: that of the longest with enough others nearly as long, or 0."""
    for width in sorted(lengths, reverse=True):
        if sum(0 <= width - other <= RAGGED for other in lengths) >= FULL_LINES:
            return width  # a longer headline before the text is no wrapped line
    return 0


def sentence_starts(text: str, spans: list[Span]) -> list[int]:
    """Return the index of every token that opens a sentence, the first one included."""
    words = [seen(text[start:end]) or text[start:end] for start, end in spans]
    lines = _lines(text) if "\n" in text else None
    starts = [0] if spans else []
    for index in range(1, len(spans)):
        gap = text[spans[index - 1][1] : spans[index][0]]
        if "\n" in gap and lines is not None:
            if _breaks_line(
                words, index, gap, wrapped=lines.is_wrapped(spans[index - 1], spans[index])
            ):
                starts.append(index)
        elif _breaks(words, index, glued=not gap, first=starts[-1]):
            starts.append(index)
    return starts


def _lines(text: str) -> _Lines:
    starts, ends = [], []
    position = 0
    for line in text.split("\n"):
        starts.append(position)
        ends.append(position + len(line.rstrip()))
        position += len(line) + 1
    return _Lines(starts, ends)


def _breaks_line(words: list[str], index: int, gap: str, *, wrapped: bool) -> bool:
    """Say whether a line break is a sentence boundary: behind a headline, but not inside a wrapped line."""
    before, after = words[index - 1], words[index]
    if BLANK_LINE.search(gap) or after in BULLETS:
        return True
    if wrapped or before in german.words("never_last") or NATIONAL.search(before):
        return _breaks(words, index, glued=False, first=-1)
    if (before[-1] in STOPS and before[-1] != ".") or before in CLOSING or before == ".":
        return True
    if before == ":":
        return not after[0].islower()
    return not (before[-1] in UNFINISHED or after[0].islower() or after[0] in ",;.!?)")


def _breaks(words: list[str], index: int, *, glued: bool, first: int) -> bool:
    """Say whether a sentence starts at `index`, by the signs and words around."""
    after = words[index]
    if not _may_open(after) or (glued and after in CLOSING):
        return False
    last = _before_closing(words, index)
    if last < max(first, 0) or (last == first and words[last][0].isdigit()):
        return False  # nothing stands in this sentence yet but signs: "«" opens it
    stop = words[last]
    if stop[-1] not in STOPS or EMOTICON.fullmatch(stop):
        return EMOTICON.fullmatch(stop) is not None
    if last < index - 1:
        return _breaks_behind_quote(words, last, index)
    return not (glued and stop[-1] in "!?") and _ends_sentence(stop, _first_word(words, index))


def _before_closing(words: list[str], index: int) -> int:
    """Return the last word before `index` that is no closing quotation mark or bracket."""
    last = index - 1
    while last >= 0 and words[last] in CLOSING and index - last <= MOST_CLOSING:
        last -= 1
    return last


def _may_open(word: str) -> bool:
    first = word[0]
    return (
        first.isupper() or first.isdigit() or word in OPENING or word in BULLETS or first in "'’#@+"
    )


def _first_word(words: list[str], index: int) -> str:
    while index < len(words) - 1 and words[index] in OPENING:
        index += 1
    return words[index]


def _breaks_behind_quote(words: list[str], last: int, index: int) -> bool:
    """Say whether a stop inside quotation marks or brackets ends the sentence around them."""
    if words[index] in BULLETS:
        return False
    if words[last][-1] in "!?" and words[index - 1] == ")":
        return words[index] in german.words("sentence_openers")
    return _ends_sentence(words[last], _first_word(words, index))


def _ends_sentence(stop: str, after: str) -> bool:
    """Say whether a token that ends in a stop ends the sentence before the word `after`."""
    if len(stop) > 1 and stop[-1] == "." and stop[-2] != ".":
        return is_abbreviation(stop) == "final" and after in german.words("sentence_openers")
    if after in BULLETS:
        return stop[-1] != "…" and stop != "..."
    return True
