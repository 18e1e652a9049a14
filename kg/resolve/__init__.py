"""Readings in, entities out: which referents are one thing, in which register, and why."""

from kg.resolve.decisions import (
    Decision,
    Decisions,
    Judgement,
    parse_decisions,
    read_decisions,
    rewritten,
    write_decisions,
)
from kg.resolve.forms import names_apart, qualified
from kg.resolve.load import load_registry
from kg.resolve.proposals import Proposal, proposals
from kg.resolve.registry import Item, Registry
from kg.resolve.resolution import resolve

__all__ = [
    "Decision",
    "Decisions",
    "Item",
    "Judgement",
    "Proposal",
    "Registry",
    "load_registry",
    "names_apart",
    "parse_decisions",
    "proposals",
    "qualified",
    "read_decisions",
    "resolve",
    "rewritten",
    "write_decisions",
]
