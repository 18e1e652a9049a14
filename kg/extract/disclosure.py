"""A document's text in, its notices on conflicts of interest out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg import german
from kg.model import Disclosure

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_disclosures"]


def find_disclosures(text: str, doc: Doc) -> tuple[Disclosure, ...]:
    """Return the notices of a document.

    A notice with a heading reaches to the next blank line or the text's end.

    "Hinweis auf Interessenkonflikte:" on a line of its own opens a section; the same words within
    a sentence ("Offenlegung gemäß § 85 WpHG: Der Autor hält …") make that sentence and its line
    the notice.
    """
    found: list[Disclosure] = []
    for match in _cues().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        opens = not text[line_start : match.start()].strip(" -–*•§")
        start = line_start if opens else _sentence_start(doc, match.start())
        found.append(Disclosure(start, _end(text, match, opens=opens), match["cue"].strip()))
    return tuple(found)


@cache
def _cues() -> re.Pattern[str]:
    cues = sorted(german.words("disclosure_cues"), key=lambda cue: (-len(cue), cue))
    spaced = "|".join(re.escape(cue).replace("\\ ", r"\s+") for cue in cues)
    return re.compile(rf"(?<!\w)(?P<cue>{spaced})(?!\w)(?P<colon>\s*:)?")


def _sentence_start(doc: Doc, offset: int) -> int:
    start = 0
    for token in doc:
        if token.idx > offset:
            break
        if token.is_sent_start:
            start = token.idx
    return start


def _end(text: str, match: re.Match[str], *, opens: bool) -> int:
    """Return where a notice ends.

    At a blank line after its first content, else with its line or the text.
    """
    blank = re.compile(r"\n\s*\n").search(text, match.end() + 2)
    if opens:
        return blank.start() if blank else len(text.rstrip())
    line = text.find("\n", match.end())
    return line if line >= 0 else len(text.rstrip())
