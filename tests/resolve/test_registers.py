import importlib.resources
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SKOS

from kg.errors import DecisionError
from kg.resolve import registers
from kg.resolve.known import known_companies
from kg.resolve.load import TABLES, item_of, load_registry, read_table
from kg.resolve.turtle import turtle

ROOT = Path(__file__).resolve().parents[2]
DATA = importlib.resources.files("kg.resolve") / "data"
KG = rdflib.Namespace("https://newskg.example/ontology#")


@pytest.mark.parametrize("make", ["cities", "companies", "countries", "currencies"])
def test_the_packaged_tables_are_what_the_registers_say(make):
    told = registers.table(getattr(registers, make)())
    assert (DATA / f"{make}.tsv").read_text(encoding="utf-8") == told


def test_every_isin_has_a_right_check_digit():
    isins = {v for i in load_registry().items.values() for k, v in i.facts if k == "isin"}
    assert len(isins) > 1000
    assert all(registers.valid_isin(isin) for isin in isins)
    assert not registers.valid_isin("DE0007236102")
    assert not registers.valid_isin("XX")


def test_entities_ttl_is_what_the_curated_table_says():
    rows = list(read_table("entities.tsv"))
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    text = (ROOT / "ontology" / "entities.ttl").read_text(encoding="utf-8")
    assert text == turtle(item_of(row) for row in rows)


def test_reading_knows_the_companies_the_registers_know():
    told = (ROOT / "kg" / "german" / "company_names.tsv").read_text(encoding="utf-8")
    assert told == known_companies(load_registry().items.values())


def test_entities_ttl_reads_as_turtle_with_classes_of_the_ontology():
    graph = rdflib.Graph().parse(ROOT / "ontology" / "entities.ttl")
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")
    entities = set(graph.subjects(RDF.type))
    assert len(entities) == len(list(read_table("entities.tsv")))
    assert all((kind, RDF.type, None) in ontology for kind in set(graph.objects(None, RDF.type)))
    assert all((entity, RDFS.label, None) in graph for entity in entities)
    nvidia = rdflib.URIRef("https://newskg.example/entity/nvidia")
    wikidata = rdflib.URIRef("http://www.wikidata.org/entity/Q182477")
    assert (nvidia, SKOS.exactMatch, wikidata) in graph


def test_every_kind_and_fact_of_the_tables_is_a_term_of_the_ontology():
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "kg.ttl")
    items = load_registry().items.values()
    terms = {i.kind for i in items} | {name for i in items for name, _ in i.facts}
    assert not [name for name in terms if (KG[name], RDF.type, None) not in ontology]


def test_ids_are_unique_within_a_table():
    for name in TABLES:
        ids = [row["id"] for row in read_table(name)]
        assert len(ids) == len(set(ids)), name


def test_loading_is_fast_and_needs_no_rdf_library():
    code = (
        "import time, sys; t = time.process_time(); import kg.resolve as r; r.load_registry();"
        "assert not {'rdflib', 'spacy', 'babel', 'pycountry'} & set(sys.modules);"
        "print(time.process_time() - t)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert float(told.stdout) < 1.5  # 0.1 s alone; room for a busy machine


@pytest.mark.parametrize("row", [{"label": ""}, {"label": "Maier", "facts": "no equals sign"}])
def test_a_bad_row_is_refused_in_words(row):
    with pytest.raises(DecisionError):
        item_of(row)


def test_companies_the_register_mixes_up_have_no_wrong_paper():
    items = load_registry().items
    told = {
        own: [v for k, v in items[own].facts if k == "isin"] for own in ("elisa", "ge-aerospace")
    }
    assert told["elisa"] == ["FI0009007884"]
    assert all(isin.startswith("US") for isin in told["ge-aerospace"])
    assert not [v for k, v in items["ses"].facts]
    assert "stabilus" not in items
    assert {v for k, v in items["deutsche-telekom"].facts if k == "isin"} == {"DE0005557508"}
    owners = [i for item in items.values() for k, i in item.facts if k == "isin"]
    assert len(owners) == len(set(owners))
