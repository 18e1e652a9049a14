"""Namesakes of two legal forms in different articles, through whole builds."""

from pathlib import Path

import pytest

import kg
from kg.pipeline import Options, build, remove
from kg.query import select
from kg.store import open_graph

from .running import bytes_of

pytestmark = pytest.mark.model

TEXTS = {
    "gmbh.txt": "Die Talbach GmbH übernimmt die Maierwerke Süd AG. Talbach streicht 500 Stellen.",
    "ag.txt": "Die Talbach AG beliefert BMW. Ein Zulieferer klagt gegen die Talbach AG.",
    "bare.txt": "Talbach verklagt Siemens.",
}
BUYS = "SELECT DISTINCT ?s { ?s kg:acquires ?o }"


def articles(folder: Path, *names: str) -> list[Path]:
    """Write the named articles into a folder and return them."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(TEXTS[f"{name}.txt"], encoding="utf-8")
    return [folder / f"{name}.txt" for name in names]


def bearers(out):
    """Return the entities of the graph that are called Talbach."""
    store = open_graph(out)
    query = """PREFIX kg: <https://newskg.example/ontology#>
      SELECT DISTINCT ?e { ?r kg:refersTo ?e ; kg:name ?n FILTER(STRSTARTS(?n, "Talbach")) }"""
    return {iri.rpartition("/")[2] for iri in select(store, query).to_dataframe()["e"]}


def document(out: Path, name: str) -> str:
    query = f'SELECT ?d {{ ?d <https://schema.org/identifier> "{name}" }}'
    (iri,) = select(open_graph(out), query).to_dataframe()["d"]
    return str(iri)


def test_namesakes_come_and_go_and_the_graph_is_that_of_a_build_from_nothing(tmp_path):
    one, two, bare = articles(tmp_path / "in", "gmbh", "ag", "bare")
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    build([one, bare], out=out)
    assert bearers(out) == {"talbach"}
    first = bytes_of(out)
    build([two], out=out, keep=True)
    assert bearers(out) == {"talbach", "talbach--ag", "talbach--gmbh"}
    summary = build([one, two, bare], out=fresh)
    assert bytes_of(out) == bytes_of(fresh)
    with (fresh / "claims.jsonl").open(encoding="utf-8") as lines:
        assert sum(1 for _ in lines) == sum(summary.claims.values()) + summary.counts.open_claims
    (row,) = kg.open(fresh).query(BUYS).itertuples(index=False)
    assert row[0].endswith("talbach--gmbh")
    assert remove([document(out, "ag")], out=out) == 1
    assert bytes_of(out) == first
    assert bearers(out) == {"talbach"}


def test_a_register_or_a_decision_says_that_they_are_one(tmp_path):
    paths = articles(tmp_path / "in", "gmbh", "ag", "bare")
    register, decisions = tmp_path / "mine.csv", tmp_path / "decisions.tsv"
    register.write_text("label;kind\nTalbach;Company\n", encoding="utf-8")
    decisions.write_text("same\ttalbach--gmbh\ttalbach--ag\teva\n", encoding="utf-8")
    out = tmp_path / "out"
    build(paths, out=out, options=Options(registers=(register,)))
    assert bearers(out) == {"talbach"}
    build(paths, out=out, options=Options(decisions=decisions))
    assert bearers(out) == {"talbach", "talbach--gmbh"}
