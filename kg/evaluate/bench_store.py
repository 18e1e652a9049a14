"""How fast the store is: a generated corpus in, ratios against plain rdflib on the same data out.

The corpus is made from the graph of real articles (`kg build --out DIR`): each document is copied
under other names until there are enough quads. Every engine runs in a process of its own, so that
peak memory is its own. Questions are timed in seconds of the processor, so that what else runs on
the machine does not count; all else by the clock. rdflib gets a time limit a question; where it
runs over, its time counts as the limit, so that the ratio shown is a lower bound.

    python -m kg.evaluate.bench_store --template output --quads 1000000
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kg.pipeline.commits import commit, kept_parts
from kg.query import answer, questions
from kg.sandbox import Limits, run_limited
from kg.store import (
    load_parts,
    open_graph,
    open_store,
    part_paths,
    read_manifest,
    sync_store,
    write_nt,
    write_part,
    write_trig,
)

__all__ = ["bench", "corpus", "main"]

Figures = dict[str, float]

_UNLIMITED = Limits(seconds=3_600.0, memory=1 << 40, rows=10_000_000)
_DOCUMENT = re.compile(r"/doc/([0-9a-f]{16})$")
_TIMES = 3
_VARIANTS = 40
"""Under how many names an entity appears: some are in many documents, as in news."""


def corpus(template: Path, out: Path, quads: int) -> int:
    """Write parts with at least `quads` statements, made from those of `template`; return how many.

    Document i is a copy of one of the template's, its entities called by one of 40 names, of
    which the first is their own, so that the shipped questions have something to find.
    """
    manifest = read_manifest(template / "parts")
    sources = [
        (match[1], (template / "parts" / name).read_text())
        for graph, name in sorted(manifest.items())
        if (match := _DOCUMENT.search(graph)) is not None
    ]
    if not sources:
        sys.exit(f"{template} holds no articles; make one with: kg build FILES --out {template}")
    kept: dict[str, str] = {}
    written = count = 0
    while written < quads:
        graph, path, size = _copy(*sources[count % len(sources)], count, out)
        kept[graph] = path.name
        written += size
        count += 1
    commit(out, kept)
    return sum(path.read_bytes().count(b"\n") for path in part_paths(out / "parts"))


def _renamed(text: str, number: int) -> str:
    """Call the entities of a text, and their edges, by the name of variant `number`."""
    variant = number % _VARIANTS
    if variant == 0:
        return text
    return re.sub(r"/(entity|edge)/([^>]+)>", rf"/\g<1>/\g<2>-v{variant}>", text)


def _own_edges(text: str, identifier: str, new: str) -> str:
    """Give the edges of a document's own events and unnamed entities names of its copy."""
    ends = rf"/edge/([^>]+)> <[^>]*edge(?:Subject|Object)> <[^>]*{identifier[:8]}"
    own = frozenset(re.findall(ends, text))
    return re.sub(
        r"/edge/([^>]+)>", lambda m: f"/edge/{m[1]}-{new[:8]}>" if m[1] in own else m[0], text
    )


def _copy(identifier: str, text: str, number: int, out: Path) -> tuple[str, Path, int]:
    new = hashlib.sha256(f"{identifier} {number}".encode()).hexdigest()[:16]
    text = _own_edges(text, identifier, new)
    text = text.replace(identifier, new).replace(identifier[:8], new[:8])
    text = _renamed(text, number)
    found = re.search(rf"<([^>]*/doc/{new})>", text)
    if found is None:
        sys.exit(f"the part of {identifier} does not name its own graph; build it again")
    return found[1], write_part(out / "parts", new, "k", text.encode()), text.count("\n")


def bench(template: Path, quads: int, *, limit: float) -> dict[str, object]:
    """Measure load, questions, export, adding and peak memory; times in seconds, memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        made = _measured(lambda: {"quads": corpus(template, out, quads)})
        ours = _measured(lambda: _ours(out, disk=True))
        memory = _measured(lambda: _ours(out, disk=False))
        files = _measured(lambda: _files(out))
        one = _measured(lambda: _add(template, out))
        plain = _measured(lambda: _rdflib(out, limit))
    return {
        "quads": int(made["quads"]),
        "limit": limit,
        "newskg on disk": ours,
        "newskg in memory": memory,
        "export": files,
        "add one article": one,
        "rdflib": plain,
    }


def _measured(work: Callable[[], Figures]) -> Figures:
    """Run `work` in a process of its own; add its peak memory to its figures."""

    def child(out: object) -> None:
        figures = work()
        figures["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        out.write(json.dumps(figures).encode())  # type: ignore[attr-defined]  # a binary file

    found: Figures = json.loads(run_limited(child, limits=_UNLIMITED))
    return found


@contextlib.contextmanager
def _timed(figures: Figures, name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    figures[name] = time.perf_counter() - start


def _ours(out: Path, *, disk: bool) -> Figures:
    figures: Figures = {}
    with _timed(figures, "load"):
        if disk:
            sync_store(out)
            store = open_store(out / "store", read_only=True)
        else:
            store = open_store(None)
            load_parts(store, part_paths(out / "parts"))
    for question in questions():
        ask = partial(answer, store, question.sparql, "csv", limits=_UNLIMITED)
        figures[question.id] = _best(ask)
    return figures


def _files(out: Path) -> Figures:
    figures: Figures = {}
    with _timed(figures, "graph.nt"):
        write_nt(out / "parts", out / "graph.nt")
    with _timed(figures, "graph.trig"):
        write_trig(out / "parts", out / "graph.trig")
    return figures


def _add(template: Path, out: Path) -> Figures:
    """Add one article as `kg add` does once it is read: part, derived graphs, store, commit.

    Not in it are reading the article and the files of the whole graph, which `kg files` writes.
    """
    manifest = read_manifest(template / "parts")
    name = next(n for g, n in sorted(manifest.items()) if _DOCUMENT.search(g))
    identifier = name.partition("-")[0]
    text = (template / "parts" / name).read_text()
    figures: Figures = {}
    parts = kept_parts(out)
    with _timed(figures, "add"):
        graph, path, _ = _copy(identifier, text, 1_000_000, out)
        commit(out, {**parts, graph: path.name})
        figures["documents"] = len(kept_parts(out))
    with _timed(figures, "remove"):
        commit(out, parts)
    with _timed(figures, "open, and ask one question"):
        answer(open_graph(out), questions()[0].sparql, "csv", limits=_UNLIMITED)
    return figures


def _rdflib(out: Path, limit: float) -> Figures:
    """Ask plain rdflib: the union as one graph in memory, its own SPARQL engine."""
    import rdflib

    figures: Figures = {}
    graph = rdflib.Dataset(default_union=True)
    with _timed(figures, "load"):
        for path in part_paths(out / "parts"):
            with path.open("rb") as file:
                graph.parse(file, format="nquads")
    signal.signal(signal.SIGPROF, _stop)
    for question in questions():
        signal.setitimer(signal.ITIMER_PROF, limit)
        try:
            figures[question.id] = _best(lambda: list(graph.query(question.sparql)))  # noqa: B023
        except TimeoutError:
            figures[question.id] = limit
        signal.setitimer(signal.ITIMER_PROF, 0)
    return figures


def _best(ask: Callable[[], object]) -> float:
    """Return the shortest of three times on the processor, or the first where it is over a second."""
    times: list[float] = []
    while len(times) < _TIMES and (not times or times[0] < 1):
        start = time.process_time()
        ask()
        times.append(time.process_time() - start)
    return min(times)


def _stop(_number: int, _frame: object) -> None:
    raise TimeoutError


def main() -> None:
    """Print the figures as a table."""
    parser = argparse.ArgumentParser(description="Benchmark the store against plain rdflib.")
    parser.add_argument("--template", type=Path, default=Path("output"))
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds rdflib has a question")
    given = parser.parse_args()
    sys.stdout.write(_report(bench(given.template, given.quads, limit=given.limit)))


def _report(found: dict[str, object]) -> str:
    disk, memory, plain = (
        dict(found[name])  # type: ignore[call-overload]  # figures, as bench returns them
        for name in ("newskg on disk", "newskg in memory", "rdflib")
    )
    limit = float(str(found["limit"]))
    lines = [f"{found['quads']:,} quads; seconds; rdflib stopped after {limit:g} s", ""]
    lines.append(f"{'':<28}{'disk':>10}{'memory':>10}{'rdflib':>10}{'ratio':>9}")
    for name in ("load", *(question.id for question in questions())):
        ratio = plain[name] / max(disk[name], 1e-9)
        over = ">" if plain[name] >= limit and name != "load" else " "
        figures = f"{disk[name]:>10.4f}{memory[name]:>10.4f}{plain[name]:>10.3f}"
        lines.append(f"{name:<28}{figures}{over}{ratio:>8,.0f}")
    for name, own in (("disk", disk), ("memory", memory)):
        lines.append(
            f"geometric mean of ratios over {len(_asked())} questions, {name}: "
            f"{_mean(own, plain):,.0f}"
        )
    peaks = [f"{own['peak MB']:,.0f}" for own in (disk, memory, plain)]
    lines.append(f"peak memory, MB: disk {peaks[0]}, memory {peaks[1]}, rdflib {peaks[2]}")
    lines += [f"{name}: {found[name]}" for name in ("export", "add one article")]
    return "\n".join(lines) + "\n"


def _asked() -> list[str]:
    """Return the competency questions; the other shipped ones are views of the whole graph."""
    return [question.id for question in questions() if question.id.startswith("cq")]


def _mean(own: Figures, plain: Figures) -> float:
    logs = [math.log(plain[name] / max(own[name], 1e-9)) for name in _asked()]
    return math.exp(sum(logs) / len(logs))


if __name__ == "__main__":
    main()
