"""A service whose graph others change: real processes of `kg serve`, `kg add` and `kg remove`."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.store import open_graph, read_manifest, write_manifest
from kg.view import explorer_html

from .running import Server, until

pytestmark = pytest.mark.server

COUNT = "SELECT (COUNT(*) AS ?n) { ?doc a <https://newskg.example/ontology#Article> }"
QUOTES = "SELECT (COUNT(*) AS ?n) { ?claim <https://newskg.example/ontology#quote> ?quote }"
TEXTS = (
    "Nvidia kauft im Jahr 2024 das Unternehmen Acme Robotics GmbH.",
    "Siemens beliefert BMW. Intel übernimmt Altera.",
    "Bosch kauft Chips von Infineon.",
)
DIGITS = 16
"""Of the id of an article."""
ON_DISK = "import kg.store.project as p; p.MEMORY_BYTES = -1; from kg.cli import main; main()"
"""`kg` for which every graph is too large for memory."""


@pytest.fixture(params=["memory", "disk"])
def program(request: pytest.FixtureRequest) -> list[str]:
    return [sys.executable, *(("-m", "kg") if request.param == "memory" else ("-c", ON_DISK))]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one article, and the articles."""
    place = tmp_path_factory.mktemp("live")
    for number, text in enumerate(TEXTS):
        (place / f"{number}.txt").write_text(text, encoding="utf-8")
    run([sys.executable, "-m", "kg"], "build", place / "0.txt", "--out", place / "graph")
    return place


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path / "here")
    return tmp_path / "here"


def run(program: list[str], *arguments: object) -> None:
    subprocess.run([*program, *map(str, arguments)], check=True, capture_output=True)


class Crowd:
    """Clients that ask over and over until they are told to stop, and keep what they hear."""

    def __init__(self, server: Server, *questions: str) -> None:
        self.heard: list[list[tuple[int, str]]] = [[] for _ in questions]
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._ask, args=(server, question, heard))
            for question, heard in zip(questions, self.heard, strict=True)
        ]

    def hear(self, answers: int = 2) -> None:
        """Wait until all have heard some more: the second of them was asked for after now."""
        goals = [len(heard) + answers for heard in self.heard]
        until(lambda: all(len(h) >= n for h, n in zip(self.heard, goals, strict=True)))

    def _ask(self, server: Server, question: str, heard: list[tuple[int, str]]) -> None:
        while not self._over.wait(0.01):
            status, text, _ = server.query(question)
            heard.append((status, text))

    def __enter__(self) -> "Crowd":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def test_what_others_add_and_remove_is_seen_at_once_and_whole(program, place):
    graph = place / "graph"
    server = Server(graph, "--workers", "3", program=program)
    try:
        states = {server.query(QUOTES)[1]}
        with Crowd(server, QUOTES, QUOTES, COUNT) as crowd:
            crowd.hear(20)
            run(program, "add", place / "1.txt", place / "2.txt", "--out", graph)
            assert server.query(COUNT)[1] == "n\r\n3\r\n"
            states.add(server.query(QUOTES)[1])
            crowd.hear()
            names = (iri.rpartition("/")[2] for iri in read_manifest(graph / "parts"))
            article = min(name for name in names if len(name) == DIGITS)
            run(program, "remove", article, "--graph", graph)
            assert server.query(COUNT)[1] == "n\r\n2\r\n"
            states.add(server.query(QUOTES)[1])
            crowd.hear()
    finally:
        server.close()
    for heard in crowd.heard:
        assert len(heard) > 20
        assert {status for status, _ in heard} == {200}
    told = {text for heard in crowd.heard[:2] for _, text in heard}
    assert len(states) == 3
    assert told <= states  # the graph before or after a commit, never one between
    assert {text for _, text in crowd.heard[2]} == {f"n\r\n{n}\r\n" for n in (1, 2, 3)}


def test_what_a_killed_writer_left_undone_is_done(program, place):
    graph = place / "graph"
    manifest = read_manifest(graph / "parts")
    server = Server(graph, "--workers", "2", program=program)
    try:
        assert server.query(COUNT)[1] == "n\r\n1\r\n"
        left = {iri: part for iri, part in manifest.items() if "/doc/" not in iri}
        write_manifest(graph / "parts", left)  # committed; the store on disk is as it was
        until(lambda: server.query(COUNT)[1] == "n\r\n0\r\n")
    finally:
        server.close()


def test_graph_built_anew_is_seen_and_one_taken_away_is_still_served(place):
    graph = place / "graph"
    program = [sys.executable, "-m", "kg"]
    server = Server(graph, "--workers", "2")
    try:
        texts = [place / f"{n}.txt" for n in range(3)]
        run(program, "build", *texts, "--out", graph)
        assert server.query(COUNT)[1] == "n\r\n3\r\n"
        assert server.ask("/explorer")[1] == explorer_html(open_graph(graph))
        graph.rename(place / "elsewhere")
        assert server.query(COUNT)[1] == "n\r\n3\r\n"
        (place / "elsewhere").rename(graph)
        run(program, "build", place / "0.txt", "--out", graph)
        # What could not be opened is tried again after two seconds.
        until(lambda: server.query(COUNT)[1] == "n\r\n1\r\n")
        assert server.ask("/explorer")[1] == explorer_html(open_graph(graph))
    finally:
        server.close()
