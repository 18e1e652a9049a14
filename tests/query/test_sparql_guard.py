"""The check before a query runs: nothing reaches the network, no mere word is refused."""

import pytest

from kg.errors import QueryError
from kg.sparql import MAX_BYTES, MAX_DEPTH, check_query, check_update

REACHING_OUT = [
    "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x.example/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE<http://x.example/>{ ?s ?p ?o } }",
    'SELECT * { ?s ?p "a"@de.SERVICE<http://x.example/>{ ?s ?p ?o } }',
    "SELECT * { SERVICE#comment\n<http://x.example/> { ?s ?p ?o } }",
    "PREFIX : <http://x.example/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?a ?b FILTER(?a<?b)SERVICE#>\n<http://x.example/>{ ?s ?p ?o } }",
    "SELECT * { ?s ?a ?b FILTER(?a<'x>')SERVICE <http://x.example/>{ ?s ?p 'y' } }",
    "SELECT * { ?s ?a ?b FILTER(?a<?b#>'''\n)SERVICE <http://x.example/>{ ?s ?p ?o } #'''\n}",
    "SELECT * { \\u0053ERVICE <http://x.example/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://x.example/> { ?s ?p ?o } } } } }",
]

HARMLESS = [
    'SELECT * { ?s ?p "SERVICE <http://x.example/> { }" }',
    "SELECT * { ?s ?p 'it''s' . ?s ?q '''SERVICE ' '' x''' }",
    "SELECT * { ?s <http://service.example/SERVICE#load> ?o } # SERVICE",
    "SELECT ?service { ?service ?p ?o }",
    "SELECT * { ?s a <https://schema.org/Service> FILTER(?s < 3 && ?s > 1) }",
    "SELECT * { ?s ?p ?o FILTER(?o IN (<http://x.example/service>, <http://y.example/service>)) }",
    'SELECT * { ?s ?p """eine "SERVICE"-Firma""" }',
    "PREFIX e: <http://x.example/> SELECT * { ?s e:service e:SERVICE.load }",
]


@pytest.mark.parametrize("query", REACHING_OUT)
def test_service_is_refused_however_it_is_written(query):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query(query)


@pytest.mark.parametrize("query", HARMLESS)
def test_words_in_strings_iris_comments_and_names_pass(query):
    assert check_query(query) == query


@pytest.mark.parametrize("update", ["LOAD <http://x.example/>", "CLEAR ALL;LOADSILENT<file:///x>"])
def test_load_is_refused_in_updates(update):
    with pytest.raises(QueryError, match="LOAD is refused"):
        check_update(update)


def test_load_is_only_a_word_in_queries():
    assert check_query("PREFIX load: <http://x.example/> SELECT * { ?s load:a ?o }")


def test_long_and_deep_queries_are_refused():
    with pytest.raises(QueryError, match="bytes"):
        check_query("ASK { ?s ?p ?o }" + " " * MAX_BYTES)
    with pytest.raises(QueryError, match="nests"):
        check_query("ASK " + "{" * (MAX_DEPTH + 1) + "}" * (MAX_DEPTH + 1))
    check_query("ASK { ?s ?p '" + "{" * 1000 + "' }")


def test_checking_a_hostile_text_takes_no_time():
    text = "SELECT * { FILTER(" + "?a<?b>" * 8000 + "SERVIC" + ") }"
    check_query(text[:MAX_BYTES])
    text = "SELECT * { FILTER(" + "?a<?b>" * 8000 + ")SERVICE <http://x.example/> {} }"
    with pytest.raises(QueryError, match="SERVICE"):
        check_query(text[:MAX_BYTES])
