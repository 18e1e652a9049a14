"""Frames match hand-annotated sentences: no model is needed."""

import pytest

from kg.extract.reading import trace
from kg.model import Document, Modality, document_id

ACTIVE = """
    Siemens    Siemens    PROPN NE    2 nsubj B-Company
    übernimmt  übernehmen VERB  VVFIN 0 root  O
    Alstom     Alstom     PROPN NE    2 obj   B-Company
    .          .          PUNCT $.    2 punct O
"""
PASSIVE = """
    Alstom     Alstom     PROPN NE    5 nsubj:pass B-Company
    wird       werden     AUX   VAFIN 5 aux:pass   O
    von        von        ADP   APPR  4 case       O
    Siemens    Siemens    PROPN NE    5 obl        B-Company
    übernommen übernehmen VERB  VVPP  0 root       O
    .          .          PUNCT $.    5 punct      O
"""
NOUN = """
    Die        der        DET   ART            2 det  O
    Übernahme  Übernahme  NOUN  NN             0 root O
    von        von        ADP   APPR           4 case O
    Alstom     Alstom     PROPN NE             2 nmod B-Company
    durch      durch      ADP   APPR           6 case O
    Siemens    Siemens    PROPN NE             2 nmod B-Company
"""
DUTY = """
    Siemens       Siemens       PROPN NE    2 nsubj B-Company
    übernimmt     übernehmen    VERB  VVFIN 0 root  O
    Verantwortung Verantwortung NOUN  NN    2 obj   O
    .             .             PUNCT $.    2 punct O
"""
PERSON = """
    Siemens    Siemens    PROPN NE    2 nsubj B-Company
    übernimmt  übernehmen VERB  VVFIN 0 root  O
    Angela     Angela     PROPN NE    2 obj   B-Person
    Merkel     Merkel     PROPN NE    3 flat  I-Person
    .          .          PUNCT $.    2 punct O
"""


def read(annotated, table):
    doc = annotated(table)
    return trace(Document(document_id(doc.text), doc.text), doc)


@pytest.mark.parametrize("table", [ACTIVE, PASSIVE, NOUN], ids=["active", "passive", "noun"])
def test_acquisition_is_read_from_every_construction(annotated, table):
    found = read(annotated, table).reading
    names = {referent.key: referent.name for referent in found.referents}
    told = [(names[c.subject], c.relation, names[c.object or ""]) for c in found.claims]
    assert told == [("Siemens", "acquires", "Alstom")]


def test_evidence_is_the_exact_words(annotated):
    found = read(annotated, PASSIVE).reading
    evidence = found.claims[0].evidence
    assert found.document.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.quote == "Alstom wird von Siemens übernommen"


def test_claim_names_its_rule_and_event(annotated):
    found = read(annotated, ACTIVE).reading
    claim = found.claims[0]
    assert claim.rule == "frame:acquires/take-over"
    assert claim.event == found.events[0].key
    assert {role.name for role in found.events[0].roles} == {"buyer", "acquired"}
    assert claim.modality is Modality.ASSERTED


def test_taking_over_responsibility_is_no_acquisition(annotated):
    assert read(annotated, DUTY).reading.claims == ()


def test_frame_that_nearly_fits_tells_why(annotated):
    missed = read(annotated, PERSON).missed
    reasons = {miss.reason for miss in missed if miss.frame.id == "take-over"}
    assert reasons == {"nothing fits acquired (Acquired) at obj"}


def test_reading_twice_gives_the_same_claims(annotated):
    assert read(annotated, NOUN).reading == read(annotated, NOUN).reading
