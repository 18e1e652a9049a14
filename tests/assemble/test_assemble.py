"""Assembly: what becomes an edge, what stays a claim, and where the words are kept."""

import dataclasses

import pyoxigraph as ox
import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS

from kg.assemble import assemble, lines
from kg.assemble.schema import schema
from kg.errors import OntologyError
from kg.model import Basis, Granularity, Modality, Polarity, Role, Time
from kg.vocabulary import KG, RESOURCE, Resources, ontology_dir

from .toy import RUN, Graphs, Toy

ENT = "https://newskg.example/entity/"


def quads(toy, **options):
    return set(assemble(toy.reading(), toy.entities, run=RUN, **options))


def edges(toy):
    """Return the direct edges as (subject, relation, object) of local names."""
    rows = Graphs(toy).with_derived().select("SELECT ?s ?p ?o { ?s ?p ?o }")
    known = {str(edge) for edge in schema().edges}
    return {
        tuple(x.rpartition("/")[2].rpartition("#")[2] for x in row)
        for row in rows
        if row[1] in known
    }


def values(found, subject, predicate):
    return {o for s, p, o, _ in found if s == subject and p == predicate}


def test_asserted_claims_become_edges_and_hedged_ones_do_not(purchase):
    assert edges(purchase) == {
        ("alibaba", "buys", "h20"),
        ("tencent", "buys", "h20"),
        ("alibaba", "buysFrom", "nvidia"),
        ("tencent", "buysFrom", "nvidia"),
    }


def test_every_statement_stands_in_the_graph_of_its_article(purchase):
    assert {g for *_, g in quads(purchase)} == {RESOURCE.document(purchase.id)}


def test_no_two_documents_state_the_same(purchase):
    other = Toy(("Alibaba kauft H20-Chips von Nvidia.",))
    a, h, n = (
        other.name("Alibaba", "Company"),
        other.name("H20", "Chip"),
        other.name("Nvidia", "Company"),
    )
    other.event("kauf", "Purchase", buyer=a, theme=h, seller=n)
    other.claim(a, "buys", h, "Alibaba kauft H20-Chips von Nvidia", event="kauf")
    assert not {q[:3] for q in quads(purchase)} & {q[:3] for q in quads(other)}
    rows = Graphs(purchase, other).with_derived().select("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert len(rows) == len(set(rows))


def test_the_claim_keeps_source_words_and_place(purchase):
    found = quads(purchase)
    claim = RESOURCE.claim(purchase.claims[0].id)
    assert values(found, claim, KG.attributedTo) == {URIRef(ENT + "the-information")}
    assert values(found, claim, KG.cue) == {Literal("Laut", lang="de")}
    (quote,) = values(found, claim, KG.quote)
    (start,), (end,) = values(found, claim, KG.start), values(found, claim, KG.end)
    assert purchase.text[int(start) : int(end)] == str(quote)


def test_a_claim_needs_no_more_than_twenty_statements(purchase):
    found = quads(purchase)
    for claim in purchase.claims:
        assert sum(s == RESOURCE.claim(claim.id) for s, *_ in found) <= 20


def test_the_shared_amount_sits_once_on_the_event(purchase):
    found = quads(purchase)
    (amount,) = values(found, RESOURCE.event(purchase.id, "kauf"), KG.amount)
    assert values(found, amount, KG.distribution) == {KG.Cumulative}
    assert [str(o) for s, p, o, _ in found if p == KG.value] == ["16000000000"]


def test_what_the_event_implies_rests_on_the_claim_it_was_read_from(purchase):
    found = quads(purchase)
    drawn = {s for s, p, o, _ in found if p == RDF.predicate and o == KG.buysFrom}
    assert len(drawn) == 2
    for claim in drawn:
        assert values(found, claim, KG.basis) == {KG.Explicit}
        assert values(found, claim, KG.attributedTo) == {URIRef(ENT + "the-information")}
        assert values(found, claim, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))


def test_a_planned_event_gives_no_edge():
    toy = Toy(("Intel will Altera von Cisco kaufen.",))
    i, a, c = (toy.name(n, "Company") for n in ("Intel", "Altera", "Cisco"))
    toy.event("e", "Purchase", buyer=i, theme=a, seller=c, modality=Modality.PLANNED)
    toy.claim(
        i, "buys", a, "Intel will Altera von Cisco kaufen",
        event="e", modality=Modality.PLANNED, modality_cue="will",
    )  # fmt: skip
    found = quads(toy)
    assert edges(toy) == set()
    assert sum(p == RDF.type and o == KG.Claim for _, p, o, _ in found) == 2
    assert sum(p == RDF.type and o == KG.Forecast for _, p, o, _ in found) == 2


@pytest.mark.parametrize(
    ("quote", "is_forecast"),
    [("dürfte Intel Chips ausbauen", True), ("2015 dürfte Intel Chips ausbauen", False)],
    ids=["the past is told elsewhere", "the past is what is told"],
)
def test_a_guess_about_the_past_is_no_forecast(quote, is_forecast):
    toy = Toy(("Nach dem Jahr 2015 dürfte Intel Chips ausbauen.",), date="2016-02-01")
    i, c = toy.name("Intel", "Company"), toy.name("Chips", "Product")
    at = toy.text.index("2015")
    time = Time("2015", at, at + 4, "2015", Granularity.YEAR, "2015-01-01", "2015-12-31")
    told = {"modality": Modality.EXPECTED, "modality_cue": "dürfte", "time": time}
    claim = toy.claim(i, "expands", c, quote, **told)
    types = values(quads(toy), RESOURCE.claim(claim.id), RDF.type)
    assert (KG.Forecast in types) is is_forecast


def test_a_denied_claim_gives_no_edge():
    toy = Toy(("Apple kauft Tesla nicht.",))
    a, t = toy.name("Apple", "Company"), toy.name("Tesla", "Company")
    toy.claim(
        a,
        "acquires",
        t,
        "Apple kauft Tesla nicht",
        polarity=Polarity.NEGATIVE,
        polarity_cue="nicht",
    )
    assert edges(toy) == set()


def test_a_figure_stays_on_the_claim():
    toy = Toy(("Intel streicht 12.000 Stellen.",))
    i = toy.name("Intel", "Company")
    toy.event("abbau", "Layoff", company=i)
    claim = toy.claim(i, "laysOff", None, "12.000 Stellen", literal="12.000 Stellen", event="abbau")
    found = quads(toy)
    iri = RESOURCE.claim(claim.id)
    assert values(found, iri, KG.literal) == {Literal("12.000 Stellen", lang="de")}
    assert values(found, iri, RDF.object) == set()
    assert edges(toy) == {("intel", "laysOff", f"{toy.id[:8]}-abbau")}


def test_a_relation_that_reads_backwards_is_turned_round():
    toy = Toy(("Steve Jobs gründete Apple.",))
    j, a = toy.name("Steve Jobs", "Person"), toy.name("Apple", "Company")
    claim = toy.claim(j, "foundedBy", a, "Steve Jobs gründete Apple")
    found = quads(toy)
    assert edges(toy) == {("steve-jobs", "founded", "apple")}
    assert values(found, RESOURCE.claim(claim.id), KG.relation) == {KG.foundedBy}


def test_a_licence_to_somebody_is_told_from_a_licence_of_something():
    toy = Toy(("Arm lizenziert Apple den Kern Cortex.",))
    arm, apple, core = (
        toy.name("Arm", "Company"),
        toy.name("Apple", "Company"),
        toy.name("Cortex", "Product"),
    )
    toy.claim(arm, "licenses", apple, "Arm lizenziert Apple")
    toy.claim(arm, "licenses", core, "Arm lizenziert Apple den Kern Cortex")
    assert edges(toy) == {("arm", "licensesTo", "apple"), ("arm", "licenses", "cortex")}


def test_a_claim_without_event_holds_its_further_roles_itself():
    toy = Toy(("Lisa Su leitet AMD als Vorstandschefin.",))
    s, a = toy.name("Lisa Su", "Person"), toy.name("AMD", "Company")
    told = {"person": Role("person", s), "at": Role("organization", a)}
    told["as"] = Role("position", literal="Vorstandschefin")
    claim = toy.claim(s, "leads", a, "Lisa Su leitet AMD", roles=tuple(told.values()))
    found = quads(toy)
    iri = RESOURCE.claim(claim.id)
    assert values(found, iri, KG.position) == {Literal("Vorstandschefin", lang="de")}
    assert values(found, iri, KG.person) == values(found, iri, KG.organization) == set()


def test_an_open_relation_never_gives_an_edge():
    toy = Toy(("Intel umgarnt Cisco.",))
    i, c = toy.name("Intel", "Company"), toy.name("Cisco", "Company")
    claim = toy.claim(i, "open:umgarnen", c, "Intel umgarnt Cisco")
    found = quads(toy)
    assert edges(toy) == set()
    assert values(found, RESOURCE.claim(claim.id), KG.openRelation) == {Literal("umgarnen")}


def test_what_causes_a_rally_triggers_it_by_inference():
    toy = Toy(("DeepSeek führte zu einer Rally im Hang Seng.",))
    d, h = toy.name("DeepSeek", "Company"), toy.name("Hang Seng", "Index")
    toy.event("rally", "Rally", affected=h)
    claim = toy.claim(d, "causes", "rally", "DeepSeek führte zu einer Rally im Hang Seng")
    found = quads(toy)
    assert edges(toy) == {
        ("deepseek", "causes", f"{toy.id[:8]}-rally"),
        (f"{toy.id[:8]}-rally", "affects", "hang-seng"),
        ("deepseek", "triggersRallyIn", "hang-seng"),
    }
    (drawn,) = {s for s, p, o, _ in found if p == RDF.predicate and o == KG.triggersRallyIn}
    assert values(found, drawn, KG.basis) == {KG[Basis.INFERENCE.value]}
    assert values(found, drawn, KG.confidence) == {
        Literal(
            "0.9",
            datatype=Literal(1.5).datatype and URIRef("http://www.w3.org/2001/XMLSchema#decimal"),
        )
    }
    assert RESOURCE.claim(claim.id) in values(
        found, drawn, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    )


def test_a_participant_of_the_wrong_kind_is_set_aside_in_words():
    toy = Toy(("Der Goldpreis kauft Apple.",))
    g, a = toy.name("Goldpreis", "Topic"), toy.name("Apple", "Company")
    claim = toy.claim(g, "acquires", a, "Goldpreis kauft Apple")
    found = quads(toy)
    assert edges(toy) == set()
    assert values(found, RESOURCE.claim(claim.id), KG.setAside) == {
        Literal("the subject is no Actor")
    }


def test_nothing_is_related_to_itself():
    toy = Toy(("Apple kauft Apple Inc.",))
    a, b = toy.name("Apple", "Company"), toy.name("Apple Inc", "Company")
    toy.entities[b] = toy.entities[a]
    toy.claim(a, "acquires", b, "Apple kauft Apple Inc")
    assert edges(toy) == set()


def test_a_description_nothing_is_said_of_is_left_out():
    toy = Toy(("Die Bank meldet der Behörde eine Woche.",))
    bank, office = (
        toy.name("Bank", "Company", named=False),
        toy.name("Behörde", "Authority", named=False),
    )
    toy.name("Woche", "Topic", named=False)
    toy.claim(bank, "announces", office, "Die Bank meldet der Behörde")
    told = {str(o) for _, p, o, _ in quads(toy) if p == KG.refersTo}
    assert {t.rpartition("--")[2] for t in told} == {"bank", "behoerde"}


def test_a_surname_that_only_one_document_can_mean_stays_in_it():
    toy = Toy(("Müller leitet VW.",))
    m, v = toy.name("Müller", "Person"), toy.name("VW", "Company")
    toy.entities[m] = dataclasses.replace(toy.entities[m], id=f"doc-{toy.id[:8]}--mueller")
    toy.claim(m, "leads", v, "Müller leitet VW")
    iri = RESOURCE.entity(f"doc-{toy.id[:8]}--mueller")
    assert values(quads(toy), iri, RDF.type) == {KG.Person}
    assert values(quads(toy), iri, RDFS.label) == {Literal("Müller", lang="de")}


def test_the_article_itself_may_recommend():
    toy = Toy(("Anleger können beim Hang Seng zugreifen.",))
    h = toy.name("Hang Seng", "Index")
    toy.claim(toy.id, "recommends", h, "beim Hang Seng zugreifen")
    assert edges(toy) == {(toy.id, "recommends", "hang-seng")}


def test_without_sentence_text_the_sentences_have_no_words(purchase):
    found = quads(purchase, sentence_text=False)
    sentences = {s for s, p, o, _ in found if p == RDF.type and o == KG.Sentence}
    assert sentences
    assert not any(values(found, s, KG.quote) for s in sentences)


def test_the_base_iri_can_be_chosen(purchase):
    found = quads(purchase, resources=Resources("https://my.org/kg/"))
    assert all(
        "newskg.example/ontology#" in str(t) or "newskg.example" not in str(t)
        for q in found
        for t in q
    )


def test_an_unknown_key_is_refused(purchase):
    purchase.claims[0] = dataclasses.replace(purchase.claims[0], subject="nobody")
    with pytest.raises(OntologyError, match="neither a referent nor an event"):
        quads(purchase)


def test_an_unknown_relation_is_refused_with_those_alike(purchase):
    purchase.claims[0] = dataclasses.replace(purchase.claims[0], relation="buyz")
    with pytest.raises(OntologyError, match="buys"):
        quads(purchase)


def test_lines_are_those_oxigraph_writes(purchase):
    nasty = Toy(('Die „Börse"\\ \t sagt\n<script>&\r\x07 \u202e \U0001f680 Apple.',))
    nasty.name("Apple", "Company")
    found = lines(quads(nasty)) + lines(quads(purchase))
    parsed = list(ox.parse("\n".join(found).encode(), format=ox.RdfFormat.N_QUADS))
    written = (ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b"").decode().splitlines()
    assert written == found
    assert lines(quads(purchase)) == sorted(lines(quads(purchase)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    kg:family kg:Ownership ;\n", "", "kg:acquires .* needs one kg:family, it has none"),
        ("kg:family kg:Ownership", "kg:family kg:Hobby", r"kg:acquires .* it has \['Hobby'\]"),
    ],
)
def test_a_relation_without_a_known_family_is_refused(tmp_path, monkeypatch, old, new, told):
    text = (ontology_dir() / "kg.ttl").read_text("utf-8")
    before, name, after = text.partition("kg:acquires a ")
    (tmp_path / "kg.ttl").write_text(before + name + after.replace(old, new, 1), "utf-8")
    monkeypatch.setattr("kg.assemble.schema.ontology_dir", lambda: tmp_path)
    with pytest.raises(OntologyError, match=told):
        schema.__wrapped__()
