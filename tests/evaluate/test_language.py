"""Scores of the shipped pipeline: readers, counting, and the 300 business sentences as a floor."""

from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.evaluate.corpora import harmonised, joined_hyphens, read_gold, read_marked
from kg.evaluate.language import Score, score_marked, table
from kg.language import load

BUSINESS = Path(__file__).parent.parent / "data" / "business_entities.jsonl"
TREE = (
    "1-2\tIm\t_\t_\t_\t_\t_\t_\t_\t_\n1\tIn\tin\tADP\tAPPR\t_\t3\tcase\t_\t_\n2\tdem\tder\tDET\tART\t_\t3\tdet\t_\t_\n"
    "3\tSPD\tSPD\tPROPN\tNE\t_\t5\tnmod\t_\tSpaceAfter=No\n4\t-\t-\tPUNCT\t$(\t_\t5\tpunct\t_\tSpaceAfter=No\n"
    "5\tBüro\tBüro\tNOUN\tNN\t_\t0\troot\t_\t_\n\n"
)


def test_contractions_become_one_word_and_hyphens_can_be_joined(tmp_path: Path):
    (tmp_path / "a.conllu").write_text(TREE, encoding="utf-8")
    (sentence,) = read_gold(tmp_path / "a.conllu")
    assert sentence.words == ("Im", "SPD", "-", "Büro")
    assert sentence.head == (1, 3, 3, 3)
    assert [sentence.text[a:b] for a, b in joined_hyphens(sentence)] == ["Im", "SPD-Büro"]


def test_subtypes_are_harmonised():
    assert [harmonised(label) for label in ("acl:relcl", "nsubj:pass", "iobj")] == [
        "acl",
        "nsubj:pass",
        "obl",
    ]


def test_scores_count():
    score = Score("x", 1, 2, 4)
    assert (score.precision, score.recall, round(score.f1, 3)) == (0.5, 0.25, 0.333)
    assert "50.00" in table([score])


def test_a_broken_line_is_named(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1"):
        read_marked(tmp_path / "a.jsonl")


@pytest.mark.model
def test_business_entities_stay_above_the_floor():
    scores = {
        score.name: score.f1 for score in score_marked(read_marked(BUSINESS), load(threads=1))
    }
    assert scores["all"] > 0.88
    assert min(scores[name] for name in ("Money", "Percent", "Date", "Index")) > 0.93
