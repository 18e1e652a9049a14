"""Hostile text goes through every room without an error and in time linear in its length."""

import time

import pytest

from kg.model import Document, document_id
from kg.pipeline.flow import Page, read
from kg.pipeline.options import Options
from kg.pipeline.rooms import rooms_for

pytestmark = pytest.mark.model

TRIES = 3
TEXTS = {
    "one sentence": lambda n: "Siemens übernimmt Bosch und Daimler kauft Intel und " * n + "Ende.",
    "punctuation": lambda n: "…!?;:,.-–()«»„“" * n,
    "names": lambda n: "Siemens Bosch Daimler Nvidia Intel " * (2 * n),
    "new names": lambda n: " ".join(f"Firma{i} Werk{i} AG" for i in range(3 * n)),
    "mixed languages": lambda n: (
        "Siemens acquires Bosch. 東京は Intel を買収. Газпром купил Siemens. " * n
    ),
    "nested quotes": lambda n: "„Siemens sagte " * (4 * n) + "“" * (4 * n),
    "nested brackets": lambda n: "(Siemens kauft " * (3 * n) + ")" * (3 * n),
    "headlines": lambda n: "Siemens kauft Bosch\n" * (3 * n),
    "one claim again and again": lambda n: (
        "Siemens kauft Bosch. Das Unternehmen wächst. " * (2 * n)
    ),
    "chain of owners": lambda n: "Der Chef " + "des Chefs " * (4 * n) + "von Siemens kauft Intel.",
    "relative clauses": lambda n: "Siemens, das Bosch kauft, " * (3 * n) + "wächst.",
    "compound": lambda n: "Siemens-Bosch-" * (4 * n) + "Chef kauft Intel.",
    "one long word": lambda n: (
        f"Das Werk in A{'a' * (100 * n)} wächst. Die A{'b' * (100 * n)} AG auch."
    ),
    "legal forms": lambda n: "Das Unternehmen " + "AG " * (10 * n) + "wächst.",
    "figures": lambda n: " ".join(f"Siemens zahlt rund {i} Millionen Euro, und" for i in range(n)),
}


@pytest.fixture(scope="module")
def rooms():
    return rooms_for(Options(), threads=1)


def page_of(rooms, text):
    (page,) = read([Document(document_id(text), text)], rooms)
    return page


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_hostile_text_becomes_a_page(rooms, name):
    text = TEXTS[name](50)
    page = page_of(rooms, text)
    assert isinstance(page, Page)
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in page.claims)


SIGNS = "’'„“\"()[]<>.,;:-–…!?/\\|*#&%€$@_ \u00a0\u00ad\u200b\u2028\u202e1aAé中😀"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_row_of_one_sign_becomes_a_page(rooms, sign):
    row = sign * 40
    assert isinstance(
        page_of(rooms, f"Siemens kauft {row} Bosch. Das {row} wächst um 5{row}."), Page
    )


def test_an_error_says_in_which_article_it_was_met(rooms, monkeypatch):
    def fail(*_given, **_named):
        raise IndexError

    monkeypatch.setattr("kg.pipeline.flow.resolve", fail)
    text = "Siemens kauft Bosch."
    with pytest.raises(IndexError) as met:
        page_of(rooms, text)
    assert met.value.__notes__ == [f"met in the article {document_id(text)}"]


@pytest.mark.timing
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_four_times_the_text_takes_four_times_the_time(rooms, name):
    def seconds(times):
        text = TEXTS[name](times)
        started = time.process_time()
        page_of(rooms, text)
        return time.process_time() - started

    seconds(10)
    # Sixteen times as long were it quadratic; other work on the machine may spoil a try.
    assert any(seconds(200) < 8 * seconds(50) + 0.5 for _ in range(TRIES))
