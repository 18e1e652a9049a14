"""Who says so, on sentences annotated by hand."""

import pytest

from kg.extract.attribution import find_attributions
from kg.extract.coreference import index_referents
from kg.extract.mentions import find_mentions

LAUT = """
    Laut    laut    ADP   APPR 2 case  O
    Reuters Reuters PROPN NE   4 obl   B-Medium
    Intel   Intel   PROPN NE   4 nsubj B-Company
    wächst  wachsen VERB  VVFIN 0 root O
    .       .       PUNCT $.   4 punct O
"""
ZUFOLGE = """
    Reuters zufolge PROPN NE   4 obl   B-Medium
    zufolge zufolge ADP   APPO 1 case  O
    Intel   Intel   PROPN NE   4 nsubj B-Company
    wächst  wachsen VERB  VVFIN 0 root O
    .       .       PUNCT $.   4 punct O
"""
ANGABEN = """
    Nach     nach    ADP   APPR 2 case  O
    Angaben  Angabe  NOUN  NN   6 obl   O
    der      der     DET   ART  4 det   O
    Gewerkschaft Gewerkschaft NOUN NN 2 nmod O
    Verdi    Verdi   PROPN NE   4 appos B-Organization
    ruhte    ruhen   VERB  VVFIN 0 root O
    Arbeit   Arbeit  NOUN  NN   6 nsubj O
    .        .       PUNCT $.   6 punct O
"""
SAGTE = """
    Intel   Intel   PROPN NE    2 nsubj B-Company
    wächst  wachsen VERB  VVFIN 4 ccomp O
    ,       ,       PUNCT $,    4 punct O
    sagte   sagen   VERB  VVFIN 0 root  O
    Krzanich Krzanich PROPN NE  4 nsubj B-Person
    .       .       PUNCT $.    4 punct O

    Der     der     DET   ART   2 det   O
    Umsatz  Umsatz  NOUN  NN    4 nsubj O
    sei     sein    AUX   VAFIN 4 aux   O
    gestiegen steigen VERB VVPP 0 root  O
    .       .       PUNCT $.    4 punct O

    Anleger Anleger NOUN  NN    2 nsubj O
    kaufen  kaufen  VERB  VVFIN 0 root  O
    .       .       PUNCT $.    2 punct O
"""
NESTED = """
    Reuters zufolge PROPN NE    3 obl   B-Medium
    zufolge zufolge ADP   APPO  1 case  O
    sagte   sagen   VERB  VVFIN 0 root  O
    Musk    Musk    PROPN NE    3 nsubj B-Person
    ,       ,       PUNCT $,    9 punct O
    dass    dass    SCONJ KOUS  9 mark  O
    Tesla   Tesla   PROPN NE    9 nsubj B-Company
    stark   stark   ADJ   ADJD  9 advmod O
    wachse  wachsen VERB  VVFIN 3 ccomp O
    .       .       PUNCT $.    3 punct O
"""
QUOTE = """
    „       „       PUNCT $(    5 punct O
    Wir     wir     PRON  PPER  5 nsubj O
    werden  werden  AUX   VAFIN 5 aux   O
    kräftig kräftig ADJ   ADJD  5 advmod O
    wachsen wachsen VERB  VVINF 0 root  O
    “       “       PUNCT $(    5 punct O
    ,       ,       PUNCT $,    8 punct O
    sagte   sagen   VERB  VVFIN 5 parataxis O
    Krzanich Krzanich PROPN NE  8 nsubj B-Person
    .       .       PUNCT $.    5 punct O
"""
BERLIN = """
    Intel   Intel   PROPN NE    3 nsubj B-Company
    soll    sollen  AUX   VMFIN 3 aux   O
    wachsen wachsen VERB  VVINF 0 root  O
    .       .       PUNCT $.    3 punct O
"""


def source(annotated, table, word):
    doc = annotated(table)
    index = index_referents(doc, find_mentions(doc))
    token = next(token for token in doc if token.text == word)
    return find_attributions(doc, index).of(token)


@pytest.mark.parametrize(
    ("table", "word", "name", "cue"),
    [
        (LAUT, "wächst", "Reuters", "Laut"),
        (ZUFOLGE, "wächst", "Reuters", "zufolge"),
        (ANGABEN, "ruhte", "Verdi", "Nach"),
        (SAGTE, "wächst", "Krzanich", "sagte"),
        (SAGTE, "gestiegen", "Krzanich", "sagte"),
        (QUOTE, "wachsen", "Krzanich", "sagte"),
    ],
    ids=["laut", "zufolge", "nach Angaben", "sagte", "first subjunctive", "quotation"],
)
def test_a_source_and_its_cue(annotated, table, word, name, cue):
    found = source(annotated, table, word)
    assert found is not None
    assert (found.source, found.cue) == (name, cue)


@pytest.mark.parametrize(
    ("table", "word"),
    [(SAGTE, "kaufen"), (SAGTE, "Intel"), (SAGTE, "sagte"), (BERLIN, "wachsen")],
    ids=["the report has ended", "a name in passing", "the saying itself", "no source"],
)
def test_the_author_speaks(annotated, table, word):
    assert source(annotated, table, word) is None


def test_a_report_of_a_report_names_both(annotated):
    found = source(annotated, NESTED, "wachse")
    assert found is not None
    assert (found.source, found.via) == ("Musk", "Reuters")
