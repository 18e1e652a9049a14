"""Choose texts that are no business news: the shared corpora in, named texts by a fixed rule out.

Four sources: traffic news (SmartData documents that hold traffic relations alone), tweets (MobIE), Wikipedia (PUD)
and what people write on the web (GSD, ten sentences in a row). Of each source the texts come in the order of a
hash of their words, so that nobody picks them.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.model import document_id

__all__ = ["OFF_TOPIC_SOURCES", "off_topic_texts"]

TRAFFIC = frozenset({
    "Accident", "CanceledRoute", "CanceledStop", "Delay", "Disaster", "Obstruction", "RailReplacementService",
    "TrafficJam",
})  # fmt: skip
OFF_TOPIC_SOURCES = {
    "traffic": "smartdata/train.jsonl",
    "tweet": "ner/mobie-conll.zip",
    "wikipedia": "ud/de_pud-ud-test.conllu",
    "web": "ud/de_gsd-ud-dev.conllu",
}
"""Kind of text -> the file of the shared corpora that it is taken from."""
IN_A_ROW = 10


def off_topic_texts(folder: Path, first: int, last: int) -> list[tuple[str, str]]:
    """Return (name, text) of the texts `first` to `last` (exclusive) of each source of the corpora's folder.

    Raises:
        DocumentError: names the file that is not there.
    """
    found = []
    for kind, file in OFF_TOPIC_SOURCES.items():
        path = folder / file
        if not path.is_file():
            raise DocumentError(f"{path}: not there; expected the shared language data")
        texts = sorted({document_id(text): text for text in _READERS[kind](path)}.items())
        found += [(f"{kind}-{name}", text) for name, text in texts[first:last]]
    return found


def _traffic(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kinds = {relation["name"] for relation in row["relations"]}
        if kinds and kinds <= TRAFFIC:
            yield row["text"]


def _tweets(path: Path) -> Iterator[str]:
    """Yield the documents that only a number names: tweets, word by word."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("test.conll2003").decode("utf-8")
    for block in text.split("-DOCSTART-")[1:]:
        head, *lines = block.splitlines()
        if head.split()[0].strip("-").isdigit():
            yield " ".join(line.split("\t")[0] for line in lines if line)


def _wikipedia(path: Path) -> Iterator[str]:
    for block in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        if block.startswith("w"):
            yield " ".join(_sentences(block.splitlines()))


def _web(path: Path) -> Iterator[str]:
    told = [*_sentences(path.read_text(encoding="utf-8").splitlines())]
    for start in range(0, len(told), IN_A_ROW):
        yield " ".join(told[start : start + IN_A_ROW])


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    yield from (line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))


_READERS = {"traffic": _traffic, "tweet": _tweets, "wikipedia": _wikipedia, "web": _web}
