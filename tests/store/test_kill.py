"""A kill at any moment: nothing finished is lost, and what is left opens. Real processes."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from kg.store import (
    documents,
    find_part,
    open_graph,
    open_store,
    part_paths,
    read_manifest,
    sync_store,
    write_nt,
)

KILLS = 50

PROGRAM = """
import sys
from pathlib import Path
from kg.store import (
    find_part, locked, read_manifest, sweep, sync_store, write_manifest, write_nt, write_part,
    write_trig,
)
out, count = Path(sys.argv[1]), int(sys.argv[2])
folder = out / "parts"
print("start", flush=True)
with locked(folder):
    manifest = read_manifest(folder)
    for number in range(count):
        name = f"{number:016x}"
        graph = f"https://newskg.example/doc/{name}"
        part = find_part(folder, name, "k")
        if part is None:
            lines = [
                f'<urn:s{number}-{i}> <urn:p> "{i * number}" <{graph}> .' for i in range(200)
            ] + [f"<urn:shared> <urn:p> <urn:o{number % 7}> <{graph}> ."]
            part = write_part(folder, name, "k", "\\n".join(lines).encode())
            print("done", name, flush=True)
        manifest[graph] = part.name
        write_manifest(folder, manifest)
print("sync", flush=True)
sync_store(out)
print("synced", flush=True)
write_trig(folder, out / "graph.trig")
write_nt(folder, out / "graph.nt")
sweep(folder)
print("end", flush=True)
"""


def run(out: Path, count: int, *, patience: float | None, after: str = "start") -> list[str]:
    """Run the program, kill it `patience` seconds after a word of it; return what it said."""
    command = [sys.executable, "-c", PROGRAM, str(out), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip()]
        while told[-1] != after:
            told.append(process.stdout.readline().strip())
        if patience is not None:
            time.sleep(patience)
            process.send_signal(signal.SIGKILL)
        return told + process.stdout.read().split("\n")


def check(out: Path, finished: set[str]) -> None:
    """Hold that every finished document is there, whole, and that the store opens."""
    for name in finished:
        part = find_part(out / "parts", name, "k")
        assert part is not None
        assert len(part.read_bytes().splitlines()) == 201
    if not read_manifest(out / "parts"):
        return
    assert all(path.is_file() for path in part_paths(out / "parts"))
    store = open_graph(out)
    assert len(documents(store)) == len(read_manifest(out / "parts"))
    sync_store(out)
    on_disk = open_store(out / "store", read_only=True)
    assert len(on_disk) == len(store)
    assert all(quad in on_disk for quad in store)


def test_fifty_kills_at_random_moments_lose_nothing(tmp_path):
    """Every other kill comes once the store is being filled or changed."""
    moments = random.Random(20261124)
    out, count = tmp_path / "graph", 40
    finished: set[str] = set()
    unfinished = inside = 0
    for kill in range(KILLS):
        if kill % 2:
            told = run(out, count, patience=moments.uniform(0.0, 0.1), after="sync")
        else:
            told = run(out, count, patience=moments.uniform(0.0, 0.25))
        finished |= {line.split()[1] for line in told if line.startswith("done ")}
        unfinished += "end" not in told
        inside += "sync" in told and "synced" not in told
        check(out, finished)
        count += 5
    assert unfinished > KILLS // 3
    assert inside > KILLS // 10
    assert "end" in run(out, count, patience=None)
    fresh = tmp_path / "fresh"
    run(fresh, count, patience=None)
    for name in ("graph.trig", "graph.nt", "parts/manifest.json"):
        assert (out / name).read_bytes() == (fresh / name).read_bytes()
    assert {p.name for p in (out / "parts").iterdir()} == {
        p.name for p in (fresh / "parts").iterdir()
    }
    write_nt(out / "parts", tmp_path / "again.nt")
    assert (tmp_path / "again.nt").read_bytes() == (out / "graph.nt").read_bytes()
    assert isinstance(open_graph(out), ox.Store)
