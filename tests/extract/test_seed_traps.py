"""Every trap of the example article is read rightly by the shipped pipeline."""

from importlib.resources import files

import pytest

from kg.extract import extract
from kg.language import load
from kg.model import Basis, Distribution, Document, Modality, Polarity, document_id

pytestmark = pytest.mark.model

THREE = {"Alibaba", "ByteDance", "Tencent"}


@pytest.fixture(scope="module")
def reading():
    text = (files("kg") / "examples" / "seed.txt").read_text(encoding="utf-8")
    return extract(Document(document_id(text), text), load(threads=1)(text))


@pytest.fixture(scope="module")
def names(reading):
    told = {referent.key: referent.name for referent in reading.referents}
    return told | {event.key: event.label for event in reading.events}


@pytest.fixture(scope="module")
def claims(reading, names):
    def told(relation, words=""):
        """Return (subject, object, claim) of a relation in sentences that hold the words."""
        text = reading.document.text
        return [
            (names.get(c.subject, c.subject), names.get(c.object, c.literal), c)
            for c in reading.claims
            if c.relation == relation
            and words in text[c.evidence.sentence.start : c.evidence.sentence.end]
        ]

    return told


def test_s1_not_only_but_also_denies_nothing(claims):
    fell = claims("priceFalls", "nicht nur")
    assert [(s, c.polarity) for s, _, c in fell] == [("amerikanischen Börsen", Polarity.POSITIVE)]


def test_s2_losing_feathers_is_a_decline(claims):
    assert [s for s, _, _ in claims("priceFalls", "Federn")] == ["Hang Seng"]


def test_s4_three_buyers_share_one_approximate_sum(claims, reading):
    bought = claims("buys")
    assert {(s, o) for s, o, _ in bought} == {(name, "H20-Chips") for name in THREE}
    amounts = {c.amount for _, _, c in bought}
    assert len(amounts) == 1
    amount = amounts.pop()
    assert (int(amount.value), amount.unit) == (16_000_000_000, "USD")
    assert amount.approximate
    assert amount.distribution is Distribution.CUMULATIVE
    assert len({c.event for _, _, c in bought}) == 1
    assert len([event for event in reading.events if event.kind == "Purchase"]) == 1


def test_s4_the_information_is_the_source_and_buys_nothing(claims):
    sources = {c.attribution.source for _, _, c in claims("buys") if c.attribution}
    assert sources == {"The Information"}
    assert "The Information" not in {s for s, _, _ in claims("buys")}


def test_s5_the_chatbot_causes_the_rise_not_the_other_way_round(claims):
    ((cause, effect, claim),) = claims("causes", "zurückzuführen")
    assert "Chatbot" in cause
    assert "Anstieg" in effect
    assert claim.attribution is None


def test_s6_the_chinese_start_up_is_deepseek_and_launches_a_model(claims):
    ((agent, theme, claim),) = claims("launches", "Start-up")
    assert (agent, theme) == ("DeepSeek", "KI-Modell")
    assert claim.basis is Basis.COREFERENCE


def test_s5_s6_chatbot_and_model_are_two(claims):
    ((cause, _, by_chatbot),) = claims("causes", "zurückzuführen")
    ((_, theme, launch),) = claims("launches", "Start-up")
    assert by_chatbot.subject != launch.object
    assert cause != theme


def test_s6_other_models_run_on_the_newest_chips(claims):
    used = {(s, o) for s, o, _ in claims("uses", "andere Modelle")}
    assert any("andere Modelle" in s and "Nvidia-Chips" in o for s, o in used)
    assert not any("andere Modelle" in s and o == "H20-Chips" for s, o in used)


def test_s7_es_and_jeden_are_nobody(names):
    assert not {"es", "jeden", "jeder"} & {name.lower() for name in names.values()}


def test_s8_konnten_bringen_happened(claims):
    ((agent, _, claim),) = claims("launches", "Dadurch")
    assert "chinesische" in agent  # named by its first description, "chinesischen Tech-Unternehmen"
    assert "Tech-" in agent
    assert claim.modality is Modality.ASSERTED


def test_s8_the_launches_not_a_company_cause_the_rally(claims, reading):
    causes = [c.subject for _, effect, c in claims("causes", "Mega-Rally") if "Rally" in effect]
    launch = [event.key for event in reading.events if event.kind == "ProductLaunch"]
    assert causes
    assert set(causes) <= set(launch)


def test_s8_the_rally_is_the_hang_sengs(claims):
    assert {o for _, o, _ in claims("rally")} == {"Hang Seng"}


def test_s9_they_and_their_are_the_three(claims):
    assert {s for s, _, _ in claims("expands")} == THREE
    assert {c.modality for _, _, c in claims("expands")} == {Modality.EXPECTED}


def test_s9_demand_is_the_authors(claims):
    asked = claims("demands", "Nachfrage")
    assert {(s, o) for s, o, _ in asked} == {(name, "H20-Chips") for name in THREE}
    assert all(c.attribution is None for _, _, c in asked)


def test_s10_one_of_the_companies_is_hypothetical_and_nobody_named(claims):
    ((agent, _, claim),) = claims("announces")
    assert agent == "eines der Unternehmen"
    assert claim.modality in {Modality.HYPOTHETICAL, Modality.POSSIBLE}
    assert claim.polarity is Polarity.POSITIVE


def test_s11_tariffs_weigh_on_the_chinese_market(claims):
    assert any("Zölle" in s and "Aktienmarkt" in o for s, o, _ in claims("weighsOn"))
    assert all("Trump" in s for s, _, _ in claims("imposesTariff"))


def test_s14_can_buy_is_advice_and_the_index_one_name(claims, reading):
    ((adviser, theme, claim),) = claims("recommends")
    assert adviser == reading.document.id
    assert theme == "China Tech-Giganten Index"
    assert claim.modality is Modality.ASSERTED


def test_s16_an_index_is_that_index(claims):
    ((instrument, underlying, _),) = claims("hasUnderlying")
    assert (instrument, underlying) == ("Finanzinstrumente", "China Tech-Giganten Index")


def test_s17_rights_hereto_are_to_the_index(claims):
    ((holder, theme, _),) = claims("holdsRightsTo")
    assert (holder, theme) == ("Börsenmedien AG", "China Tech-Giganten Index")


def test_s18_the_dative_is_the_licensee_and_has_no_name(claims, reading):
    ((licensor, licensee, claim),) = claims("licenses")
    assert licensor == "Börsenmedien AG"
    assert licensee.startswith("Emittent")
    issuer = next(r for r in reading.referents if r.key == claim.object)
    assert not issuer.named


def test_s19_who_receives_is_paid(claims):
    ((payer, payee, _),) = claims("pays")
    assert payer.startswith("Emittent")
    assert payee == "Börsenmedien AG"


def test_s15_the_notice_marks_its_claims(claims):
    marked = {c.disclosure for relation in ("pays", "licenses") for _, _, c in claims(relation)}
    assert marked == {True}
    assert {c.disclosure for _, _, c in claims("buys")} == {False}


def test_no_claim_links_nvidia_to_the_publisher(reading, names):
    for claim in reading.claims:
        pair = {names.get(claim.subject), names.get(claim.object or "")}
        assert pair != {"Nvidia", "Börsenmedien AG"}


def test_every_quote_is_the_text(reading):
    text = reading.document.text
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in reading.claims)
