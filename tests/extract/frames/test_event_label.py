"""What events are called."""

import pytest

from .reading import read


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Da Mozillas Browser auf Open Source basiert, kann jeder Entwickler ihn ändern.", "Offenlegung: Open Source"),
        ("Siemens bringt seine eigenen KI-Modelle auf den Markt.", "Markteinführung: KI-Modelle"),
        ("Siemens übernimmt die Deutsche Wohnen SE.", "Übernahme: Deutsche Wohnen SE"),
    ],
)  # fmt: skip
def test_an_event_is_called_by_its_theme(text: str, label: str) -> None:
    assert label in {event.label for event in read(text).reading.events}
