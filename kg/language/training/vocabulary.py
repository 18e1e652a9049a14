"""Prune the encoder's vocabulary to the pieces that German text uses."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path

from kg.language.pieces import Pieces
from kg.language.training.encoder_file import EncoderFile

__all__ = ["prune", "word_forms"]

LATIN = re.compile(r"^▁?[A-Za-zÄÖÜäöüßéèêáàâçñôóíåæøëï0-9.,:;!?%&€$£§°/+'’\"„“”‚‘»«()\[\]–—-]+$")
SIZE = 46_000
LEAST_USES = 3
"""Of a piece in the word forms (each counted once)."""


def word_forms(wheel_folder: Path) -> list[str]:
    """Return the German forms of an unpacked `spacy-lookups-data` (MIT), to choose pieces by."""
    path = wheel_folder / "spacy_lookups_data" / "data" / "de_lemma_lookup.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return sorted(json.load(stream))


def prune(
    encoder: EncoderFile, words: Iterable[str], forms: Iterable[str], *, size: int = SIZE
) -> list[int]:
    """Return the sorted numbers of the kept pieces; the first four are the special ones.

    Kept are all pieces of the corpora's words, single Latin signs, then pieces by their use in
    `forms` and by their score among Latin pieces until `size` is reached.
    """
    full = Pieces(encoder.pieces, encoder.scores)
    kept = {0, 1, 2, 3, encoder.pieces.index("▁")}
    for word in set(words):
        kept.update(full.word(word))
    kept.update(
        at
        for at, piece in enumerate(encoder.pieces)
        if len(piece.strip("▁")) == 1 and LATIN.match(piece)
    )
    uses: dict[int, int] = {}
    for form in forms:
        for at in full.word(form):
            uses[at] = uses.get(at, 0) + 1
    by_use = sorted(
        (at for at, count in uses.items() if count >= LEAST_USES), key=lambda at: (-uses[at], at)
    )
    by_score = (at for at, piece in enumerate(encoder.pieces) if LATIN.match(piece))
    for source in (by_use, by_score):
        for at in source:
            if len(kept) >= size:
                return sorted(kept)
            kept.add(at)
    return sorted(kept)
