"""What every test may ask for: the shared corpora, and the example article."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import write_manifest, write_nt, write_part, write_trig

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared corpora and gold, or skip: it is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("../shared (corpora and gold) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def own_relation() -> Path:
    """Return a folder with a relation that the ontology lacks, as a user writes it."""
    return Path(__file__).parent / "data" / "own"


@pytest.fixture(scope="session")
def toy_parts() -> dict[str, bytes]:
    """Return graph IRI -> N-Quads of a small hand-made graph: two documents and an ontology."""
    found: dict[str, bytes] = {}
    for path in sorted((Path(__file__).parent / "toy").glob("*.trig")):
        quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TRIG))
        text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        assert text is not None
        found[str(quads[0].graph_name.value)] = text
    return found


@pytest.fixture
def toy(tmp_path: Path, toy_parts: dict[str, bytes]) -> Path:
    """Return the folder of a built graph: `toy_parts` as a build leaves it."""
    folder = tmp_path / "graph" / "parts"
    names = {
        graph: write_part(folder, graph.rsplit("/", 1)[-1], "k1", nquads).name
        for graph, nquads in toy_parts.items()
    }
    write_manifest(folder, names)
    write_trig(folder, tmp_path / "graph" / "graph.trig")
    write_nt(folder, tmp_path / "graph" / "graph.nt")
    return tmp_path / "graph"
