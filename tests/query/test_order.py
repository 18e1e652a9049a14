"""Rows ordered outside the engine stand as the engine itself orders them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.query import Question, questions, select
from kg.query.order import Key, Row, ordered, without_order

SEED_GOLD = Path(__file__).parents[1] / "data" / "seed_gold.ttl"
ONTOLOGY = Path(__file__).parents[2] / "ontology" / "kg.ttl"

VALUES = [
    '"10"^^xsd:integer "9"^^xsd:integer "9.5"^^xsd:decimal "-3"^^xsd:integer "1.0"^^xsd:decimal',
    '"1e3"^^xsd:double "-2.5"^^xsd:double "7.0"^^xsd:double',
    '"2025-04-03"^^xsd:date "2024-12-31"^^xsd:date "2025-04-02"^^xsd:date',
    '"Zölle" "Zoll" "Ärger" "ärger" "Aktie" "😀" "z" "" "A\\"b"',
    '"Zölle"@de "Zoll"@de "Ärger"@de "a"@de',
    "<https://b.example/a> <https://a.example/ü> <https://a.example/u> UNDEF <urn:a>",
    'UNDEF "b" <https://a.example/> "a"',
]
"""Columns whose order SPARQL fixes."""

OPEN = [
    '"a" "1"^^xsd:integer',
    '"a"@de "a"@en',
    '"2025-04-03T10:00:00Z"^^xsd:dateTime "2025-04-03T11:00:00+02:00"^^xsd:dateTime',
    '"2025-04-03+01:00"^^xsd:date',
    '"zehn"^^xsd:integer "2"^^xsd:integer',
    '"NaN"^^xsd:double "1"^^xsd:double',
    '"x"^^<urn:kind> "y"^^<urn:kind>',
]
"""Columns that are left to the engine."""


@pytest.fixture(scope="module")
def gold() -> ox.Store:
    store = ox.Store()
    for path in (SEED_GOLD, ONTOLOGY):
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def _ask(values: str, order: str) -> tuple[str, list[Row]]:
    text = f"SELECT ?x {{ VALUES ?x {{ {values} }} }} ORDER BY {order}"
    names = {"xsd": "http://www.w3.org/2001/XMLSchema#"}
    found = ox.Store().query(text, prefixes=names)
    assert isinstance(found, ox.QuerySolutions)
    return text, [tuple(row) for row in found]


@pytest.mark.parametrize("order", ["?x", "DESC(?x)", "ASC ( $x )"])
@pytest.mark.parametrize("values", VALUES)
def test_order_is_the_engines(values: str, order: str) -> None:
    text, wanted = _ask(values, order)
    split = without_order(text)
    assert split is not None
    assert ordered(("x",), list(reversed(wanted)), split[1]) == tuple(wanted)
    assert select(ox.Store(), text).rows == tuple(wanted)


@pytest.mark.parametrize("values", OPEN)
def test_what_sparql_leaves_open_is_left_to_the_engine(values: str) -> None:
    text, wanted = _ask(values, "?x")
    assert ordered(("x",), wanted, (Key("x", descending=False),)) is None
    assert select(ox.Store(), text).rows == tuple(wanted)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.id)
def test_shipped_questions_are_ordered_as_by_the_engine(gold: ox.Store, question: Question) -> None:
    sparql = question.sparql
    table = select(gold, sparql)
    split = without_order(sparql)
    found = gold.query(sparql)
    assert isinstance(found, ox.QuerySolutions)
    wanted = [tuple(row) for row in found]
    keys = [table.columns.index(k.variable) for k in split[1]] if split else []
    assert [[row[i] for i in keys] for row in table.rows] == [
        [row[i] for i in keys] for row in wanted
    ]
    assert set(table.rows) == set(wanted)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?x { ?x ?p ?o }",
        "SELECT ?x { ?x ?p ?o } ORDER BY ?x LIMIT 3",
        "SELECT ?x { ?x ?p ?o } ORDER BY STR(?x)",
        "SELECT ?x { ?x ?p ?o } ORDER BY (?x)",
        "SELECT ?x { ?x ?p ?o } ORDER BY DESC(?x",
        "SELECT ?x { ?x ?p ?o } ORDER BY",
        "SELECT ?x { ?x ?p ?o } ORDER ?x",
        "SELECT ?x { ?x ?p ?o } ORDER BY ?x VALUES ?x { <urn:a> }",
        "SELECT ?x { { SELECT ?x { ?x ?p ?o } ORDER BY ?x LIMIT 2 } }",
        "SELECT ?x { ?x ?p 'ORDER BY ?x' }",
        "SELECT ?x { ?x ?p ?o } # ORDER BY ?x",
    ],
)
def test_other_queries_stay_whole(sparql: str) -> None:
    assert without_order(sparql) is None


def test_the_last_order_is_cut_and_its_keys_are_told() -> None:
    inner = "SELECT ?x ?y { { SELECT * { ?x ?p ?y } ORDER BY ?y LIMIT 9 } FILTER(?x<?y) } "
    split = without_order(inner + "order by desc(?x) # so\n $y")
    assert split == (inner, (Key("x", descending=True), Key("y", descending=False)))


def test_a_key_that_is_no_column_is_left_to_the_engine(gold: ox.Store) -> None:
    text = "SELECT ?label { ?x rdfs:label ?label } ORDER BY ?x ?label"
    found = gold.query(text, prefixes={"rdfs": "http://www.w3.org/2000/01/rdf-schema#"})
    assert select(gold, text).rows == tuple(tuple(row) for row in found)  # type: ignore[union-attr]
