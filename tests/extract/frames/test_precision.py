"""Sentences that a hasty reader takes for a claim: read with the shipped pipeline, all claims of a relation."""

import pytest

from kg.model import Polarity

from .reading import compared, read

pytestmark = pytest.mark.model

CASES = {
    "a company named once, and elsewhere, is not what an article is about": (
        "Am Montag streikt in Kiel die Müllabfuhr. Die Beschäftigten wollen die Arbeit niederlegen. "
        "Das teilte Verdi mit. Der Tanklaster gehört Shell.",
        "strikes",
        set(),
    ),
    "what somebody else does the company of the article does not do": (
        "Nordwerk wächst. Nordwerk liefert Pumpen. Rund 900 Firmen mussten Insolvenz anmelden.",
        "insolvent",
        set(),
    ),
    "an index has no company behind it": (
        "Siemens wächst. Siemens legt zu. Der Dax machte Verluste vom Freitag wett.",
        "reportsProfit",
        set(),
    ),
    "a plan that is shown is no launch": (
        "Die Firma Nordwerk stellte am Dienstag die Planung für den Hafen vor.",
        "launches",
        set(),
    ),
    "a language in brackets tells no country": (
        "Nordwerk AG: Gericht in Bremen stimmt der Stundung zu (deutsch)",
        "headquarteredIn",
        set(),
    ),
    "a lost match is no insolvency": (
        "Nach der 0:3-Pleite von Borussia Dortmund schweigt der Trainer.",
        "insolvent",
        set(),
    ),
    "who makes a sort of thing is described, not pointed to": (
        "Die Hersteller der TV-Geräte wollen ein Durcheinander vermeiden. Im Mai wurde die UHD Alliance gegründet.",
        "produces",
        set(),
    ),
    "a premium maker makes no premium": (
        "Der Premiumhersteller Hachez wächst.",
        "produces",
        set(),
    ),
    "what stands before an and is the cause of what stands behind it": (
        "Der Lastwagen steckte im Schlamm fest und konnte deshalb die Ware nicht liefern.",
        "causes",
        {("Der Lastwagen steckte im Schlamm fest", "konnte die Ware nicht liefern")},
    ),
    "a head of investment invests nothing": (
        "Das sagt Eva Lind, Head of Investment bei Nordwerk.",
        "investsIn",
        set(),
    ),
    "who goes on strike does not lose the job": (
        "Nordwerk wächst. Bei Nordwerk wollen 300 Beschäftigte in den Warnstreik gehen.",
        "laysOff",
        set(),
    ),
    "a road that leads somewhere causes nothing": (
        "Die Straße führt von der Kirche bis zur Hafenbrücke.",
        "causes",
        set(),
    ),
    "a customer that is won is supplied": (
        "Die Agentur Talbach hat den Konzern Siemens als Neukunden gewonnen.",
        "supplies",
        {("Talbach", "Siemens")},
    ),
    "a rival in apposition is one, whatever is planned": (
        "Boeing als auch Dauer-Kontrahent Airbus wollen mehr Flugzeuge bauen.",
        "competesWith",
        {("Boeing", "Airbus")},
    ),
    "many of all staff are not all": (
        "Nordwerk baut um. Viele der 700 Mitarbeiter von Nordwerk verlieren ihre Stelle.",
        "laysOff",
        set(),
    ),
    "some of all jobs are those that go": (
        "Bei Nordwerk fallen 500 der derzeit 5500 Arbeitsplätze weg.",
        "laysOff",
        {("Nordwerk", "500")},
    ),
    "a label of the wire is not what is done": (
        "ROUNDUP 2: Nordwerk ruft Millionen Schokoriegel zurück",
        "recallsOrStops",
        {("Nordwerk", "Schokoriegel")},
    ),
    "what a reason is said of does not lie within the reason": (
        "Der Umsatz sank. Grund sind fehlerhafte Angaben auf der Liste für die Auktion.",
        "causes",
        {("fehlerhafte Angaben", "Der Umsatz sank")},
    ),
    "a terminal is taken over though it is a place": (
        "Nordwerk schließt die Akquisition des Treibstoffterminals Jarrow ab.",
        "acquires",
        {("Nordwerk", "Treibstoffterminal Jarrow")},
    ),
    "a town lies in its region": (
        "Im ostfriesischen Leer hielt ein Zug.",
        "headquarteredIn",
        set(),
    ),
    "a flight between towns is stopped, no town": (
        "So würden alle Interkontinentalflüge von und nach München gestrichen, teilte die Lufthansa mit.",
        "recallsOrStops",
        {("Lufthansa", "alle Interkontinentalflüge")},
    ),
    "a strike that is widened is no expansion": (
        "Verdi weitet die Warnstreiks bei der Post aus.",
        "expands",
        set(),
    ),
    "nobody means a company that is named only later": (
        "Vorstandschef Horst Görtz denkt an einen Börsengang. Der Konzern Fresenius wächst. Fresenius baut Kliniken.",
        "leads",
        set(),
    ),
    "a sort of car is nobody's daughter": (
        "BMW schiebt einen streng limitierten GTS-Ableger nach.",
        "isSubsidiaryOf",
        set(),
    ),
    "a town is not taken over": (
        "Der Konzern Wirecard übernimmt Hamburg.",
        "acquires",
        set(),
    ),
    "a ship has no seat": (
        "Die Firma Nordwerk lud ein. Im Hafen lag das norwegische Schiff Solvik.",
        "headquarteredIn",
        set(),
    ),
    "a band has no seat": (
        "Im Juni veröffentlichte die isländische Band Sigur Rós ein Video.",
        "headquarteredIn",
        set(),
    ),
    "an adjective that ends like a town's is none": (
        "Teuer zu stehen kommt Telvia der Verlust der Kundendaten.",
        "headquarteredIn",
        set(),
    ),
    "a price that is quoted moves nowhere": (
        "Die Anleihe notiert bei 40 Prozent.",
        "priceFalls",
        set(),
    ),
    "a figure by a name does not say which way": (
        "An der Spitze stehen Infineon (+3,4 Prozent) und Adidas (+1,2%).",
        "priceFalls",
        set(),
    ),
    "shareholders as such hold no stake worth telling": (
        "Die Aktionäre von Orlane bekommen 70 Cent je Aktie.",
        "ownsStakeIn",
        set(),
    ),
    "who takes a company into an index is no member": (
        "Die Deutsche Börse nimmt Nordwerk wieder in den MDax auf.",
        "indexMember",
        {("Nordwerk", "MDax")},
    ),
    "sums cause nothing": (
        "Im Auftaktquartal gingen die Erlöse auf 1,1 Milliarden Euro zurück.",
        "causes",
        set(),
    ),
    "a clause that has lost its end says nothing": (
        "Die Kunden kommen wieder in die Märkte. Daher will die Elektrok",
        "causes",
        set(),
    ),
    "an office that is declined is not held": (
        "Der frühere Nationalspieler Christoph Metzelder wird gesucht. Metzelder lehnt das Amt des Vorstandschefs "
        "bei Eintracht Frankfurt ab.",
        "leads",
        set(),
    ),
    "the head of a department does not lead the house": (
        "Das sagt Helima Croft, Leiterin Rohstoffanalyse bei der Royal Bank of Canada.",
        "leads",
        set(),
    ),
    "whoever drives a car is not its maker": (
        "Ein Ford-Fahrer verursacht einen Unfall.",
        "causes",
        {("Ford-Fahrer", "Unfall")},
    ),
    "a reason that is one has no place it lies in": (
        "Die Erlöse sanken. Auslöser ist der Streit in der Branche.",
        "causes",
        {("Streit", "Die Erlöse sanken")},
    ),
    "what a reason brings about is no part of the reason": (
        "Bei Nordwerk kam es wegen eines Defekts zu einem Brand.",
        "causes",
        {("Defekt", "Bei Nordwerk kam es zu einem Brand")},
    ),
    "a distribution that is taken over is no company": (
        "Bosch übernimmt den Vertrieb von Nordwerk.",
        "acquires",
        set(),
    ),
    "a bank that pays for a takeover does not take over": (
        "Die Commerzbank finanziert die Übernahme von Monsanto.",
        "acquires",
        set(),
    ),
    "partners join their plants, not themselves": (
        "Die IG Metall und Siemens haben sich auf einen Zusammenschluss der Werke geeinigt.",
        "mergesWith",
        set(),
    ),
    "who takes on staff does not employ just them": (
        "Nordwerk stellt 500 Mitarbeiter ein.",
        "employs",
        set(),
    ),
    "what a rival does is not done by the company it is named by": (
        "Der Konkurrent von Bosch streicht 500 Stellen.",
        "laysOff",
        set(),
    ),
}


@pytest.mark.parametrize(("text", "relation", "expected"), CASES.values(), ids=CASES)
def test_claims_of_a_relation_are_these_and_no_others(text, relation, expected):
    unmet, pairs = compared(text, relation, expected)
    assert not unmet, pairs
    assert len(pairs) == len(expected), pairs


def test_the_quote_of_a_claim_holds_the_name_that_follows_the_noun():
    found = read("Die deutsche Digitalagentur Conrad Caine wurde verkauft.")
    told = [claim for claim in found.reading.claims if claim.relation == "headquarteredIn"]
    assert [claim.evidence.quote for claim in told] == ["deutsche Digitalagentur Conrad Caine"]


def test_a_denial_does_not_reach_what_is_there_all_the_same():
    found = read("Trotz des Streiks bei der Lufthansa fällt kein Flug nach Rom aus.")
    told = [claim for claim in found.reading.claims if claim.relation == "strikes"]
    assert {claim.polarity for claim in told} == {Polarity.POSITIVE}
