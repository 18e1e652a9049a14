"""A kill at any moment of adding and removing: the graph is the old or the new one, never between."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.pipeline.commits import kept_parts
from kg.pipeline.derive import derive
from kg.store import documents, find_part, open_store, read_manifest, sync_store, write_manifest

from .articles import article, part

KILLS = 50
ROOT = Path(__file__).resolve().parent.parent.parent

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[3])))
from articles import part
from kg.pipeline.commits import commit, kept_parts
from kg.store import locked, sync_store
out, number = Path(sys.argv[1]), int(sys.argv[2])
print("start", flush=True)
while True:
    with locked(out / "parts"):
        kept = kept_parts(out)
        graph, name = part(out, number % 20)
        print("part", number % 20, flush=True)
        if graph in kept:
            del kept[graph]
        else:
            kept[graph] = name
        commit(out, kept)
        sync_store(out)
        print("done", number, flush=True)
    number += 1
"""


def run(out: Path, number: int, *, patience: float) -> list[list[str]]:
    """Let articles come and go until the kill; return what was told."""
    command = [sys.executable, "-c", PROGRAM, str(out), str(number), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        time.sleep(patience)
        process.send_signal(signal.SIGKILL)
        return [line.split() for line in process.stdout.read().split("\n") if line]


def test_fifty_kills_while_articles_come_and_go_lose_nothing(tmp_path):
    moments = random.Random(20261128)
    out, number, halfway = tmp_path / "graph", 0, 0
    for _ in range(KILLS):
        held = set(kept_parts(out))
        told = run(out, number, patience=moments.uniform(0.0, 0.3))
        for what, which in told:
            if what == "done":
                number = int(which) + 1
                held ^= {article(int(which) % 20)[0]}
            else:
                assert find_part(out / "parts", f"{int(which):016x}", "k") is not None
        unfinished = {article(number % 20)[0]}
        halfway += bool(told) and told[-1][0] == "part"
        assert set(kept_parts(out)) in (held, held ^ unfinished)
        number += set(kept_parts(out)) != held  # it was committed, only not told
        sync_store(out)
        assert set(documents(open_store(out / "store", read_only=True))) == set(kept_parts(out))
    assert halfway > KILLS // 4
    assert_equals_a_full_build(out, tmp_path / "anew")


def assert_equals_a_full_build(out: Path, anew: Path) -> None:
    parts = dict(part(anew, int(graph[-16:], 16)) for graph in kept_parts(out))
    derived, _ = derive(anew / "parts", parts)
    manifest = read_manifest(out / "parts")
    assert manifest == {**parts, **derived}
    for name in manifest.values():
        assert (out / "parts" / name).read_bytes() == (anew / "parts" / name).read_bytes()
    write_manifest(anew / "parts", manifest)
    sync_store(anew)
    stored, wanted = (open_store(place / "store", read_only=True) for place in (out, anew))
    assert {str(quad) for quad in stored} == {str(quad) for quad in wanted}
