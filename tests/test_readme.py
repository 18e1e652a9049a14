"""What README tells to type is typed here, word for word."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import rdflib

from kg.store import open_graph

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
SEED = ROOT / "kg" / "examples" / "seed.txt"
NEEDS_MORE = re.compile(r"kg serve|kg push|.* --store ")
"""Commands that need a server; tests/serve and tests/store run them."""

pytestmark = pytest.mark.model


def block(language, title):
    """Return the first code block of a language after a heading."""
    section = README[README.index(f"## {title}") :]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found, title
    return found[1]


def commands(title):
    lines = [line for line in block("sh", title).splitlines() if not NEEDS_MORE.match(line)]
    return [pytest.param(shlex.split(line, comments=True), id=line) for line in lines]


def run(words, cwd):
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BROWSER": "true"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Return a folder as the reader has it: articles, a graph, a further article, a register."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    shutil.copy(SEED, folder / "articles" / "seed.txt")
    (folder / "today.txt").write_text("Die Nordwerk AG übernimmt die Talbach GmbH.\n", "utf-8")
    (folder / "mine.csv").write_text("label,kind\nNordwerk AG,Company\n", "utf-8")
    assert run(["kg", "build", "articles/", "--quiet"], folder).returncode == 0
    shutil.copytree(folder / "output", folder / "old")
    assert run(["kg", "add", "today.txt", "--quiet"], folder).returncode == 0
    shutil.copytree(folder / "output", folder / "new")
    return folder


@pytest.mark.parametrize("words", commands("Five lines of shell"))
def test_the_five_lines_of_shell_work(desk, words):
    done = run(words, desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr


@pytest.mark.parametrize("words", commands("Ask, share, compare"))
def test_further_commands_work(desk, words):
    done = run(words, desk)
    assert done.returncode == (1 if words[1] == "diff" else 0), done.stderr  # 1: they differ


def test_the_five_lines_of_sparql_name_buyers_quotes_and_the_source(desk):
    from kg.query import select

    frame = select(open_graph(desk / "old"), block("sparql", "Five lines of SPARQL")).to_dataframe()
    assert {iri.rpartition("/")[2] for iri in frame.buyer} == {"alibaba", "bytedance", "tencent"}
    assert all("investiert" in quote for quote in frame.quote)
    assert {iri.rpartition("/")[2] for iri in frame.source} == {"the-information"}


def test_the_five_lines_of_python_give_a_data_frame_and_a_dataset(desk, monkeypatch):
    monkeypatch.chdir(desk)
    names: dict[str, object] = {}
    exec(block("python", "Five lines of Python"), names)
    assert isinstance(names["frame"], pd.DataFrame)
    assert len(names["frame"]) == 3
    assert isinstance(names["rdf"], rdflib.Dataset)
    assert "<iframe" in names["graph"]._repr_html_()  # type: ignore[attr-defined]


def test_the_lines_on_german_analysis_work():
    import kg

    names: dict[str, object] = {"kg": kg}
    exec(block("python", "German analysis alone"), names)
    doc = names["doc"]
    assert [ent.text for ent in doc.ents][:1] == ["Nvidia"]  # type: ignore[attr-defined]
    assert doc.spans["germeval"]  # type: ignore[attr-defined]


def test_the_relation_taught_is_read(tmp_path):
    relation, frame = block("toml", "Teach it a relation").split("[[frame]]")
    (tmp_path / "myfolder" / "frames").mkdir(parents=True)
    (tmp_path / "myfolder" / "relations.toml").write_text(relation, "utf-8")
    (tmp_path / "myfolder" / "frames" / "mine.toml").write_text(f"[[frame]]{frame}", "utf-8")
    line = re.search(r"`(kg explain .*?)`", README)
    assert line
    done = run(shlex.split(line[1]), tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Siemens | sponsors | Bosch" in done.stdout


def test_every_path_and_command_that_is_named_exists():
    from kg.cli import COMMANDS

    assert set(re.findall(r"(?m)(?:^|`)kg ([a-z]+)", README)) <= set(COMMANDS)
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
