"""The commands that show and measure the analysis, on a handful of words."""

import json

import pytest
from click.testing import CliRunner

from kg.cli.annotate import command as annotate
from kg.cli.evaluate_claims import command as claims
from kg.cli.evaluate_language import command as language
from kg.cli.evaluate_sentences import command as sentences
from kg.errors import DocumentError

pytestmark = pytest.mark.model

TEXT = "Die Nordwerk AG übernimmt die Talbach GmbH."
CONLLU = """# text = Die Aktie steigt.
1\tDie\tder\tDET\tART\t_\t2\tdet\t_\t_
2\tAktie\tAktie\tNOUN\tNN\t_\t3\tnsubj\t_\t_
3\tsteigt\tsteigen\tVERB\tVVFIN\t_\t0\troot\t_\t_
4\t.\t.\tPUNCT\t$.\t_\t3\tpunct\t_\t_

"""


def run(command, *arguments):
    done = CliRunner().invoke(command, [*map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_annotation_is_shown_as_a_table_as_conllu_and_as_a_page(article, tmp_path):
    assert "übernehmen" in run(annotate, article)
    lines = run(annotate, article, "--format", "conllu").splitlines()
    words = [line.split("\t") for line in lines if line[:1].isdigit()]
    assert [word[1] for word in words] == [*TEXT.removesuffix(".").split(), "."]
    assert [word[7] for word in words].count("root") == 1
    page = tmp_path / "a.html"
    assert f"wrote {page}" in run(annotate, article, "--format", "displacy", "--out", page)
    assert "Nordwerk" in page.read_text("utf-8")


def test_file_without_an_article_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(DocumentError, match="holds no article: is empty"):
        run(annotate, tmp_path / "a.txt")


def test_claims_are_scored_and_their_errors_listed(tmp_path):
    claim = {"subject": "n", "object": "t", "quote": TEXT, "start": 0, "end": len(TEXT)}
    claim |= {"object_is_literal": False, "modality": "Asserted", "polarity": "Positive"}
    claim |= {"attributed_to": None, "amount": None, "time": None, "core": True, "note": ""}
    gold = {
        "text": TEXT,
        "entities": [
            {"key": "n", "label": "Nordwerk AG", "type": "Company", "aliases": []},
            {"key": "t", "label": "Talbach GmbH", "type": "Company", "aliases": []},
        ],
        "claims": [claim | {"n": 1, "relation": "acquires"}, claim | {"n": 2, "relation": "sues"}],
    }
    (tmp_path / "doc-1.json").write_text(json.dumps(gold), "utf-8")
    lines = [line.split() for line in run(claims, tmp_path, "--errors").splitlines()]
    assert [line[1:4] for line in lines if line[:1] == ["acquires"]] == [["1.000"] * 3]
    assert [line[1:4] for line in lines if line[:1] == ["sues"]] == [["0.000"] * 3]
    table = [line for line in lines if line[1:2] == ["to"]]
    assert [(line[3], line[5]) for line in table] == [("1", "1.000")]


def test_syntax_is_scored_as_table_and_as_json(tmp_path):
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, "utf-8")
    assert "UPOS                              100.00  100.00  100.00       4" in run(language, path)
    rows = json.loads(run(language, path, "--format", "json"))
    assert {row["f1"] for row in rows} == {1}
    assert [row["gold"] for row in rows if row["name"] == "LAS"] == [4]


def test_sentences_are_scored_and_their_errors_listed(tmp_path):
    (tmp_path / "acquires.txt").write_text(
        f"{TEXT}\n  Nordwerk AG | acquires | Talbach GmbH\n\n"
        "Die Lumitec GmbH meldet Insolvenz an.\n  Lumitec GmbH | acquires | Insolvenz\n",
        "utf-8",
    )
    told = run(sentences, tmp_path, "--errors", "--relation", "acquires")
    (line,) = [line.split() for line in told.splitlines() if line.startswith("acquires ")]
    assert line[1:3] == ["1.000", "0.500"]
    assert "- Lumitec GmbH | acquires | Insolvenz" in told
