"""The scorer counts as the gold's own scorer does."""

import json

import pytest

from kg.errors import DocumentError
from kg.evaluate.claims import evaluate, read_gold

TEXT = "Die Siemens AG streicht 2000 Stellen. Siemens übernimmt Alstom."
GOLD = {
    "text": TEXT,
    "entities": [
        {"key": "si", "label": "Siemens AG", "type": "Company", "aliases": ["Siemens"]},
        {"key": "al", "label": "Alstom", "type": "Company", "aliases": []},
    ],
    "claims": [
        {"subject": "si", "relation": "laysOff", "object": "2000 Stellen", "object_is_literal": True,
         "quote": TEXT[:36], "start": 0, "end": 36, "modality": "Asserted", "polarity": "Positive",
         "attributed_to": None, "amount": {"value": 2000, "unit": "persons"}, "core": True},
        {"subject": "si", "relation": "acquires", "object": "al", "quote": TEXT[38:], "start": 38,
         "end": 63, "modality": "Planned", "polarity": "Positive", "attributed_to": None, "core": True},
        {"subject": "si", "relation": "other:likes", "object": "al", "quote": TEXT[38:], "start": 38,
         "end": 63, "modality": "Asserted", "polarity": "Positive", "attributed_to": None, "core": True},
    ],
}  # fmt: skip


def row(relation, target, **fields):
    told = {"doc": "doc-01", "subject": {"label": "Siemens", "aliases": []}, "relation": relation,
            "object": target, "quote": TEXT[:10], "start": 0, "end": 10, "modality": "Asserted",
            "polarity": "Positive", "attributed_to": None, "amount": None, "confidence": 0.7}  # fmt: skip
    return told | fields


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "doc-01.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return read_gold(tmp_path)


def test_figure_matches_by_its_value(gold):
    report = evaluate(gold, [row("laysOff", {"literal": "2.000"}, amount={"value": 2000})])
    assert (report.total.found, report.total.gold, report.total.wrong) == (1, 2, 0)


def test_legal_form_and_article_do_not_part_names(gold):
    named = {
        "label": "der Siemens-Konzern",
        "aliases": ["Siemens Aktiengesellschaft", "siemens ag"],
    }
    report = evaluate(gold, [row("acquires", {"label": "Alstom"}, subject=named)])
    assert report.total.found == 1
    assert report.status["modality"] == 0


def test_right_participants_with_another_relation_are_confused(gold):
    report = evaluate(gold, [row("mergesWith", {"label": "Alstom"})])
    assert report.confusion == {("acquires", "mergesWith"): 1}
    assert [claim["relation"] for _, claim in report.missed] == ["laysOff", "acquires"]


def test_open_and_other_relations_neither_cost_nor_count(gold):
    report = evaluate(gold, [row("open:mögen", {"label": "Alstom"})])
    assert (report.total.wrong, report.total.gold) == (0, 2)


def test_every_claim_that_counts_is_judged_with_its_article(gold):
    rows = [row("acquires", {"label": "Alstom"}), row("sues", {"label": "Alstom"})]
    judged = evaluate(gold, [*rows, row("open:mögen", {"label": "Alstom"})]).judged
    assert [(name, told["relation"], right) for name, told, right in judged] == [
        ("doc-01", "acquires", True),
        ("doc-01", "sues", False),
    ]


def test_same_claim_twice_counts_once(gold):
    report = evaluate(gold, [row("acquires", {"label": "Alstom"})] * 2)
    assert (report.total.found, report.total.wrong) == (1, 0)


def test_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(DocumentError, match="no gold here"):
        read_gold(tmp_path)


def test_figures_are_those_of_the_golds_own_scorer(shared, tmp_path):
    import importlib.util

    path = shared / "eval" / "score_claims.py"
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    folder = shared / "eval" / "seed" / "gold"
    articles = read_gold(folder)
    rows = [
        {"doc": article.name, "subject": {"label": c["quote"].split()[0]}, "relation": c["relation"],
         "object": {"label": sorted(article.names.get(c["object"], {c["object"]}))[0]},
         "quote": c["quote"], "start": c["start"], "end": c["end"], "modality": c["modality"],
         "polarity": c["polarity"], "attributed_to": None, "amount": c["amount"], "confidence": 0.5}
        for article in articles
        for c in article.claims
        if ":" not in c["relation"]
    ]  # fmt: skip
    (tmp_path / "claims.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    told, _, _ = scorer.score(folder, tmp_path / "claims.jsonl")
    total = evaluate(articles, rows).total
    assert (total.found, total.gold) == (told["strict"]["tp"], told["strict"]["gold"])
    assert total.found + total.wrong == told["strict"]["predicted"]
