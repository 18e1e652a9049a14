"""A word in, the members of the group it means out.

"beide Unternehmen", "die drei Konzerne X, Y und Z".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import REACH, children
from kg.extract.coreference.cluster import Cluster, compatible
from kg.extract.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Groups"]

JOINTS = frozenset({",", "und", "sowie", "&", "oder"})
COUNTS = {"beide": 2, "beiden": 2, "beider": 2}
WINDOW = 6
MOST_MEMBERS = 12
PARTICIPANTS = frozenset({"Company", "Organization", "Person", "Country"})


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[Cluster, ...]
    sentence: int
    noun: str


@dataclass(slots=True)
class Groups:
    """The coordinations met so far."""

    _known: list[_Group] = field(default_factory=list)

    def before(self, doc: Doc, first: int, at: dict[int, Cluster]) -> tuple[Cluster, ...]:
        """Return the names coordinated with the one that begins at a token.

        Those before it only.
        """
        members: list[Cluster] = []
        i = first - 1
        while i >= max(0, first - REACH) and len(members) < MOST_MEMBERS:
            if i in at:
                members.insert(0, at[i])
            elif doc[i].lower_ not in JOINTS and not doc[i].is_space:
                break
            i -= 1
        joined = first > 0 and doc[first - 1].lower_ in JOINTS
        return tuple(dict.fromkeys(members)) if joined else ()

    def keep(self, members: tuple[Cluster, ...], sentence: int, noun: str = "") -> None:
        """Remember a group for later pronouns and plurals."""
        members = tuple(dict.fromkeys(members))
        if len(members) > 1 and all(member.kind in PARTICIPANTS for member in members):
            last = self._known[-1] if self._known else None
            if last is not None and last.sentence == sentence and set(last.members) <= set(members):
                self._known.pop()
                noun = noun or last.noun
            self._known.append(_Group(members, sentence, noun))
            del self._known[:-WINDOW]

    def of_noun(self, noun: Token, sentence: int) -> tuple[Cluster, ...]:
        """Return the members of "beide Unternehmen", "die drei Konzerne".

        "die Investoren" (of a group before).
        """
        count = _count(noun)
        kind = kind_of_noun(noun.text)
        kind = "Company" if kind == "Group" else kind
        for group in reversed(self._known):
            if sentence - group.sentence > WINDOW or (count and len(group.members) != count):
                continue
            if not all(compatible(member.kind, kind) for member in group.members):
                continue
            if count or group.noun == noun.lemma_.lower():
                return group.members
        return ()

    def of_pronoun(self, sentence: int, *, count: int = 0) -> tuple[Cluster, ...]:
        """Return the latest group, for a plural pronoun or "die beiden"."""
        for group in reversed(self._known):
            if sentence - group.sentence <= (WINDOW if count else 1) and (
                not count or len(group.members) == count
            ):
                return group.members
        return ()

    def one_of(self, noun: Token, sentence: int) -> tuple[Cluster, ...]:
        """Return the members of "eines der Unternehmen": the latest group of companies."""
        before = noun.doc[max(noun.i - 2, 0) : noun.i]
        if [t.lower_ for t in before][-1:] != ["der"] or before[0].lower_ not in {
            "eines",
            "einer",
            "eine",
            "keines",
        }:
            return ()
        return (
            self.of_pronoun(sentence)
            or self.of_pronoun(sentence, count=2)
            or self.of_pronoun(sentence, count=3)
        )


def _count(noun: Token) -> int:
    numbers = german.table("number_words")
    for child in children(noun):
        if child.i < noun.i:
            if child.lower_ in COUNTS:
                return COUNTS[child.lower_]
            if (
                child.lower_ in numbers
                and child.dep_ == "nummod"
                and numbers[child.lower_].isdigit()
            ):
                return (
                    int(numbers[child.lower_])
                    if any(t.lower_ in {"die", "der", "den"} for t in children(noun))
                    else 0
                )
    return 0
