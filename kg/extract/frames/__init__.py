"""Frames: the ways German has of saying a relation, matched against an analysed document."""

from kg.extract.frames.claims import Standing, Surroundings, read_match
from kg.extract.frames.events import settled
from kg.extract.frames.linking import linked
from kg.extract.frames.load import load_ontology
from kg.extract.frames.match import Match, NearMiss, find_matches
from kg.extract.frames.merge import merged
from kg.extract.frames.open_claims import open_claims
from kg.extract.frames.participants import Filler, Participants
from kg.extract.frames.schema import Example, Frame, Ontology, Relation, RoleType, Slot
from kg.extract.frames.specific import specific

__all__ = [
    "Example",
    "Filler",
    "Frame",
    "Match",
    "NearMiss",
    "Ontology",
    "Participants",
    "Relation",
    "RoleType",
    "Slot",
    "Standing",
    "Surroundings",
    "find_matches",
    "linked",
    "load_ontology",
    "merged",
    "open_claims",
    "read_match",
    "settled",
    "specific",
]
