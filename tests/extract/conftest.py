"""Hand-annotated documents for tests of the rules: no model is needed."""

import textwrap
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from kg.language.compounds import register

NO_SPACE_BEFORE = frozenset(".,:;!?)»“%…")
NO_SPACE_AFTER = frozenset("(„«")
FIRST_NUMBER = 1


def build(table: str) -> Doc:
    """Return the Doc of a table with one token a line: word lemma upos tag head dep ent.

    `head` counts from 1 within the sentence, 0 is the root; an empty line ends a sentence; `ent`
    is BIO ("B-Company", "I-Company", "O"); "_" stands for nothing; columns are parted by spaces.
    Features may follow the tag after a bar: "NN|Number=Plur|Gender=Masc". A verb's lemma with its
    particle follows from the tree, as in the shipped pipeline.
    """
    register()
    blocks = textwrap.dedent(table).strip().split("\n\n")
    sentences = [[line.split() for line in block.splitlines()] for block in blocks]
    rows = [row for sentence in sentences for row in sentence]
    words = [row[0] for row in rows]
    return Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=_spaces(words),
        lemmas=["" if row[1] == "_" else row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3].split("|")[0] for row in rows],
        morphs=["|".join(row[3].split("|")[1:]) for row in rows],
        heads=_heads(sentences),
        deps=["ROOT" if row[5] == "root" else row[5] for row in rows],
        ents=[row[6] for row in rows],
    )


def _heads(sentences: list[list[list[str]]]) -> list[int]:
    heads: list[int] = []
    for sentence in sentences:
        base = len(heads)
        heads += [
            base + (int(row[4]) - FIRST_NUMBER if row[4] != "0" else at)
            for at, row in enumerate(sentence)
        ]
    return heads


def _spaces(words: list[str]) -> list[bool]:
    following = [*words[1:], "."]
    return [
        word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE
        for word, after in zip(words, following, strict=True)
    ]


@pytest.fixture(scope="session")
def annotated() -> Callable[[str], Doc]:
    """Return the builder of hand-annotated documents; see `build`."""
    return build


@pytest.fixture(scope="session")
def plain() -> Callable[[str], Doc]:
    """Return a tokenizer for rules that read characters only; sentences end at full stops."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    return nlp
