"""Notices on conflicts of interest, and the lines that are no part of an article."""

import pytest

from kg.extract.disclosure import find_disclosures
from kg.extract.zones import find_zones, in_zone

NOTICE = "Der Kurs fiel.\nHinweis auf Interessenkonflikte:\nDie AG hält die Rechte.\n\nEnde."


def test_a_heading_opens_a_section_up_to_the_next_blank_line(plain):
    (notice,) = find_disclosures(NOTICE, plain(NOTICE))
    assert notice.cue == "Hinweis auf Interessenkonflikte"
    assert NOTICE[notice.start : notice.end].endswith("Die AG hält die Rechte.")
    assert NOTICE[notice.start : notice.end].startswith("Hinweis")


def test_words_within_a_sentence_make_that_line_the_notice(plain):
    text = "Kaufen. Offenlegung gemäß § 85 WpHG: Der Autor hält Aktien.\nWeiter im Text."
    (notice,) = find_disclosures(text, plain(text))
    assert text[notice.start : notice.end].endswith("Der Autor hält Aktien.")


def test_the_seed_has_one_notice(plain, shared):
    text = (shared / "examples" / "seed.txt").read_text(encoding="utf-8")
    (notice,) = find_disclosures(text, plain(text))
    assert (notice.start, notice.end) == (1868, len(text))


@pytest.mark.parametrize(
    "line",
    ["Anzeige", "Lesen Sie auch: Intel wächst", "Bildquelle: Intel", "WhatsApp", "Foto: Max Muster",
     "Startseite » Computer » Intel", "Von Max Muster"],
)  # fmt: skip
def test_boilerplate_lines_are_zones(line):
    text = f"Intel wächst.\n{line}\nDer Umsatz stieg."
    start = text.index(line)
    zones = find_zones(text)
    assert in_zone(zones, start, start + len(line))
    assert not in_zone(zones, 0, 5)


def test_a_headline_that_begins_with_a_brand_is_no_button():
    assert find_zones("Twitter streicht in Europa Stellen") == ()
