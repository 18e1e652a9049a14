"""Annotated sentences are read strictly, and the extractor keeps to the floor measured on them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DocumentError
from kg.evaluate.sentences import Example, read_sentences, score_sentences
from kg.export.claims import claims_rows
from kg.extract import extract
from kg.extract.frames import load_ontology
from kg.language import load
from kg.model import Document, document_id

FOLDER = Path(__file__).parents[1] / "data" / "claims"
FLOOR_PRECISION, FLOOR_RECALL = 0.83, 0.63
"""Measured 0.839 and 0.634 on 1,548 sentences; not to be lowered. Until descriptions were told in the
nominative and matched by every wording of theirs, not by their label alone, it was 0.810 and 0.610."""
FEWEST = 20
"""Sentences at least for every relation, and as many that claim it."""


def _read(folder: Path, text: str) -> tuple[Example, ...]:
    (folder / "acquires.txt").write_text(text, encoding="utf-8")
    return read_sentences(folder, load_ontology().relations)


def test_a_sentence_carries_its_claims_and_their_fields(tmp_path: Path) -> None:
    text = "Alpha will Beta kaufen.\n  Alpha | acquires | Beta | modality=Planned\n\nEs regnet.\n"
    bought, rained = _read(tmp_path, text)
    assert (bought.name, bought.text, rained.claims) == (
        "acquires:1",
        "Alpha will Beta kaufen.",
        (),
    )
    (claim,) = bought.claims
    assert (claim.subject, claim.relation, claim.object) == ("Alpha", "acquires", "Beta")
    assert (claim.value("modality"), claim.value("polarity")) == ("Planned", "Positive")


def test_a_place_told_by_an_adjective_need_not_stand_in_the_sentence(tmp_path: Path) -> None:
    (example,) = _read(tmp_path, "Die Ulmer Firma Alpha wächst.\n  Alpha | headquarteredIn | Ulm\n")
    assert example.claims[0].object == "Ulm"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            "Alpha kauft Beta.\n  Alpha | acquires | Gamma\n",
            r"acquires\.txt:2: 'Gamma' does not stand",
        ),
        (
            "Alpha kauft Beta.\n  Alpha | swallows | Beta\n",
            r"acquires\.txt:2: no relation 'swallows'",
        ),
        ("Alpha kauft Beta.\n  Alpha | acquires\n", r"acquires\.txt:2: expected `subject"),
        (
            "Alpha kauft Beta.\n  Alpha | acquires | Beta | mood=x\n",
            r"acquires\.txt:2: 'mood=x' is no field",
        ),
        ("Alpha kauft Beta.\nBeta wächst.\n", r"acquires\.txt:2: two sentences"),
        ("  Alpha | acquires | Beta\n", r"acquires\.txt:1: a claim without a sentence"),
    ],
)
def test_a_malformed_annotation_is_refused_with_file_and_line(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(DocumentError, match=complaint):
        _read(tmp_path, text)


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no sentences here"):
        read_sentences(tmp_path, ())


def _typed() -> list[str]:
    """Return the 71 relation types; a direct edge beside them has its frames' examples only."""
    return [name for name in load_ontology().relations if not name.startswith("edge:")]


def test_every_relation_has_its_sentences() -> None:
    relations = _typed()
    count = Counter(example.name.split(":")[0] for example in read_sentences(FOLDER, relations))
    assert {relation: count[relation] for relation in relations if count[relation] < FEWEST} == {}


def test_every_relation_is_claimed_by_as_many_sentences() -> None:
    relations = _typed()
    examples = read_sentences(FOLDER, relations)
    count = Counter(name for example in examples for name in _relations(example))
    assert {relation: count[relation] for relation in relations if count[relation] < FEWEST} == {}


def _relations(example: Example) -> set[str]:
    """Return the relations that a sentence claims; what is attributed also tells who reports it."""
    reported = {"reportsThat"} if any(c.value("attributed") for c in example.claims) else set[str]()
    return {claim.relation for claim in example.claims} | reported


def test_symmetric_relations_are_scored_in_either_order(tmp_path: Path) -> None:
    examples = _read(tmp_path, "Alpha und Beta fusionieren.\n  Alpha | mergesWith | Beta\n")
    row = {
        "doc": "acquires:1", "subject": {"label": "Beta"}, "relation": "mergesWith", "object": {"label": "Alpha"},
        "polarity": "Positive", "modality": "Asserted", "confidence": 0.9, "start": 0, "end": 5,
    }  # fmt: skip
    report = score_sentences(examples, [row])
    assert (report.total.found, report.total.wrong) == (1, 0)


def test_the_extractor_keeps_to_its_floor_on_the_sentences() -> None:
    nlp = load(threads=1)
    examples = read_sentences(FOLDER, load_ontology().relations)
    rows: list[dict[str, Any]] = []
    for example in examples:
        document = Document(document_id(example.text), example.text, name=example.name)
        rows += claims_rows(extract(document, nlp(example.text)))
    total = score_sentences(examples, rows).total
    assert total.precision >= FLOOR_PRECISION
    assert total.recall >= FLOOR_RECALL
