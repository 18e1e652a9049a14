"""Readings for the tests of this room: a text and (kind, name, surface...) in, entities out."""

import json
import re

import pytest

from kg.model import Document, Form, Mention, Reading, Referent, Sentence, document_id
from kg.resolve import Decisions, load_registry, resolve

ARTICLES = ("der ", "die ", "das ", "des ", "dem ", "den ", "ein ", "eine ", "einem ", "einer ")
NO_NAMES = {"Agreement", "Event", "Group", "Topic", "UnnamedEntity"}


def referent_of(text, told, *, named=True, key=""):
    kind, name, *surfaces = told
    mentions = []
    for surface in surfaces or [name]:
        start = max(text.find(surface), 0)
        form = Form.NOMINAL if surface.lower().startswith(ARTICLES) else Form.PROPER
        mentions.append(Mention(start, start + len(surface), surface, kind, form))
    return Referent(key or f"{mentions[0].start}-{name}", kind, name, named, tuple(mentions))


def reading_of(text, referents):
    cuts = [m.span() for m in re.finditer(r"[^.!?\n]+[.!?\n]*", text)]
    sentences = tuple(Sentence(i, a, b) for i, (a, b) in enumerate(cuts, start=1))
    return Reading(Document(document_id(text), text), sentences, tuple(referents), (), ())


@pytest.fixture
def resolved():
    """Return a function: text and what it names in, name -> entity out."""

    def run(text, *told, unnamed=(), decisions=None, registry=None):
        referents = [referent_of(text, parts) for parts in told]
        referents += [referent_of(text, parts, named=False) for parts in unnamed]
        reading = reading_of(text, referents)
        entities = resolve(
            reading, registry=registry or load_registry(), decisions=decisions or Decisions()
        )
        return {r.name: entities[r.key] for r in referents}

    return run


@pytest.fixture
def gold():
    """Return a function: a gold file in, its reading out, one referent a gold entity."""

    def run(path):
        told = json.loads(path.read_text(encoding="utf-8"))
        text = told["text"]
        referents = [
            referent_of(
                text,
                (e["type"], e["label"], e["label"], *e["aliases"]),
                named=_is_named(e),
                key=e["key"],
            )
            for e in told["entities"]
        ]
        return reading_of(text, referents)

    return run


def _is_named(entity):
    first = entity["label"].split()[0]
    common = first.lower() + " " in ARTICLES or (first[0].islower() and "." not in first)
    return entity["type"] not in NO_NAMES and (not common or first.startswith("dpa"))
