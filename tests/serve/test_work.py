"""What a worker does with a task, in this process: answers, limits, pages as text only."""

import pyoxigraph as ox
import pytest

from kg.serve.task import Answer, Task
from kg.serve.work import answer
from kg.serve.write import writer
from kg.store import open_graph

ENT = "https://newskg.example/entity/"
EVIL = "<script>alert(1)</script>\"'\u202e😀"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.fixture
def do(toy):
    store = open_graph(toy)
    return lambda task: answer(store, task, draw=lambda found: f"<p>{len(found)}</p>")


def test_answer_and_task_survive_the_pipe():
    task = Task("query", "ASK {}", media=("text/csv",), names={"a": "urn:a"})
    assert Task.load(task.dump()) == task
    told = Answer(200, "text/csv", b"a\nb")
    assert Answer.load(told.dump()) == told


def test_query_is_answered_in_the_first_media_type_that_is_known(do):
    told = do(Task("query", "SELECT ?o { ?s ?p ?o } LIMIT 1", media=("image/png", "text/csv")))
    assert (told.status, told.media.split(";")[0]) == (200, "text/csv")


@pytest.mark.parametrize(
    ("task", "status", "reason"),
    [
        (Task("query", "SELECT * {", media=("*/*",)), 400, "cannot be read"),
        (Task("query", "SELECT * { ?s ?p ?o }", media=("text/csv",), rows=3), 413, "more than 3 rows"),
        (Task("query", "SELECT * { ?s ?p ?o }", media=("text/csv",), result_bytes=50), 413, ""),
        (Task("query", "ASK {}", media=("image/png",)), 406, ""),
        (Task("describe", f"{ENT}nobody", media=("text/html",)), 404, ""),
        (Task("graph", "https://newskg.example/doc/none", media=("text/turtle",)), 404, ""),
        (Task("graph", "none", media=("text/turtle",)), 400, "'none' is no absolute IRI"),
        (Task("describe", "", media=("text/html",)), 400, "No IRI was given"),
        (Task("query", "ASK {}", media=("*/*",), default_graphs=("x",)), 400, "'x' is no absolute"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_says_why(do, task, status, reason):
    told = do(task)
    assert told.status == status
    assert reason in told.body.decode()


def test_entity_is_described_as_page_and_as_data(do):
    page = do(Task("describe", f"{ENT}mueller-ag", media=("text/html",)))
    assert page.media.startswith("text/html")
    text = page.body.decode()
    assert "Müller AG" in text
    assert ">Müller steigt in den DAX auf</a>" in text  # a claim is shown by its words
    assert 'href="/describe?iri=https%3A%2F%2Fnewskg.example%2Fentity%2Fdax"' in text
    data = do(Task("describe", f"{ENT}mueller-ag", media=("text/turtle",)))
    assert b"mueller-ag" in data.body


def test_labels_reach_the_page_as_text_only():
    store = ox.Store()
    node = ox.NamedNode(f"{ENT}evil")
    store.add(ox.Quad(node, LABEL, ox.Literal(EVIL, language="de")))
    store.add(ox.Quad(node, ox.NamedNode("urn:p"), ox.NamedNode("javascript:alert(1)")))
    told = answer(store, Task("describe", node.value, media=("text/html",)), draw=str)
    text = told.body.decode()
    assert told.status == 200
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;\u202e😀" in text
    assert 'href="javascript' not in text


def test_what_is_elsewhere_is_linked_there():
    store = ox.Store()
    node, same = ox.NamedNode(f"{ENT}x"), ox.NamedNode("https://register.example/1?a=1&b='2'")
    store.add(ox.Quad(node, ox.NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch"), same))
    told = answer(store, Task("describe", node.value, media=("text/html",)), draw=str).body.decode()
    assert 'href="https://register.example/1?a=1&amp;b=&#x27;2&#x27;" rel="noreferrer"' in told


def test_explorer_is_drawn_by_what_is_given(do):
    told = do(Task("explorer"))
    assert told.body.startswith(b"<p>")


@pytest.fixture
def write(toy):
    kept: dict[str, bytes | None] = {}
    store = open_graph(toy)
    return lambda task: writer(kept.update)(store, task), kept


def test_written_graph_is_kept_and_a_deleted_one_dropped(write):
    do, kept = write
    body = "<urn:a> <urn:b> <urn:c> ."
    assert do(Task("put", "urn:g", body=body, media=("text/turtle",))).status == 201
    assert kept == {"urn:g": b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"}
    known = "https://newskg.example/doc/16aaaaaaaaaaaaaa"
    assert do(Task("post", known, body=body, media=("text/turtle",))).status == 200
    assert kept[known].count(b"\n") > 5
    assert do(Task("delete", known)).status == 200
    assert kept[known] is None


@pytest.mark.parametrize(
    ("task", "status"),
    [
        (Task("put", "", body="", media=("text/turtle",)), 400),
        (Task("put", "urn:g", body="<a", media=("text/turtle",)), 400),
        (Task("delete", "urn:none"), 404),
        (Task("update", "INSERT DATA { <urn:a> <urn:b> 1 }"), 400),
        (Task("update", "INSERT DATA {"), 400),
    ],
)
def test_what_cannot_be_written_says_why_and_keeps_nothing(write, task, status):
    do, kept = write
    assert do(task).status == status
    assert not kept
