"""The wheel: built from the checkout, it holds all that is needed and runs from anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = (
    "kg/_ontology/kg.ttl",
    "kg/_ontology/questions/cq01-buyers.rq",
    "kg/examples/seed.txt",
    "kg/german/months.tsv",
    "kg/language/model/MODEL_CARD.md",
    "kg/language/model/model.onnx",
    "kg/py.typed",
    "kg/resolve/data/entities.tsv",
    "kg/serve/page/yasgui.min.js",
    "kg/view/explorer/dist/LICENSES.txt",
    "kg/view/explorer/dist/page.js",
)
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    options = ["-qq", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (wheel,) = folder.glob("newskg-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_wheel_holds_ontology_model_pages_and_licences(unpacked):
    missing = [name for name in NEEDED if not (unpacked / name).is_file()]
    assert not missing
    assert not list(unpacked.rglob("*.ts")), "sources of the page are no part of the wheel"
    (info,) = unpacked.glob("*.dist-info")
    told = {str(path.relative_to(info / "licenses")) for path in (info / "licenses").rglob("*.*")}
    assert told == {"kg/view/explorer/dist/LICENSES.txt"}
    assert all((info / "licenses" / name).is_file() for name in ("LICENSE", "NOTICE"))
    assert " CC-BY-SA-4.0 " in (info / "METADATA").read_text("utf-8")  # of the model
    assert "kg = kg.__main__:main" in (info / "entry_points.txt").read_text("utf-8")


def test_unpacked_wheel_builds_a_graph_from_elsewhere(unpacked, tmp_path):
    (tmp_path / "a.txt").write_text("Die Nordwerk AG übernimmt die Talbach GmbH.\n", "utf-8")

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(unpacked)},
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        ).stdout

    assert Path(run("-c", "import kg; print(kg.__file__)").strip()).is_relative_to(unpacked)
    run("-m", "kg", "build", "a.txt", "--quiet")
    assert "talbach" in run("-m", "kg", "query", "SELECT ?o { ?s kg:acquires ?o }")
    assert "cq01-buyers" in run("-m", "kg", "questions")
