"""Hand-annotated documents for tests of the rules: no model is needed."""

import textwrap
from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc, Token

COLUMNS = 7
NO_SPACE_BEFORE = frozenset(".,:;!?)»“%…")
NO_SPACE_AFTER = frozenset("(„«")
EXTENSIONS = {"parts": (), "verb_lemma": ""}


def build(table: str) -> Doc:
    """Return the Doc of a table with one token a line: word lemma upos tag head dep ent [verb_lemma].

    `head` counts from 1 within the sentence, 0 is the root; an empty line ends a sentence; `ent` is BIO
    ("B-Company", "I-Company", "O"); "_" stands for nothing; columns are parted by spaces. Features may follow
    the tag after a bar: "NN|Number=Plur|Gender=Masc". A word's parts are given as "Nvidia=Chips".
    """
    sentences = [
        [line.split() for line in block.splitlines()]
        for block in textwrap.dedent(table).strip().split("\n\n")
    ]
    rows = [row for sentence in sentences for row in sentence]
    heads, starts = [], []
    for sentence in sentences:
        base = len(heads)
        heads += [base + int(row[4]) - 1 if row[4] != "0" else base + at for at, row in enumerate(sentence)]
        starts += [at == 0 for at in range(len(sentence))]
    words = [row[0].replace("=", "-") for row in rows]
    doc = Doc(
        spacy.blank("de").vocab,
        words=words,
        spaces=_spaces(words),
        lemmas=["" if row[1] == "_" else row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3].split("|")[0] for row in rows],
        morphs=["|".join(row[3].split("|")[1:]) for row in rows],
        heads=heads,
        deps=["ROOT" if row[5] == "root" else row[5] for row in rows],
        ents=[row[6] for row in rows],
    )
    _extend(doc, rows)
    return doc


def _spaces(words: list[str]) -> list[bool]:
    following = [*words[1:], "."]
    return [
        word not in NO_SPACE_AFTER and after not in NO_SPACE_BEFORE
        for word, after in zip(words, following, strict=True)
    ]


def _extend(doc: Doc, rows: list[list[str]]) -> None:
    for name, default in EXTENSIONS.items():
        if not Token.has_extension(name):
            Token.set_extension(name, default=default)
    for token, row in zip(doc, rows, strict=True):
        if "=" in row[0]:
            first = row[0].index("=")
            token._.parts = (
                (token.idx, token.idx + first, row[0][:first]),
                (token.idx + first + 1, token.idx + len(token), row[0][first + 1 :]),
            )
        if token.pos_ == "VERB":
            token._.verb_lemma = row[COLUMNS] if len(row) > COLUMNS else token.lemma_


@pytest.fixture(scope="session")
def annotated() -> Callable[[str], Doc]:
    """Return the builder of hand-annotated documents; see `build`."""
    return build


@pytest.fixture(scope="session")
def plain() -> Callable[[str], Doc]:
    """Return a tokenizer for rules that read characters and words only; sentences end at full stops."""

    def read(text: str) -> Doc:
        nlp = spacy.blank("de")
        nlp.add_pipe("sentencizer")
        return nlp(text)

    return read

