"""Networks: edges with evidence, paths, measures."""

import pytest
from click.testing import CliRunner

from kg.cli.path import command
from kg.errors import QueryError
from kg.query.networks import MEASURES, centralities, communities, shortest_path, to_networkx
from kg.store import open_graph

ENT = "https://newskg.example/entity/"
KG = "https://newskg.example/ontology#"


@pytest.fixture
def network(toy):
    return to_networkx(open_graph(toy))


def test_only_what_is_asserted_is_an_edge(network, toy):
    assert sorted((a, b, k.removeprefix(KG)) for a, b, k in network.edges(keys=True)) == [
        (f"{ENT}mueller-ag", f"{ENT}dax", "memberOf"),
        (f"{ENT}mueller-ag", f"{ENT}laeufer-x1", "buys"),
        (f"{ENT}mueller-ag", f"{ENT}schmidt-gmbh", "buysFrom"),
    ]
    hedged = to_networkx(open_graph(toy), hedged=True)
    data = hedged.get_edge_data(f"{ENT}mueller-ag", f"{ENT}dax", f"{KG}buys")
    assert data["asserted"] is False
    assert data["evidence"][0].polarity == "Negative"


def test_edge_has_all_its_claims(network):
    data = network.get_edge_data(f"{ENT}mueller-ag", f"{ENT}laeufer-x1", f"{KG}buys")
    assert [e.quote for e in data["evidence"]] == [
        'Müller kauft im Mai für rund 2,5 Millionen Euro "Läufer"\nvon Schmidt',
        "Müller kauft den Läufer X1",
    ]


def test_path_has_words_for_every_hop(network):
    hops = shortest_path(network, f"{ENT}schmidt-gmbh", f"{ENT}dax")
    assert [(h.subject, h.relation, h.object, h.forward) for h in hops] == [
        ("Müller AG", "kauft von", "Schmidt GmbH", False),
        ("Müller AG", "gehört zu", "DAX", True),
    ]
    assert all(hop.evidence for hop in hops)


def test_missing_path_is_told(network):
    with pytest.raises(QueryError, match="No asserted relation has"):
        shortest_path(network, f"{ENT}beispiel-post", f"{ENT}dax")
    network.add_node("urn:alone", label="Allein")
    with pytest.raises(QueryError, match="No path joins Allein and DAX"):
        shortest_path(network, "urn:alone", f"{ENT}dax")


def test_measures_and_communities_are_the_same_every_time(network, toy):
    again = to_networkx(open_graph(toy))
    assert centralities(network) == centralities(again)
    assert set(centralities(network)) == set(MEASURES)
    assert max(centralities(network)["degree"].items(), key=lambda i: i[1])[0] == f"{ENT}mueller-ag"
    assert communities(network) == communities(again)
    assert set().union(*communities(network)) == set(network)


def test_command_tells_the_path(toy):
    told = CliRunner().invoke(command, ["Schmidt GmbH", "dax", "-g", str(toy)]).output
    assert told.splitlines()[0] == "← Müller AG – kauft von – Schmidt GmbH"
    assert "    „Müller steigt in den DAX auf“  [16bbbbbbbbbbbbbb:0-28]" in told
