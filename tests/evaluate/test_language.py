"""Scores of the shipped pipeline: readers, counting, and the 300 business sentences as a floor."""

import json
from pathlib import Path

import pytest
import spacy

from kg.errors import DocumentError
from kg.evaluate.corpora import GoldSentence, harmonised, joined_words, read_gold
from kg.evaluate.counts import Score, by_label, table
from kg.evaluate.entities import scheme_of, score_marked
from kg.evaluate.language import score_file
from kg.evaluate.marked import read_bracketed, read_marked
from kg.language import load

DATA = Path(__file__).parent.parent / "data"
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
    assert [sentence.text[a:b] for a, b in joined_words(sentence)] == ["Im", "SPD-Büro"]


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


def test_groups_of_figures_are_one_word():
    sentence = GoldSentence(("Rund", "16", "000", "Euro"), (True, True, True, False))
    assert [sentence.text[a:b] for a, b in joined_words(sentence)] == ["Rund", "16 000", "Euro"]


def test_labels_of_a_group_count_as_one_class():
    gold = {(0, 0, 1, "location"), (0, 2, 3, "location-city"), (0, 4, 5, "date")}
    found = {(0, 0, 1, "location-city"), (0, 2, 3, "location-city"), (0, 4, 5, "time")}
    group = {"place": {"location": "place", "location-city": "place"}}
    scores = {score.name: score for score in by_label(gold, found, group)}
    assert (scores["location"].right, scores["all"].right, scores["all"].found) == (0, 1, 2)
    assert scores["place"].f1 == 1.0


def test_the_labels_of_a_file_tell_its_scheme():
    assert scheme_of(["PER", "LOC", "OTH", "LOCderiv"]) == "germeval"
    assert scheme_of(["organization-company", "date"]) == "smartdata"
    assert scheme_of(["PER", "LOC"]) == scheme_of(["Company"]) == "ents"


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.tsv", "Dies ist ein Text.\n", "expected a tag such as O or B-PER, met 'Text.'"),
        ("a.txt", "Dies ist ein Text.\n", "marks no entity"),
        ("a.conllu", "\n", "holds no sentence"),
        ("b.tsv", "Wort\n", "a line of 1 column"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, text: str, complaint: str):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=complaint):
        score_file(tmp_path / name, spacy.blank("de"))


def test_brackets_become_offsets(tmp_path: Path):
    (tmp_path / "a.txt").write_text("# x\nDer [Dax|Index] stieg um [1 %|Percent].\n", "utf-8")
    (text,) = read_bracketed(tmp_path / "a.txt")
    assert text.text == "Der Dax stieg um 1 %."
    assert text.entities == ((4, 7, "Index"), (17, 20, "Percent"))


@pytest.mark.model
def test_corpora_are_scored_as_they_are_published(tmp_path: Path):
    germeval = (
        "#\thttp://x\n1\tAngela\tB-PER\tO\n2\tMerkel\tI-PER\tO\n3\tfehlte\tO\tO\n4\t.\tO\tO\n"
    )
    other = "\n#\thttp://y\n1\tDas\tO\tO\n2\tBuch\tO\tO\n3\tFaust\tB-OTH\tO\n4\tliegt\tO\tO\n5\t.\tO\tO\n"
    (tmp_path / "germeval.tsv").write_text(germeval + other, encoding="utf-8")
    record = {
        "id": "http://x", "text": "Die US-Tochter der Siemens AG in Berlin baut Stellen ab.", "relations": [],
        "mentions": [
            {"type": "location", "start": 4, "end": 6, "text": "US"},
            {"type": "organization-company", "start": 19, "end": 29, "text": "Siemens AG"},
            {"type": "location-city", "start": 33, "end": 39, "text": "Berlin"},
        ],
    }  # fmt: skip
    (tmp_path / "smartdata.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    nlp = load(threads=1)
    outer = {score.name: score for score in score_file(tmp_path / "germeval.tsv", nlp)}
    assert (outer["PER"].right, outer["PER LOC ORG OTH"].gold) == (1, 2)
    smart = {score.name: score for score in score_file(tmp_path / "smartdata.jsonl", nlp)}
    assert smart["location-part"].gold == 1
    assert smart["company organisation person location"].gold == 3
    assert smart["organization-company"].right == 1
    ents = {
        score.name: score for score in score_file(tmp_path / "smartdata.jsonl", nlp, scheme="ents")
    }
    assert (ents["company"].right, ents["location"].right) == (1, 1)


def test_a_broken_line_is_named(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text("[]\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1"):
        read_marked(tmp_path / "a.jsonl")


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("business_entities", 0.93),
        ("business_entities_blind", 0.89),
        ("business_entities_unread", 0.92),
    ],
)
def test_business_entities_stay_above_the_floor(name: str, floor: float):
    scores = {
        one.name: one.f1
        for one in score_marked(read_bracketed(DATA / f"{name}.txt"), load(threads=1))
    }
    assert scores["all"] > floor
    assert min(scores[label] for label in ("Money", "Percent", "Date", "Index")) > 0.93


@pytest.mark.model
def test_business_syntax_stays_above_the_floor():
    scores = {
        one.name: one.f1 for one in score_file(DATA / "business_syntax.conllu", load(threads=1))
    }
    assert scores["tokens (UD: hyphens cut)"] == 1.0
    assert (scores["UPOS"] > 0.985, scores["lemma"] > 0.985) == (True, True)
    assert (scores["UAS"] > 0.945, scores["LAS"] > 0.92) == (True, True)
    assert "XPOS" not in scores, "the file has no STTS tags"
