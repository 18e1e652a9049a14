"""What is no business news yields no sure claims that a reader would call false."""

import json
import zipfile
from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.evaluate.offtopic import OFF_TOPIC_SOURCES, off_topic_texts
from kg.evaluate.rows import read_rows

SURE = 0.8
TRUE: dict[str, str] = {}
"""Claims above `SURE` that a reader called true: id -> why."""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder laid out as the shared corpora are, with texts of our own."""
    for file in OFF_TOPIC_SOURCES.values():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    marked = [
        {"text": "Stau auf der A7.", "relations": [{"name": "TrafficJam"}]},
        {"text": "Alstra kauft Bemag.", "relations": [{"name": "Acquisition"}]},
        {"text": "Es war schön.", "relations": []},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in marked)
    (tmp_path / OFF_TOPIC_SOURCES["traffic"]).write_text(lines, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / OFF_TOPIC_SOURCES["tweet"], "w") as packed:
        tweet = "-DOCSTART- -123- O O\n\nWieder\tADV\tO\nStau\tNN\tO\n\n-DOCSTART- -12/ab- O O\n\nA7\tNE\tO\n"
        packed.writestr("test.conll2003", tweet)
    pud = "# newdoc id = n01\n# text = Die Börse fiel.\n\n# newdoc id = w01\n# text = Er malte.\n# text = Sie sang.\n"
    (tmp_path / OFF_TOPIC_SOURCES["wikipedia"]).write_text(pud, encoding="utf-8")
    web = "".join(f"# text = Satz {n}.\n1\tSatz\n\n" for n in range(15))
    (tmp_path / OFF_TOPIC_SOURCES["web"]).write_text(web, encoding="utf-8")
    return tmp_path


def test_only_what_is_no_business_news_is_chosen(corpora: Path) -> None:
    found = {name.split("-")[0]: text for name, text in off_topic_texts(corpora, 0, 1)}
    assert found.pop("web").startswith("Satz ")
    assert found == {
        "traffic": "Stau auf der A7.",
        "tweet": "Wieder Stau",
        "wikipedia": "Er malte. Sie sang.",
    }


def test_the_order_of_a_file_does_not_choose(corpora: Path) -> None:
    chosen = off_topic_texts(corpora, 0, 5)
    path = corpora / OFF_TOPIC_SOURCES["traffic"]
    path.write_text(
        "".join(reversed(path.read_text(encoding="utf-8").splitlines(keepends=True))),
        encoding="utf-8",
    )
    assert off_topic_texts(corpora, 0, 5) == chosen


def test_a_missing_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"smartdata/train\.jsonl: not there"):
        off_topic_texts(tmp_path, 0, 10)


def test_forty_texts_yield_no_sure_claim_that_is_false(shared: Path) -> None:
    texts = off_topic_texts(shared / "data", 0, 10)
    assert len(texts) == 40
    sure = {row["id"]: row for row in read_rows(texts, threads=1) if row["confidence"] > SURE}
    assert {key: row["quote"] for key, row in sure.items() if key not in TRUE} == {}
