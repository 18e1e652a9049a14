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


FIGURE = f"""PREFIX kg: <{KG}> PREFIX rdf: <{RDF}>
INSERT DATA {{ <{CLAIM}16aaaaaa-s09-laysoff-0000ff> a kg:Claim ;
  rdf:subject <https://newskg.example/entity/mueller-ag> ; rdf:predicate kg:laysOff ;
  kg:literal "500 \\"Stellen\\", ö & <b>"@de ; kg:modality kg:Planned ; kg:polarity kg:Negative ;
  kg:basis kg:Explicit ; kg:confidence 0.5 ; kg:quote "streicht\\n500 Stellen; = +"@de ;
  kg:start 7 ; kg:end 30 ; kg:rule "laysOff/streichen" ; kg:article <https://newskg.example/doc/16aaaaaaaaaaaaaa> }}"""
WANTED = f"""PREFIX kg: <{KG}> PREFIX rdf: <{RDF}>
SELECT ?c ?s ?p ?o ?l ?modality ?polarity ?basis ?confidence ?quote ?start ?end ?article
  ?published ?event ?amount ?value ?currency ?time ?from ?to ?source ?cue ?rule {{
  ?c a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; kg:modality ?modality ;
     kg:polarity ?polarity ; kg:basis ?basis ; kg:confidence ?confidence ; kg:quote ?quote ;
     kg:start ?start ; kg:end ?end ; kg:article ?article
  OPTIONAL {{ ?c rdf:object ?o }} OPTIONAL {{ ?c kg:literal ?l }}
  OPTIONAL {{ ?article <https://schema.org/datePublished> ?published }}
  OPTIONAL {{ ?c kg:event ?event }}
  OPTIONAL {{ ?c kg:event?/kg:amount ?a . ?a kg:text ?amount ; kg:value ?value ; kg:currency ?currency }}
  OPTIONAL {{ ?c kg:event?/kg:time ?t . ?t kg:text ?time ; kg:startDate ?from ; kg:endDate ?to }}
  OPTIONAL {{ ?c kg:attributedTo ?source }} OPTIONAL {{ ?c kg:cue ?cue }}
  OPTIONAL {{ ?c kg:rule ?rule }} }}"""
TOLD = (
    *("modality", "polarity", "basis", "confidence", "quote", "start", "end", "document"),
    *("published", "event", "amount", "value", "unit", "time", "start_date", "end_date"),
    *("attributed_to", "cue", "rule"),
)


@pytest.fixture
def figures(store):
    """Return the store with a claim that states a figure, and words that break careless writers."""
    store.update(FIGURE)
    store.update(
        "INSERT DATA { <https://newskg.example/entity/mueller-ag> "
        "<http://www.w3.org/2004/02/skos/core#exactMatch> <urn:isin:DE0000000001> }"
    )
    return store


def wanted(store):
    """Return claim -> (subject, predicate, object, what is told of it), asked of the store itself."""
    found = {}
    for row in store.query(WANTED):
        values = ["" if term is None else term.value for term in row]
        claim, subject, predicate, target, literal, *told = values
        told[:3] = [value.rpartition("#")[2] for value in told[:3]]
        found[claim] = (subject, predicate, target or literal, dict(zip(TOLD, told, strict=True)))
    assert len(found) == 7
    bought = found[CLAIM + "16aaaaaa-s01-buys-000001"][3]
    assert all(bought[name] for name in TOLD if name != "rule")
    assert bought["event"] == found[CLAIM + "16aaaaaa-s01-buysfrom-000002"][3]["event"]
    assert (bought["value"], bought["unit"]) == ("2500000.5", "EUR")
    return found


def told_by(network):
    """Return the same of a network as networkx read it."""
    found = {}
    for subject, target, data in network.edges(data=True):
        literal = str(data["object_is_literal"]).lower() == "true"
        node = network.nodes[target]
        assert (node["kinds"] == "Literal") == literal
        told = {name: str(data[name]) for name in TOLD}
        value = node["label"] if literal else target
        found[data["claim"]] = (subject, data["predicate"], value, told)
    return found


def test_graphml_is_read_back_by_networkx_with_every_claim(figures):
    network = nx.read_graphml(io.BytesIO(written(figures, "graphml")))
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes["https://newskg.example/entity/mueller-ag"]["label"] == "Müller AG"
    assert told_by(network) == wanted(figures)
    told = {data["claim"]: data for _, _, data in network.edges(data=True)}
    assert told[CLAIM + "16aaaaaa-s01-buys-000001"]["is_edge"] is True
    assert told[CLAIM + "16aaaaaa-s01-buys-000001"]["amount"] == "rund 2,5 Millionen Euro"
    assert told[CLAIM + "16aaaaaa-s02-affects-000003"]["is_edge"] is False


def test_gexf_is_read_back_by_networkx_with_every_claim(figures):
    text = (
        written(figures, "gexf")
        .replace(b"gexf.net/1.3", b"www.gexf.net/1.2draft")
        .replace(b'version="1.3"', b'version="1.2"')
    )  # networkx knows the older version's name only; the elements used are the same
    network = nx.read_gexf(io.BytesIO(text))
    assert told_by(network) == wanted(figures)
    assert network.nodes["https://newskg.example/entity/dax"]["kinds"] == "Index"


def test_neo4j_csv_is_read_back_by_pandas_with_every_claim(figures):
    files = export(figures, "neo4j", version="1", names=prefixes())
    nodes, edges = (
        pd.read_csv(io.BytesIO(files[name]), keep_default_na=False, dtype=str)
        for name in ("nodes.csv", "relationships.csv")
    )
    label = dict(zip(nodes["iri:ID"], nodes["label"], strict=True))
    kind = dict(zip(nodes["iri:ID"], nodes[":LABEL"], strict=True))
    edges.columns = [name.partition(":")[0] or name for name in edges.columns]
    found = {}
    for row in edges.to_dict("records"):
        target = row[":END_ID"]
        value = label[target] if kind[target] == "Literal" else target
        assert row[":TYPE"] == row["predicate"].rpartition("#")[2]
        told = {name: row[name] for name in TOLD}
        found[row["claim"]] = (row[":START_ID"], row["predicate"], value, told)
    assert found == wanted(figures)
    same = dict(zip(nodes["iri:ID"], nodes["same_as"], strict=True))
    assert same["https://newskg.example/entity/mueller-ag"] == "urn:isin:DE0000000001"


def test_claims_csv_is_read_back_by_pandas_with_every_claim(figures):
    frame = pd.read_csv(io.BytesIO(written(figures, "csv")), keep_default_na=False, dtype=str)
    plain = list(csv.DictReader(io.StringIO(written(figures, "csv").decode(), newline="")))
    assert frame.to_dict("records") == plain
    found = {
        row["claim"]: (
            row["subject"],
            row["predicate"],
            row["object"],
            {name: row[name] for name in TOLD},
        )
        for row in plain
    }
    assert found == wanted(figures)
    labels = {row["claim"]: (row["subject_label"], row["object_label"]) for row in plain}
    assert labels[CLAIM + "16aaaaaa-s01-buys-000001"] == ("Müller AG", "Läufer X1")
    assert labels[CLAIM + "16aaaaaa-s09-laysoff-0000ff"][1] == '500 "Stellen", ö & <b>'


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
