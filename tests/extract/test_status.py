"""How sure the text is of a predicate, and whether it denies it, on sentences annotated by hand."""

import pytest

from kg.extract.status import status_of
from kg.model import Modality, Polarity


def status(doc, word):
    return status_of(doc, next(token for token in doc if token.text == word))


SOLLEN = """
    Bis       bis       ADP  APPR  2 case  O
    2018      2018      NUM  CARD  6 obl   O
    sollen    sollen    AUX  VMFIN 6 aux   O
    750       750       NUM  CARD  5 nummod O
    Jobs      Job       NOUN NN    6 nsubj O
    wegfallen wegfallen VERB VVINF 0 root  O
    .         .         PUNCT $.   6 punct O
"""
KOENNTE = """
    Die       der         DET  ART   2 det   O
    Korrektur Korrektur   NOUN NN    4 nsubj O
    könnte    können      AUX  VMFIN 4 aux   O
    weitergehen weitergehen VERB VVINF 0 root O
    .         .           PUNCT $.   4 punct O
"""
KONNTEN = """
    Firmen  Firma   NOUN NN    5 nsubj O
    konnten können  AUX  VMFIN 5 aux   O
    ihre    ihr     DET  PPOSAT 4 det:poss O
    Modelle Modell  NOUN NN    5 obj   O
    verkaufen verkaufen VERB VVINF 0 root O
    .       .       PUNCT $.   5 punct O
"""
HEARSAY = """
    Nieten  Niete     NOUN NN    5 nsubj O
    sollen  sollen    AUX  VMFIN 5 aux   O
    das     der       DET  ART   4 det   O
    Desaster Desaster NOUN NN    5 obj   O
    verschuldet verschulden VERB VVPP 0 root O
    haben   haben     AUX  VAINF 5 aux   O
    .       .         PUNCT $.   5 punct O
"""
PLANT = """
    Siemens Siemens     PROPN NE    2 nsubj B-Company
    plant   planen      VERB  VVFIN 0 root  O
    einen   ein         DET   ART   4 det   O
    Stellenabbau Stellenabbau NOUN NN 2 obj O
    .       .           PUNCT $.    2 punct O
"""
FUTURE = """
    Arval     Arval     PROPN NE    4 nsubj B-Company
    wird      werden    AUX   VAFIN 4 aux   O
    Relsa     Relsa     PROPN NE    4 obj   B-Company
    übernehmen übernehmen VERB VVINF 0 root O
    .         .         PUNCT $.    4 punct O
"""
PASSIVE = """
    Relsa      Relsa      PROPN NE    3 nsubj:pass B-Company
    wird       werden     AUX   VAFIN 3 aux:pass O
    übernommen übernehmen VERB  VVPP  0 root O
    .          .          PUNCT $.    3 punct O
"""
SHARED = """
    Yahoo        Yahoo        PROPN NE    4 nsubj B-Company
    will         wollen       AUX   VMFIN 4 aux   O
    Anteile      Anteil       NOUN  NN    4 obj   O
    verkaufen    verkaufen    VERB  VVINF 0 root  O
    und          und          CCONJ KON   7 cc    O
    Geld         Geld         NOUN  NN    7 obj   O
    ausschütten  ausschütten  VERB  VVINF 4 conj  O
    .            .            PUNCT $.    4 punct O
"""
AUSZUGEHEN = """
    Davon      davon     ADV   PAV   3 advmod O
    ist        sein      AUX   VAFIN 3 aux    O
    auszugehen ausgehen  VERB  VVIZU 0 root   O
    ,          ,         PUNCT $,    8 punct  O
    dass       dass      SCONJ KOUS  8 mark   O
    sie        sie       PRON  PPER  8 nsubj  O
    Kapazitäten Kapazität NOUN NN    8 obj    O
    erhöhen    erhöhen   VERB  VVFIN 3 ccomp  O
    .          .         PUNCT $.    3 punct  O
"""


@pytest.mark.parametrize(
    ("table", "word", "modality", "cue"),
    [
        (SOLLEN, "wegfallen", Modality.PLANNED, "sollen"),
        (KOENNTE, "weitergehen", Modality.POSSIBLE, "könnte"),
        (KONNTEN, "verkaufen", Modality.ASSERTED, ""),
        (HEARSAY, "verschuldet", Modality.ASSERTED, ""),
        (PLANT, "Stellenabbau", Modality.PLANNED, "plant"),
        (PLANT, "Siemens", Modality.ASSERTED, ""),
        (FUTURE, "übernehmen", Modality.PLANNED, "wird"),
        (PASSIVE, "übernommen", Modality.ASSERTED, ""),
        (SHARED, "ausschütten", Modality.PLANNED, "will"),
        (AUSZUGEHEN, "erhöhen", Modality.EXPECTED, "Davon ist auszugehen"),
    ],
    ids=["sollen", "könnte", "konnten", "hearsay", "plant", "name", "wird", "passive", "shared",
         "auszugehen"],
)  # fmt: skip
def test_modality_and_its_cue(annotated, table, word, modality, cue):
    found = status(annotated(table), word)
    assert (found.modality, found.modality_cue) == (modality, cue)


NOT_ONLY = """
    Nicht   nicht   PART PTKNEG 3 advmod O
    nur     nur     ADV  ADV    1 advmod O
    Börsen  Börse   NOUN NN     4 nsubj  O
    fallen  fallen  VERB VVFIN  0 root   O
    .       .       PUNCT $.    4 punct  O
"""
NOT = """
    Yahoo     Yahoo     PROPN NE    6 nsubj B-Company
    wird      werden    AUX   VAFIN 6 aux   O
    seine     sein      DET   PPOSAT 4 det:poss O
    Beteiligung Beteiligung NOUN NN 6 obj   O
    nicht     nicht     PART  PTKNEG 6 advmod O
    verkaufen verkaufen VERB  VVINF 0 root  O
    .         .         PUNCT $.    6 punct O
"""
NO_WAGE = """
    Er    er    PRON PPER  2 nsubj O
    zahlte zahlen VERB VVFIN 0 root O
    keinen kein DET  PIAT  4 det   O
    Lohn  Lohn  NOUN NN    2 obj   O
    .     .     PUNCT $.   2 punct O
"""
FAILS = """
    Die     der       DET  ART   2 det   O
    Fusion  Fusion    NOUN NN    3 nsubj O
    droht   drohen    VERB VVFIN 0 root  O
    zu      zu        PART PTKZU 5 mark  O
    scheitern scheitern VERB VVINF 3 xcomp O
    .       .         PUNCT $.   3 punct O
"""


@pytest.mark.parametrize(
    ("table", "word", "polarity", "cue"),
    [
        (NOT_ONLY, "fallen", Polarity.POSITIVE, ""),
        (NOT, "verkaufen", Polarity.NEGATIVE, "nicht"),
        (NOT, "Beteiligung", Polarity.POSITIVE, ""),
        (NO_WAGE, "zahlte", Polarity.NEGATIVE, "keinen"),
        (FAILS, "Fusion", Polarity.NEGATIVE, "scheitern"),
    ],
    ids=["nicht nur", "nicht", "presupposed", "keinen", "scheitern"],
)
def test_polarity_and_its_cue(annotated, table, word, polarity, cue):
    found = status(annotated(table), word)
    assert (found.polarity, found.polarity_cue) == (polarity, cue)


def test_a_threat_is_possible(annotated):
    assert status(annotated(FAILS), "Fusion").modality is Modality.POSSIBLE
