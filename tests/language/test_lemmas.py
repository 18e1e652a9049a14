"""Base forms from a word, the model's lemma and its tags."""

import pytest

from kg.language.lemmas import lemma_of


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "feats", "lemma"),
    [
        ("gehört", "VERB", "VVFIN", "Mood=Ind", "gehören"),
        ("gehört", "VERB", "VVPP", "VerbForm=Part", "hören"),
        ("gebe", "VERB", "VVFIN", "Mood=Sub", "geben"),
        ("gelangt", "VERB", "VVFIN", "_", "gelangen"),
        ("Zusammenschluss", "NOUN", "NN", "Case=Acc|Number=Sing", "Zusammenschluss"),
        ("Abschlüsse", "NOUN", "NN", "Case=Acc|Number=Plur", "Abschluss"),
        ("Maße", "NOUN", "NN", "Number=Plur", "Maß"),
        ("im", "ADP", "APPRART", "_", "in"),
        ("Chinas", "PROPN", "NE", "Case=Gen", "China"),
        ("Frankfurter", "ADJ", "ADJA", "_", "Frankfurter"),
        ("12.000", "NUM", "CARD", "_", "12.000"),
    ],
)
def test_base_forms(form: str, upos: str, xpos: str, feats: str, lemma: str):
    assert lemma_of(form, form, upos=upos, xpos=xpos, feats=feats) == lemma
