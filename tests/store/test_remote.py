"""The remote store against two real, unrelated servers on loopback."""

import contextlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.add import command as add_command
from kg.cli.build import command as build_command
from kg.cli.push import command as push_command
from kg.cli.query import command as query_command
from kg.cli.show import command as show_command
from kg.errors import QueryError, StoreError
from kg.query import answer, ask, construct, select
from kg.query.describe import describe, find_entity
from kg.store import RemoteStore, open_graph, read_manifest

pytestmark = pytest.mark.server

BUYERS = "SELECT ?who ?what { ?who kg:buys ?what } ORDER BY ?who"
QUOTES = "SELECT ?quote ?start { ?c kg:quote ?quote ; kg:start ?start } ORDER BY ?quote"
COUNT = "SELECT (COUNT(*) AS ?n) { ent:mueller-ag kg:buys ?what }"
A = "https://newskg.example/doc/16aaaaaaaaaaaaaa"


def free_port() -> int:
    """Return a port that is free, and stays so: below those that the system gives to others."""
    for port in random.sample(range(20_000, 30_000), 100):
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    pytest.fail("no port is free")


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the server ended at once: {process.args!r}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the oxigraph server is not installed: pip install oxigraph")
    port = free_port()
    place = tmp_path_factory.mktemp("oxigraph")
    with subprocess.Popen(
        [program, "serve", "--location", place / "db", "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    ) as process:
        wait_for(port, process)
        yield RemoteStore(f"http://127.0.0.1:{port}/query")
        process.terminate()


VIRTUOSO = """[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/temp.db
TransactionFile = {place}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
DirsAllowed = {place}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
DefaultQuery = select distinct ?Concept where {{[] a ?Concept}} LIMIT 100
"""


def virtuoso_program() -> str:
    """Return Virtuoso's server, installing Debian's package where that is allowed."""
    found = shutil.which("virtuoso-t")
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-y", "-qq", "virtuoso-opensource"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, env=env, capture_output=True, timeout=300, check=False)
        found = shutil.which("virtuoso-t")
    if found is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    return found


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    program = virtuoso_program()
    place, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    config = place / "virtuoso.ini"
    config.write_text(VIRTUOSO.format(place=place, port=port, sql=free_port()))
    with subprocess.Popen(
        [program, "+foreground", "+configfile", config],
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        wait_for(port, process)
        address = f"http://127.0.0.1:{port}"
        yield RemoteStore(
            f"{address}/sparql",
            update_url=f"{address}/sparql-auth",
            graph_url=f"{address}/sparql-graph-crud-auth",
            user="dba",
            password="dba",
        )
        process.kill()


@pytest.fixture(params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest, toy: Path) -> RemoteStore:
    found: RemoteStore = request.getfixturevalue(request.param)
    assert found.push(toy / "parts", read_manifest(toy / "parts")) == 3
    return found


@pytest.mark.parametrize("query", [BUYERS, QUOTES, COUNT])
def test_answers_are_those_of_the_embedded_store(remote, toy, query):
    told = answer(remote, query, "csv")
    assert told == answer(open_graph(toy), query, "csv")
    assert told.count("\n") > 1


def test_ask_construct_and_graph_names_work_there(remote):
    assert ask(remote, "ASK { ent:mueller-ag kg:memberOf ent:dax }")
    assert not ask(remote, "ASK { ent:dax kg:memberOf ent:mueller-ag }")
    (triple,) = construct(remote, "CONSTRUCT { ?b kg:sells ?a } WHERE { ?a kg:buysFrom ?b }")
    assert triple.subject == ox.NamedNode("https://newskg.example/entity/schmidt-gmbh")
    assert A in {graph.value for graph in remote.named_graphs()}


def test_pushing_again_changes_nothing_and_a_new_part_replaces_the_old(remote, toy):
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{A}> {{ ?s ?p ?o }} }}"
    before = answer(remote, count, "csv")
    remote.push(toy / "parts", read_manifest(toy / "parts"))
    assert answer(remote, count, "csv") == before
    remote.replace(A, [b'<urn:s> <urn:p> "nur \\"dies\\" \xc3\xa4"@de .'])
    found = select(remote, f"SELECT ?o {{ GRAPH <{A}> {{ ?s ?p ?o }} }}")
    assert [str(row[0]) for row in found.rows] == ['"nur \\"dies\\" ä"@de']
    remote.remove(A)
    assert not ask(remote, f"ASK {{ GRAPH <{A}> {{ ?s ?p ?o }} }}")


def test_wrong_query_is_told(remote):
    with pytest.raises(QueryError, match="answered 4"):
        select(remote, "SELECT * { ?s }")


def test_update_alone_is_enough(oxigraph):
    update = oxigraph.url.replace("query", "update")
    plain = RemoteStore(oxigraph.url + "?", update_url=update)  # "?" hides the sibling /store
    plain.replace(A, [f'<urn:s{i}> <urn:p> "{i}" .'.encode() for i in range(4_500)])
    told = answer(oxigraph, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{A}> {{ ?s ?p ?o }} }}", "csv")
    assert told == "n\r\n4500\r\n"


def test_commands_push_and_ask(oxigraph, toy):
    run = CliRunner()
    told = run.invoke(push_command, ["--graph", str(toy), "--store", oxigraph.url])
    assert told.output == f"Pushed 3 graphs to {oxigraph.url}\n"
    told = run.invoke(query_command, [BUYERS, "--store", oxigraph.url, "--format", "csv"])
    assert told.stdout.splitlines()[1].endswith("laeufer-x1")


@pytest.mark.parametrize("entity", ["Müller AG", "mueller-ag", "dax"])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_show_tells_the_same_of_a_server(remote, toy, entity, lang):
    run, asked = CliRunner(), [entity, "--lang", lang, "--format", "json"]
    here = run.invoke(show_command, [*asked, "--graph", str(toy)])
    there = describe(
        remote.about(find_entity(remote, entity)), find_entity(remote, entity), lang=lang
    )
    assert json.loads(here.stdout) == json.loads(json.dumps(asdict(there)))
    if "sparql" not in remote.url:
        told = run.invoke(show_command, [*asked, "--store", remote.url])
        assert told.stdout == here.stdout


def test_what_is_no_more_in_the_graph_is_taken_off_the_server(remote, toy):
    manifest = read_manifest(toy / "parts")
    remote.replace("urn:other", [b"<urn:s> <urn:p> <urn:o> ."])
    remote.push(toy / "parts", {graph: name for graph, name in manifest.items() if graph != A})
    there = "ASK { GRAPH <%s> { ?s ?p ?o } }"
    assert not ask(remote, there % A)
    assert ask(remote, there % "urn:other")
    assert not ask(remote, 'ASK { ?claim kg:cue "Laut"@de }')
    remote.remove("urn:other")


@pytest.mark.model
def test_build_and_add_push_what_they_build(oxigraph, tmp_path):
    (tmp_path / "a.txt").write_text("Die Nordwerk AG übernimmt die Talbach GmbH.\n", "utf-8")
    (tmp_path / "b.txt").write_text("Die Nordwerk AG kauft Chips von Nvidia.\n", "utf-8")
    out = ["--out", str(tmp_path / "out"), "--store", oxigraph.url, "--quiet"]
    for command, name in ((build_command, "a.txt"), (add_command, "b.txt")):
        told = CliRunner().invoke(command, [str(tmp_path / name), *out])
        assert told.exit_code == 0, told.output
    query = (
        "SELECT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } ORDER BY ?s ?p ?o"
    )
    assert answer(oxigraph, query, "csv") == answer(open_graph(tmp_path / "out"), query, "csv")
    assert "talbach" in answer(oxigraph, query, "csv")


def test_missing_server_is_told():
    with pytest.raises(QueryError, match="cannot be reached"):
        select(RemoteStore(f"http://127.0.0.1:{free_port()}/query"), "ASK {}")
    with pytest.raises(StoreError, match="no address of a server"):
        RemoteStore("file:///etc/passwd").remove("urn:x")
