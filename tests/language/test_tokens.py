"""The cut into tokens and sentences, case by case."""

import time

import pytest

from kg.language.sentences import sentence_starts
from kg.language.tokens import tokens_of

TOKENS = [
    (
        "16 000 und 16\u00a0000 und 16\u2009000",
        ["16 000", "und", "16\u00a0000", "und", "16\u2009000"],
    ),
    (
        "3,5 Mrd. Euro, z. B. am 12.04.2016",
        ["3,5", "Mrd.", "Euro", ",", "z.", "B.", "am", "12.04.2016"],
    ),
    ("im 1. Quartal laut Dr. Muster", ["im", "1.", "Quartal", "laut", "Dr.", "Muster"]),
    ("H20-Chips, Trump-Zölle, KI-Modell", ["H20-Chips", ",", "Trump-Zölle", ",", "KI-Modell"]),
    ("BERLIN (dpa-AFX) - Yahoo! meldet", ["BERLIN", "(", "dpa-AFX", ")", "-", "Yahoo!", "meldet"]),
    ("Ein- und Ausfuhr von S&P...", ["Ein-", "und", "Ausfuhr", "von", "S&P", "..."]),
    ("Er liegt auf Platz 3.", ["Er", "liegt", "auf", "Platz", "3", "."]),
    (
        "in der Schweiz. Ca. 30 kg. KG.",
        ["in", "der", "Schweiz", ".", "Ca.", "30", "kg", ".", "KG", "."],
    ),
    (
        "am 3., 4. und 5. Mai, Karl V., der",
        ["am", "3.", ",", "4.", "und", "5.", "Mai", ",", "Karl", "V.", ",", "der"],
    ),
    ("zum 60. Jubiläumsjahr", ["zum", "60.", "Jubiläumsjahr"]),
    ("ID.2all, ProSiebenSat.1 und P7+", ["ID.2all", ",", "ProSiebenSat.1", "und", "P7+"]),
    ("Das ist gut.Ein U.S.-Präsident", ["Das", "ist", "gut", ".", "Ein", "U.S.-Präsident"]),
    ("Mio.-Grenze, z.B. 30.000er, v.Chr.", ["Mio.-Grenze", ",", "z.B.", "30.000er", ",", "v.Chr."]),
    ("Ich hab 's gut", ["Ich", "hab", "'s", "gut"]),
    (
        "Karl-H. Muster aß Vitamin-C. Danach",
        ["Karl-H.", "Muster", "aß", "Vitamin-C", ".", "Danach"],
    ),
    (
        "ita\u00adlie\u00adnisch, Zo\u0308lle\u200b und \u200bKI\ufeff-Modell",
        ["ita\u00adlie\u00adnisch", ",", "Zo\u0308lle\u200b", "und", "\u200bKI\ufeff-Modell"],
    ),
    ("siehe https://muster.de/a?b=1.", ["siehe", "https://muster.de/a?b=1", "."]),
]
SENTENCES = [
    (
        "Der Umsatz stieg auf 3 Mrd. Euro. Der Gewinn fiel.",
        ["Der Umsatz stieg auf 3 Mrd. Euro.", "Der Gewinn fiel."],
    ),
    ("„Das ist gut.“ Er ging.", ["„Das ist gut.“", "Er ging."]),
    ("„Geht das?“, fragte sie.", ["„Geht das?“, fragte sie."]),
    ("Er ging. «Das ist gut.» Sie blieb.", ["Er ging.", "«Das ist gut.»", "Sie blieb."]),
    ("Er ging. »Das ist gut.« Sie blieb.", ["Er ging.", "»Das ist gut.«", "Sie blieb."]),
    ("Er ging. “Das ist gut.” Sie blieb.", ["Er ging.", "“Das ist gut.”", "Sie blieb."]),
    ("Da kam Karl-H. Muster. Er blieb.", ["Da kam Karl-H. Muster.", "Er blieb."]),
    ("Er ging. \u200bSie\u00ad blieb.", ["Er ging.", "\u200bSie\u00ad blieb."]),
    ("Konzern wächst\nDer Umsatz stieg.", ["Konzern wächst", "Der Umsatz stieg."]),
    ("Am 3. Advent kam Prof. Dr. Muster.", ["Am 3. Advent kam Prof. Dr. Muster."]),
    ("Er kaufte Aktien usw. Die Kurse fielen.", ["Er kaufte Aktien usw.", "Die Kurse fielen."]),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_tokens_fit_german_news(text: str, words: list[str]):
    assert [text[start:end] for start, end in tokens_of(text)] == words


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences_end_where_readers_stop(text: str, sentences: list[str]):
    spans = tokens_of(text)
    starts = sentence_starts(text, spans)
    ends = [*starts[1:], len(spans)]
    assert [
        text[spans[a][0] : spans[b - 1][1]] for a, b in zip(starts, ends, strict=True)
    ] == sentences


def test_a_wrapped_line_is_no_boundary():
    lines = [
        "Der Aufsichtsrat hat am Montag in einer langen Sitzung beschlossen, dass",
        "Teile des Werks im kommenden Jahr geschlossen werden, weil die teure alte",
        "Anlage nicht mehr den Regeln entspricht und weil viele Kunden im Ausland",
        "Ersatz gefunden haben, wie der Vorstand in einem Brief an alle Mitarbeiter",
        "Ende Juni schrieb.",
    ]
    text = "\n".join(lines)
    assert sentence_starts(text, tokens_of(text)) == [0]


def test_a_headline_longer_than_the_lines_does_not_hide_that_they_are_wrapped():
    lines = [
        "Wochenblatt: Der Aufsichtsrat beschließt die Schließung von Teilen des Stammwerks in Bremen",
        "Der Aufsichtsrat hat am Montag beschlossen, dass Chef Werner",
        "Sander das alte Werk im kommenden Jahr schließt, weil die teure",
        "Anlage nicht mehr den Regeln entspricht, und weil viele Kunden im",
        "Ausland Ersatz gefunden haben, wie der Vorstand in einem Brief an",
        "Mitarbeiter schrieb.",
    ]
    text = "\n".join(lines)
    words = [text[start:end] for start, end in tokens_of(text)]
    assert [words[i] for i in sentence_starts(text, tokens_of(text))] == ["Wochenblatt", "Der"]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Mit der Übernahme des amerikanischen\nUnternehmens TRW wächst ZF.", 1),
        ("Das ist der Sprung in die\nTop-Liga der Zulieferer.", 1),
        ("RWE kündigt Stellenabbau an\nEssen ist in Sorge.", 2),
        ("Opel führt Kurzarbeit ein\nRüsselsheim ist in Sorge.", 2),
    ],
)
def test_a_line_does_not_end_a_sentence_behind_an_article(text, starts):
    assert len(sentence_starts(text, tokens_of(text))) == starts


@pytest.mark.timing
@pytest.mark.parametrize("unit", ["a+", "z.B", "ver.di", "1.1", "aA", "U.S", "1/", "-a", "a*"])
def test_long_rows_without_a_space_take_no_time(unit):
    row = unit * (120_000 // len(unit))
    start = time.process_time()
    tokens_of(f"Das steht {row} hier.")
    assert time.process_time() - start < 8  # the first five took 15 to 90 s
