"""The shipped questions: asked in both languages, answered alike by rdflib and Oxigraph."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from kg.query.questions import questions
from kg.vocabulary import ontology_dir

GOLD = Path(__file__).parent / "data" / "seed_gold.ttl"

# Rows of the 25 competency questions on the gold of the example; cq11 without repetitions.
ROWS = {
    1: 3, 2: 1, 3: 6, 4: 1, 5: 5, 6: 4, 7: 2, 8: 2, 9: 3, 10: 10, 11: 4, 12: 1, 13: 9, 14: 1, 15: 1,
    16: 10, 17: 4, 18: 3, 19: 2, 20: 2, 21: 2, 22: 4, 23: 4, 24: 5, 25: 0,
}  # fmt: skip
NAMES = [path.stem for path in sorted((ontology_dir() / "questions").glob("*.rq"))]


@pytest.fixture(scope="module")
def rdf() -> Graph:
    return (
        Graph().parse(GOLD, format="ox-turtle").parse(ontology_dir() / "kg.ttl", format="ox-turtle")
    )


@pytest.fixture(scope="module")
def oxi() -> ox.Store:
    store = ox.Store()
    for path in (GOLD, ontology_dir() / "kg.ttl"):
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


def value(term):
    """Return a term so that "1.0" of one engine equals "1" of the other."""
    if term is None:
        return ""
    text = (
        str(getattr(term, "value", term))
        if isinstance(term, ox.Literal | ox.NamedNode)
        else str(term)
    )
    try:
        return str(float(text))
    except ValueError:
        return text.lower() if text in {"True", "False"} else text


def table(rows):
    return sorted(tuple(value(term) for term in row) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_give_the_same_answer(name, rdf, oxi):
    query = (ontology_dir() / "questions" / f"{name}.rq").read_text("utf-8")
    assert table(rdf.query(query)) == table(oxi.query(query))


@pytest.mark.parametrize("number", ROWS)
def test_the_gold_answers_as_many_rows_as_the_study_found(number, oxi):
    (question,) = (q for q in questions() if q.id.startswith(f"cq{number:02}-"))
    assert len(list(oxi.query(question.sparql))) == ROWS[number]


def test_the_purchase_is_counted_once_not_three_times(oxi):
    (row,) = oxi.query((ontology_dir() / "questions/cq04-how-much.rq").read_text("utf-8"))
    assert float(row["value"].value) == 16e9
    assert row["buyers"].value == "Alibaba, ByteDance, Tencent"


@pytest.mark.parametrize("name", NAMES)
def test_a_question_names_itself_in_both_languages(name):
    first = (ontology_dir() / "questions" / f"{name}.rq").read_text("utf-8").splitlines()[:3]
    assert [line[:6] for line in first] == ["# id: ", "# de: ", "# en: "]
    assert first[0] == f"# id: {name}"
    assert "NOT EXISTS" not in "".join(first)


def test_no_question_uses_what_is_slow_in_the_store():
    for path in (ontology_dir() / "questions").glob("*.rq"):
        assert "NOT EXISTS" not in path.read_text("utf-8"), path
