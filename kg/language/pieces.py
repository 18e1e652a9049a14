"""Cut words into the pieces of the encoder's vocabulary: words in, piece ids out."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer, models, normalizers

__all__ = ["END", "PAD", "START", "UNKNOWN", "Pieces"]

START, PAD, END, UNKNOWN = 0, 1, 2, 3
"""Ids of the special pieces, as in XLM-R."""
MARK = "▁"
MOST_PIECES = 24
"""Longer words (URLs) keep their first and last pieces."""
KEPT_LAST = 4
MOST_CACHED = 50_000


class Pieces:
    """A unigram segmenter over scored pieces, with a cache of the words it has seen."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        model = models.Unigram(
            list(zip(pieces, scores, strict=True)), unk_id=UNKNOWN, byte_fallback=False
        )
        self._tokenizer = Tokenizer(model)
        self._tokenizer.normalizer = normalizers.NFKC()
        self._mark = list(pieces).index(MARK)
        self._cache: dict[str, list[int]] = {}

    def word(self, form: str) -> list[int]:
        """Return the ids of one word, at least one and at most `MOST_PIECES`."""
        known = self._cache.get(form)
        if known is None:
            known = self._cut(form)
            if len(self._cache) < MOST_CACHED:
                self._cache[form] = known
        return known

    def _cut(self, form: str) -> list[int]:
        ids = list(self._tokenizer.encode(MARK + form, add_special_tokens=False).ids)
        if len(ids) > 1 and ids[0] == self._mark:
            # XLM-R cuts punctuation into the bare mark and the sign; the mark alone says nothing.
            ids = ids[1:]
        if len(ids) > MOST_PIECES:
            ids = ids[: MOST_PIECES - KEPT_LAST] + ids[-KEPT_LAST:]
        return ids or [UNKNOWN]
