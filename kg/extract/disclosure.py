"""A document's text in, its notices on conflicts of interest out."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from kg import german
from kg.model import Disclosure

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_disclosures"]

BLANK = re.compile(r"\n\s*\n")


def find_disclosures(text: str, doc: Doc) -> tuple[Disclosure, ...]:
    """Return the notices of a document.

    A notice with a heading reaches to the next blank line or the text's end.

    "Hinweis auf Interessenkonflikte:" on a line of its own opens a section; the same words within
    a sentence ("Offenlegung gemäß § 85 WpHG: Der Autor hält …") make that sentence and its line
    the notice.
    """
    found: list[Disclosure] = []
    cues = list(_cues().finditer(text))
    sentences = [token.idx for token in doc if token.is_sent_start] if cues else []
    for match in cues:
        if found and match.start() < found[-1].end:
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        opens = not text[line_start : match.start()].strip(" -–*•§")
        start = line_start if opens else _last_before(sentences, match.start())
        found.append(Disclosure(start, _end(text, match, opens=opens), match["cue"].strip()))
    return tuple(found)


@cache
def _cues() -> re.Pattern[str]:
    cues = sorted(german.words("disclosure_cues"), key=lambda cue: (-len(cue), cue))
    spaced = "|".join(re.escape(cue).replace("\\ ", r"\s+") for cue in cues)
    return re.compile(rf"(?<!\w)(?P<cue>{spaced})(?!\w)(?P<colon>\s*:)?")


def _last_before(starts: list[int], offset: int) -> int:
    at = bisect_right(starts, offset)
    return starts[at - 1] if at else 0


def _end(text: str, match: re.Match[str], *, opens: bool) -> int:
    """Return where a notice ends.

    At a blank line after its first content, else with its line or the text.
    """
    if opens:
        blank = BLANK.search(text, match.end() + 2)
        return blank.start() if blank else len(text.rstrip())
    line = text.find("\n", match.end())
    return line if line >= 0 else len(text.rstrip())
