"""Relations of a user's folder, all the way: read, told in the graph, drawn, kept, taken out again."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
from pathlib import Path

import pytest

from .running import here

pytestmark = pytest.mark.model

EDGES = """SELECT DISTINCT ?s ?o ?label ?family {
  kg:sponsors rdfs:label ?label ; kg:family ?family . ?s kg:sponsors ?o .
  ?e a kg:EdgeSummary ; kg:edgeSubject ?s ; kg:edgePredicate kg:sponsors ; kg:edgeObject ?o .
} ORDER BY ?s ?o ?label"""
FIRST = "Siemens sponsert Bosch."
SECOND = "Die BASF SE sponsert Bayer. Siemens sponsert Bosch seit Jahren."


def _kg(*given: object, status: int = 0) -> str:
    """Run the command line; return all it wrote."""
    done = here(*given, check=status)
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(own_relation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("own")
    shutil.copytree(own_relation, place / "own")
    (place / "first.txt").write_text(FIRST, encoding="utf-8")
    (place / "second.txt").write_text(SECOND, encoding="utf-8")
    texts = (place / "first.txt", place / "second.txt")
    _kg("build", *texts, "--out", place / "whole", "--ontology", place / "own")
    return place


def _bytes(out: Path) -> dict[str, bytes]:
    names = ("graph.nt", "graph.trig", "claims.jsonl", "explorer.html", "graph.html")
    return {name: (out / name).read_bytes() for name in names}


def _page(out: Path) -> dict[str, list[list[object]]]:
    """Return what the page of a graph holds."""
    text = (out / "explorer.html").read_text(encoding="utf-8")
    told = re.search(r'id="kg-graph">([^<]+)<', text)
    assert told is not None
    found: dict[str, list[list[object]]] = json.loads(gzip.decompress(base64.b64decode(told[1])))
    return found


def test_an_own_relation_is_an_edge_with_its_names_and_its_summary(folder: Path) -> None:
    rows = _kg("query", EDGES, "--graph", folder / "whole", "--format", "csv").split()[1:]
    assert len(rows) == len({"Siemens", "BASF"}) * len({"de", "en"})
    assert {row.split(",")[2] for row in rows} == {"sponsert", "sponsors"}
    assert {row.rpartition("#")[2] for row in rows} == {"Dealings"}


def test_the_graph_conforms_and_the_page_lists_the_relation_in_its_family(folder: Path) -> None:
    _kg("validate", "--graph", folder / "whole")
    relations = _page(folder / "whole")["relations"]
    assert ["sponsors", "sponsert", "sponsors"] in [entry[:3] for entry in relations]
    assert "sponsert" in _kg("show", "Siemens", "--graph", folder / "whole")


def test_add_with_the_folder_gives_the_bytes_of_a_full_build(folder: Path, tmp_path: Path) -> None:
    own = ("--ontology", folder / "own")
    _kg("build", folder / "first.txt", "--out", tmp_path, *own)
    _kg("add", folder / "second.txt", "--graph", tmp_path, *own)
    assert _bytes(tmp_path) == _bytes(folder / "whole")


def test_remove_keeps_the_terms_and_a_build_without_the_folder_drops_them(
    folder: Path, tmp_path: Path
) -> None:
    texts = (folder / "first.txt", folder / "second.txt")
    _kg("build", *texts, "--out", tmp_path, "--ontology", folder / "own")
    gone = _kg(
        "query",
        "SELECT ?d { ?d a kg:Article } ORDER BY ?d LIMIT 1",
        "--graph",
        tmp_path,
        "--format",
        "csv",
    )
    _kg("remove", gone.split()[1].rpartition("/")[2], "--graph", tmp_path)
    assert "sponsert" in (tmp_path / "graph.nt").read_text(encoding="utf-8")
    _kg("build", *texts, "--out", tmp_path)
    told = (tmp_path / "graph.nt").read_text(encoding="utf-8")
    assert "ontology#sponsors" not in told
    assert "openRelation" in told


def test_what_changes_in_the_folder_is_read_again(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(folder / "own", own)
    _kg("build", folder / "first.txt", "--out", tmp_path / "graph", "--ontology", own)
    renamed = (
        (own / "relations.toml").read_text("utf-8").replace('de = "sponsert"', 'de = "fördert"')
    )
    (own / "relations.toml").write_text(renamed, encoding="utf-8")
    _kg("build", folder / "first.txt", "--out", tmp_path / "graph", "--ontology", own)
    told = (tmp_path / "graph" / "graph.nt").read_text(encoding="utf-8")
    assert '"fördert"@de' in told
    assert '"sponsert"@de' not in told


def _of_family(folder: Path, name: str, declared: str) -> None:
    """Put the relation of an own folder into a family, declared or not."""
    path = folder / "relations.toml"
    told = path.read_text("utf-8").replace('family = "Dealings"', f'family = "{name}"')
    path.write_text(f"{declared}\n{told}", encoding="utf-8")


def test_a_family_of_ones_own_is_listed_by_the_page_with_both_names(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder / "own", tmp_path / "own")
    _of_family(tmp_path / "own", "Sport", '[families.Sport]\nde = "Sport"\nen = "sports"')
    out = tmp_path / "graph"
    _kg("build", folder / "first.txt", "--out", out, "--ontology", tmp_path / "own")
    _kg("validate", "--graph", out)
    families = _page(out)["families"]
    assert ["Sport", "Sport", "sports"] in [entry[:3] for entry in families]
    asked = (
        "SELECT ?l { kg:sponsors kg:family/rdfs:label ?l . kg:Sport skos:inScheme kg:familyScheme }"
    )
    rows = _kg("query", asked, "--graph", out, "--format", "csv").split()[1:]
    assert set(rows) == {"Sport", "sports"}


@pytest.mark.parametrize(
    ("name", "declared", "told"),
    [
        ("Sport", '[families]\nSport = "Sport"', "family Sport lacks its names"),
        ("Sport", '[families.Sport]\nde = "Sport"', "family Sport lacks its names"),
        ("Sport", '[families.Sport]\nde = "Sport"\nen = " "', "family Sport lacks its names"),
        ("Sport", 'families = ["Sport"]', "families ['Sport']; expected [families.Sport]"),
        ("Sport", "families = 3", "families 3; expected"),
        ("Company", '[families.Company]\nde = "a"\nen = "b"', "is a term of the ontology"),
        ("sp s", '[families."sp s"]\nde = "a"\nen = "b"', "is no name for one"),
    ],
)
def test_a_family_without_a_name_of_its_own_is_an_error(
    folder: Path, tmp_path: Path, name: str, declared: str, told: str
) -> None:
    shutil.copytree(folder / "own", tmp_path / "own")
    _of_family(tmp_path / "own", name, declared)
    own = ("--ontology", tmp_path / "own")
    assert told in _kg("build", folder / "first.txt", "--out", tmp_path / "g", *own, status=2)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('family = "Sport"', "unknown family 'Sport'"),
        ('subject = "giver"', "no role 'giver'"),
        ('event = "Big Deal"', "the name 'big Deal'"),
    ],
)
def test_a_folder_that_does_not_hold_together_is_an_error_and_costs_nothing(
    folder: Path, tmp_path: Path, wrong: str, told: str
) -> None:
    key = wrong.split(" = ", maxsplit=1)[0]
    right = (folder / "own" / "relations.toml").read_text("utf-8").splitlines()
    lines = [wrong if line.startswith(f"{key} =") else line for line in right]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "relations.toml").write_text("\n".join(lines), encoding="utf-8")
    before = _bytes(folder / "whole")
    found = _kg(
        "build",
        folder / "first.txt",
        "--out",
        folder / "whole",
        "--ontology",
        tmp_path / "own",
        status=2,
    )
    assert told in found
    assert _bytes(folder / "whole") == before
