"""What a claim without an object says: a match in; the figure, or the words that stand in for one, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import german
from kg.extract.frames.filler import Filler
from kg.extract.frames.match import Match
from kg.extract.frames.schema import Relation

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["literal_of"]


def literal_of(match: Match, relation: Relation) -> Filler:
    """Return the literal object: a figure of the relation, else what the frame names, else its own words."""
    figures = [
        f for name in relation.roles for f in match.fillers.get(name, []) if f.amount is not None
    ]
    levels = [f for f in figures if f.amount is not None and not f.amount.is_change]
    if levels or figures:
        return (levels or figures)[0]
    frame = match.frame
    if match.fillers.get(frame.literal):
        found = match.fillers[frame.literal][0]
        text = found.referent.mentions[0].text if found.referent else found.text
        return Filler(found.start, found.end, found.how, found.score, text=text)
    degree = _degree(match.token) if frame.literal == "degree" else None
    if degree is not None:
        return Filler(degree.idx, degree.idx + len(degree), "trigger", 0.8, text=degree.text)
    words = match.fixed if frame.literal == "fixed" and match.fixed else (match.token,)
    text = " ".join(t.text for t in words)
    return Filler(words[0].idx, words[-1].idx + len(words[-1]), "trigger", 0.8, text=text)


def _degree(verb: Token) -> Token | None:
    """Return the word that tells how far: "gab etwas nach", "sollen deutlich sinken"."""
    near = [
        t
        for t in verb.children
        if t.pos_ in {"ADV", "ADJ", "PRON", "DET"}
        and t.dep_ in {"advmod", "obl", "amod", "xcomp", "obj", "det"}
    ]
    told = [t for t in near if t.lower_ in german.words("degree_adverbs")]
    return told[0] if told else None
