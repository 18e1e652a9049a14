"""Where a claim comes from: hashes that the graph tells, against those of the system's own tools."""

import importlib.metadata
import re
import subprocess
from pathlib import Path

import pytest
import spacy

import kg as package

from .running import ROOT, SEED, here, kg

FIRST = "Nvidia kauft das Unternehmen Acme Robotics GmbH.\r\nÄrger gibt es nicht. "
NAMES = ("version", "modelHash", "ontologyHash", "inputHash", "options")
RUNS = """SELECT DISTINCT ?text ?run ?version ?modelHash ?ontologyHash ?inputHash ?options {
  ?claim a kg:Claim ; prov:wasGeneratedBy ?run ; kg:article ?article .
  ?run a prov:Activity ; prov:used ?article ; kg:version ?version ; kg:modelHash ?modelHash ;
    kg:ontologyHash ?ontologyHash ; kg:inputHash ?inputHash .
  ?article kg:textHash ?text OPTIONAL { ?run kg:options ?options } }"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    place = tmp_path_factory.mktemp("provenance")
    (place / "first.txt").write_bytes(FIRST.encode())
    (place / "decisions.tsv").write_text(
        "same\tacme\tacme-robotics\teva\t2025\tein Haus\n", "utf-8"
    )
    (place / "mine.csv").write_text("label;kind\nAcme Robotics;Company\n", "utf-8")
    return tuple(place / name for name in ("first.txt", "decisions.tsv", "mine.csv"))


@pytest.fixture(scope="module")
def built(files: tuple[Path, ...]) -> Path:
    out = files[0].parent / "graph"
    here("build", files[0], SEED, "--out", out, "--quiet")
    return out


def runs(out: Path) -> dict[str, dict[str, str]]:
    """Return the hash of a text -> what is told of the run that made its claims."""
    frame = package.Graph(out).query(RUNS)
    assert frame["text"].is_unique
    return {row["text"]: {str(k): v for k, v in row.items()} for _, row in frame.iterrows()}


def shell(command: str, place: Path) -> str:
    done = subprocess.run(
        ["sh", "-c", command], cwd=place, check=True, capture_output=True, text=True
    )
    return done.stdout.split()[0]


def folder_hash(folder: Path) -> str:
    """Hash names and contents of a folder's files with the system's tools only."""
    files = f"find {folder.name} -type f ! -path '*__pycache__*' | LC_ALL=C sort"
    one = 'while read -r f; do printf %s "$f"; cat "$f"; done'
    return shell(f"{files} | {one} | sha256sum", folder.parent)


def test_each_run_tells_version_and_hashes_that_others_compute_alike(built, files):
    told = runs(built)
    inputs = {shell(f"sha256sum '{path}'", path.parent) for path in (files[0], SEED)}
    assert told.keys() == inputs
    for text, run in told.items():
        assert run["inputHash"] == text
        assert run["version"] == importlib.metadata.version("newskg")
        assert run["modelHash"] == folder_hash(ROOT / "kg" / "language" / "model")
        assert run["ontologyHash"] == folder_hash(ROOT / "ontology")
        assert run["options"] != run["options"]  # none: it has none
    assert len({run["run"] for run in told.values()}) == len(told)


def test_every_claim_and_article_leads_to_its_run(built):
    graph = package.Graph(built)
    lost = "SELECT ?x { ?x a ?kind VALUES ?kind { kg:Claim kg:Article } FILTER NOT EXISTS { %s } }"
    told = "?x prov:wasGeneratedBy|^prov:used ?run . ?run a prov:Activity"
    assert graph.query(lost % told).empty
    assert len(graph.query("SELECT ?x { ?x a kg:Claim ; prov:wasGeneratedBy ?run }")) > 20


def test_no_clock_is_told_of_a_run(built):
    for value in package.Graph(built).query("SELECT ?v { ?r a kg:Run ; ?p ?v }")["v"]:
        assert not re.search(r"\d{4}-\d{2}-\d{2}|\d{2}:\d{2}", str(value))


def test_decisions_and_registers_are_told_by_their_hashes(built, files, tmp_path):
    text, decisions, register = files
    out = tmp_path / "graph"
    here("build", text, "--out", out, "--decisions", decisions, "--register", register, "--quiet")
    (run,) = runs(out).values()
    hashes = [shell(f"sha256sum '{path}'", path.parent) for path in (decisions, register)]
    assert run["options"] == f"decisions={hashes[0]} register={hashes[1]}"
    # a decision renames no run, and so leaves alone what it does not decide
    assert run["run"] in {other["run"] for other in runs(built).values()}


def test_another_model_is_told_by_its_name_and_its_own_hash(files, tmp_path):
    """A package whose trees are of another kind gives its entities only; it is the model named."""
    folder = tmp_path / "site" / "tiny_german"
    nlp = spacy.blank("de")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    nlp.add_pipe("parser")
    for label in ("sb", "oa", "nk"):
        nlp.get_pipe("parser").add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    folder.mkdir(parents=True)
    nlp.to_disk(folder / "data")
    (folder / "__init__.py").write_text(
        "from pathlib import Path\nimport spacy\n\n\ndef load(**given):\n"
        '    return spacy.load(Path(__file__).parent / "data", **given)\n'
    )
    info = tmp_path / "site" / "tiny_german-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny-german\nVersion: 1.0\n")
    path = f"{ROOT}:{tmp_path / 'site'}"
    out = tmp_path / "graph"
    build = ("build", files[0], "--out", out, "--model", "tiny_german", "--quiet")
    kg(*build, PYTHONPATH=path)
    (run,) = runs(out).values()
    assert run["options"] == "model=tiny_german"
    assert run["modelHash"] == folder_hash(folder)
    (folder / "data" / "meta.json").write_text((folder / "data" / "meta.json").read_text() + "\n")
    kg(*build, PYTHONPATH=path)
    (again,) = runs(out).values()
    assert again["modelHash"] == folder_hash(folder) != run["modelHash"]
