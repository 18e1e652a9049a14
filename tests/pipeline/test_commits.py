"""Few documents come or go: only what they touch is worked on, and the bytes are those of a build."""

import random
from pathlib import Path

import pytest

from kg.cli.serve import _keep
from kg.errors import StoreError
from kg.pipeline import commits
from kg.pipeline.derive import is_derived
from kg.store import (
    FILES,
    open_graph,
    open_store,
    project,
    read_manifest,
    sync_store,
    write_part,
)

from .articles import article, part

State = tuple[dict[str, str], list[str], list[str]]


def built(out: Path, numbers: set[int]) -> State:
    """Make the numbered articles the graph; return its parts, their bytes, and what is stored."""
    commits.commit(out, dict(part(out, number) for number in numbers))
    return state(out)


def state(out: Path) -> State:
    sync_store(out)
    manifest = read_manifest(out / "parts")
    told = [(out / "parts" / name).read_text() for _, name in sorted(manifest.items())]
    return manifest, told, sorted(str(quad) for quad in open_store(out / "store", read_only=True))


def no_fresh_start(*_: object) -> None:
    pytest.fail("everything was derived anew")


def test_articles_that_come_and_go_leave_the_bytes_of_a_full_build(tmp_path, monkeypatch):
    chance = random.Random(20261128)
    out, numbers, kinds = tmp_path / "followed", set(range(12)), set()
    built(out, numbers)
    for step in range(15):
        numbers ^= set(chance.sample(range(24), chance.randrange(1, 5)))
        with monkeypatch.context() as patch:
            patch.setattr(commits, "derive", no_fresh_start)
            found = built(out, numbers)
        assert found == built(tmp_path / f"anew{step}", numbers)
        kinds |= {graph for graph in found[0] if is_derived(graph)}
    assert len(kinds) == 4  # edges, entities, tensions and the ontology all were in play


def test_the_last_article_takes_all_that_was_derived_with_it(tmp_path):
    built(tmp_path / "graph", {1, 2})
    found = built(tmp_path / "graph", set())
    assert found == built(tmp_path / "anew", set())
    assert [graph.rpartition("/")[2] for graph in found[0]] == ["ontology"]


def test_a_changed_article_replaces_what_it_said(tmp_path, monkeypatch):
    graph, nquads = article(3)
    other = nquads.replace(b"acquires", b"divests").replace(b"Positive", b"Negative")

    def changed(out: Path) -> State:
        parts = dict(part(out, number) for number in range(6))
        parts[graph] = write_part(out / "parts", graph.rpartition("/")[2], "k2", other).name
        commits.commit(out, parts)
        return state(out)

    anew = changed(tmp_path / "anew")
    assert built(tmp_path / "graph", set(range(6))) != anew
    monkeypatch.setattr(commits, "derive", no_fresh_start)
    assert changed(tmp_path / "graph") == anew


def test_what_a_user_wrote_stays_and_derives_nothing(tmp_path):
    out = tmp_path / "graph"
    before = built(out, {1, 2})
    claims = article(3)[1].decode().replace(article(3)[0], "urn:notes").encode()
    _keep(out, {"urn:notes": claims})
    manifest, *_ = built(out, {1, 2, 4})
    assert "urn:notes" in manifest
    assert {g: n for g, n in manifest.items() if g != "urn:notes"} == built(
        tmp_path / "anew", {1, 2, 4}
    )[0]
    _keep(out, {"urn:notes": None})
    assert built(out, {1, 2}) == before


def test_no_file_outlives_the_graph_it_tells(tmp_path):
    built(tmp_path, {1, 2})
    for name in FILES:
        (tmp_path / name).write_text("as it was")
    built(tmp_path, {1, 2})
    assert all((tmp_path / name).exists() for name in FILES)
    built(tmp_path, {1, 2, 3})
    assert not any((tmp_path / name).exists() for name in FILES)


@pytest.mark.parametrize("step", ["commit_parts", "_write_stamp"], ids=["before", "after"])
def test_a_kill_beside_the_commit_leaves_one_graph_whole(tmp_path, monkeypatch, step):
    """Before it the old graph is there, after it the new one: in the store as in the parts."""
    out = tmp_path / "graph"
    old, new = built(out, set(range(8))), built(tmp_path / "anew", set(range(9)))
    calls = []

    def killed(*given: object) -> None:
        calls.append(given)
        if step == "commit_parts" or len(calls) == 2:
            raise StoreError("killed")
        write_stamp(*given)  # type: ignore[arg-type]

    write_stamp = project._write_stamp
    with monkeypatch.context() as patch:
        patch.setattr(commits if step == "commit_parts" else project, step, killed)
        with pytest.raises(StoreError, match="killed"):
            built(out, set(range(9)))
    monkeypatch.setattr(project, "MEMORY_BYTES", 0)
    left = sorted(str(quad) for quad in open_graph(out))
    assert left == (old if step == "commit_parts" else new)[2]
    assert built(out, set(range(9))) == new


def test_parts_of_other_rules_are_derived_anew(tmp_path, monkeypatch):
    before = built(tmp_path, {1, 2})
    monkeypatch.setattr("kg.pipeline.rooms._deriving_hash", lambda: "other rules")
    after = built(tmp_path, {1, 2})
    assert after[0] != before[0]
    assert after[1:] == before[1:]
