"""Who is mentioned and who is meant, on sentences annotated by hand."""

from kg.extract.coreference import index_referents
from kg.extract.mentions import find_mentions
from kg.model import Basis, Form

START_UP = """
    Bestellungen Bestellung NOUN NN|Number=Plur 2 nsubj O
    steigen      steigen    VERB VVFIN 0 root O
    wegen        wegen      ADP  APPR  4 case O
    DeepSeek     DeepSeek   PROPN NE   2 obl  B-Company
    .            .          PUNCT $.   2 punct O

    Das          der        DET  ART   3 det  O
    chinesische  chinesisch ADJ  ADJA  3 amod O
    Start-up     Start-up   NOUN NN|Number=Sing|Gender=Neut 4 nsubj O
    brachte      bringen    VERB VVFIN 0 root O
    sein         sein       DET  PPOSAT 6 det:poss O
    Modell       Modell     NOUN NN    4 obj  O
    .            .          PUNCT $.   4 punct O
"""
GROUP = """
    Die       der      DET   ART 3 det   O
    drei      drei     NUM   CARD 3 nummod O
    Konzerne  Konzern  NOUN  NN|Number=Plur 9 nsubj O
    Alibaba   Alibaba  PROPN NE 3 appos B-Company
    ,         ,        PUNCT $, 6 punct O
    ByteDance ByteDance PROPN NE 4 conj B-Company
    und       und      CCONJ KON 8 cc   O
    Tencent   Tencent  PROPN NE 4 conj  B-Company
    kaufen    kaufen   VERB  VVFIN|Number=Plur 0 root O
    Chips     Chip     NOUN  NN|Number=Plur 9 obj O
    .         .        PUNCT $. 9 punct O

    Nun      nun      ADV  ADV  2 advmod O
    bauen    bauen    VERB VVFIN|Number=Plur 0 root O
    sie      sie      PRON PPER|Number=Plur 2 nsubj O
    ihre     ihr      DET  PPOSAT 5 det:poss O
    Modelle  Modell   NOUN NN|Number=Plur 2 obj O
    aus      aus      ADP  PTKVZ 2 compound:prt O
    .        .        PUNCT $.  2 punct O
"""
COMPOUND = """
    Der         der         DET  ART 2 det   O
    Siemens-Sprecher Siemens-Sprecher NOUN NN|Number=Sing|Gender=Masc 3 nsubj O
    lobte       loben       VERB VVFIN 0 root O
    den         der         DET  ART 5 det   O
    US-Konzern  US-Konzern  NOUN NN|Number=Sing|Gender=Masc 6 nmod O
    Intel       Intel       PROPN NE 3 obj   B-Company
    .           .           PUNCT $. 3 punct O
"""
BOTH = """
    Intel    Intel    PROPN NE 4 nsubj B-Company
    und      und      CCONJ KON 3 cc   O
    Siemens  Siemens  PROPN NE 1 conj  B-Company
    fusionieren fusionieren VERB VVFIN 0 root O
    .        .        PUNCT $. 4 punct O

    Beide    beide    DET  PIAT 2 det  O
    Unternehmen Unternehmen NOUN NN|Number=Plur 3 nsubj O
    schweigen schweigen VERB VVFIN 0 root O
    .        .        PUNCT $. 3 punct O
"""
ALIAS = """
    Die      der      DET  ART 2 det  O
    London   London   PROPN NE 5 nsubj B-Company
    Stock    Stock    PROPN NE 2 flat  I-Company
    Exchange Exchange PROPN NE 2 flat  I-Company
    sucht    suchen   VERB VVFIN 0 root O
    Brian    Brian    PROPN NE 5 obj   B-Person
    Krzanich Krzanich PROPN NE 6 flat  I-Person
    .        .        PUNCT $. 5 punct O

    Krzanich Krzanich PROPN NE 2 nsubj B-Person
    mag      mögen    VERB VVFIN 0 root O
    die      der      DET  ART 4 det   O
    LSE      LSE      PROPN NE 2 obj   B-Company
    .        .        PUNCT $. 2 punct O
"""


def read(annotated, table):
    doc = annotated(table)
    return doc, index_referents(doc, find_mentions(doc))


def meant(doc, index, word, *, nth=0):
    token = [token for token in doc if token.text == word][nth]
    return [reference.referent.name for reference in index.at(token)]


def test_a_described_company_is_the_one_named_before(annotated):
    doc, index = read(annotated, START_UP)
    (reference,) = index.at(doc[7])
    assert reference.referent.name == "DeepSeek"
    assert reference.basis is Basis.COREFERENCE
    assert reference.confidence < 1


def test_a_possessive_means_the_subject_of_its_clause(annotated):
    doc, index = read(annotated, START_UP)
    assert meant(doc, index, "sein") == ["DeepSeek"]


def test_an_adjective_of_nationality_means_the_country(annotated):
    doc, index = read(annotated, START_UP)
    (reference,) = index.at(doc[6])
    assert (reference.referent.name, reference.mention.form) == ("China", Form.ADJECTIVE)


def test_a_typed_series_of_names_is_a_group(annotated):
    doc, index = read(annotated, GROUP)
    assert meant(doc, index, "Konzerne") == ["Alibaba", "ByteDance", "Tencent"]


def test_plural_pronouns_mean_the_group(annotated):
    doc, index = read(annotated, GROUP)
    assert meant(doc, index, "sie") == ["Alibaba", "ByteDance", "Tencent"]
    assert meant(doc, index, "ihre") == ["Alibaba", "ByteDance", "Tencent"]


def test_coordination_is_spread(annotated):
    doc, index = read(annotated, BOTH)
    assert [r.referent.name for r in index.spread(doc[0])] == ["Intel", "Siemens"]


def test_both_companies_are_the_two_before(annotated):
    doc, index = read(annotated, BOTH)
    assert meant(doc, index, "Unternehmen") == ["Intel", "Siemens"]


def test_the_first_part_of_a_compound_is_asked_apart(annotated):
    doc, index = read(annotated, COMPOUND)
    assert [r.referent.name for r in index.within(doc[1])] == ["Siemens"]
    assert meant(doc, index, "Siemens-Sprecher") == ["Siemens-Sprecher"]


def test_a_noun_before_a_name_is_the_named(annotated):
    doc, index = read(annotated, COMPOUND)
    assert meant(doc, index, "US-Konzern") == ["Intel"]
    assert [r.referent.name for r in index.within(doc[4])] == ["USA"]


def test_surnames_and_initials_are_the_full_name(annotated):
    doc, index = read(annotated, ALIAS)
    assert meant(doc, index, "LSE") == ["London Stock Exchange"]
    assert meant(doc, index, "Krzanich", nth=1) == ["Brian Krzanich"]


def test_the_topic_is_the_company_spoken_of(annotated):
    doc, index = read(annotated, START_UP)
    topic = index.topic(doc[8])
    assert topic is not None
    assert topic.name == "DeepSeek"


def test_keys_are_the_offsets_of_the_first_mention(annotated):
    doc = annotated(ALIAS)
    for referent in index_referents(doc, find_mentions(doc)).referents:
        start, end = (int(part) for part in referent.key.split("-"))
        assert (start, end) in {(m.start, m.end) for m in referent.mentions}


def test_two_readings_are_the_same(annotated):
    doc = annotated(GROUP)
    first, again = (index_referents(doc, find_mentions(doc)).referents for _ in range(2))
    assert first == again
