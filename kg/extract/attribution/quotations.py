"""A document in, its direct quotations out.

Words in quotation marks that only name or distance are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clauses import characters, is_finite
from kg.extract.names import plain
from kg.model import Attribution, Form, Referent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extract.coreference import ReferentIndex

__all__ = ["find_quotations", "find_speeches"]

PAIRS = {"„": '“”"', "«": "»", "»": "«", "“": "”", '"': '"', "‚": "‘’"}
LONGEST = 400
LABEL = re.compile(
    r"(?m)^[ \t]*(?P<who>[A-ZÄÖÜ][\w.’'-]*(?:[ \t][A-ZÄÖÜ][\w.’'-]*){0,3})"
    r"[ \t]?(?:\([^)\n]{0,60}\))?:[ \t]+(?P<said>\S.*)$"
)
ANSWER = "Antwort"
SHORTEST = 4


def find_quotations(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Return the token ranges of direct speech, marks included.

    A range without a finite verb is a mere title.

    A mark that is never closed opens nothing, so a thousand nested marks cost one pass.
    """
    found: list[tuple[int, int]] = []
    start, closing = -1, ""
    for token in doc:
        if start >= 0 and (token.text in closing or token.i - start > LONGEST):
            if token.text in closing and _is_speech(doc, start, token.i):
                found.append((start, token.i + 1))
            start = -1
        elif start < 0 and token.text in PAIRS and not token.whitespace_ and _opens(token):
            start, closing = token.i, PAIRS[token.text]
    if start >= 0 and _is_speech(doc, start, len(doc)):
        found.append((start, len(doc)))  # the text is cut off within the quotation
    return tuple(found)


def _opens(mark: Token) -> bool:
    """Tell an opening mark from the arrow of a navigation line ("Startseite » Computer")."""
    following = mark.doc[mark.i + 1] if mark.i + 1 < len(mark.doc) else None
    return following is not None and not following.is_space


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    return end - start > SHORTEST and any(is_finite(token) for token in doc[start + 1 : end])


def find_speeches(doc: Doc, index: ReferentIndex) -> tuple[tuple[int, int, Attribution], ...]:
    """Return the answers of a printed interview.

    Lines that open with a person's name, or with "Antwort", and a colon.
    """
    people = [
        referent for referent in index.referents if referent.kind == "Person" and referent.named
    ]
    named: dict[str, Referent] = {}
    for person in people:
        for mention in person.mentions:
            if mention.form is Form.PROPER:
                named.setdefault(plain(mention.text), person)
    found = []
    for match in LABEL.finditer(characters(doc)):
        label = plain(match["who"])
        who = _answering(match.start(), people) if label == ANSWER else named.get(label)
        span = (
            doc.char_span(match.start("said"), match.end("said"), alignment_mode="expand")
            if who
            else None
        )
        if who is not None and span is not None:
            found.append(
                (span.start, span.end, Attribution(who.name, who.key, match["who"].strip()))
            )
    return tuple(found)


def _answering(at: int, people: list[Referent]) -> Referent | None:
    """Return whom "Antwort" means: of the people named before it the one spoken of most."""
    before = [person for person in people if person.mentions[0].start < at]
    return max(before, key=lambda person: (len(person.mentions), person.key), default=None)
