"""The recipe of the shipped model: held-out parts, mixtures of corpora, length of every stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.language.training.corpora import Corpora
from kg.language.training.treebanks import Example

__all__ = [
    "HELD_OUT",
    "LAYERS",
    "MEASURED",
    "RUNNING",
    "SILVER",
    "STAGES",
    "WEIGHTS",
    "Stage",
    "hold_out",
    "join_sentences",
    "last_shares",
    "shares",
]

LAYERS = 9
"""Of the encoder's 12: the upper ones serve sentence vectors; a quarter of the time is saved."""
HELD_OUT: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"de-gsd": (10, 2), "germeval": (1, 10), "smartdata": (40, 10)}
)
"""Corpus to (block, every): of `every` blocks of `block` sentences the last is held out."""
WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "de-parseme-silver": 0.4,
        "wikiner": 0.7,
        "ler": 0.5,
        "de-silver": 0.6,
        "smartdata-silver": 0.5,
    }
)
"""Weight of a sentence's loss; 1 where not named."""

EARLY: Mapping[str, float] = MappingProxyType(
    {
        "related": 0.32,
        "de-gsd": 0.08,
        "de-pud": 0.09,
        "de-parseme-gold": 0.03,
        "de-parseme-silver": 0.05,
        "de-pos": 0.12,
        "joined": 0.03,
        "germeval": 0.09,
        "smartdata": 0.09,
        "mobie": 0.03,
        "wikiner": 0.05,
        "uner": 0.01,
        "ler": 0.02,
        "product": 0.01,
    }
)
LATE: Mapping[str, float] = MappingProxyType(
    {
        "related": 0.06,
        "de-gsd": 0.07,
        "de-pud": 0.08,
        "de-parseme-gold": 0.03,
        "de-parseme-silver": 0.04,
        "de-pos": 0.12,
        "joined": 0.04,
        "germeval": 0.23,
        "smartdata": 0.23,
        "mobie": 0.03,
        "wikiner": 0.05,
        "uner": 0.01,
        "ler": 0.015,
        "product": 0.01,
    }
)
LAST: Mapping[str, float] = MappingProxyType(
    {
        "related": 0.04,
        "de-gsd": 0.08,
        "de-pud": 0.06,
        "de-parseme-gold": 0.03,
        "de-parseme-silver": 0.03,
        "de-pos": 0.2,
        "joined": 0.03,
        "germeval": 0.21,
        "smartdata": 0.21,
        "mobie": 0.03,
        "wikiner": 0.06,
        "uner": 0.01,
        "ler": 0.01,
        "product": 0.01,
    }
)
TURN = 0.34
"""Progress at which the mixture turns from the relatives to German."""


RUNNING = ("de-pos", "de-pud")
"""Corpora whose sentences follow each other as in their sources."""
SILVER = ("de-pos", "smartdata", "germeval")
"""Corpora without trees that self-training gives trees to."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of training; `start` names the stage whose weights it goes on from."""

    name: str
    words: int
    start: str | None = None
    everything: bool = False
    """Whether the held-out parts are trained on too."""
    silver: bool = False
    last: bool = False
    """Whether the mixture is that of the last stages."""
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay_from: float = 1.0
    """Fraction of the words from which the rate falls to nothing."""
    minutes: float = 7.0
    seed: int = 1


STAGES = (
    Stage("main", 2_650_000),
    Stage("tuned", 700_000, start="main", silver=True, last=True, decay_from=0.0, seed=2),
    Stage(
        "final",
        700_000,
        start="main",
        everything=True,
        silver=True,
        last=True,
        decay_from=0.0,
        seed=2,
    ),
)
"""`tuned` and `final` differ in nothing but the held-out parts: the first is measured on them, the
second is shipped."""
MEASURED = "tuned"
"""The stage whose model the card's figures are of."""


def shares(progress: float) -> Mapping[str, float]:
    """Return the mixture of corpora at this progress (0 to 1) of the main stage."""
    return EARLY if progress < TURN else LATE


def last_shares(_progress: float) -> Mapping[str, float]:
    """Return the mixture of the stages after the main one."""
    return LAST


def hold_out(corpora: Corpora) -> tuple[Corpora, Corpora]:
    """Split the corpora into the part to develop on and the part to be measured on."""
    kept: Corpora = {}
    held: Corpora = {}
    for name, examples in corpora.items():
        block, every = HELD_OUT.get(name, (1, 0))
        out = [every > 0 and at // block % every == every - 1 for at in range(len(examples))]
        kept[name] = [example for example, is_out in zip(examples, out, strict=True) if not is_out]
        if every:
            held[name] = [example for example, is_out in zip(examples, out, strict=True) if is_out]
    return kept, held


def join_sentences(examples: list[Example], *, most: int = 70) -> list[Example]:
    """Chain neighbouring sentences into runs with marked starts, to learn where sentences begin."""
    joined: list[Example] = []
    words: list[str] = []
    upos: list[str] = []
    starts: list[int] = []
    for number, example in enumerate(examples):
        if words and (len(words) + len(example.words) > most or number % 5 == 0):
            joined.append(Example("joined", words, upos=upos, starts=starts))
            words, upos, starts = [], [], []
        words = words + example.words
        upos = upos + example.upos
        starts = [*starts, 1, *[0] * (len(example.words) - 1)]
    return joined
