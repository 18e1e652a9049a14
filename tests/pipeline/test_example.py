"""What must hold of the example's graph: who is in it, which edges, and that nothing hedged is one."""

import pytest

import kg

from .running import SEED

KG, ENT = "https://newskg.example/ontology#", "https://newskg.example/entity/"
CLASSES = {
    "Alibaba": "Company",
    "ByteDance": "Company",
    "Börsenmedien AG": "Publisher",
    "China": "Country",
    "China Tech-Giganten Index": "Index",
    "DeepSeek": "Company",
    "Donald Trump": "Politician",
    "H20": "Chip",
    "Hang Seng": "Index",
    "Nvidia": "Company",
    "Tencent": "Company",
    "The Information": "Medium",
}
EDGES = """SELECT DISTINCT ?s ?o ?quote ?start ?end {
  ?s %s ?o . ?c rdf:subject ?s ; rdf:predicate %s ; rdf:object ?o ; kg:modality kg:Asserted ;
  kg:polarity kg:Positive ; kg:quote ?quote ; kg:start ?start ; kg:end ?end }"""

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    return kg.build([SEED], out=tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def entities(graph):
    """Return (IRI, class) by label."""
    rows = graph.query(
        'SELECT DISTINCT ?label ?e ?class { ?e rdfs:label ?label ; a ?class . FILTER(LANG(?label) = "de"'
        " && STRSTARTS(STR(?e), STR(ent:)) && STRSTARTS(STR(?class), STR(kg:))) }"
    )
    found: dict[str, set[tuple[str, str]]] = {}
    for row in rows.itertuples():
        found.setdefault(row.label, set()).add((row.e, row._3.removeprefix(KG)))
    return found


@pytest.mark.parametrize(("label", "kind"), CLASSES.items())
def test_entity_is_there_once_with_its_class(entities, label, kind):
    assert {found for _, found in entities[label]} == {kind}
    assert len({iri for iri, _ in entities[label]}) == 1


def test_nothing_else_is_taken_for_somebody_with_a_name(entities):
    named = {
        label for label, told in entities.items() if any("/doc-" not in iri for iri, _ in told)
    }
    assert named - set(CLASSES) <= {"amerikanische Börsen", "chinesischer Aktienmarkt"}


def test_unnamed_issuer_is_there_once(entities):
    found = {iri for label, told in entities.items() for iri, _ in told if "mittent" in label}
    assert len(found) == 1
    assert "/doc-" in found.pop()


def edges(graph, relation):
    frame = graph.query(EDGES % (relation, relation))
    text = SEED.read_text("utf-8")
    for row in frame.itertuples():
        assert text[row.start : row.end] == row.quote
    return {(row.s.removeprefix(ENT), row.o.removeprefix(ENT)) for row in frame.itertuples()}


def test_three_buyers_share_one_approximate_amount(graph):
    assert edges(graph, "kg:buys") == {
        (name, "h20") for name in ("alibaba", "bytedance", "tencent")
    }
    shared = graph.query(
        "SELECT ?e ?value ?about (COUNT(DISTINCT ?b) AS ?n) { ?e kg:amount ?m ; kg:buyer ?b . "
        "?m kg:value ?value ; kg:approximate ?about } GROUP BY ?e ?value ?about"
    )
    assert [(int(r.value), r.about, r.n) for r in shared.itertuples()] == [
        (16_000_000_000, True, 3)
    ]


def test_publisher_licenses_to_the_issuer_and_a_rally_is_triggered(graph):
    ((licensor, licensee),) = edges(graph, "kg:licensesTo")
    assert licensor == "boersenmedien-ag"
    assert "emittent" in licensee
    assert {index for _, index in edges(graph, "kg:triggersRallyIn")} == {"hang-seng"}


def test_no_edge_rests_on_what_is_hedged_or_denied(graph):
    frame = graph.query(
        "SELECT ?s ?p ?o { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o FILTER NOT EXISTS {"
        " ?d rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:modality kg:Asserted ; kg:polarity kg:Positive } }"
    )
    assert frame.empty
