"""Entities called otherwise: ids and summaries of edges follow, words do not."""

from kg.assemble import renamed
from kg.vocabulary import RESOURCE

KG = "https://newskg.example/ontology#"
OLD, NEW, OTHER = (f"https://newskg.example/entity/{n}" for n in ("x", "x--ag", "doc-1--y"))
GRAPH = "<https://newskg.example/doc/1>"


def summary(subject):
    iri = RESOURCE.edge(subject, f"{KG}buys", OTHER)
    return [
        f"<{subject}> <{KG}buys> <{OTHER}> {GRAPH} .",
        f"<{iri}> <{KG}edgeSubject> <{subject}> {GRAPH} .",
        f"<{iri}> <{KG}edgePredicate> <{KG}buys> {GRAPH} .",
        f"<{iri}> <{KG}edgeObject> <{OTHER}> {GRAPH} .",
        f'<{iri}> <{KG}claimCount> "1"^^<http://www.w3.org/2001/XMLSchema#integer> {GRAPH} .',
    ]


def test_an_entity_and_its_edges_are_called_otherwise():
    assert list(renamed(summary(OLD), {"x": "x--ag"}, resources=RESOURCE)) == summary(NEW)


def test_words_and_entities_that_begin_alike_stay():
    told = [
        f'<{OTHER}> <{KG}quote> "er sagte <{OLD}> . <{OLD}>"@de {GRAPH} .',
        f"<{OLD}y> <{KG}buys> <{OTHER}> {GRAPH} .",
    ]
    assert list(renamed(told, {"x": "x--ag"}, resources=RESOURCE)) == told
