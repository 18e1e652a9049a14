"""The readers of the training corpora: contractions, harmonised labels, parts of words."""

import json
from pathlib import Path

import pytest

from kg.language.training.entities import read_germeval, read_smartdata
from kg.language.training.scores import score_entities, spans
from kg.language.training.treebanks import read_conllu, read_pos, read_silver

CONTRACTION = """\
# source_sent_id = . . train-s1
1\tEr\ter\tPRON\tPPER\t_\t2\tnsubj\t_\t_
2\tarbeitet\tarbeiten\tVERB\tVVFIN\t_\t0\troot\t_\t_
3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\t_\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\tNN\t_\t2\tobl:arg\t_\t_
"""
OLD = """\
1\tEr\ter\tPRON\tPPER\t_\t2\tnsubj\t_\t_
2\tliest\tlesen\tVERB\tVVFIN\t_\t0\troot\t_\t_
3\tdort\tdort\tADV\tADV\t_\t2\tadvmod\t_\t_
4\tBücher\tBuch\tNOUN\tNN\t_\t2\tdobj\t_\t_
5\tund\tund\tCONJ\tKON\t_\t4\tcc\t_\t_
6\tBriefe\tBrief\tNOUN\tNN\t_\t4\tconj\t_\t_
7\tAbend\tAbend\tNOUN\tNN\t_\t2\tnmod\t_\t_
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "corpus"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_contraction_is_one_word_with_the_analysis_of_its_preposition(tmp_path):
    (example,) = read_conllu(written(tmp_path, CONTRACTION), "de-x")
    assert example.words == ["Er", "arbeitet", "im", "Haus"]
    assert example.upos[2] == "ADP"
    assert example.head == [2, 0, 4, 2]
    assert example.deprel == ["nsubj", "root", "case", "obl"]


def test_sentences_are_chosen_by_their_origin(tmp_path):
    assert read_conllu(written(tmp_path, CONTRACTION), "de-x", only="dev-s") == []


def test_ud_1_becomes_ud_2(tmp_path):
    (example,) = read_silver(written(tmp_path, OLD), "de-x", skip="train-s")
    assert example.upos[4] == "CCONJ"
    assert example.deprel == ["nsubj", "root", "advmod", "obj", "cc", "conj", "obl"]
    assert example.head[4] == 6


def test_pos_lines_merge_contractions(tmp_path):
    path = written(tmp_path, "Im##_ In##ADP dem##DET Haus##NOUN .##PUNCT\n")
    (example,) = read_pos(path, "de-pos")
    assert example.words == ["Im", "Haus", "."]
    assert example.upos == ["ADP", "NOUN", "PUNCT"]


def test_germeval_gives_its_outer_level(tmp_path):
    text = "#\thttp://example.org\n1\tBerliner\tB-LOCderiv\tO\n2\tBank\tO\tO\n"
    (example,) = read_germeval(written(tmp_path, text), "germeval")
    assert example.tags == ["B-LOCderiv", "O"]


def test_smartdata_marks_mentions_inside_a_word_as_parts(tmp_path):
    text = "Die US-Tochter kauft Acme AG."
    mentions = [
        {"type": "location", "start": 4, "end": 6},
        {"type": "organization-company", "start": 21, "end": 28},
    ]
    path = written(tmp_path, json.dumps({"id": 1, "text": text, "mentions": mentions}))
    ((_, (example,)),) = read_smartdata(path, "smartdata")
    assert example.words == ["Die", "US-Tochter", "kauft", "Acme", "AG", "."]
    assert example.tags[1] == "B-location-part"
    assert example.tags[3:5] == ["B-organization-company", "I-organization-company"]


def test_spans_open_at_a_stray_inner_tag():
    assert spans(["I-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
    ]


def test_entity_scores_count_exact_spans():
    scores = score_entities([["B-PER", "I-PER", "O"]], [["B-PER", "O", "B-PER"]])
    assert scores["all"] == (0.0, 1)
    assert score_entities([["B-PER"]], [["B-PER"]])["PER"] == pytest.approx((1.0, 1))
