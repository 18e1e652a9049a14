"""Read annotated files: CoNLL-U or IOB in, gold sentences out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import DocumentError

__all__ = ["GoldSentence", "harmonised", "joined_words", "on_gold_words", "read_gold"]

TREE_COLUMNS = 10
TAG = re.compile(r"O|[BI]-\S+")
LEADING, GROUP = re.compile(r"[1-9]\d{0,2}"), re.compile(r"\d{3}")
"""The first and a further group of figures in `16 000`."""
KEPT_SUBTYPES = frozenset({"nsubj:pass", "aux:pass", "csubj:pass", "compound:prt", "det:poss"})


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """One annotated sentence; a layer that the file lacks is empty."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    """True where white space follows the word."""
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    lemma: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    """0-based; the root has its own index."""
    deprel: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """BIO tags of entities."""

    @property
    def text(self) -> str:
        """The sentence as it was printed."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join(word + (" " if space else "") for word, space in pairs).strip()


def read_gold(path: Path) -> list[GoldSentence]:
    """Read a CoNLL-U file (ten columns; contractions become one word) or an IOB file (word, ..., tag).

    GermEval's four columns (number, word, outer tag, inner tag) and Universal NER's are known as well.

    Raises:
        DocumentError: when the file is neither.
    """
    sentences = [_sentence(rows, path) for rows in _blocks(path)]
    if not sentences:
        raise DocumentError(f"{path} holds no sentence; expected CoNLL-U or IOB, one word a line.")
    return sentences


def harmonised(relation: str) -> str:
    """Return a UD relation without the subtypes that treebanks disagree on (`acl:relcl` -> `acl`)."""
    relation = "obl" if relation == "iobj" else relation.lower()
    return relation if relation in KEPT_SUBTYPES else relation.split(":")[0]


def joined_words(sentence: GoldSentence) -> list[tuple[int, int]]:
    """Return offsets of the words in `sentence.text`; `SPD` `-` `Chef` and `16` `000` are one word each."""
    spans: list[tuple[int, int]] = []
    position, glue = 0, False
    for at, word in enumerate(sentence.words):
        end = position + len(word)
        hyphen = word in {"-", "‑"} and at > 0 and not sentence.spaces[at - 1]
        group = at > 0 and bool(GROUP.fullmatch(word) and LEADING.fullmatch(sentence.words[at - 1]))
        if spans and (glue or hyphen or group):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((position, end))
        glue = hyphen and not sentence.spaces[at]
        position = end + sentence.spaces[at]
    return spans


def on_gold_words(sentences: Sequence[GoldSentence], nlp: Language) -> Iterable[Doc]:
    """Analyse sentences with their words and boundaries as given."""
    docs = (
        Doc(
            nlp.vocab,
            words=list(sentence.words),
            spaces=list(sentence.spaces),
            sent_starts=[at == 0 for at in range(len(sentence.words))],
        )
        for sentence in sentences
    )
    return nlp.pipe(docs, batch_size=64)


def _blocks(path: Path) -> Iterator[list[list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} cannot be read as UTF-8 text: {error}.") from error
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("#") and (not rows or "\t" not in line.strip("#")):
            continue
        if line.strip():
            rows.append(line.split("\t") if "\t" in line else line.split())
        elif rows:
            yield rows
            rows = []


def _sentence(rows: list[list[str]], path: Path) -> GoldSentence:
    width = len(rows[0])
    if width == TREE_COLUMNS:
        return _tree(rows)
    if width < 2:  # noqa: PLR2004  a word and its tag
        raise DocumentError(
            f"{path} has a line of {width} column ({rows[0][0]!r}); expected CoNLL-U or IOB."
        )
    numbered = rows[0][0].isdigit() and width > 2  # noqa: PLR2004
    words = tuple(row[1] if numbered else row[0] for row in rows)
    tags = tuple(row[2] if numbered else row[-1] for row in rows)
    strange = next((tag for tag in tags if not TAG.fullmatch(tag)), "")
    if strange:
        raise DocumentError(f"{path}: expected a tag such as O or B-PER, met {strange[:40]!r}.")
    return GoldSentence(words, (True,) * len(words), tags=tags)


def _tree(rows: list[list[str]]) -> GoldSentence:
    ranges = {row[0].split("-")[0]: row for row in rows if "-" in row[0]}
    plain = {row[0]: row for row in rows if row[0].isdigit()}
    kept: list[list[str]] = []
    number: dict[str, int] = {}
    for row in rows:
        if not row[0].isdigit() or row[0] in number:
            continue
        span = ranges.get(row[0])
        if span is None:
            number[row[0]] = len(kept)
            kept.append(row)
            continue
        first, last = (int(bound) for bound in span[0].split("-"))
        parts = [plain[str(at)] for at in range(first, last + 1)]
        number |= {part[0]: len(kept) for part in parts}
        outer = next(part for part in parts if part[6] not in {p[0] for p in parts})
        kept.append([span[0], span[1], *outer[2:9], span[9]])
    return GoldSentence(
        tuple(row[1] for row in kept),
        tuple("SpaceAfter=No" not in row[9] for row in kept),
        tuple(row[3] for row in kept),
        tuple(row[4] for row in kept),
        tuple(row[2] for row in kept),
        tuple(at if row[6] == "0" else number[row[6]] for at, row in enumerate(kept)),
        tuple(harmonised(row[7]) for row in kept),
    )
