"""Claims rows hold what the scorer and a table need, with the names a document uses."""

from decimal import Decimal

from kg.export.claims import claims_rows
from kg.model import (
    Amount,
    Claim,
    Document,
    Event,
    Evidence,
    Form,
    Mention,
    Modality,
    Reading,
    Referent,
    Sentence,
)

TEXT = "Siemens streicht rund 2000 Stellen."
SENTENCE = Sentence(1, 0, 35)
SIEMENS = Referent(
    "0-7",
    "Company",
    "Siemens",
    True,
    (Mention(0, 7, "Siemens", "Company"), Mention(9, 12, "sie", "Topic", Form.PRONOUN)),
)
AMOUNT = Amount(Decimal(2000), "persons", "rund 2000 Stellen", 17, 34, approximate=True)
EVENT = Event("8-16-Layoff", "Layoff", "streicht", (), Modality.ASSERTED)


def claim(**fields):
    told = {"document": "x", "subject": "0-7", "relation": "laysOff", "object": None,
            "literal": "rund 2000 Stellen", "evidence": Evidence(0, 34, TEXT[:34], SENTENCE),
            "amount": AMOUNT, "event": EVENT.key}  # fmt: skip
    return Claim(**(told | fields))


def rows(*claims):
    reading = Reading(Document("x", TEXT, name="doc-01"), (SENTENCE,), (SIEMENS,), (EVENT,), claims)
    return list(claims_rows(reading))


def test_row_names_article_subject_amount_and_words():
    (row,) = rows(claim())
    assert row["doc"] == "doc-01"
    assert row["subject"] == {"label": "Siemens", "aliases": [], "type": "Company"}
    assert row["object"] == {"literal": "rund 2000 Stellen"}
    assert row["amount"] == {
        "value": 2000,
        "unit": "persons",
        "approximate": True,
        "text": "rund 2000 Stellen",
    }
    assert TEXT[row["start"] : row["end"]] == row["quote"]


def test_event_as_participant_is_called_by_its_label_and_words():
    told = rows(claim(), claim(subject=EVENT.key, relation="causes", event=None))
    assert told[1]["subject"] == {"label": "streicht", "aliases": [TEXT[:34]], "type": "Layoff"}


def test_fraction_stays_a_fraction():
    (row,) = rows(claim(amount=Amount(Decimal("1.5"), "percent", "1,5 Prozent", 0, 5)))
    assert row["amount"]["value"] == 1.5
