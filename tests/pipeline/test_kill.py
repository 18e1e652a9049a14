"""A kill at any moment of adding and removing: the graph is the old or the new one, never between."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.pipeline.commits import kept_parts
from kg.pipeline.derive import derive
from kg.store import (
    find_part,
    load_parts,
    open_store,
    part_paths,
    read_manifest,
    sync_store,
)

from .articles import article, part

KILLS = 50
STEPS = 4
"""Articles that come before the first kill; how long they take tells when to kill."""
ROOT = Path(__file__).resolve().parent.parent.parent

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[3])))
from articles import part
from kg.pipeline.commits import commit, kept_parts
from kg.store import locked, sync_store
out, number, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4])
print("start", flush=True)
while number != last:
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


def run(out: Path, number: int, *, patience: float, last: int = -1) -> list[list[str]]:
    """Let articles come and go until the kill, or up to `last`; return what was told."""
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", PROGRAM, str(out), str(number), here, str(last)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "start\n"
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        return [line.split() for line in process.stdout.read().split("\n") if line]


def inside_the_store(out: Path) -> bool:
    """Say whether the kill met the store while statements went into it or came out of it."""
    return "" in json.loads((out / "store.json").read_bytes()).values()


def test_fifty_kills_while_articles_come_and_go_lose_nothing(tmp_path):
    moments = random.Random(20261128)
    out, number, halfway, inside = tmp_path / "graph", STEPS, 0, 0
    begun = time.monotonic()
    run(out, 0, patience=300, last=STEPS)
    span = time.monotonic() - begun
    for _ in range(KILLS):
        held = set(kept_parts(out))
        told = run(out, number, patience=moments.uniform(0.0, span / 2))
        for what, which in told:
            if what == "done":
                number = int(which) + 1
                held ^= {article(int(which) % 20)[0]}
            else:
                assert find_part(out / "parts", f"{int(which):016x}", "k") is not None
        unfinished = {article(number % 20)[0]}
        halfway += bool(told) and told[-1][0] == "part"
        inside += inside_the_store(out)
        assert set(kept_parts(out)) in (held, held ^ unfinished)
        number += set(kept_parts(out)) != held  # it was committed, only not told
        sync_store(out)
        assert_store_tells_the_parts(out)
    assert halfway > KILLS // 4
    assert inside > KILLS // 10
    assert_equals_a_full_build(out, tmp_path / "anew")


def assert_store_tells_the_parts(out: Path) -> None:
    told = open_store(None)
    load_parts(told, part_paths(out / "parts"))
    stored = open_store(out / "store", read_only=True)
    assert {str(quad) for quad in stored} == {str(quad) for quad in told}


def assert_equals_a_full_build(out: Path, anew: Path) -> None:
    parts = dict(part(anew, int(graph[-16:], 16)) for graph in kept_parts(out))
    derived, _ = derive(anew / "parts", parts)
    manifest = read_manifest(out / "parts")
    assert manifest == {**parts, **derived}
    for name in manifest.values():
        assert (out / "parts" / name).read_bytes() == (anew / "parts" / name).read_bytes()
