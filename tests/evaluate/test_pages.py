"""Scores of pages: found, extra, beyond; and the table that tells them."""

import pytest
from click.testing import CliRunner

from kg.cli.evaluate_html import command
from kg.errors import DocumentError
from kg.evaluate.pages import score_page, score_pages, total

REFERENCE = "Muster kauft\nDie Muster AG kauft im Mai die Beispiel GmbH. Der Kurs stieg dann deutl"


def test_words_before_the_cut_are_judged_and_those_beyond_it_counted():
    told = "Muster kauft\nStart Börse Kontakt Die Muster AG kauft im Mai die Beispiel GmbH. Mehr nicht."
    score = score_page("a", REFERENCE, told)
    assert (score.words, score.found, score.read, score.extra, score.beyond) == (16, 11, 14, 3, 2)
    assert (score.sentences, score.sentences_found) == (1, 1)
    assert score.recall == pytest.approx(11 / 16)
    assert score.extra_share == pytest.approx(3 / 14)


def test_sentence_with_a_word_missing_is_not_found():
    score = score_page("a", REFERENCE, "Die Muster AG kauft die Beispiel GmbH.")
    assert (score.sentences, score.sentences_found) == (1, 0)


def test_totals_are_sums():
    one = score_page("a", REFERENCE, REFERENCE)
    assert total([one, one]).words == 2 * one.words
    assert total([one, one]).extra == 0


def test_command_prints_a_line_a_page_and_the_total(tmp_path):
    text = "Die Muster AG übernimmt die Beispiel GmbH für drei Millionen Euro."
    (tmp_path / "eins.html").write_text(
        f"<html><body><article><p>{text}</p></article></body></html>"
    )
    (tmp_path / "eins.txt").write_text(text)
    printed = CliRunner().invoke(command, [str(tmp_path)]).output.splitlines()
    assert printed[1].split() == ["eins", "11", "1.00", "1/1", "0.00", "0"]
    assert printed[2].startswith("all ")


def test_folder_without_references_is_named(tmp_path):
    with pytest.raises(DocumentError, match=r"NAME\.txt"):
        score_pages(tmp_path)


def test_corpus_of_pages_is_read_without_its_navigation(shared, record_property):
    """What is missed is captions, forms and a disclaimer; page 17 is an advertisement of a car."""
    scores = score_pages(shared / "data" / "html")
    for score in scores:
        record_property(score.name, f"{score.recall:.2f} found, {score.extra_share:.2f} extra")
    every = total(scores)
    assert every.words > 3000
    assert every.recall >= 0.83
    assert every.extra_share <= 0.11
    assert every.sentences_found >= 122
