"""What is derived over all documents: labels, summaries, contradictions, tensions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import URIRef

from kg.assemble import revise
from kg.errors import OntologyError
from kg.model import Amount, Attribution, Polarity
from kg.vocabulary import KG, RESOURCE

from .toy import Graphs, Toy


def told(quote, relation, *, date, source=None, **more):
    """Return a document in which Intel does something to Altera."""
    toy = Toy((quote,), date=date)
    i, a = toy.name("Intel", "Company"), toy.name("Altera", "Company")
    if source is not None:
        more["attribution"] = Attribution(source, None, "laut")
    toy.claim(i, relation, a, quote.rstrip("."), **more)
    return toy


def figure(quote, value, *, date, rough=False):
    toy = Toy((quote,), date=date)
    i = toy.name("Intel", "Company")
    amount = Amount(Decimal(value), "USD", quote, 0, len(quote), approximate=rough)
    toy.claim(i, "reportsRevenue", None, quote.rstrip("."), literal=quote, amount=amount)
    return toy


def of(quads, predicate):
    return [line for line in quads if f"<{predicate}>" in line]


def test_one_edge_of_two_articles_is_summed_up_once():
    found = Graphs(
        told("Intel kauft Altera.", "acquires", date="2015-06-01", confidence=0.7),
        told(
            "Laut Reuters hat Intel Altera gekauft.",
            "acquires",
            date="2015-12-28",
            source="Reuters",
        ),
    ).derived()
    summary = RESOURCE.edge(
        "https://newskg.example/entity/intel", KG.acquires, "https://newskg.example/entity/altera"
    )
    mine = "\n".join(line for line in found if line.startswith(f"<{summary}>"))
    assert 'articleCount> "2"' in mine
    assert 'sourceCount> "2"' in mine
    assert 'bestConfidence> "1"' in mine
    assert 'firstDate> "2015-06-01"' in mine
    assert 'lastDate> "2015-12-28"' in mine


def test_a_hedged_claim_has_no_summary():
    from kg.model import Modality

    toy = told(
        "Intel könnte Altera kaufen.",
        "acquires",
        date="2015-06-01",
        modality=Modality.POSSIBLE,
        modality_cue="könnte",
    )
    assert of(Graphs(toy).derived(), KG.articleCount) == []


def test_the_label_most_documents_use_wins():
    one, two, three = (
        Toy((f"{n} baut Chips {i}.",)) for i, n in enumerate(("Intel Corp", "Intel", "Intel"))
    )
    for toy, name in ((one, "Intel Corp"), (two, "Intel"), (three, "Intel")):
        key = toy.name(name, "Company")
        toy.entities[key] = type(toy.entities[key])("intel", "Company", name)
        told = toy.referents[key].mentions[0]
        others = (replace(told, text=text) for text in ("Intel", "der Chipkonzern"))
        toy.referents[key] = replace(toy.referents[key], mentions=(told, *others))
    derived = Graphs(one, two, three).derived()
    labels = of(derived, "http://www.w3.org/2000/01/rdf-schema#label")
    assert [line.split('"')[1] for line in labels] == ["Intel"]
    others = of(derived, "http://www.w3.org/2004/02/skos/core#altLabel")
    assert {line.split('"')[1] for line in others} == {"Intel Corp", "der Chipkonzern"}


def test_assertion_and_denial_contradict_each_other():
    found = Graphs(
        told("Intel kauft Altera.", "acquires", date="2015-06-01"),
        told(
            "Intel kauft Altera nicht.",
            "acquires",
            date="2015-06-02",
            polarity=Polarity.NEGATIVE,
            polarity_cue="nicht",
        ),
    ).derived()
    assert len(of(found, KG.contradicts)) == 2


@pytest.mark.parametrize(
    ("value", "date", "rough", "contradicts"),
    [
        ("12E9", "2016-01-14", False, True),
        ("10.1E9", "2016-01-14", False, False),
        ("10.9E9", "2016-01-14", True, False),
        ("12E9", "2017-01-14", False, False),
    ],
    ids=["far apart", "rounded", "told as roughly", "another year"],
)
def test_two_figures_of_one_time_contradict_where_rounding_cannot_explain_it(
    value, date, rough, contradicts
):
    found = Graphs(
        figure("Intel setzte 10 Milliarden um.", "10E9", date="2016-01-14"),
        figure("Intel hat Umsatz gemacht.", value, date=date, rough=rough),
    ).derived()
    assert bool(of(found, KG.contradicts)) is contradicts


def test_up_and_down_at_different_times_are_in_tension():
    toys = []
    for quote, relation, date in (
        ("Intel steigt.", "priceRises", "2016-01-14"),
        ("Intel fällt.", "priceFalls", "2016-01-15"),
    ):
        toy = Toy((quote,), date=date)
        toy.claim(toy.name("Intel", "Company"), relation, None, quote, literal="kräftig")
        toys.append(toy)
    found = Graphs(*toys).derived()
    assert len(of(found, KG.inTensionWith)) == 2
    assert of(found, KG.contradicts) == []


def changing():
    """Return documents whose coming and going changes labels, edges, figures and tensions."""
    denied = {"polarity": Polarity.NEGATIVE, "polarity_cue": "nicht"}
    return (
        told("Intel kauft Altera.", "acquires", date="2015-06-01"),
        told("Intel kauft Altera nicht.", "acquires", date="2015-06-02", **denied),
        figure("Intel setzte 10 Milliarden um.", "10E9", date="2016-01-14"),
        figure("Intel setzte 20 Milliarden um.", "20E9", date="2016-01-14"),
        told("Intel stößt Altera ab.", "divests", date="2016-02-01", confidence=0.5),
        told(
            "Laut Reuters übernimmt Intel Altera.", "acquires", date="2015-06-03", source="Reuters"
        ),
    )


@pytest.mark.parametrize("which", range(6))
def test_revising_after_a_document_comes_or_goes_equals_deriving_anew(which):
    toys = changing()
    graphs = Graphs(*(toy for n, toy in enumerate(toys) if n != which))
    without = graphs.derived()
    graphs.add(toys[which])
    whole = graphs.derived()
    change = graphs.touched(toys[which])
    assert without != whole
    assert revised(without, graphs.select, change) == whole
    graphs.remove(toys[which])
    assert revised(whole, graphs.select, change) == without


def revised(before, select, change):
    """Return all derived lines after a change, graph by graph."""
    graphs: dict[str, list[str]] = {}
    for line in before:
        graphs.setdefault(line.rsplit(" ", 2)[1].strip("<>"), []).append(line)
    for graph, revision in revise(graphs, select, change).items():
        assert not set(revision.gone) & set(revision.new)
        graphs[graph] = revision.apply(graphs.get(graph, []))
    return sorted(line for told in graphs.values() for line in told)


def test_what_is_no_iri_cannot_reach_a_query():
    from kg.assemble.tensions import values

    with pytest.raises(OntologyError, match="no IRI"):
        values(("?s",), [("x> } DROP ALL",)])


def test_the_derived_graphs_are_apart_from_the_documents():
    found = Graphs(told("Intel kauft Altera.", "acquires", date="2015-06-01")).derived()
    graphs = {line.rsplit(" ", 2)[1].strip("<>") for line in found}
    assert graphs == {str(RESOURCE.graph(n)) for n in ("edges", "entities")}
    assert URIRef("https://newskg.example/graph/edges") == RESOURCE.graph("edges")
