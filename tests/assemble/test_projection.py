"""The projection rules: Python and SPARQL draw the same edges, and they are those of the gold."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.assemble.page import Page
from kg.assemble.projection import _edges
from kg.model import Document, Entity, Event, Modality, Reading, Role
from kg.vocabulary import KG, ontology_dir

GOLD = Path(__file__).resolve().parents[1] / "data" / "seed_gold.ttl"


@pytest.fixture(scope="module")
def gold() -> ox.Store:
    store = ox.Store()
    store.load(path=GOLD, format=ox.RdfFormat.TURTLE)
    store.load(path=ontology_dir() / "kg.ttl", format=ox.RdfFormat.TURTLE)
    return store


def rows(store, query):
    head = f"PREFIX kg: <{KG}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    return [tuple(v.value for v in row) for row in store.query(head + query)]


def local(iri):
    return iri.rpartition("#")[2]


def page_of(gold) -> Page:
    """Return the events and agreements of the gold as a reading; keys are IRIs."""
    kinds = dict(rows(gold, "SELECT ?e ?k { ?e a ?k . ?k rdfs:subClassOf* kg:Situation }"))
    told = rows(
        gold,
        "SELECT ?e ?r ?x { ?e a/rdfs:subClassOf* kg:Situation ; ?r ?x ."
        " ?r rdfs:subPropertyOf* kg:role FILTER(ISIRI(?x)) }",
    )
    modality = dict(
        rows(gold, "SELECT ?e ?m { ?e a/rdfs:subClassOf* kg:Situation ; kg:modality ?m }")
    )
    fillers = {x for _, _, x in told}
    events = tuple(
        Event(
            e,
            local(kind),
            e,
            tuple(Role(local(r), referent=x) for e2, r, x in told if e2 == e),
            Modality(local(modality.get(e, "Asserted"))),
        )
        for e, kind in kinds.items()
    )
    entities = {x: Entity(x, "Entity", x) for x in fillers - kinds.keys()}
    return Page(Reading(Document("0" * 16, ""), (), (), events, ()), entities)


def in_python(gold):
    page = page_of(gold)
    return {
        (edge.subject, str(edge.rule.edge), edge.object)
        for event in page.reading.events
        if event.modality is Modality.ASSERTED
        for edge in _edges(page, event)
        if edge.subject != edge.object
    }


def in_sparql(gold):
    query = (ontology_dir() / "projection.rq").read_text("utf-8")
    return {(t.subject.value, t.predicate.value, t.object.value) for t in gold.query(query)}


def test_python_and_sparql_draw_the_same_edges(gold):
    assert in_python(gold) == in_sparql(gold)


def test_the_drawn_edges_are_those_of_the_gold(gold):
    drawn = in_python(gold)
    assert len(drawn) >= 22
    missing = {
        edge
        for edge in drawn
        if not gold.query("ASK { " + " ".join(f"<{term}>" for term in edge) + " }")
    }
    # The gold tells this as a characteristic of the model (kg:hasCharacteristic ent:open-source).
    assert {local(edge) for _, edge, _ in missing} == {"releasesOpenSource"}
