"""Asking the graph: tables, formats, errors, shipped questions, one entity."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.query import command as query_command
from kg.cli.show import command as show_command
from kg.errors import QueryError
from kg.query import answer, ask, construct, named_query, query_text, questions, select
from kg.query.about import asked_about, things_named
from kg.query.describe import describe, find_entity
from kg.sandbox import Limits, run_limited
from kg.store import open_graph

BUYERS = "SELECT ?who ?what { ?who kg:buys ?what } ORDER BY ?who"
QUOTES = "SELECT ?quote { ?c kg:quote ?quote ; kg:start 0 } ORDER BY ?quote"
ENT = "https://newskg.example/entity/"


@pytest.fixture
def store(toy: Path) -> ox.Store:
    return open_graph(toy)


def test_prefixes_need_not_be_declared(store):
    table = select(store, BUYERS)
    assert table.columns == ("who", "what")
    assert table.text() == (
        "who             what\n--------------  --------------\nent:mueller-ag  ent:laeufer-x1\n"
    )


def test_prefixes_follow_the_base_iri_of_the_graph():
    store = ox.Store()
    base = "https://graph.example.org/news/"
    graph = ox.NamedNode(f"{base}doc/0123456789abcdef")
    node = ox.NamedNode(f"{base}entity/a")
    for name in (graph, ox.DefaultGraph()):
        store.add(ox.Quad(node, ox.NamedNode("urn:p"), node, name))
    assert select(store, "SELECT ?s { ?s ?p ent:a }").text("csv") == f"s\r\n{node.value}\r\n"


def test_csv_is_read_back_whole(store):
    rows = list(csv.reader(io.StringIO(select(store, QUOTES).text("csv"))))
    quote = 'Müller kauft im Mai für rund 2,5 Millionen Euro "Läufer"\nvon Schmidt'
    assert rows == [["quote"], [quote], ["Müller steigt in den DAX auf"]]


def test_json_is_the_standard_form(store):
    told = json.loads(select(store, QUOTES).text("json"))
    assert told["head"] == {"vars": ["quote"]}
    assert told["results"]["bindings"][1] == {
        "quote": {"type": "literal", "value": "Müller steigt in den DAX auf", "xml:lang": "de"}
    }
    parsed = ox.parse_query_results(json.dumps(told).encode(), format=ox.QueryResultsFormat.JSON)
    assert isinstance(parsed, ox.QuerySolutions)
    assert [row["quote"] for row in parsed] == [row[0] for row in select(store, QUOTES).rows]


def test_text_of_articles_cannot_break_a_table_or_a_page():
    store = ox.Store()
    evil = "a|b <script>alert(1)</script>\n\x1b[31mrot\u202e"
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(evil)))
    table = select(store, "SELECT ?o { ?s ?p ?o }")
    assert "<script>" not in table._repr_html_()
    assert "<script>" not in table.text("md")
    assert table.text("md").count("\n") == 3
    assert "a\\|b" in table.text("md")
    assert "\x1b" not in table.text()
    assert "\u202e" not in table.text()


def test_data_frame_has_numbers_as_numbers(store):
    frame = select(store, "SELECT ?v ?n ?x { ?m kg:value ?v BIND(3 AS ?n) }").to_dataframe()
    assert list(frame.columns) == ["v", "n", "x"]
    assert frame["v"][0] == Decimal("2500000.5")
    assert frame["n"][0] == 3
    assert frame["x"][0] is None


def test_ask_and_construct(store):
    assert ask(store, "ASK { ent:mueller-ag kg:buys ?x }")
    assert answer(store, "ASK { ent:dax kg:buys ?x }") == "false\n"
    (triple,) = construct(store, "CONSTRUCT { ?b kg:sells ?a } WHERE { ?a kg:buysFrom ?b }")
    assert triple.predicate.value.endswith("sells")
    told = answer(store, "CONSTRUCT WHERE { ?a kg:buysFrom ?b }")
    assert "ent:mueller-ag kg:buysFrom ent:schmidt-gmbh" in told
    assert json.loads(answer(store, "CONSTRUCT WHERE { ?a kg:buysFrom ?b }", "json"))


def test_wrong_query_is_shown_with_its_place(store):
    with pytest.raises(QueryError, match=r"line 2, column \d+ .*\n    \?a foo }\n +\^$"):
        select(store, "SELECT * {\n  ?a foo }")


@pytest.mark.parametrize(
    ("function", "sparql"),
    [(select, "ASK {}"), (ask, "SELECT * {}"), (construct, "ASK {}")],
)
def test_wrong_kind_of_query_is_told(store, function, sparql):
    with pytest.raises(QueryError, match="use "):
        function(store, sparql)


def test_too_many_rows_are_refused_not_cut(store):
    with pytest.raises(QueryError, match="more than 5 rows"):
        select(store, "SELECT * { ?s ?p ?o }", limits=Limits(rows=5))
    with pytest.raises(QueryError, match="more than 5 statements"):
        construct(store, "CONSTRUCT WHERE { ?s ?p ?o }", limits=Limits(rows=5))


def test_runaway_query_is_stopped_in_time(store):
    text = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
    with pytest.raises(QueryError, match=r"over 0\.5 s"):
        run_limited(lambda out: out.write(answer(store, text).encode()), limits=Limits(seconds=0.5))


def test_query_that_wants_all_memory_ends_alone(store):
    text = "SELECT (CONCAT(?x, ?x) AS ?y) { BIND('a' AS ?x0) " + " ".join(
        f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40)
    )
    text += " BIND(?x40 AS ?x) }"
    with pytest.raises(QueryError, match=r"memory|ended its process"):
        run_limited(
            lambda out: out.write(answer(store, text).encode()),
            limits=Limits(seconds=120, memory=200_000_000),
        )


def test_large_result_is_refused():
    with pytest.raises(QueryError, match="larger than 1,000 bytes"):
        run_limited(
            lambda out: [out.write(b"x" * 9000) for _ in range(99)] and None,
            limits=Limits(result_bytes=1000),
        )


def test_query_may_be_text_file_or_name(tmp_path):
    path = tmp_path / "frage.rq"
    path.write_text("\ufeff# de: Wer?\nSELECT * { ?s ?p ?o }", encoding="utf-8")
    assert query_text(str(path)).startswith("# de:")
    assert query_text("ASK {}") == "ASK {}"
    assert query_text("prefix x: <urn:x> select * {}").startswith("prefix")
    assert query_text("PREFIX add: <urn:x> ASK { add:x ?p ?o }")
    for question in questions():
        assert query_text(question.id) == question.sparql
    for update in (
        "INSERT DATA {}",
        "LOAD <http://x/>",
        "# a\nPREFIX x: <urn:x> drop all",
        "#" * 99,
    ):
        with pytest.raises(QueryError, match="an update" if "#" * 9 not in update else "Known are"):
            query_text(update)
    with pytest.raises(QueryError, match="is empty"):
        query_text(" \n")
    with pytest.raises(QueryError, match="Known are"):
        query_text("nosuchquestion")
    with pytest.raises(QueryError, match="cannot be read"):
        query_text(str(tmp_path / "none.rq"))


def test_every_shipped_question_has_both_wordings_and_runs(store):
    assert len(questions()) >= 25
    assert len({question.id for question in questions()}) == len(questions())
    for question in questions():
        assert question.de != question.en
        assert named_query(question.id) == question.sparql
        answer(store, question.sparql)


@pytest.mark.parametrize(
    "name",
    ["Müller AG", "müller", "mueller-ag", "ent:mueller-ag", f"<{ENT}mueller-ag>", "Müller-Konzern"],
)
def test_entity_is_found_by_any_of_its_names(store, name):
    assert find_entity(store, name) == f"{ENT}mueller-ag"


def test_unknown_name_gets_suggestions(store):
    with pytest.raises(QueryError, match=r"Did you mean: .*Müller AG"):
        find_entity(store, "Muller AG")
    with pytest.raises(QueryError, match="is called"):
        find_entity(store, '") } DROP ALL #')


def test_description_has_words_source_amount_and_time(store):
    found = describe(store, f"{ENT}mueller-ag")
    assert found.kinds == ("Unternehmen",)
    assert found.aliases == ("Müller", "Müller-Konzern")
    buys = [s for s in found.statements if s.relation == "kauft"]
    assert [(s.object, s.polarity) for s in buys] == [
        ("DAX", "Negative"),
        ("Läufer X1", "Positive"),
        ("Läufer X1", "Positive"),
    ]
    (told,) = [s for s in buys if s.sources]
    assert told.sources == ("Beispiel-Post",)
    assert told.amounts == ("rund 2,5 Millionen Euro",)
    assert told.times == ("im Mai",)
    assert told.cue == "Laut"
    assert told.confidence == 0.99


def test_show_tells_both_directions_and_modality_in_words(toy):
    run = CliRunner()
    told = run.invoke(show_command, ["dax", "--graph", str(toy)], catch_exceptions=False).output
    assert "Kauf – betrifft – DAX\n      für möglich gehalten · Signalwort „könnte“" in told
    assert "verneint" in told
    told = run.invoke(show_command, ["dax", "-g", str(toy), "--lang", "en"]).output
    assert "thought possible" in told
    assert "denied" in told
    told = run.invoke(show_command, ["Müller", "-g", str(toy), "--format", "json"]).output
    assert json.loads(told)["label"] == "Müller AG"


def test_query_command_prints_every_format(toy):
    run = CliRunner()
    for fmt, start in {"table": "who ", "csv": "who,what", "json": "{", "md": "| who"}.items():
        found = run.invoke(query_command, [BUYERS, "-g", str(toy), "--format", fmt])
        assert found.output.startswith(start)


def test_query_command_answers_in_words(toy):
    run = CliRunner()
    told = run.invoke(query_command, [BUYERS, "-g", str(toy), "--lang", "de"])
    assert "Müller AG" in told.stdout
    assert "ent:" not in told.stdout
    typed = "SELECT DISTINCT ?p ?c { ?c a kg:Claim ; rdf:predicate ?p } ORDER BY ?p ?c"
    told = run.invoke(query_command, [typed, "-g", str(toy), "--lang", "en", "--format", "csv"])
    assert "affects,https://newskg.example/claim/" in told.stdout  # a claim has no label
    assert "\nis member of," in told.stdout
    question = run.invoke(query_command, ["edge-support", "-g", str(toy), "--lang", "en"])
    assert question.stderr == next(q.en for q in questions() if q.id == "edge-support") + "\n"
    for query, answered in (("ASK {}", "true"), ("CONSTRUCT WHERE { ?s kg:buys ?o }", "ent:")):
        assert answered in run.invoke(query_command, [query, "-g", str(toy), "--lang", "en"]).stdout
    refused = run.invoke(
        query_command, [BUYERS, "-g", str(toy), "--lang", "de", "--format", "json"]
    )
    assert refused.exit_code == 2


@pytest.mark.parametrize(
    ("sparql", "remarks"),
    [
        ("ASK { ?x kg:buyz ent:mueller-ag.}", ["called kg:buyz. Did you mean: kg:buys?"]),
        ("ASK { ?x kg:buys ent:muller-ag . ?x ?p ent:muller-ag }", ["ent:muller-ag. Did you"]),
        ("ASK { ?x kg:xyzzy ?y ; kg:plugh ?z }", ["kg:xyzzy.", "kg:plugh."]),
        ("ASK { ?x kg:buys ent:mueller-ag. }", []),
        ("PREFIX kg: <urn:other#> ASK { ?x kg:buyz ?y }", []),
        ("ASK { ?x <http://x.y/kg:buyz> 'kg:buyz' } # kg:buyz", []),
        ("ASK { ?x rdf:nothing ?y }", []),
    ],
)
def test_misspelt_names_are_remarked_on(toy, tmp_path, sparql, remarks):
    (tmp_path / "own.rq").write_text(sparql, encoding="utf-8")
    for query in (sparql, str(tmp_path / "own.rq")):
        told = CliRunner().invoke(query_command, [query, "-g", str(toy)])
        assert told.stdout == "false\n"
        lines = told.stderr.splitlines()
        assert len(lines) == len(remarks)
        assert all(remark in line for remark, line in zip(remarks, lines, strict=True))


@pytest.mark.parametrize("name", ["Müller", "mueller-ag", f"{ENT}mueller-ag"])
def test_a_question_can_be_asked_about_others(store, name):
    told = select(store, asked_about(store, named_query("cq05-about"), [name]))
    wanted = select(store, named_query("cq05-about").replace('"Nvidia"', '"Müller AG"'))
    assert told.rows == wanted.rows
    assert len(told) > 0


def test_what_a_question_names_is_replaced_in_its_order(store):
    text = asked_about(store, named_query("cq25-one-between"), ["dax", "Schmidt GmbH"])
    assert [things_named(text), things_named(named_query("cq25-one-between"))] == [
        ("DAX", "Schmidt GmbH"),
        ("DeepSeek", "Nvidia"),
    ]
    assert things_named(asked_about(store, text, ["Schmidt GmbH"])) == ("Schmidt GmbH",)


def test_what_cannot_be_asked_about_is_told(store):
    with pytest.raises(QueryError, match="names DeepSeek, Nvidia; met 3"):
        asked_about(store, named_query("cq25-one-between"), ["dax"] * 3)
    with pytest.raises(QueryError, match="names nothing"):
        asked_about(store, named_query("cq10-hedged"), ["dax"])
    with pytest.raises(QueryError, match="is called"):
        asked_about(store, named_query("cq05-about"), ["Unbekannt"])


def test_query_command_asks_about_others(toy):
    asked = ["cq05-about", "-g", str(toy), "--about", "mueller-ag", "--lang", "de"]
    told = CliRunner().invoke(query_command, asked)
    assert told.stderr == "Was ist über mueller-ag bekannt (beide Richtungen)?\n"
    assert "Läufer X1" in told.stdout
    refused = CliRunner().invoke(query_command, [BUYERS, "-g", str(toy), "--about", "dax"])
    assert refused.exit_code == 2


def test_query_command_needs_neither_spacy_nor_rdflib(toy):
    program = (
        "import sys; from kg.cli import main; sys.argv = ['kg', 'query', sys.argv[1], '-g', "
        "sys.argv[2]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'rdflib', 'pandas', 'networkx'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, BUYERS, str(toy)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.endswith("[]\n")
    assert "ent:laeufer-x1" in found.stdout
