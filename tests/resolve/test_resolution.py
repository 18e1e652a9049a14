import random
import time
from dataclasses import replace

import pytest

from kg.model import Document, Mention, Reading, Referent, document_id
from kg.resolve import load_registry, resolve


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Maier Bau GmbH", "Maier Bau"),
        ("MAIER BAU", "Maier Bau"),
        ("Müller Bau", "Mueller Bau"),
        ("Deutsche-Maier", "Deutsche Maier"),
        ("Hypo-Maierbank", "HypoMaierbank"),
        ("Maiers", "Maier"),
        ("Maierverein Süd-Ost (MSO)", "MSO"),
        ("Maier Süd Ost", "MSO"),
        ("Maier-Gruppe", "Maier"),
        ("Germanischen Maier", "Germanischer Maier"),
        ("IT-Unternehmen Maierwerk", "Maierwerk"),
        ("Maier Bau GmbH & Co. KG", "Maier Bau GmbH"),
        ("Maier Bau GmbH & Co. KG", "Maier Bau GmbH & Co. KG."),
        ("AG Maierstadt", "Amtsgericht Maierstadt"),
        ("LG-Maierstadt", "Landesgericht Maierstadt"),
        ("Berliner Maierpark", "Maierpark"),
        ("Maier Gruppe Deutschland", "Maier Deutschland"),
        ("Trumpf Maierwerk", "Maierwerk"),
        ("Deutschen Maierinstituts", "Deutsches Maierinstitut"),
    ],
)
def test_spellings_of_one_company_are_one_entity_with_a_reason(resolved, left, right):
    found = resolved(f"{left} und {right}.", ("Company", left), ("Company", right))
    assert found[left] is found[right]
    assert len({e.id for e in found.values()}) == 1
    merges = found[left].merges
    assert merges
    assert all(0 < m.score <= 1 and m.reason for m in merges)
    assert {left, right} <= {found[left].label, *(m.surface for m in merges)}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Company", "Maier AG"), ("Company", "Maier SE")),
        (("Company", "Maier Bau GmbH"), ("Company", "Maier Bau Finanz GmbH")),
        (("Organization", "Landgericht Maierstadt"), ("Place", "Maierstadt")),
        (("Person", "Max Maier"), ("Person", "Eva Maier")),
        (("Company", "Maier Nord"), ("Company", "Maier Süd")),
        (("Product", "Maier 3"), ("Product", "Maier 5")),
        (("Company", "Maier Holding"), ("Company", "Maier")),
        (("Medium", "Berliner Zeitung"), ("Medium", "Zeitung")),
    ],
)
def test_two_things_with_like_names_stay_two(resolved, left, right):
    found = resolved(f"{left[1]} und {right[1]}.", left, right)
    assert found[left[1]].id != found[right[1]].id


def test_a_label_that_does_not_spell_the_id_says_why_it_is_that_entity(resolved):
    """Another article may write the name otherwise: only the ids show that both are one."""
    told = resolved("Die TALBACH-Bau GmbH.", ("Company", "TALBACH-Bau GmbH"))["TALBACH-Bau GmbH"]
    assert told.id == resolved("Talbach Bau.", ("Company", "Talbach Bau"))["Talbach Bau"].id
    ((surface, score, reason),) = [(m.surface, m.score, m.reason) for m in told.merges]
    assert (surface, score) == ("TALBACH-Bau GmbH", 1.0)
    assert "Rechtsform" in reason.de
    assert "legal form" in reason.en
    assert not resolved("Talbach Bau.", ("Company", "Talbach Bau"))["Talbach Bau"].merges


def test_a_name_two_companies_end_in_is_neither(resolved):
    told = [("Company", name) for name in ("Adam Maierwerk", "Eva Maierwerk", "Maierwerk")]
    assert len({e.id for e in resolved("Wer ist Maierwerk?", *told).values()}) == 3


def test_a_person_with_an_arabic_name_is_called_by_the_first(resolved):
    told = (("Person", "Omar bin Ali al Maier"), ("Person", "Omar"), ("Person", "Monika Graf"))
    found = resolved("Omar bin Ali al Maier kam. Omar ging. Monika Graf blieb.", *told)
    assert found["Omar"] is found["Omar bin Ali al Maier"]
    assert found["Monika Graf"].id == "monika-graf"


def test_the_group_and_the_company_share_an_id_over_articles(resolved):
    one = resolved(
        "Die Maier-Gruppe (Maier SE).", ("Company", "Maier SE"), ("Company", "Maier-Gruppe")
    )
    assert {e.id for e in one.values()} == {"maier"}


def test_a_person_and_a_company_of_one_name_stay_two(resolved):
    text = "Maier lobt Maier."
    ids = {
        resolved(text, ("Person", "Maier"))["Maier"].id,
        resolved(text, ("Company", "Maier"))["Maier"].id,
    }
    assert ids == {"maier", f"doc-{document_id(text)[:8]}--maier"}


def test_a_surname_is_the_only_bearer_of_the_article(resolved):
    found = resolved("Eva Maier sprach. Maier ging.", ("Person", "Eva Maier"), ("Person", "Maier"))
    assert found["Maier"].id == "eva-maier"
    assert "Maier" in found["Maier"].aliases


def test_a_surname_two_people_bear_is_left_open(resolved):
    found = resolved(
        "Eva Maier und Max Maier. Maier ging.",
        ("Person", "Eva Maier"),
        ("Person", "Max Maier"),
        ("Person", "Maier"),
    )
    assert len({e.id for e in found.values()}) == 3


def test_a_surname_alone_never_leaves_its_document(resolved):
    one = resolved("Maier ging.", ("Person", "Maier"))["Maier"]
    other = resolved("Maier kam.", ("Person", "Maier"))["Maier"]
    assert one.id != other.id
    assert one.id.startswith("doc-")
    assert one.named


def test_the_registry_knows_surnames_unless_another_bearer_is_named(resolved):
    alone = resolved("Trump droht.", ("Person", "Trump"))["Trump"]
    assert (alone.id, alone.kind, alone.label) == ("donald-trump", "Politician", "Donald Trump")
    family = resolved(
        "Ivanka Trump kam. Trump sprach.", ("Person", "Ivanka Trump"), ("Person", "Trump")
    )
    assert family["Trump"].id == "ivanka-trump"
    assert not family["Trump"].links


def test_unnamed_participants_stay_in_their_document_and_apart(resolved):
    text = "Der Emittent zahlt. Ein Sprecher sagte, ein Sprecher der Bank nicht."
    found = resolved(text, unnamed=[("Company", "Emittent", "Der Emittent")])
    entity = found["Emittent"]
    assert entity.id == f"doc-{document_id(text)[:8]}--emittent"
    assert not entity.named
    assert not entity.links


def test_what_cannot_be_counted_is_one_where_the_words_are_the_same(resolved):
    told = [("Topic", "steigende Kosten", "steigende Kosten"), ("Topic", "Steigende Kosten")]
    told += [("Event", "seine Beteiligung"), ("Event", "Seine Beteiligung")]
    found = resolved("Steigende Kosten, steigende Kosten. Seine Beteiligung", unnamed=told)
    assert found["steigende Kosten"] is found["Steigende Kosten"]
    assert found["seine Beteiligung"].id != found["Seine Beteiligung"].id


def test_two_unnamed_referents_with_one_description_are_two(resolved):
    text = "Ein Händler kauft, der Händler verkauft."
    found = resolved(
        text, unnamed=[("Person", "Händler", "Ein Händler"), ("Person", "der Händler")]
    )
    assert len({e.id for e in found.values()}) == 2
    assert all(e.id.startswith(f"doc-{document_id(text)[:8]}--haendler") for e in found.values())


def test_a_description_that_always_means_one_market_is_that_market(resolved):
    found = resolved(
        "Der chinesische Aktienmarkt.", unnamed=[("Market", "chinesische Aktienmarkt")]
    )
    assert found["chinesische Aktienmarkt"].id == "chinesischer-aktienmarkt"


def test_a_registers_kind_goes_before_the_readers(resolved):
    found = resolved(
        "H20 und The Information, Hang Seng.",
        ("Product", "H20"),
        ("Organization", "The Information"),
        ("Organization", "Hang Seng"),
    )
    assert [e.kind for e in found.values()] == ["Chip", "Medium", "Index"]


def test_without_a_register_most_mentions_decide_the_kind(resolved):
    text = "Maier AG, Maier und Maier."
    assert (
        resolved(text, ("Company", "Maier AG", "Maier AG", "Maier"))["Maier AG"].kind == "Company"
    )


def test_the_order_of_the_referents_does_not_matter(gold, shared):
    reading = gold(shared / "eval" / "train" / "doc-132.json")
    straight = resolve(reading, registry=load_registry())
    mixed = list(reading.referents)
    random.Random(5).shuffle(mixed)
    assert resolve(replace(reading, referents=tuple(mixed)), registry=load_registry()) == straight


@pytest.mark.timing
@pytest.mark.parametrize("name", ["Firma{0} Werk{0}", "Maier", "Eva{0} Maier", "Werk {0}"])
def test_a_document_of_thousands_of_names_is_resolved_in_seconds(name):
    text = "x"
    kinds = ("Person", "Company")
    referents = [
        Referent(f"{i}-{i + 1}", kinds[i % 2], name.format(i), True, (Mention(i, i + 1, "x", "x"),))
        for i in range(2000)
    ]
    reading = Reading(Document(document_id(text), text), (), tuple(referents), (), ())
    start = time.process_time()
    assert len(resolve(reading, registry=load_registry())) == 2000
    assert time.process_time() - start < 10  # up to 0.9 s alone
