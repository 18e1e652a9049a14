"""Measure the reading of HTML: pages with their articles' text in; words and sentences found, and extra, out.

A reference may break off, as those of the SmartData pages do after about 950 characters: what we read
beyond that place is told (`beyond`), but neither right nor wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from kg.documents import read_documents
from kg.errors import DocumentError
from kg.model import Document, Skipped

__all__ = ["PageScore", "score_page", "score_pages", "total"]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])[\s»“”\"]+(?=[A-ZÄÖÜ„«\"])|\n")
_SHORTEST_SENTENCE = 6
"""Words of the shortest line that counts as a sentence: captions and buttons have fewer."""
_SHORTEST_MATCH = 4
"""Words in a row that show that two texts say the same."""


@dataclass(frozen=True, slots=True)
class PageScore:
    """What was found of a page's reference, in words and sentences."""

    name: str
    words: int
    """Words of the reference."""
    found: int
    """Words of the reference that we have."""
    read: int
    """Words that we have, up to the place where the reference ends."""
    extra: int
    """Words of those that the reference has not."""
    beyond: int
    """Words that we have after that place."""
    sentences: int
    """Whole sentences of the reference."""
    sentences_found: int

    @property
    def recall(self) -> float:
        """Return the share of the reference's words that were found."""
        return self.found / max(1, self.words)

    @property
    def extra_share(self) -> float:
        """Return the share of our words that the reference has not."""
        return self.extra / max(1, self.read)


def score_pages(folder: Path) -> tuple[PageScore, ...]:
    """Score every NAME.html of a folder against the NAME.txt beside it.

    Raises:
        DocumentError: no page has its text beside it.
    """
    pages = [p for p in sorted(folder.glob("*.html")) if p.with_suffix(".txt").is_file()]
    if not pages:
        raise DocumentError(f"{folder} holds no NAME.html with its article as NAME.txt beside it")
    return tuple(_score(page) for page in pages)


def _score(page: Path) -> PageScore:
    found: list[Document | Skipped] = list(read_documents([page]))
    told = "\n".join(f"{d.title}\n{d.text}" for d in found if isinstance(d, Document))
    return score_page(page.stem, page.with_suffix(".txt").read_text(encoding="utf-8"), told)


def score_page(name: str, reference: str, told: str) -> PageScore:
    """Compare what was read (the title in its first line) with the reference of a page."""
    want, got = _words(reference), _words(told)
    blocks = SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
    ends = [block.b + block.size for block in blocks if block.size >= _SHORTEST_MATCH]
    read = got[: max(ends, default=len(got))]
    sentences = _sentences(reference)
    whole = f" {' '.join(got)} "
    return PageScore(
        name=name,
        words=len(want),
        found=sum((Counter(want) & Counter(got)).values()),
        read=len(read),
        extra=sum((Counter(read) - Counter(want)).values()),
        beyond=len(got) - len(read),
        sentences=len(sentences),
        sentences_found=sum(f" {' '.join(_words(sentence))} " in whole for sentence in sentences),
    )


def total(scores: Iterable[PageScore]) -> PageScore:
    """Add up the figures of all pages."""
    every = tuple(scores)
    return PageScore(
        "all",
        *(
            sum(getattr(one, field) for one in every)
            for field in PageScore.__slots__
            if field != "name"
        ),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _sentences(reference: str) -> list[str]:
    """Return the reference's sentences, each once, without the last, which may be cut off."""
    parts = [part.strip() for part in _SENTENCE.split(reference.strip())]
    if parts and parts[-1][-1:] not in {".", "!", "?", ")"}:
        parts = parts[:-1]
    whole = (part for part in parts if part[-1:] in {".", "!", "?", ")"})
    return [one for one in dict.fromkeys(whole) if len(_words(one)) >= _SHORTEST_SENTENCE]
