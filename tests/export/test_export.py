"""Exports: each is read back by a library other than the one that wrote it, with nothing lost."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from rdflib.compare import to_isomorphic

from kg.cli.export import command
from kg.errors import ExportError
from kg.export import FORMATS, export
from kg.export.rdf import rdf_bytes
from kg.prefixes import prefixes
from kg.store import open_graph

KG = "https://newskg.example/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
CLAIM = "https://newskg.example/claim/"


@pytest.fixture
def store(toy: Path) -> ox.Store:
    return open_graph(toy)


def written(store: ox.Store, fmt: str) -> bytes:
    return export(store, fmt, version="1", names=prefixes())[""]


def union(store: ox.Store) -> rdflib.Graph:
    """Return the union as rdflib reads plain N-Triples lines."""
    triples = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return rdflib.Graph().parse(data="".join(f"{q.triple} .\n" for q in triples), format="nt")


def graphs(store: ox.Store) -> set[tuple[str, ...]]:
    named = (q for q in store if isinstance(q.graph_name, ox.NamedNode))
    return {(q.graph_name.value, str(q.subject), str(q.predicate), str(q.object)) for q in named}


@pytest.mark.parametrize(
    ("fmt", "syntax"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")]
)
def test_union_formats_are_read_back_by_rdflib(store, fmt, syntax):
    found = rdflib.Graph().parse(data=written(store, fmt).decode(), format=syntax)
    assert to_isomorphic(found) == to_isomorphic(union(store))


@pytest.mark.parametrize(
    ("fmt", "syntax"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
def test_dataset_formats_keep_the_graph_of_each_document(store, fmt, syntax):
    found = rdflib.Dataset()
    found.parse(data=written(store, fmt).decode(), format=syntax)
    text = found.serialize(format="nquads")
    again = ox.Store()
    again.load(text.encode(), format=ox.RdfFormat.N_QUADS)
    assert graphs(again) == graphs(store)


def test_reifiers_of_rdf12_are_read_back_by_oxigraph(store):
    """Our own text, Oxigraph's parser: rdflib 7 reads no RDF 1.2."""
    told = written(store, "rdf12")
    again = ox.Store()
    again.load(told, format=ox.RdfFormat.TURTLE)
    back = again.query(
        f"PREFIX rdf: <{RDF}> CONSTRUCT {{ ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . "
        "?x ?y ?z } WHERE { { ?c rdf:reifies <<( ?s ?p ?o )>> } UNION { ?x ?y ?z "
        "FILTER(?y != rdf:reifies) } }"
    )
    assert isinstance(back, ox.QueryTriples)
    wanted = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert {str(t) for t in back} == {str(q.triple) for q in wanted}
    assert told.count(b"rdf-syntax-ns#reifies") == 6


def test_nanopublications_assert_facts_only_and_keep_every_word(store):
    found = rdflib.Dataset()
    found.parse(data=written(store, "nanopub").decode(), format="trig")
    plain = rdflib.Graph()
    for quad in found.quads():
        plain.add(quad[:3])
    pubs = set(plain.subjects(rdflib.RDF.type, NP.Nanopublication))
    claims = set(union(store).subjects(rdflib.RDF.type, rdflib.URIRef(KG + "Claim")))
    assert len(pubs) == len(claims) == 6
    for pub in pubs:
        for name in (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo):
            (graph,) = plain.objects(pub, name)
            assert len(found.graph(str(graph))) > 0
    kept = {t for t in union(store) if t[0] in claims}
    assert kept <= set(plain)
    direct = {t for t in plain if t[1] in {rdflib.URIRef(KG + n) for n in ("buys", "affects")}}
    assert direct == {
        tuple(
            rdflib.URIRef(i)
            for i in (
                "https://newskg.example/entity/mueller-ag",
                KG + "buys",
                "https://newskg.example/entity/laeufer-x1",
            )
        )
    }


def test_graphml_is_read_back_by_networkx(store):
    network = nx.read_graphml(io.BytesIO(written(store, "graphml")))
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes["https://newskg.example/entity/mueller-ag"]["label"] == "Müller AG"
    told = {data["claim"]: data for _, _, data in network.edges(data=True)}
    assert len(told) == 6
    first = told[CLAIM + "16aaaaaa-s01-buys-000001"]
    assert first["quote"] == (
        'Müller kauft im Mai für rund 2,5 Millionen Euro "Läufer"\nvon Schmidt'
    )
    assert first["is_edge"] is True
    assert first["end"] == 65
    assert first["amount"] == "rund 2,5 Millionen Euro"
    assert told[CLAIM + "16aaaaaa-s02-affects-000003"]["is_edge"] is False


def test_gexf_is_read_back_by_networkx(store):
    text = (
        written(store, "gexf")
        .replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
        .replace(b'version="1.3"', b'version="1.2"')
    )  # networkx knows the older version's name only; the elements used are the same
    network = nx.read_gexf(io.BytesIO(text))
    told = {data["claim"]: data for _, _, data in network.edges(data=True)}
    assert len(told) == 6
    assert told[CLAIM + "16bbbbbb-s03-buys-000003"]["polarity"] == "Negative"
    assert network.nodes["https://newskg.example/entity/dax"]["kinds"] == "Index"


def test_neo4j_csv_is_read_back_by_pandas(store):
    files = export(store, "neo4j", version="1", names=prefixes())
    nodes = pd.read_csv(io.BytesIO(files["nodes.csv"]), keep_default_na=False)
    edges = pd.read_csv(io.BytesIO(files["relationships.csv"]), keep_default_na=False)
    assert set(edges[":START_ID"]) | set(edges[":END_ID"]) <= set(nodes["iri:ID"])
    assert len(edges) == 6
    assert sorted(edges[":TYPE"].unique()) == ["affects", "buys", "buysFrom", "memberOf"]
    assert edges.loc[edges["claim"] == CLAIM + "16aaaaaa-s01-buys-000001", "cue"].item() == "Laut"


def test_claims_csv_is_read_back_by_pandas(store):
    frame = pd.read_csv(io.BytesIO(written(store, "csv")), keep_default_na=False)
    plain = list(csv.DictReader(io.StringIO(written(store, "csv").decode(), newline="")))
    assert frame["quote"].tolist() == [row["quote"] for row in plain]
    quotes = {str(o) for o in union(store).objects(None, rdflib.URIRef(KG + "quote"))}
    assert set(frame["quote"]) == quotes


def test_parquet_is_read_back_by_duckdb(store, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    path = tmp_path / "quads.parquet"
    path.write_bytes(written(store, "parquet"))
    rows = duckdb.read_parquet(str(path)).fetchall()
    found = set()
    for graph, subject, predicate, target, kind, datatype, language in rows:
        if kind == "iri":
            term: ox.NamedNode | ox.Literal = ox.NamedNode(target)
        elif language:
            term = ox.Literal(target, language=language)
        else:
            term = ox.Literal(target, datatype=ox.NamedNode(datatype))
        found.add((graph, f"<{subject}>", f"<{predicate}>", str(term)))
    assert found == graphs(store)


@pytest.mark.parametrize("fmt", ["graphml", "gexf", "rdfxml"])
def test_control_characters_are_refused_where_xml_cannot_hold_them(store, fmt):
    claim = ox.NamedNode(CLAIM + "16aaaaaa-s01-buys-000001")
    quote = ox.Literal("a\x01b", language="de")
    store.add(ox.Quad(claim, ox.NamedNode(KG + "quote"), quote, ox.DefaultGraph()))
    with pytest.raises(ExportError, match="control character"):
        written(store, fmt)


def test_every_format_is_the_same_twice(store, toy):
    for fmt in FORMATS:
        first = export(store, fmt, version="1", names=prefixes())
        assert first == export(open_graph(toy), fmt, version="1", names=prefixes())


def test_unknown_format_lists_the_known(store):
    with pytest.raises(ExportError, match="turtle"):
        export(store, "docx", version="1", names=prefixes())
    with pytest.raises(ExportError, match="turtle"):
        rdf_bytes(store, "docx")


def test_command_writes_files_and_folders(toy, tmp_path):
    run = CliRunner()
    out = tmp_path / "x" / "graph.jsonld"
    run.invoke(command, ["-g", str(toy), "--format", "jsonld", "--out", str(out)])
    assert json.loads(out.read_text(encoding="utf-8"))
    run.invoke(command, ["-g", str(toy), "--format", "neo4j", "--out", str(tmp_path / "neo")])
    assert {p.name for p in (tmp_path / "neo").iterdir()} == {"nodes.csv", "relationships.csv"}
    assert "several files" in run.invoke(command, ["-g", str(toy), "--format", "neo4j"]).output
    told = run.invoke(command, ["-g", str(toy), "--format", "ntriples"])
    assert told.stdout_bytes == written(open_graph(toy), "ntriples")
