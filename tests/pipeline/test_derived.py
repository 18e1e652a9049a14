"""What is derived over several articles, on text that is read, not on claims made by hand."""

import pytest

import kg
from kg.query import query_text, select
from kg.validate import validate

pytestmark = pytest.mark.model

NEWS = {
    "mai-17.md": (
        "2024-05-17",
        "Laut Reuters übernimmt die Talbach AG die Lumitec GmbH. Der Dax legte um 2 Prozent zu. "
        "Der Umsatz der Nordwerk AG stieg 2023 auf 200 Millionen Euro. "
        "Die Nordwerk AG streicht nach Angaben der IG Metall 500 Stellen.",
    ),
    "mai-18.md": (
        "2024-05-18",
        "Die Talbach AG übernimmt die Lumitec GmbH. Die Nordwerk AG streicht 500 Stellen.",
    ),
    "mai-19.md": (
        "2024-05-19",
        "Die Talbach AG übernimmt die Lumitec GmbH nicht. Der Dax verlor 1 Prozent. "
        "Der Umsatz der Nordwerk AG stieg 2023 auf 180 Millionen Euro.",
    ),
    "mai-20.md": (
        "2024-05-20",
        "Die Südbank empfiehlt die Lumitec GmbH. Die Südbank hält 10 Prozent an der Lumitec GmbH. "
        "Die Südbank empfiehlt die Talbach AG. Die Talbach AG könnte die Nordwerk AG kaufen.",
    ),
}
HOSTILE = (
    'Die "} DELETE WHERE { ?s ?p ?o } # AG kauft die <b onmouseover=alert(1)>Talbach</b> GmbH.',
    "Laut \u202eReuters\u202c übernimmt die M\u00fcller\u00ad&\u200bS\u00f6hne AG die \u963f\u91cc GmbH.",
    "\U0001f680 Die Nordwerk\\ AG \\u0022 streicht\t500 Stellen.\u2028Die Nordwerk AG fusioniert mit sich.",
    "Die "
    + "Sehr" * 400
    + 'lang AG kauft die O\'Neill "und" Co. KG für 1.000.000.000.000.000 Euro.',
    "Die -- AG kauft die ... GmbH. Die AG AG kauft die GmbH GmbH. Die \x07 AG kauft sich selbst.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("news")
    for name, (date, text) in NEWS.items():
        (folder / name).write_text(f"---\ndate: {date}\n---\n{text}\n", encoding="utf-8")
    return kg.build([folder], out=folder / "out").store


def rows(store, question):
    """Return the rows of a shipped question with the ends of their IRIs."""
    found = select(store, query_text(question)).to_dataframe()
    return [
        tuple(str(cell).rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] for cell in row)
        for row in found.itertuples(index=False)
    ]


def test_denials_and_other_figures_of_one_year_are_contradictions(store):
    pairs = {frozenset((row[0], row[3])) for row in rows(store, "contradictions")}
    revenue = "Umsatz der Nordwerk AG stieg 2023 auf {} Millionen Euro"
    assert frozenset((revenue.format(200), revenue.format(180))) in pairs
    denied = [row for row in rows(store, "contradictions") if "Talbach" in row[0]]
    assert len(denied) == 2  # the attributed and the plain claim, each against the denial
    assert all({row[1], row[4]} == {"Positive", "Negative"} for row in denied)
    assert len(pairs) == 3


def test_up_and_down_on_other_days_is_a_tension_and_no_contradiction(store):
    ((subject, quote, first, other, later),) = rows(store, "tensions")
    assert subject == "dax"
    assert {first: quote, later: other} == {
        "2024-05-17": "Dax legte um 2 Prozent",
        "2024-05-19": "Dax verlor 1 Prozent",
    }


def test_what_was_attributed_first_and_is_plain_later_is_a_loss(store):
    found = {row[:6] for row in rows(store, "attribution-loss")}
    assert found == {
        ("talbach", "acquires", "lumitec", "reuters", "2024-05-17", "2024-05-18"),
        ("nordwerk", "laysOff", "500 Stellen", "ig-metall", "2024-05-17", "2024-05-18"),
    }


def test_who_recommends_what_he_owns_has_a_conflict_of_interest(store):
    assert rows(store, "conflicts-of-interest") == [
        ("suedbank", "lumitec", "suedbank", "ownsStakeIn")
    ]


def test_an_edge_stands_on_asserted_claims_only_and_is_summed_up(store):
    support = {row[:3]: row for row in rows(store, "edge-support")}
    assert ("talbach", "buys", "nordwerk") not in support
    assert ("talbach", "acquires", "nordwerk") not in support
    (edge,) = [row for key, row in support.items() if key == ("talbach", "acquires", "lumitec")]
    assert edge[3:8] == ("Explicit", "2", "2", "2024-05-17", "2024-05-18")
    assert any(row[:1] == ("talbach",) for row in rows(store, "only-hedged"))
    assert validate(store) == ()


def test_graphs_of_hostile_text_conform(tmp_path):
    for number, text in enumerate(HOSTILE):
        (tmp_path / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
    store = kg.build([tmp_path], out=tmp_path / "out").store
    assert len(select(store, "SELECT ?a { ?a a kg:Article }").rows) == len(HOSTILE)
    assert validate(store) == ()


@pytest.mark.parametrize("split", ["dev", "train"])
def test_graphs_of_real_articles_built_together_conform(shared, tmp_path, split):
    graph = kg.build(sorted((shared / "eval" / split).glob("*.txt")), out=tmp_path)
    assert validate(graph.store) == ()
