"""Validation: the gold of the example conforms; each broken copy is named with node and words."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.validate import command
from kg.validate import validate

GOLD = Path(__file__).parent / "data" / "seed_gold.ttl"
HEAD = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX ent: <https://newskg.example/entity/>
PREFIX evt: <https://newskg.example/event/>
PREFIX claim: <https://newskg.example/claim/>
PREFIX doc: <https://newskg.example/doc/>
PREFIX tim: <https://newskg.example/time/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX schema: <https://schema.org/>
"""
BUYS = "claim:6f248973-s04-buys-3e5e10"
WORDS = "Laut The Information haben allein"


@pytest.fixture
def gold() -> ox.Store:
    store = ox.Store()
    store.load(path=GOLD, format=ox.RdfFormat.TURTLE)
    return store


def test_the_gold_of_the_example_conforms(gold):
    assert validate(gold) == ()


BROKEN = {
    "a claim without words": (
        f"DELETE WHERE {{ {BUYS} kg:quote ?q }}",
        BUYS, "Claim/quote", "",
    ),
    "a quote from elsewhere": (
        f"DELETE {{ {BUYS} kg:start 307 ; kg:end 483 }}"
        f" INSERT {{ {BUYS} kg:start 308 ; kg:end 484 }} WHERE {{}}",
        BUYS, "quote-in-sentence", WORDS,
    ),
    "a quote of another length": (
        f"DELETE {{ {BUYS} kg:end 483 }} INSERT {{ {BUYS} kg:end 480 }} WHERE {{}}",
        BUYS, "quote-has-length", WORDS,
    ),
    "a quote that ends before it starts": (
        f"DELETE {{ {BUYS} kg:end 483 }} INSERT {{ {BUYS} kg:end 3 }} WHERE {{}}",
        BUYS, "Claim/start", WORDS,
    ),
    "a hedge that has become an edge": (
        "INSERT DATA { ent:alibaba kg:expands ent:doc-6f248973--kapazitaeten }",
        "ent:alibaba", "edge-has-claim", "Alibaba",
    ),
    "an asserted claim without its edge": (
        "DELETE DATA { ent:alibaba kg:buys ent:h20 }",
        BUYS, "asserted-has-edge", WORDS,
    ),
    "a hedge without the words that show it": (
        "DELETE { ?c kg:cue ?x } WHERE { ?c kg:modality kg:Ability ; kg:cue ?x }",
        None, "hedge-has-cue", "jeden möglich",
    ),
    "a relation nobody knows": (
        f"DELETE {{ {BUYS} rdf:predicate kg:buys }}"
        f" INSERT {{ {BUYS} rdf:predicate kg:bys }} WHERE {{}}",
        BUYS, "predicate-known", WORDS,
    ),
    "more than certain": (
        f"DELETE {{ {BUYS} kg:confidence ?x }} INSERT {{ {BUYS} kg:confidence 1.5 }}"
        f" WHERE {{ {BUYS} kg:confidence ?x }}",
        BUYS, "Claim/confidence", WORDS,
    ),
    "two modalities": (
        f"INSERT DATA {{ {BUYS} kg:modality kg:Possible ; kg:cue 'x'@de }}",
        BUYS, "Claim/modality", WORDS,
    ),
    "money without currency": (
        "DELETE WHERE { evt:6f248973-h20-kauf--betrag kg:currency ?x }",
        "evt:6f248973-h20-kauf--betrag", "Money/currency", "kumuliert rund 16 Milliarden Dollar",
    ),
    "a shared amount that does not say so": (
        "DELETE WHERE { evt:6f248973-h20-kauf--betrag kg:distribution ?x }",
        "evt:6f248973-h20-kauf", "shared-amount-is-marked", "Kauf von H20-Chips",
    ),
    "an unnamed participant that any document could mean": (
        "INSERT DATA { ent:emittent a kg:UnnamedEntity ; rdfs:label 'Emittent'@de }",
        "ent:emittent", "Unnamed", "Emittent",
    ),
    "a date that nothing anchors": (
        "DELETE WHERE { doc:6f248973d3fd6192 schema:datePublished ?x }",
        "tim:doc-6f248973--januar", "date-has-anchor", "im Januar",
    ),
    "a buyer that cannot act": (
        f"DELETE {{ {BUYS} rdf:subject ent:alibaba . ent:alibaba a kg:Company }}"
        f" INSERT {{ {BUYS} rdf:subject ent:ki-rennen . ent:ki-rennen kg:buys ent:h20 }}"
        " WHERE {}",
        BUYS, "subject-in-domain", WORDS,
    ),
    "an inference from nothing": (
        "DELETE { ?c <http://www.w3.org/ns/prov#wasDerivedFrom> ?x . ?c kg:cue ?y }"
        " WHERE { ?c kg:basis kg:Inference OPTIONAL { ?c kg:cue ?y }"
        " OPTIONAL { ?c <http://www.w3.org/ns/prov#wasDerivedFrom> ?x } }",
        None, "inference-has-source", "Nach Trumps Zoll-Hammer",
    ),
    "an event nobody tells of": (
        "INSERT DATA { evt:6f248973-erfunden a kg:Rally ; kg:modality kg:Asserted ;"
        " rdfs:label 'Erfundene Rally'@de }",
        "evt:6f248973-erfunden", "event-has-claim", "Erfundene Rally",
    ),
    "an entity without a name": (
        "DELETE WHERE { ent:nvidia rdfs:label ?x }",
        "ent:nvidia", "Entity/label", "",
    ),
    "an article whose text cannot be checked": (
        "DELETE WHERE { doc:6f248973d3fd6192 kg:textHash ?x }",
        "doc:6f248973d3fd6192", "Article/textHash", "Seed-Artikel",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_copy_is_rejected_by_node_rule_and_words(gold, kind):
    update, node, rule, words = BROKEN[kind]
    gold.update(HEAD + update)
    hits = [f for f in validate(gold) if f.rule == rule]
    assert hits, "nothing was found"
    if node is not None:
        prefix, _, name = node.partition(":")
        folder = {"ent": "entity", "evt": "event", "tim": "time"}.get(prefix, prefix)
        hits = [f for f in hits if f.node == f"https://newskg.example/{folder}/{name}"]
    assert any(words in f.words for f in hits)
    assert all(f.node in str(f) and f.message in str(f) and f.words in str(f) for f in hits)


def test_the_command_tells_findings_and_exits_with_one(gold, tmp_path, monkeypatch):
    gold.update(HEAD + f"DELETE WHERE {{ {BUYS} kg:quote ?q }}")
    monkeypatch.setattr("kg.store.open_graph", lambda _directory: gold)
    told = CliRunner().invoke(command, ["--graph", str(tmp_path)])
    assert told.exit_code == 1
    assert "s04-buys-3e5e10: A claim quotes the exact words" in told.output
