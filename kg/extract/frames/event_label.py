"""What an event is called: its frame's match and its relation in, a few German words out."""

from __future__ import annotations

from kg.extract.frames.match import Match
from kg.extract.frames.schema import Relation
from kg.extract.nominative import nominative_noun

__all__ = ["event_label"]


def event_label(match: Match, relation: Relation) -> str:
    """Return what an event is called: "Streik", "Markteinführung: KI-Modelle", else the frame's own words."""
    kind = match.frame.label or ("" if match.frame.event else relation.event_label)
    if match.token.pos_ == "NOUN":
        word = nominative_noun(match.token)
        return word if not kind or word.lower().endswith(kind.lower()) else f"{kind}: {word}"
    theme = match.fillers.get(relation.object or "", [])
    if relation.subject_is_event and kind:
        return kind
    if kind and theme and theme[0].referent is not None:
        referent = theme[0].referent
        return f"{kind}: {referent.name if referent.named else _nouns(referent.name)}"
    return " ".join(t.text for t in sorted((match.token, *match.fixed), key=lambda t: t.i))


def _nouns(name: str) -> str:
    """Return the last words of a description that are written as nouns: "Open Source", "KI-Modelle"."""
    words = name.split()
    start = len(words) - 1
    while start > 0 and words[start - 1][:1].isupper():
        start -= 1
    return " ".join(words[start:])
