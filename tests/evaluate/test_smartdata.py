"""SmartData's relations are told from its file, and claims of ours are right or wrong by the mapping."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli.evaluate import command
from kg.errors import DocumentError
from kg.evaluate.claims import Tally
from kg.evaluate.smartdata import MAPPING, is_held_out, read_smartdata, score_smartdata

FILE = Path(__file__).parents[1] / "data" / "smartdata.jsonl"


def _row(document: str, subject: str, relation: str, target: str) -> dict[str, Any]:
    return {
        "doc": document,
        "subject": {"label": subject, "aliases": []},
        "relation": relation,
        "object": {"label": target, "aliases": []},
    }


def _tally(*rows: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    report = score_smartdata([*read_smartdata(FILE)], rows)
    assert report.total.gold == sum(tally.gold for tally in report.relations.values())
    return {
        kind: _counts(tally)
        for kind, tally in report.relations.items()
        if _counts(tally) != (0, tally.gold, 0)
    }


def _counts(tally: Tally) -> tuple[int, int, int]:
    return tally.found, tally.gold, tally.wrong


def test_mentions_of_one_fact_count_once() -> None:
    report = score_smartdata([*read_smartdata(FILE)], ())
    gold = {kind: tally.gold for kind, tally in report.relations.items()}
    assert gold == {"Acquisition": 1, "Merger": 3, "SpinOff": 1, "Insolvency": 1, "Layoffs": 1,
                    "Strike": 1, "OrganizationLeadership": 2}  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "kind", "gold"),
    [
        (("kauf", "Alstra", "acquires", "Bemag"), "Acquisition", 1),
        (("fusion", "Cero", "mergesWith", "Alba"), "Merger", 3),
        (("tochter", "Delta", "spinsOff", "Epsil"), "SpinOff", 1),
        (("tochter", "Epsil", "isSubsidiaryOf", "Delta"), "SpinOff", 1),
        (("pleite", "Fenn", "insolvent", "insolvent"), "Insolvency", 1),
        (("pleite", "Fenn", "laysOff", "90 Stellen"), "Layoffs", 1),
        (("streik", "Piloten", "strikes", "Gamma Air"), "Strike", 1),
        (("spitze", "Ida Roth", "leads", "Hansa AG"), "OrganizationLeadership", 2),
        (("spitze", "Jan Kühl", "appoints", "Hansa"), "OrganizationLeadership", 2),
    ],
)
def test_a_claim_that_says_the_fact_is_right(
    claim: tuple[str, str, str, str], kind: str, gold: int
) -> None:
    assert _tally(_row(*claim)) == {kind: (1, gold, 0)}


def test_turned_roles_are_wrong_and_a_missing_role_is_left_open() -> None:
    assert _tally(_row("kauf", "Bemag", "acquires", "Alstra")) == {"Acquisition": (0, 1, 1)}
    assert _tally(_row("kauf", "Chefetage", "acquires", "Zenit")) == {}


def test_a_claim_in_traffic_news_is_wrong_and_counts_once() -> None:
    rows = [_row("stau", "Bahn", "strikes", "Bahn"), _row("stau", "Lokführer", "strikes", "Bahn")]
    assert _tally(*rows) == {"Strike": (0, 1, 1)}


def test_relations_without_a_counterpart_are_left_out() -> None:
    assert "supplies" not in MAPPING
    assert _tally(_row("kauf", "Alstra", "supplies", "Bemag")) == {}


def test_documents_of_another_folder_are_left_out_whatever_their_white_space() -> None:
    first = next(iter(read_smartdata(FILE)))
    rest = [*read_smartdata(FILE, without=[first.text.replace(" ", "\n")])]
    assert first.name not in {document.name for document in rest}


def test_a_tenth_is_told_by_the_text_alone() -> None:
    held = [number for number in range(2000) if is_held_out(f"Text {number}")]
    assert 150 <= len(held) <= 250


def test_a_line_that_is_no_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "b"}) + "\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"broken\.jsonl:1: no SmartData document"):
        list(read_smartdata(path))


def test_the_command_reads_and_prints_by_relation() -> None:
    ran = CliRunner().invoke(command, ["smartdata", str(FILE), "--everything", "--threads", "1"])
    assert ran.exit_code == 0, ran.output
    assert ran.output.startswith("7 documents")
    rows = {line.split()[0]: line.split()[1:] for line in ran.output.splitlines() if line}
    assert rows["Acquisition"] == ["1.000", "1.000", "1.000", "1", "1", "0"]
