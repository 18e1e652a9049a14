"""German constructions that lead a reader astray, read with the shipped pipeline: all claims of a relation."""

import pytest

from kg.model import Polarity

from .reading import compared, names, read

pytestmark = pytest.mark.model

CASES = {
    "a cut-off part of a compound is no participant": (
        "Der Leverkusener Pharma- und Chemiekonzern Bayer übernimmt den Konzern Monsanto.",
        "acquires",
        {("Bayer", "Monsanto")},
    ),
    "cut-off parts and the whole are one": (
        "Venezuela leidet unter einer schweren Wirtschafts- und Energiekrise.",
        "weighsOn",
        {("schwere Wirtschafts- und Energiekrise", "Venezuela")},
    ),
    "a genitive before a noun does not stand for it": (
        "Die Übernahme von Kaiser's Tengelmann durch Deutschlands größten Lebensmittelhändler Edeka zieht sich hin.",
        "acquires",
        {("Edeka", "Kaiser's Tengelmann")},
    ),
    "a company's own sentence tells where it is from": (
        "Arval ist ein französischer Flottenbetreiber.",
        "headquarteredIn",
        {("Arval", "Frankreich")},
    ),
    "a daughter needs no name": (
        "Siemens will seine indische Tochter stärken.",
        "isSubsidiaryOf",
        {("indische Tochter", "Siemens")},
    ),
    "a compound may name two": (
        "Die Firma Edeka will die Firma Tengelmann kaufen. Die Edeka/Tengelmann-Fusion ist umstritten.",
        "mergesWith",
        {("Edeka", "Tengelmann")},
    ),
    "where something is made is no part of what is made": (
        "Bosch stellt in Reutlingen Chips her.",
        "produces",
        {("Bosch", "Chips")},
    ),
    "a continent in the genitive makes nothing": (
        "Die Firma German Pellets ist der größte Pelletproduzent Europas.",
        "produces",
        {("German Pellets", "Pellet")},
    ),
    "who permits a purchase does not buy": (
        "Das Kartellamt erlaubt den Kauf von Alstom durch Siemens. Die EU-Kommission genehmigte den Kauf von Opel.",
        "acquires",
        {("Siemens", "Alstom")},
    ),
    "a headline names whom it is about before a colon": (
        "Siemens: Stellenabbau geht weiter",
        "laysOff",
        {("Siemens", "Stellenabbau")},
    ),
    "an adverb before a bare noun is not part of it": (
        "Airbus und Siemens wollen gemeinsam Elektroflugzeuge entwickeln.",
        "develops",
        {("Airbus", "Elektroflugzeuge"), ("Siemens", "Elektroflugzeuge")},
    ),
    "a dative plural is no object": (
        "Besuchern möchte der Anbieter Siemens neue Geräte vorstellen.",
        "launches",
        {("Siemens", "neue Geräte")},
    ),
    "the future makes nobody anything": (
        "Geschäftsführer Marc Müller von Siemens wird auf der Messe auf das Thema Software eingehen.",
        "appoints",
        set(),
    ),
    "both nouns taken for subjects are subject and object": (
        "Aktionäre verklagen Volkswagen auf 8,2 Milliarden Euro Schadenersatz.",
        "sues",
        {("Aktionäre", "Volkswagen")},
    ),
    "a charge is no cause": (
        "Die Staatsanwaltschaft ermittelt gegen Volkswagen wegen Betrugs.",
        "causes",
        set(),
    ),
    "victims that are counted are not employed": (
        "Der Versicherer Munich Re zählte im vergangenen Jahr rund 23.000 Todesopfer.",
        "employs",
        set(),
    ),
    "jobs at stake are not employed": (
        "Bei der Commerzbank stehen rund 16.000 Arbeitsplätze auf dem Spiel.",
        "employs",
        set(),
    ),
    "an expectation is no comparison": (
        "Im abgelaufenen Jahr schnitt das Unternehmen Talanx besser ab als erhofft.",
        "comparesTo",
        set(),
    ),
    "a company that gets in recommends nothing": (
        "Der US-Investor KKR steigt beim Marktforscher GfK ein.",
        "recommends",
        set(),
    ),
    "who spreads a report takes no part in it": (
        "MYNEWSDESK - Die Seerene GmbH gab heute den Abschluss einer Finanzierungsrunde bekannt.",
        "announces",
        {("Seerene GmbH", "Abschluss")},
    ),
    "a year is no target of an investment": (
        "Der Einstieg des Unternehmers Walther Seinsch im Jahr 2000 war ein Glücksfall.",
        "investsIn",
        set(),
    ),
    "a company named after a word is not what the word leaves open": (
        "Die Aktie von Siemens fällt. Der Stellenabbau kostet 500 Jobs, teilte die Gewerkschaft mit. "
        "Einige Tochtergesellschaften wurden verkauft, berichtete ein Sprecher von Bosch.",
        "divests",
        {("Siemens", "Einige Tochtergesellschaften")},
    ),
    "a measure is no company": (
        "Die Software AG hat mehr verdient als erwartet. Das Ergebnis (Ebita) sei auf 67 Millionen Euro gestiegen, "
        "teilte das Unternehmen mit.",
        "reportsProfit",
        {("Software AG", "67 Millionen Euro")},
    ),
    "a country tells which company is meant": (
        "Der japanische Autobauer Toyota will beim US-Fahrdienst Uber einsteigen. Das amerikanische "
        "Unternehmen wächst schnell. Der japanische Konzern beschäftigt 360.000 Mitarbeiter.",
        "employs",
        {("Toyota", "360.000 Mitarbeiter")},
    ),
    "a company is the one that the sentence before speaks of": (
        "Der Investor KKR übernimmt 19 Prozent am Marktforscher GfK. KKR bietet 43 Euro je Aktie. GfK leidet "
        "seit Jahren unter sinkenden Umsätzen. GfK enttäuscht. Im vergangenen Jahr schrieb der Konzern einen "
        "Verlust von 137 Millionen Euro.",
        "reportsProfit",
        {("GfK", "137 Millionen Euro")},
    ),
    "a hyphen does not make a relative pronoun": (
        "Rocket Internet verkauft Lazada-Anteile an Alibaba.",
        "divests",
        {("Rocket Internet", "Lazada-Anteile")},
    ),
    "who is from a country is not its rival": (
        "Der Chipkonzern Infineon hat die Übernahme des US-Konkurrenten International Rectifier abgeschlossen.",
        "competesWith",
        {("Infineon", "International Rectifier")},
    ),
    "a loss of billions is no loss at the exchange": (
        "Sharp ist in die roten Zahlen gerutscht und hat einen Verlust von 170 Milliarden Yen angekündigt.",
        "priceFalls",
        set(),
    ),
    "analysts speak for their house, of the company that the article is about": (
        "Die Aktie von Zalando fällt. Die Analysten von Warburg senkten ihr Kursziel von 45 auf 41 Euro.",
        "targetPrice",
        {("Warburg", "Zalando")},
    ),
    "a company of an index is the one spoken of": (
        "Adidas wächst. Der Umsatz des Dax-Konzerns stieg um 21 Prozent.",
        "reportsRevenue",
        {("Adidas", "21 Prozent")},
    ),
    "a reason after a noun is no part of what it names": (
        "Im MDax büßten die Titel von Bosch nach einer Abstufung durch Goldman Sachs 2,1 Prozent ein.",
        "priceFalls",
        {("Titel von Bosch", "2,1 Prozent")},
    ),
    "who is made chief is not said to be it already": (
        "Vinterberg hat Astrid Holm einstimmig zur neuen Vorstandsvorsitzenden gewählt.",
        "leads",
        set(),
    ),
    "an administrator is appointed to the company, not to the court": (
        "Das Amtsgericht Düsseldorf bestellte Andreas Ringstmeier zum Insolvenzverwalter der Kette Strauss.",
        "appoints",
        {("Andreas Ringstmeier", "Kette Strauss")},
    ),
    "a relative clause speaks of its noun": (
        "Der Konzern Bombardier streicht Stellen. Davon sollen 3200 in der Zugsparte wegfallen, die ihren Sitz "
        "in Berlin hat.",
        "headquarteredIn",
        set(),
    ),
    "what is bought is no daughter of the buyer": (
        "Der Konzern Google kauft die Sparte Fabric.",
        "isSubsidiaryOf",
        set(),
    ),
    "a company is meant by the noun it was called by": (
        "Der Autobauer Daimler wächst. Der Zulieferer Bosch liefert an Daimler. Der Autobauer beschäftigt 280.000 "
        "Mitarbeiter.",
        "employs",
        {("Daimler", "280.000 Mitarbeiter")},
    ),
    "a currency has a price": (
        "Der Euro fiel auf 1,05 Dollar.",
        "priceFalls",
        {("Euro", "1,05 Dollar")},
    ),
    "a name after a noun may be its owner": (
        "Der Dax leidet unter den Zöllen Chinas.",
        "weighsOn",
        {("Zölle", "Dax")},
    ),
    "of four parties nobody tells who is with whom": (
        "Apple, Google, Amazon und Microsoft haben eine Vereinbarung unterzeichnet.",
        "cooperatesWith",
        set(),
    ),
    "what a sentence tells before is the effect": (
        "Die Erlöse gingen um zwei Prozent zurück. Grund dafür ist das schwache Geschäft in Osteuropa.",
        "causes",
        {("schwaches Geschäft", "Die Erlöse gingen um zwei Prozent zurück")},
    ),
    "a business that is stopped is no company": (
        "Der Fleischverarbeiter Müller GmbH stellt zum Monatsende den Betrieb ein.",
        "recallsOrStops",
        {("Müller GmbH", "Betrieb")},
    ),
}


@pytest.mark.parametrize(("text", "relation", "expected"), CASES.values(), ids=CASES)
def test_claims_of_a_relation_are_these_and_no_others(text, relation, expected):
    unmet, pairs = compared(text, relation, expected)
    assert not unmet, pairs
    assert len(pairs) == len(expected), pairs


def test_a_claim_of_one_of_several_has_no_roles_of_the_others():
    found = read("Siemens, Bosch und Continental kaufen Chips von Nvidia.").reading
    told = [claim for claim in found.claims if claim.relation == "buys"]
    assert [len([r for r in claim.roles if r.name == "buyer"]) for claim in told] == [1, 1, 1]
    assert [{r.referent for r in claim.roles if r.name == "buyer"} for claim in told] == [
        {claim.subject} for claim in told
    ]
    (event,) = found.events
    assert len([role for role in event.roles if role.name == "buyer"]) == 3


def test_a_headline_is_left_out_where_the_body_names_whom_it_only_describes():
    found = read(
        "SNP erhält Großauftrag von US-Konzern\n\n"
        "Die SNP AG hat einen Auftrag von Hewlett Packard Enterprise erhalten."
    )
    told = [claim for claim in found.reading.claims if claim.relation == "receivesOrder"]
    assert [names(found, claim, "object") for claim in told] == [{"Hewlett Packard Enterprise"}]


def test_a_strike_does_not_fail_with_the_flights_that_are_cancelled_for_it():
    found = read("Wegen des Streiks der Piloten waren bei der Lufthansa 900 Flüge ausgefallen.")
    told = [claim for claim in found.reading.claims if claim.relation == "strikes"]
    assert {claim.polarity for claim in told} == {Polarity.POSITIVE}


def test_a_name_is_told_as_its_own_and_not_as_in_a_compound():
    found = read("Air Berlin wächst. Air-Berlin-Chef Stefan Pichler streicht 1200 Stellen.").reading
    assert {r.name for r in found.referents if r.kind == "Company"} == {"Air Berlin"}


def test_a_passive_relative_clause_does_not_name_its_main_clause_as_the_cause():
    found = read("Wir sind Nachbarn der Fabrik und leiden unter dem Lärm der dort verursacht wird.")
    assert "causes" not in {claim.relation for claim in found.reading.claims}
