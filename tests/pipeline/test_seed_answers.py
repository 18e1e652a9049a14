"""The 25 questions asked of the graph that `kg build` makes of the example, against the gold's answers.

What counts as the same answer is told, and done, in `alignment.py`.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph as RdfGraph

from kg.pipeline import Options, build
from kg.query.questions import questions
from kg.vocabulary import ontology_dir

from .alignment import Comparison, Graph, plain

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "kg" / "examples" / "seed.txt"
GOLD = ROOT / "tests" / "data" / "seed_gold.ttl"
NUMBER = re.compile(r"(?<=\d)\.0$")
DATE = "2025-04-04"
"""The date that the gold assumes: the text itself bears none."""

pytestmark = pytest.mark.model

NUMBERED = [question for question in questions() if question.id.startswith("cq")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("seed")
    build([SEED], out=out, options=Options(date=DATE))
    return out


@pytest.fixture(scope="module")
def ours(built) -> ox.Store:
    store = ox.Store()
    store.load(path=str(built / "graph.nt"), format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def comparison(ours) -> Comparison:
    gold = ox.Store()
    for path in (GOLD, ontology_dir() / "kg.ttl"):
        gold.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return Comparison(Graph(ours), Graph(gold))


@pytest.mark.parametrize("question", NUMBERED, ids=[question.id for question in NUMBERED])
def test_the_extracted_graph_gives_the_gold_answer(question, comparison):
    assert comparison.answer(question.sparql) == comparison.wanted(question.sparql)


def told(rows) -> list[list[str]]:
    """Return rows of either engine as sorted text; "1.0" of one is "1" of the other, "True" is "true"."""
    return sorted([spelled(NUMBER.sub("", plain(term))) for term in row] for row in rows)


def spelled(text: str) -> str:
    return text.lower() if text in {"True", "False"} else text


def test_both_engines_answer_alike_over_the_extracted_graph(built, ours):
    rdf = RdfGraph().parse(built / "graph.nt", format="nt")
    for question in NUMBERED:
        assert told(ours.query(question.sparql)) == told(rdf.query(question.sparql)), question.id


def test_the_comparison_keeps_what_is_not_the_golds_apart(comparison):
    """A node that is none of the gold's may stand for none of them: the mapping can fail."""
    same = comparison.same
    assert len(set(same.values())) == len(same)
    assert same["https://newskg.example/entity/alibaba"].endswith("/alibaba")
    strangers = set(comparison.ours.nodes("https://newskg.example/entity/")) - set(same)
    assert strangers
    query = f"SELECT ?x {{ VALUES ?x {{ <{min(strangers)}> }} }}"
    assert comparison.answer(query) != comparison.wanted("SELECT ?x { }")
