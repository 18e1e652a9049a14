"""The main job, end to end: the same bytes every time, whatever the way there."""

import json
import shutil

import pytest

from .running import FILES, SEED, bytes_of, here, kg

SECOND = "Die Nordwerk AG übernimmt den Konkurrenten Talbach für 120 Millionen Euro.\n"
THIRD = "Laut Reuters könnte die Lumitec GmbH in Ulm rund 300 Stellen streichen.\n"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    shutil.copy(SEED, folder / "seed.txt")
    (folder / "b.txt").write_text(SECOND, "utf-8")
    (folder / "c.txt").write_text(THIRD, "utf-8")
    return folder


@pytest.fixture(scope="module")
def built(articles, tmp_path_factory):
    out = tmp_path_factory.mktemp("built")
    kg("build", articles, "--out", out, "--quiet")
    return out


@pytest.mark.parametrize(
    ("jobs", "environment"),
    [
        (2, {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77", "LC_ALL": "C"}),
        (
            1,
            {
                "TZ": "America/Lima",
                "PYTHONHASHSEED": "0",
                "LC_ALL": "tr_TR.UTF-8",
                "PYTHONUTF8": "0",
            },
        ),
    ],
)
def test_same_bytes_elsewhere_in_another_zone_with_other_hashes_jobs_and_locale(
    articles, built, tmp_path, jobs, environment
):
    copy = tmp_path / "a b" / "ärtikel"
    shutil.copytree(articles, copy)
    out = tmp_path / "out"
    kg("build", copy, "--out", out, "--jobs", jobs, **environment)
    assert bytes_of(out) == bytes_of(built)


def test_second_build_reads_nothing_again_and_keeps_the_bytes(articles, built):
    before = bytes_of(built)
    done = kg("build", articles, "--out", built)
    assert "3 unchanged, not read again" in done.stderr
    assert bytes_of(built) == before


def test_what_killed_writers_left_is_swept_and_what_is_not_theirs_stays(articles, built):
    drafts = [built / ".graph.nt.4711.tmp", built / "readings" / ".x.json.4711.tmp"]
    own = [built / ".notes.txt.1.tmp", built / ".graph.nt.tmp"]
    for path in (*drafts, *own):
        path.write_text("half", "utf-8")
    kg("build", articles, "--out", built, "--quiet")
    assert not any(path.exists() for path in drafts)
    assert all(path.exists() for path in own)


def test_adding_one_by_one_equals_building_all_at_once(articles, built, tmp_path):
    out = tmp_path / "out"
    here("build", articles / "c.txt", "--out", out, "--quiet")
    here("add", articles / "b.txt", articles / "seed.txt", "--out", out, "--quiet")
    assert bytes_of(out) == bytes_of(built)


def test_files_left_for_later_are_away_and_then_those_of_a_build(articles, built, tmp_path):
    out = tmp_path / "out"
    here("build", articles / "b.txt", articles / "seed.txt", "--out", out, "--quiet")
    done = here("add", articles / "c.txt", "--out", out, "--no-files")
    assert "kg files writes them" in done.stderr
    assert not any((out / name).exists() for name in FILES)
    asked = ("query", "SELECT ?q { ?c kg:quote ?q } ORDER BY ?q", "--format", "csv", "--graph")
    assert here(*asked, out).stdout == here(*asked, built).stdout
    here("files", "--graph", out)
    assert bytes_of(out) == bytes_of(built)


@pytest.mark.parametrize("deed", [("files",), ("remove", "0123456789abcdef")])
def test_files_of_no_graph_are_told_and_no_folder_is_made(tmp_path, deed):
    assert "holds no graph" in here(*deed, "--graph", tmp_path / "none", check=2).stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("deed", ["build", "add"])
def test_a_misspelt_path_does_not_empty_the_graph(articles, tmp_path, deed):
    out = tmp_path / "out"
    here("build", articles / "b.txt", "--out", out, "--quiet")
    before = bytes_of(out)
    told = here(deed, tmp_path / "artikle", "--out", out, check=2).stderr
    assert "stays as it is" in told
    assert "artikle: does not exist" in told
    assert bytes_of(out) == before
    here("add", articles / "b.txt", "--graph", out, "--quiet")  # as all other commands name it
    assert bytes_of(out) == before


def test_markup_in_titles_and_text_stays_text(tmp_path):
    evil = "<script>window.bad=1</script>\"'\u202e\u2028😀"
    text = f"Die {evil} AG übernimmt die Talbach GmbH. {SECOND}"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "title": evil}), "utf-8")
    out = tmp_path / "out"
    here("build", tmp_path, "--out", out, "--quiet")
    for page in ("explorer.html", "graph.html"):
        assert "<script>window.bad" not in (out / page).read_text("utf-8")


def test_sentence_text_can_be_left_out(articles, tmp_path):
    out = tmp_path / "out"
    here("build", articles / "b.txt", "--out", out, "--no-sentence-text", "--quiet")
    trig = (out / "graph.trig").read_text("utf-8")
    assert "Talbach" in trig
    assert SECOND.strip() not in trig
