"""Find the dateline that an agency's text opens with: the words of a sentence in, where it ends out.

It is analysed by itself, for within the sentence the model takes its town for a second subject.

"FRANKFURT (dpa-AFX) - ", "NEW YORK/BONN (Reuters) -- ", "München, 12. Mai (APA) – ".
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import german
from kg.language.analyser import Analysis

__all__ = ["LONGEST", "dateline_of", "with_dateline"]

LONGEST = 9
"""So many words in, a dateline has its dash."""
DASHES = frozenset({"-", "–", "—", "--"})
MOST_AGENCY = 2
"""Words of an agency's name."""
ALSO_INDICES = frozenset({"Dow Jones"})
"""Agencies whose names mean something else outside of a dateline."""


def dateline_of(words: Sequence[str]) -> tuple[int, int]:
    """Return where the agency's bracket opens and where the dateline ends, both 0 where there is none."""
    opened = next((at for at, word in enumerate(words[:LONGEST]) if word == "("), 0)
    closed = next((at for at, word in enumerate(words[:LONGEST]) if word == ")"), 0)
    if not (0 < opened < closed - 1 <= opened + MOST_AGENCY) or closed + 2 >= len(words):
        return 0, 0
    agency = " ".join(words[opened + 1 : closed])
    agencies = german.words("news_agencies") | german.words("media") | ALSO_INDICES
    if agency not in agencies or words[closed + 1] not in DASHES or not words[0][0].isupper():
        return 0, 0
    return opened, closed + 2


def with_dateline(dateline: Analysis, rest: Analysis) -> Analysis:
    """Join a dateline to the sentence behind it: its root hangs on that of the sentence as parataxis."""
    shift = len(dateline.head)
    root = next(at for at, head in enumerate(rest.head) if head == at) + shift
    outer = [head == at for at, head in enumerate(dateline.head)]
    return Analysis(
        upos=dateline.upos + rest.upos,
        xpos=dateline.xpos + rest.xpos,
        feats=dateline.feats + rest.feats,
        lemma=dateline.lemma + rest.lemma,
        head=[
            *(root if out else head for out, head in zip(outer, dateline.head, strict=True)),
            *(head + shift for head in rest.head),
        ],
        deprel=[
            *("parataxis" if out else one for out, one in zip(outer, dateline.deprel, strict=True)),
            *rest.deprel,
        ],
        ner={scheme: dateline.ner[scheme] + tags for scheme, tags in rest.ner.items()},
        ner_prob={
            scheme: dateline.ner_prob[scheme] + sure for scheme, sure in rest.ner_prob.items()
        },
    )
