"""Hostile text ends without an error and in time linear in its length."""

import time

import pytest

from kg.extract import extract
from kg.extract.zones import find_datelines, find_zones
from kg.language import load
from kg.model import Document, document_id

pytestmark = pytest.mark.model

TRIES = 3
NAMES = "Siemens Bosch Daimler Nvidia Intel "
TEXTS = {
    "punctuation": "…!?;:,.-–()«»„“" * 200,
    "names": NAMES * 200,
    "long sentence": "Siemens übernimmt Bosch und Daimler kauft Intel und " * 120 + "Ende.",
    "mixed": "Siemens acquires Bosch. 東京は Intel を買収. Газпром купил Siemens. " * 40,
    "nested quotes": "„Siemens sagte " * 300 + "“" * 300,
}


@pytest.fixture(scope="module")
def nlp():
    return load(threads=1)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_is_read_without_an_error(nlp, name):
    text = TEXTS[name]
    reading = extract(Document(document_id(text), text), nlp(text))
    assert all(text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in reading.claims)


@pytest.mark.timing
def test_time_grows_with_the_length_not_with_its_square(nlp):
    """The square would be sixteen times as long; other work on the machine may spoil a try."""

    def seconds(times):
        text = "Siemens übernimmt Bosch und Daimler kauft Intel und " * times + "Ende."
        doc = nlp(text)
        start = time.process_time()
        extract(Document(document_id(text), text), doc)
        return time.process_time() - start

    assert any(seconds(400) < 10 * seconds(100) + 0.2 for _ in range(TRIES))


@pytest.mark.parametrize("word", ["Sehr" * 2000, "A" * 8000, "A." * 4000, "AAAA " * 2000])
def test_long_words_at_the_head_of_a_line_take_no_time(word):
    start = time.process_time()
    find_datelines(f"{word}lang AG")
    find_zones(f"{word}lang AG")
    assert time.process_time() - start < 2  # under a hundredth
