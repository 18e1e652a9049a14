"""The Python face: `import kg`, a graph of rdflib and pandas objects, networks and notebooks."""

import inspect
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.errors import DocumentError, KgError, QueryError, StoreError
from kg.view.notebook import Display

ENT = "https://newskg.example/entity/"
ONTOLOGY = rdflib.Namespace("https://newskg.example/ontology#")


@pytest.fixture
def graph(toy):
    return kg.open(toy)


def test_everything_public_is_listed_documented_and_typed():
    assert dir(kg) == sorted(kg.__all__)  # what a notebook completes
    assert (Path(kg.__file__).parent / "py.typed").is_file()
    functions = [found for name in kg.__all__ if inspect.isfunction(found := getattr(kg, name))]
    assert len(functions) >= 4
    functions += [value for _, value in inspect.getmembers(kg.Graph, inspect.isfunction)]
    for function in functions:
        if not function.__name__.startswith("__"):
            signature = inspect.signature(function)
            assert inspect.getdoc(function), function
            assert signature.return_annotation is not inspect.Signature.empty
            told = [one.annotation for one in signature.parameters.values() if one.name != "self"]
            assert inspect.Parameter.empty not in told, function


def test_unknown_name_lists_the_known_ones():
    with pytest.raises(AttributeError, match="it has Graph, Options, "):
        kg.biuld  # noqa: B018


def test_import_loads_nothing_slow():
    slow = "{'spacy', 'rdflib', 'pandas', 'numpy', 'networkx', 'pyoxigraph', 'onnxruntime'}"
    code = f"import sys, kg; sys.exit(bool({slow} & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_query_gives_a_data_frame_of_text_or_shipped_questions(graph):
    frame = graph.query("SELECT ?s ?o { ?s kg:buys ?o }")
    assert isinstance(frame, pd.DataFrame)
    assert frame.to_dict("records") == [{"s": f"{ENT}mueller-ag", "o": f"{ENT}laeufer-x1"}]
    assert list(graph.query("cq01-buyers").columns) == ["buyer", "seller"]
    told = graph.query("cq05-about", about=["Müller AG"])
    assert "Läufer X1" in set(told["other"])
    assert graph.query("cq05-about").empty


def test_wrong_queries_and_folders_raise_the_packages_errors(graph, tmp_path):
    with pytest.raises(QueryError, match="Known are"):
        graph.query("cq99")
    with pytest.raises(StoreError, match="holds no graph"):
        _ = kg.open(tmp_path / "nichts").store
    assert issubclass(QueryError, KgError)
    assert issubclass(DocumentError, KgError)


def test_graph_is_an_rdflib_dataset_whose_default_graph_is_the_union(graph):
    assert isinstance(graph.rdf, rdflib.Dataset)
    buyer, chip = rdflib.URIRef(f"{ENT}mueller-ag"), rdflib.URIRef(f"{ENT}laeufer-x1")
    assert (buyer, ONTOLOGY.buys, chip) in graph.rdf
    rows = graph.rdf.query("SELECT ?o { ?s kg:buys ?o }", initNs={"kg": ONTOLOGY})
    assert [row[0] for row in rows if isinstance(row, tuple)] == [chip]


def test_text_answers_in_every_format(graph):
    assert graph.text("SELECT ?o { ?s kg:buys ?o }", "csv") == f"o\r\n{ENT}laeufer-x1\r\n"
    assert graph.text("ASK { ?s kg:buys ?o }") == "true\n"


def test_claims_have_their_quotes_and_standing(graph):
    claims = graph.claims()
    assert {"subject", "relation", "object", "modality", "polarity", "source", "quote"} <= set(
        claims.columns
    )
    denied = claims[claims.polarity == "Negative"]
    assert list(denied.relation) == ["buys"]
    assert list(denied.object) == ["DAX"]


def test_network_has_an_edge_a_relation_with_its_evidence(graph):
    network = kg.to_networkx(graph)
    assert isinstance(network, nx.MultiDiGraph)
    data = network.get_edge_data(f"{ENT}mueller-ag", f"{ENT}laeufer-x1", str(ONTOLOGY.buys))
    assert {one.modality for one in data["evidence"]} == {"Asserted"}


def test_notebook_shows_the_page(graph):
    assert isinstance(kg.show(graph, height=300), Display)
    assert 'height="300"' in kg.show(graph, height=300)._repr_html_()
    assert graph._repr_html_().startswith('<iframe srcdoc="')


def test_store_is_opened_once(graph):
    assert isinstance(graph.store, ox.Store)
    assert graph.store is graph.store
    assert graph.summary is None


@pytest.mark.model
def test_build_returns_the_graph_with_what_was_done(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Die Nordwerk AG könnte die Talbach GmbH im Mai übernehmen.", "utf-8")
    options = kg.Options(date="2024-05-17", base_iri="https://graph.example.org/")
    graph = kg.build([path, str(tmp_path / "fehlt.txt")], out=tmp_path / "out", options=options)
    assert graph.summary is not None
    assert graph.summary.documents == 1
    assert [skipped.reason for skipped in graph.summary.skipped] == [
        "does not exist (or is a broken link)"
    ]
    (claim,) = [row for row in graph.claims().itertuples() if row.relation == "acquires"]
    assert (claim.subject, claim.object, claim.modality) == (
        "Nordwerk AG",
        "Talbach GmbH",
        "Possible",
    )
    assert claim.article.startswith("https://graph.example.org/doc/")
    assert graph.query("SELECT ?s { ?s kg:acquires ?o }").empty
