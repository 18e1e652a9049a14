"""The main job, end to end: the same bytes every time, bad input beside good, full disks, kills."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "kg" / "examples" / "seed.txt"
SECOND = "Die Nordwerk AG übernimmt den Konkurrenten Talbach für 120 Millionen Euro.\n"
THIRD = "Laut Reuters könnte die Lumitec GmbH in Ulm rund 300 Stellen streichen.\n"
FILES = ("claims.jsonl", "explorer.html", "graph.html", "graph.nt", "graph.trig")

pytestmark = pytest.mark.model


def kg(*arguments, cwd=None, check=0, **environment):
    """Run the command line as a user does, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == check, done.stderr
    return done


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


def bytes_of(out):
    return {name: (out / name).read_bytes() for name in FILES}


def test_same_bytes_elsewhere_in_another_zone_with_other_hashes_and_jobs(articles, built, tmp_path):
    copy = tmp_path / "a b" / "ärtikel"
    shutil.copytree(articles, copy)
    out = tmp_path / "out"
    kg("build", copy, "--out", out, "--jobs", 2, TZ="Asia/Tokyo", PYTHONHASHSEED="77")
    assert bytes_of(out) == bytes_of(built)


def test_second_build_reads_nothing_again_and_keeps_the_bytes(articles, built):
    before = bytes_of(built)
    done = kg("build", articles, "--out", built)
    assert "3 unchanged, not read again" in done.stderr
    assert bytes_of(built) == before


def test_adding_one_by_one_equals_building_all_at_once(articles, built, tmp_path):
    out = tmp_path / "out"
    kg("build", articles / "c.txt", "--out", out, "--quiet")
    kg("add", articles / "b.txt", articles / "seed.txt", "--out", out, "--quiet")
    assert bytes_of(out) == bytes_of(built)


def test_bad_input_is_named_and_the_rest_built(tmp_path):
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "kaputt.jsonl").write_text(
        '{"text": "Die Muster AG kauft Chips."\n' + json.dumps({"text": SECOND}), "utf-8"
    )
    out = tmp_path / "out"
    done = kg("build", tmp_path, tmp_path / "fehlt.txt", "--out", out, check=3)
    lines = [line for line in done.stderr.splitlines() if line.startswith("skipped ")]
    assert len(lines) == 3
    assert any("leer.txt: is empty" in line for line in lines)
    assert any("kaputt.jsonl:1: is no JSON" in line for line in lines)
    assert any("fehlt.txt: does not exist" in line for line in lines)
    assert "Nordwerk" in (out / "graph.trig").read_text("utf-8")


def test_full_disk_is_told_in_one_line_and_loses_nothing(articles, tmp_path):
    small = tmp_path / "klein"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here (needs root)")
    try:
        done = kg("build", articles, "--out", small / "out", check=2)
        assert "No space left on device" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        whole = list((small / "out" / "parts").glob("*.nq"))
        assert all(path.read_bytes().endswith(b" .\n") for path in whole)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_markup_in_titles_and_text_stays_text(tmp_path):
    evil = "<script>window.bad=1</script>\"'\u202e\u2028😀"
    text = f"Die {evil} AG übernimmt die Talbach GmbH. {SECOND}"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "title": evil}), "utf-8")
    out = tmp_path / "out"
    kg("build", tmp_path, "--out", out, "--quiet")
    for page in ("explorer.html", "graph.html"):
        assert "<script>window.bad" not in (out / page).read_text("utf-8")


def test_sentence_text_can_be_left_out(articles, tmp_path):
    out = tmp_path / "out"
    kg("build", articles / "b.txt", "--out", out, "--no-sentence-text", "--quiet")
    trig = (out / "graph.trig").read_text("utf-8")
    assert "Talbach" in trig
    assert SECOND.strip() not in trig
