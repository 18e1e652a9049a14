"""Measure reading: the example article under ever new names in; extraction's share of the time, and memory, out.

Extraction shall cost at most a third of what the German pipeline does on the same text, and memory shall not grow
with the number of articles once the caches of common words are full. CPU seconds are counted, so that a busy machine
does not blur the ratio.

    python -m kg.evaluate.bench_reading --articles 2000
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

__all__ = ["held", "main", "resident", "shares", "varied"]

_EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "seed.txt"
_SYLLABLES = (
    "ba",
    "do",
    "fi",
    "gu",
    "ha",
    "ke",
    "lo",
    "mi",
    "nu",
    "pa",
    "ro",
    "se",
    "ta",
    "vi",
    "zu",
)
_NAME = re.compile(r"\b[A-ZÄÖÜ][\wäöüß]{3,}|\b\d+\b")
_REPORTS = 4
_BATCH = 8
_TIMED = 40
"""Articles whose time is taken, after one batch that fills the caches."""


def varied(text: str, number: int) -> str:
    """Return a text with a third of its capitalised words, and all its figures, made into others by `number`."""
    draw = random.Random(number)
    names: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word not in names:
            names[word] = word if draw.random() > 1 / 3 else _invented(draw)
            if word.isdigit():
                names[word] = str(draw.randrange(1, 10 ** len(word)))
        return names[word]

    return _NAME.sub(other, text)


def _invented(draw: random.Random) -> str:
    return "".join(draw.choice(_SYLLABLES) for _ in range(draw.randrange(2, 6))).capitalize()


def resident() -> float:
    """Return the memory this process holds now, in megabytes (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1000 if found else 0.0


def shares(texts: Iterable[str]) -> Iterator[tuple[float, float]]:
    """Yield CPU seconds of analysis and of extraction for each text."""
    from kg.extract import extract
    from kg.language import load
    from kg.model import Document, document_id

    nlp = load(threads=1)
    for text in texts:
        started = time.process_time()
        doc = nlp(text)
        analysed = time.process_time()
        extract(Document(document_id(text), text), doc)
        yield analysed - started, time.process_time() - analysed


def held(articles: int) -> Iterator[tuple[int, float]]:
    """Take articles through all rooms and yield, after each batch, how many are done and the megabytes held."""
    from kg.model import Document, document_id
    from kg.pipeline.flow import read
    from kg.pipeline.options import Options
    from kg.pipeline.rooms import rooms_for

    rooms = rooms_for(Options(), threads=1)
    text = _EXAMPLE.read_text(encoding="utf-8")
    for first in range(0, articles, _BATCH):
        texts = [varied(text, number) for number in range(first, min(first + _BATCH, articles))]
        for _ in read((Document(document_id(one), one) for one in texts), rooms):
            pass
        yield first + len(texts), resident()


@click.command()
@click.option("--articles", default=2000, show_default=True, help="How many to read for memory.")
def main(articles: int) -> None:
    """Print extraction's share of the time, and the memory held after a tenth of the articles and after more."""
    text = _EXAMPLE.read_text(encoding="utf-8")
    told = [*shares(varied(text, number) for number in range(_TIMED + _BATCH))][_BATCH:]
    analysis, extraction = (sum(seconds) for seconds in zip(*told, strict=True))
    click.echo(
        f"extraction takes {extraction / analysis:.2f} of the time of the analysis"
        f" ({analysis / _TIMED:.3f} s of CPU an article)"
    )
    wanted = [articles // 10, *(articles * part // _REPORTS for part in range(1, _REPORTS + 1))]
    for done, megabytes in held(articles):
        while wanted and done >= wanted[0]:
            click.echo(f"{wanted.pop(0):>6,} articles read: {megabytes:,.0f} MB held")


if __name__ == "__main__":
    main()
