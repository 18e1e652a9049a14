"""What `kg annotate` writes: a table, CoNLL-U that can be read back, and a page with escaped text."""

from pathlib import Path

import spacy
from spacy.tokens import Doc, Span

from kg.evaluate.corpora import read_gold
from kg.language.compounds import register
from kg.language.formats import as_conllu, as_page, as_table


def made() -> Doc:
    register()
    doc = Doc(
        spacy.blank("de").vocab,
        words=["BMW", "baut", "\n", "Elektro-Autos", ".", "<b>", "!"],
        spaces=[True, False, False, False, True, False, False],
        pos=["PROPN", "VERB", "SPACE", "NOUN", "PUNCT", "X", "PUNCT"],
        tags=["NE", "VVFIN", "_SP", "NN", "$.", "XY", "$."],
        lemmas=["BMW", "bauen", "\n", "Elektro-Auto", ".", "<b>", "!"],
        heads=[1, 1, 1, 1, 1, 5, 5],
        deps=["nsubj", "ROOT", "dep", "obj", "punct", "ROOT", "punct"],
        sent_starts=[True, False, False, False, False, True, False],
    )
    doc.set_ents([Span(doc, 0, 1, "Company")])
    return doc


def test_conllu_is_read_back_without_white_space_tokens(tmp_path: Path):
    (tmp_path / "a.conllu").write_text(as_conllu([made(), made()]), encoding="utf-8")
    first, second, *others = read_gold(tmp_path / "a.conllu")
    assert first.words == ("BMW", "baut", "Elektro-Autos", ".")
    assert (first.head, first.deprel) == ((1, 1, 1, 1), ("nsubj", "root", "obj", "punct"))
    assert second.text == "<b>!"
    assert len(others) == 2


def test_conllu_numbers_documents_and_sentences_and_tells_entities_and_parts():
    lines = as_conllu([made(), made()]).splitlines()
    assert [line for line in lines if line.startswith("# newdoc")] == [
        "# newdoc id = 1",
        "# newdoc id = 2",
    ]
    assert [line[-1] for line in lines if line.startswith("# sent_id")] == ["1", "2", "3", "4"]
    assert lines[3].endswith("NER=B-Company")
    assert lines[5].endswith("Parts=Elektro+Autos|SpaceAfter=No")


def test_a_table_has_one_aligned_line_a_word():
    rows = as_table([made()]).splitlines()
    assert rows[0].split() == ["1", "BMW", "BMW", "PROPN", "NE", "2", "nsubj", "B-Company"]
    assert rows[2].split()[1:4] == ["Elektro-Autos", "Elektro-Auto", "NOUN"]
    assert (
        len(
            {
                line.index(tag)
                for line, tag in zip(rows[:4], ("NE", "VVFIN", "NN", "$."), strict=True)
            }
        )
        == 1
    )


def test_a_page_escapes_the_text_and_marks_the_entities():
    page = as_page([made()])
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert "Company" in page
