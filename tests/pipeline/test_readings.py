"""What was read is kept: only resolved and told again where decisions, registers or options change."""

import shutil
import subprocess
import sys

import pytest

from kg.model import Document, Reading, document_id
from kg.pipeline.flow import readings
from kg.pipeline.options import Options
from kg.pipeline.readings import keep_reading, kept_reading
from kg.pipeline.rooms import rooms_for

from .running import ROOT, SEED, bytes_of, here

pytestmark = pytest.mark.model

TEXTS = {
    "a.txt": "Die Maierwerke Süd AG übernimmt die Talbach GmbH für rund 120,5 Millionen Euro.",
    "b.txt": "Laut Reuters könnte die Maierwercke Süd AG im Mai 2016 rund 500 Stellen streichen.",
}
LINE = "same\tmaierwerke-sued\tmaierwercke-sued\teva\t2025-04-04\tein Haus\n"
WITHOUT_SPACY = """
import sys
from pathlib import Path
from kg.pipeline import Options, build
out, articles, decisions = map(Path, sys.argv[1:])
build([articles], out=out, options=Options(decisions=decisions))
assert "spacy" not in sys.modules
"""


@pytest.mark.parametrize(
    ("given", "options"),
    [
        (("decisions", LINE), ("--jobs", "2")),
        (("register", "label;kind\nTalbach;Company\n"), ("--base-iri", "https://mine.example/")),
    ],
)
def test_what_judges_may_change_and_nothing_is_read_again(
    articles, plain, tmp_path, given, options
):
    name, content = given
    (tmp_path / name).write_text(content, encoding="utf-8")
    build, out = (
        ("build", articles, f"--{name}", tmp_path / name, *options, "--out"),
        tmp_path / "g",
    )
    shutil.copytree(plain, out)
    assert "2 (2 resolved again, not read again)" in here(*build, out).stderr
    here(*build, tmp_path / "fresh", "--quiet")
    assert bytes_of(out) == bytes_of(tmp_path / "fresh") != bytes_of(plain)


def test_resolving_again_does_not_even_load_the_german_pipeline(articles, plain, tmp_path):
    out, decisions = tmp_path / "graph", tmp_path / "decisions.tsv"
    shutil.copytree(plain, out)
    decisions.write_text(LINE, encoding="utf-8")
    run = [sys.executable, "-c", WITHOUT_SPACY, out, articles, decisions]
    subprocess.run(run, cwd=ROOT, check=True, timeout=300)


def test_what_is_lost_beside_the_parts_is_made_again(articles, plain, tmp_path):
    out = tmp_path / "graph"
    shutil.copytree(plain, out)
    shutil.rmtree(out / "readings")
    here("build", articles, "--out", out, "--quiet")
    assert bytes_of(out) == bytes_of(plain)


def test_readings_of_removed_articles_are_taken_away(plain, tmp_path):
    out = tmp_path / "graph"
    shutil.copytree(plain, out)
    gone = document_id(TEXTS["a.txt"])
    assert (out / "readings" / f"{gone}.json").is_file()
    here("remove", gone, "-g", out)
    assert not list((out / "readings").glob(f"{gone}*"))
    assert len(list((out / "readings").glob("*.json"))) == 2


def test_a_kept_reading_is_what_was_read_and_only_for_its_key(tmp_path):
    texts = [*TEXTS.values(), SEED.read_text("utf-8")]
    documents = [Document(document_id(text), text, title="\ud83d") for text in texts]
    for reading in readings(documents, rooms_for(Options(), threads=1)):
        assert isinstance(reading, Reading)
        keep_reading(tmp_path, "key", reading)
        assert kept_reading(tmp_path, "key", reading.document) == reading
        assert kept_reading(tmp_path, "other", reading.document) is None
    path = tmp_path / "readings" / f"{documents[0].id}.json"
    path.write_bytes(path.read_bytes()[:100])
    assert kept_reading(tmp_path, "key", documents[0]) is None
