"""What a sentence takes up from elsewhere: other companies and situations than those the rules were seen in."""

import pytest

from kg.model import Basis, Modality

from .reading import claims, names, read, relations

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        (
            "Die älteren Motoren laufen fast so ruhig wie die Wagen mit den modernsten BMW-Motoren.",
            "älteren Motoren", "edge:olderThan", "BMW-Motoren",
        ),
        (
            "Die französischen Banken verdienen gut. Allein die zwei Institute BNP Paribas und Natixis meldeten "
            "Milliardengewinne.",
            "Natixis", "edge:memberOf", "französischen Banken",
        ),
        (
            "Nach den Strafzöllen der USA gab der Dax um 2 Prozent nach.",
            "Strafzölle", "weighsOn", "Dax",
        ),
        (
            "Für Banken ist es möglich, die Software zu ändern.",
            "Banken", "edge:modifies", "Software",
        ),
        (
            "Kurz- und mittelfristig orientierte Anleger können bei der Siemens-Aktie zugreifen.",
            "article", "recommends", "Siemens-Aktie",
        ),
    ],
)  # fmt: skip
def test_it_is_read_in_other_sentences_too(text, subject, relation, target):
    assert claims(read(text), subject, relation, target)


def test_orders_are_those_told_before():
    found = read(
        "Daimler hat Chips von Infineon gekauft. Der Anstieg der Bestellungen überrascht die Börse."
    )
    (claim,) = claims(found, "Daimler", "demands", "Chips")
    assert claim.basis is Basis.COREFERENCE


def test_orders_of_somebody_else_are_not_taken_up():
    found = read(
        "Daimler hat Chips von Infineon gekauft. Die Bestellungen der Bahn gingen dagegen zurück."
    )
    assert "demands" not in relations(found)


def test_a_comparative_without_a_measure_is_not_read():
    assert "edge:olderThan" not in relations(read("Die älteren Motoren verkaufen sich gut."))


def test_what_comes_after_any_noun_has_no_cause():
    found = read("Nach der Mittagspause fiel der Dax um 2 Prozent.")
    assert "weighsOn" not in relations(found)


def test_the_day_after_counts_from_the_event_with_a_day():
    found = read(
        "Nach Bidens Strafzöllen am Dienstag klagen die Händler. Der Dax verlor am Tag danach 2 Prozent."
    )
    (claim,) = [c for c in found.reading.claims if c.relation == "weighsOn" and c.event]
    assert claim.basis is Basis.INFERENCE
    assert names(found, claim, "object") == {"Dax"}


def test_a_measure_told_again_is_one_event():
    found = read(
        "Trumps Strafzölle empören die Händler. Die neuen Trump-Zölle belasten den Autobauer BMW."
    )
    events = [event for event in found.reading.events if event.kind == "TariffMeasure"]
    assert len(events) == 1
    (claim,) = [c for c in found.reading.claims if c.relation == "weighsOn"]
    assert claim.subject == events[0].key


def test_two_layoffs_are_two_events():
    found = read(
        "Siemens streicht 300 Stellen in Ulm. Der Stellenabbau bei Siemens umfasst 500 Stellen in Kiel."
    )
    assert len([event for event in found.reading.events if event.kind == "Layoff"]) == 2


def test_advice_says_for_whom_and_how_long():
    found = read("Langfristig orientierte Anleger können beim MDAX zugreifen.")
    (event,) = [event for event in found.reading.events if event.kind == "Recommendation"]
    told = {role.name: role.literal for role in event.roles if role.literal}
    assert told == {"horizon": "langfristig", "action": "Buy"}
    assert any(role.name == "audience" for role in event.roles)


def test_groups_in_other_words_are_one():
    found = read(
        "Die chinesischen Solar-Konzerne geben beim Ausbau Gas. Zuletzt brachten chinesische Solar-Firmen "
        "neue Module auf den Markt."
    )
    ((_, one), (_, other)) = [
        (c.relation, c.subject) for c in found.reading.claims if "edge:in" not in c.relation
    ]
    assert one == other


def test_what_an_adjective_frees_somebody_to_do_is_an_ability():
    found = read("Es ist für jeden möglich, das Programm zu kopieren.")
    (claim,) = [c for c in found.reading.claims if c.relation == "edge:modifies"]
    assert claim.modality is Modality.ABILITY


def test_whose_thing_it_is_tells_which():
    found = read(
        "Microsoft brachte im Mai ein Betriebssystem auf den Markt. Da Microsofts System fehlerfrei läuft, "
        "kaufen es viele."
    )
    (launched,) = claims(found, "Microsoft", "launches", "Betriebssystem")
    assert "System" in names(found, launched, "object")


def test_no_wonder_if_is_possible_not_a_condition():
    found = read(
        "Es wäre kein Wunder, wenn eine der Banken demnächst einen Börsengang bekannt gibt."
    )
    (claim,) = [c for c in found.reading.claims if c.relation == "announces"]
    assert (claim.modality, claim.modality_cue) == (Modality.POSSIBLE, "Es wäre kein Wunder")
    assert names(found, claim, "subject") == {"eine der Banken"}
    assert claim.time is not None
    assert claim.time.text == "demnächst"


def test_a_real_condition_stays_one():
    found = read("Die Aktie fällt, wenn Siemens einen Börsengang bekannt gibt.")
    (claim,) = [c for c in found.reading.claims if c.relation == "announces"]
    assert claim.modality is Modality.HYPOTHETICAL


def test_the_quote_of_a_hedge_shows_it():
    found = read("Es ist damit zu rechnen, dass BMW die Produktion in Ungarn ausbaut.")
    (claim,) = [c for c in found.reading.claims if c.relation == "expands"]
    assert claim.modality is Modality.EXPECTED
    assert claim.modality_cue in claim.evidence.quote


def test_what_happens_to_a_move_happens_to_its_market():
    found = read(
        "Die Zinsangst hat den japanischen Aktienmarkt erschüttert. Langfristig gesehen dürfte die "
        "Korrektur aber enden."
    )
    (claim,) = [c for c in found.reading.claims if c.relation == "correction"]
    assert "japanischen Aktienmarkt" in names(found, claim, "subject")
    assert claim.modality is Modality.EXPECTED
    assert claim.time is not None
    assert claim.time.text == "Langfristig gesehen"
