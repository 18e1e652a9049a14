"""Every frame reads its own example sentences with the shipped pipeline."""

import pytest

from kg.extract.frames import load_ontology

from .reading import claims, read

pytestmark = pytest.mark.model

CASES = [
    pytest.param(frame, example, id=f"{frame.relation}-{frame.id}-{n}")
    for frame in load_ontology().frames
    for n, example in enumerate(frame.examples)
]


@pytest.mark.parametrize(("frame", "example"), CASES)
def test_frame_reads_its_example(frame, example):
    found = read(example.text)
    for subject, relation, target in example.claims:
        assert claims(found, subject, relation, target), f"{subject} | {relation} | {target}"
    assert f"frame:{frame.relation}/{frame.id}" in {c.rule for c in found.reading.claims}
