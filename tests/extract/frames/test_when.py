"""A claim has the time that is told of it, not just any time of its sentence."""

import pytest

from .reading import read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "relation", "time"),
    [
        ("Im März übernahm Siemens die Firma Mentor.", "acquires", "Im März"),
        ("Die Siemens-Tochter Mentor entließ im Mai 300 Mitarbeiter.", "laysOff", "im Mai"),
        ("Die Siemens-Tochter Mentor entließ im Mai 300 Mitarbeiter.", "isSubsidiaryOf", None),
        ("Bosch-Chef Stefan Hartung sagte am Montag, der Konzern werde wachsen.", "leads", None),
        ("Der Umsatz von Bosch stieg im ersten Quartal um 5 Prozent.", "reportsRevenue", "im ersten Quartal"),
        ("Wie Bosch am Montag mitteilte, streicht der Konzern 2017 rund 300 Stellen.", "laysOff", "2017"),
        ("Im Mai kaufte BASF die Firma Cognis und verkaufte Styrolution.", "divests", "Im Mai"),
        ("Bosch will in den nächsten drei Jahren Stellen abbauen.", "laysOff", "in den nächsten drei Jahren"),
    ],
)  # fmt: skip
def test_a_claim_has_the_time_told_of_it(text, relation, time):
    claims = [claim for claim in read(text).reading.claims if claim.relation == relation]
    assert claims
    assert {claim.time.text if claim.time else None for claim in claims} == {time}
