"""The protocol tests of the W3C (SPARQL 1.1 Protocol, Graph Store Protocol), on a real server.

Not run are the tests of graphs named by their path: kg serve names graphs with ?graph= only. The
server holds no articles here: what is made from articles cannot be cleared through it.
"""

import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from kg.store import write_manifest

from .running import Server

pytestmark = pytest.mark.server

W3C = Path(__file__).parent / "w3c"
TOKEN = "a secret for this test only"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = rdflib.Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
CODES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}

BY_DESIGN = {
    "put_get_default": "the default graph is the union of all graphs and is not written",
    "post_get_new_graph": "whoever writes a graph names it",
}
"""What kg serve refuses, and why."""


def manifest(path: str) -> tuple[rdflib.Graph, list[Node]]:
    graph = rdflib.Graph().parse(W3C / path, publicID=(W3C / path).as_uri())
    (head,) = graph.objects(None, MF.entries)
    return graph, list(Collection(graph, head))


PROTOCOL, QUERIES = manifest("protocol/manifest.ttl")
STORE, GRAPHS = manifest("graph-store-protocol/manifest-indirect.ttl")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("w3c")
    write_manifest(folder / "parts", {})
    found = Server(folder, "--workers", "1", token=TOKEN)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def empty(server: Server) -> None:
    key = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    assert server.ask("/update", method="POST", body=b"CLEAR ALL", headers=key)[0] == 200


@dataclass
class Told:
    """What the server answered."""

    status: int
    media: str
    body: bytes


def send(server: Server, graph: rdflib.Graph, request: Node) -> Told:
    """Send one request as the manifest has it, and nothing that it has not but the token."""
    path = str(graph.value(request, HT.absolutePath))
    path = path.replace("/sparql/", "/sparql", 1).replace("/gsp", "/store", 1)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for node in _list(graph, request, HT.headers):
        headers[str(graph.value(node, HT.fieldName))] = str(graph.value(node, HT.fieldValue))
    content, body = graph.value(request, HT.body), None
    if content is not None:
        encoding = str(graph.value(content, CNT.characterEncoding))
        body = str(graph.value(content, CNT.chars)).encode(encoding)
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    connection.request(str(graph.value(request, HT.methodName)), path, body, headers)
    found = connection.getresponse()
    told = Told(found.status, found.getheader("content-type", ""), found.read())
    connection.close()
    return told


def _list(graph: rdflib.Graph, node: Node, name: Node) -> list[Node]:
    head = graph.value(node, name)
    return [] if head is None else list(Collection(graph, head))


def check(graph: rdflib.Graph, response: Node, told: Told) -> None:
    """Hold status, format, truth value and statements against what the manifest expects."""
    wanted = {str(s).rpartition("#")[2] for s in graph.objects(response, MF.expectedStatus)}
    wanted = {CODES.get(code, code.removeprefix("StatusCode")) for code in wanted}
    assert any(str(told.status).startswith(code.rstrip("x")) for code in wanted), told
    form = graph.value(response, MF.expectedFormat)
    if form is not None:
        if str(form) == "RDF":
            assert len(rdflib.Graph().parse(data=told.body, format=told.media.split(";")[0])) >= 0
        else:
            answer = json.loads(told.body)
            assert ("boolean" if str(form) == "boolean" else "results") in answer
    truth = graph.value(response, MF.expectedBoolean)
    if truth is not None:
        assert json.loads(told.body)["boolean"] is (str(truth) == "true")
    body = graph.value(response, HT.body)
    if body is not None:
        assert told.media == "text/turtle; charset=utf-8"
        expected = rdflib.Graph().parse(data=str(graph.value(body, CNT.chars)), format="turtle")
        assert isomorphic(rdflib.Graph().parse(data=told.body, format="turtle"), expected)


def run(server: Server, graph: rdflib.Graph, test: Node) -> None:
    for data in graph.objects(test, UT.graphData):
        source = Path(urlsplit(str(graph.value(data, UT.graph))).path)
        name = str(graph.value(data, rdflib.RDFS.label))
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/n-triples"}
        path = f"/store?graph={quote(name)}"
        assert server.ask(path, method="PUT", body=source.read_bytes(), headers=headers)[0] == 201
    action = graph.value(test, MF.action)
    assert action is not None
    requests = _list(graph, action, HT.requests)
    assert requests
    for request in requests:
        response = graph.value(request, HT.resp)
        assert response is not None
        check(graph, response, send(server, graph, request))


@pytest.mark.parametrize("test", QUERIES, ids=lambda node: str(node).rpartition("#")[2])
def test_sparql_protocol(server, test):
    run(server, PROTOCOL, test)


@pytest.mark.parametrize("test", GRAPHS, ids=lambda node: str(node).rpartition("#")[2])
def test_graph_store_protocol(server, test):
    name = str(test).rpartition("#")[2]
    if name in BY_DESIGN:
        with pytest.raises(AssertionError, match="status=400"):
            run(server, STORE, test)
    else:
        run(server, STORE, test)
