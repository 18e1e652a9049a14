"""Confidence is what the fit makes of the rules' figures: surer of the body, less of what is inferred."""

import pytest

from kg.extract.confidence import RAW, calibrated, shipped_fit
from kg.extract.reading import trace
from kg.language import load
from kg.model import Basis, Document, document_id

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def nlp():
    return load(threads=1)


def claims(nlp, text, **fit):
    return trace(Document(document_id(text), text), nlp(text), **fit).reading.claims


def test_headline_is_less_sure_than_the_same_words_in_the_body(nlp):
    (headline,) = claims(nlp, "Siemens übernimmt Alstom")
    (body,) = claims(nlp, "Siemens übernimmt Alstom.")
    assert headline.confidence < body.confidence


def test_a_buyer_that_is_only_described_is_less_sure_than_a_named_one(nlp):
    text = "Siemens übernimmt Alstom. Das Unternehmen kauft auch Bosch."
    told = {c.basis: c.confidence for c in claims(nlp, text) if c.relation == "acquires"}
    assert told[Basis.COREFERENCE] < told[Basis.EXPLICIT]


def test_fit_changes_confidence_and_nothing_else(nlp):
    text = "Siemens verehrt Bosch. Siemens übernimmt Alstom."
    document = Document(document_id(text), text)
    raw, told = claims(nlp, text, fit=RAW), claims(nlp, text)
    assert calibrated(raw, document, shipped_fit()) == list(told)
    assert [c.id for c in raw] == [c.id for c in told]
    assert {c.relation: c.confidence for c in told}["open:verehren"] == 0.5
