import json

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.entities import command
from kg.cli.graph_entities import entities_of
from kg.errors import QueryError
from kg.model import Reason
from kg.resolve import parse_decisions

KG = "https://newskg.example/ontology#"
BASE = "https://newskg.example/"


def run(*arguments):
    result = CliRunner().invoke(command, [str(a) for a in arguments])
    assert result.exception is None, result.output
    return result.output


def test_the_entities_of_a_graph_are_listed(toy):
    told = run("--graph", toy)
    assert "mueller-ag  Müller AG (Unternehmen, 0 Artikel)" in told
    assert "mueller-ag  Müller AG (company, 0 articles)" in run("--graph", toy, "--lang", "en")
    assert "beispiel-post" in told
    assert run("--graph", toy, "--kind", "Medium").count("\n") == 1
    for kind in ("Company", "company", "unternehmen"):
        assert "mueller-ag" in run("--graph", toy, "--kind", kind, "--lang", "de")
        assert "beispiel-post" not in run("--graph", toy, "--kind", kind)
    assert "mueller-ag" in run("--graph", toy, "--name", "MÜLLER")
    assert run("--graph", toy, "--name", "nobody") == ""


def test_a_class_that_nothing_has_is_told_with_those_there_are(toy):
    result = CliRunner().invoke(command, ["--graph", str(toy), "--kind", "Firma"])
    assert isinstance(result.exception, QueryError)
    assert "there are: Company, " in str(result.exception)


def test_json_has_every_field(toy):
    rows = json.loads(run("--graph", toy, "--format", "json"))
    row = next(row for row in rows if row["id"] == "mueller-ag")
    assert row["label"] == "Müller AG"
    assert "Müller" in row["aliases"]


def store_of(*lines):
    store = ox.Store()
    text = "\n".join(lines)
    document = ox.NamedNode(f"{BASE}doc/0123456789abcdef")
    for graph in (document, ox.DefaultGraph()):
        store.load(text, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    return store


def test_links_merges_and_facts_are_read_back_with_score_and_reason():
    entity, link, merge = (f"<{BASE}{part}>" for part in ("entity/maier", "link/1", "merge/1"))
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    store = store_of(
        f"{entity} {a} <{KG}Company> .",
        f'{entity} <http://www.w3.org/2000/01/rdf-schema#label> "Maier"@de .',
        f'{entity} <{KG}isin> "DE0006231004" .',
        f"{link} {a} <{KG}RegisterLink> .",
        f"{link} <{KG}linkedEntity> {entity} .",
        f"{link} <{KG}linkTarget> <urn:isin:DE0006231004> .",
        f'{link} <{KG}register> "isin" .',
        f'{link} <{KG}why> "bekannt"@de .',
        f'{link} <{KG}why> "known"@en .',
        f'{link} <{KG}score> "0.98"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
        f"{merge} {a} <{KG}NameMerge> .",
        f"{merge} <{KG}linkedEntity> {entity} .",
        f'{merge} <{KG}surface> "MAIER"@de .',
        f'{merge} <{KG}why> "told without a language" .',
        f'{merge} <{KG}score> "1"^^<http://www.w3.org/2001/XMLSchema#decimal> .',
        f"<{BASE}doc/0123456789abcdef#char=0,5> <{KG}refersTo> {entity} .",
    )
    found, documents = entities_of(store)
    maier = found["maier"]
    assert documents["maier"] == 1
    assert maier.facts == (("isin", "DE0006231004"),)
    assert (maier.links[0].target, maier.links[0].confidence) == ("urn:isin:DE0006231004", 0.98)
    assert maier.links[0].reason == Reason("bekannt", "known")
    assert (maier.merges[0].surface, maier.merges[0].score) == ("MAIER", 1.0)
    assert maier.merges[0].reason.de == maier.merges[0].reason.en == "told without a language"


def test_proposals_come_as_decisions_to_be_edited(toy):
    told = run("--graph", toy, "--proposals", "--least", 0, "--format", "decisions")
    _, bad = parse_decisions(told, source="told")
    assert not bad
    assert told.startswith("kind\tleft\tright")


@pytest.mark.parametrize("arguments", [["--format", "decisions"]])
def test_the_decisions_format_needs_proposals(toy, arguments):
    result = CliRunner().invoke(command, ["--graph", str(toy), *arguments])
    assert result.exit_code == 2
    assert "--proposals" in result.output
