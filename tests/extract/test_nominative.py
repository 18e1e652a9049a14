"""What a phrase is called by itself, with the shipped pipeline."""

import pytest

from kg.extract.clauses import phrase
from kg.extract.nominative import nominative, nominative_noun

from .frames.reading import pipeline

pytestmark = pytest.mark.model

PHRASES = [
    ("Die Firma zahlt dem Emittenten eine Lizenzgebühr.", "Emittenten", "Emittent"),
    ("Nvidia liefert den chinesischen Konzernen Chips.", "Konzernen", "chinesische Konzerne"),
    ("Siemens gehört zu den größten Unternehmen.", "Unternehmen", "größte Unternehmen"),
    ("Der sprunghafte Anstieg überrascht die Anleger.", "Anstieg", "sprunghafter Anstieg"),
    ("Das liegt am revolutionären Chatbot.", "Chatbot", "revolutionärer Chatbot"),
    ("Siemens leidet unter der schwachen Nachfrage.", "Nachfrage", "schwache Nachfrage"),
    ("Siemens leidet unter den hohen Zöllen.", "Zöllen", "hohe Zölle"),
    ("Die Bahn einigt sich mit den streikenden Arbeitern.", "Arbeitern", "streikende Arbeiter"),
    ("Siemens trennt sich von den Kunden.", "Kunden", "Kunden"),
    ("Das Ende des deutschen Werks ist nah.", "Werks", "deutsches Werk"),
    ("Das trifft alle deutschen Autobauer.", "Autobauer", "alle deutschen Autobauer"),
    ("Die Kritik der Berliner Firmen hält an.", "Firmen", "Berliner Firmen"),
    ("Siemens plant einen neuen Standort.", "Standort", "neuer Standort"),
    ("Die Lufthansa streicht alle Kurz- und Mittelstreckenflüge.", "Mittelstreckenflüge",
     "alle Kurz- und Mittelstreckenflüge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "noun", "expected"), PHRASES)
def test_a_phrase_is_told_in_the_nominative(text, noun, expected):
    token = next(token for token in pipeline()(text) if token.text == noun)
    assert nominative(token, phrase(token)[0]) == expected


def test_a_name_stays_as_it_is():
    token = next(t for t in pipeline()("Die Zölle Chinas schaden Siemens.") if t.text == "Siemens")
    assert nominative_noun(token) == "Siemens"
