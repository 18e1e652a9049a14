"""What a tag of one scheme says about another scheme's tags."""

import pytest

pytest.importorskip("torch", reason="the train extra is not installed")

from kg.language.training.transfer import (
    allowed_classes,
    allowed_tags,
    transfer_codes,
    transfer_masks,
)

HEADS = {
    "upos": ["DET", "NOUN", "PRON"],
    "ner:germeval": [
        "O",
        *(
            prefix + kind + suffix
            for kind in ("PER", "LOC", "ORG", "OTH")
            for suffix in ("", "deriv", "part")
            for prefix in ("B-", "I-")
        ),
    ],
    "ner:uner": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"],
}


def test_a_person_is_a_person_in_both():
    assert allowed_tags("uner", "B-PER", "germeval") == ("B-PER",)
    assert allowed_tags("germeval", "I-PER", "smartdata") == ("I-person",)


def test_an_untagged_word_may_be_what_the_scheme_does_not_know():
    allowed = allowed_tags("smartdata", "O", "germeval")
    assert {"O", "B-OTH"} <= set(allowed)
    assert "B-PER" not in allowed


def test_a_date_is_no_person_and_may_be_nothing():
    allowed = allowed_tags("smartdata", "B-date", "germeval")
    assert "O" in allowed
    assert "B-LOC" not in allowed


def test_an_organisation_may_be_a_company():
    assert set(allowed_tags("germeval", "B-ORG", "smartdata")) == {
        "B-organization",
        "B-organization-company",
    }


def test_what_is_not_comparable_restricts_nothing():
    assert allowed_tags("wikiner", "B-MISC", "germeval") == ()
    assert allowed_tags("product", "B-PRODUCT", "germeval") == ()


def test_masks_allow_exactly_the_allowed_tags():
    heads = {name: HEADS[name] for name in ("upos", "ner:germeval", "ner:uner")} | {
        "ner:smartdata": ["O"]
        + [
            prefix + kind
            for kind in (
                *("date", "disaster-type", "distance", "duration", "number", "org-position"),
                *("time", "trigger", "location-stop", "location-street", "location-route"),
                *("person", "location", "location-city", "organization", "organization-company"),
                *("person-part", "location-part", "location-city-part", "organization-part"),
                "organization-company-part",
            )
            for prefix in ("B-", "I-")
        ]
    }
    code = transfer_codes(heads)["ner:germeval"][("uner", "B-LOC")]
    row = transfer_masks(heads)["ner:germeval"][code]
    assert [tag for tag, value in zip(heads["ner:germeval"], row, strict=True) if value == 0] == [
        "B-LOC"
    ]


def test_a_pronoun_of_an_older_release_may_be_a_determiner():
    assert set(allowed_classes("old", "PRON")) == {"PRON", "DET"}
    assert allowed_classes("old", "NOUN") == ("NOUN",)
    assert allowed_classes("pud", "") == ()
