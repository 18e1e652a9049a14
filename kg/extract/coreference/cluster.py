"""The participant while a document is being read.

Where its mentions stand in, the frozen referent out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.kinds import without_article
from kg.model import Basis, Form, Mention, Referent

__all__ = ["AGENTS", "PEOPLE", "PLACES", "Cluster", "Link", "Site", "compatible"]

AGENTS = frozenset({"Company", "Organization", "Medium", "Publisher"})
"""Classes of mentions that act as one body."""
PEOPLE = frozenset({"Person", "Politician"})
"""Classes of mentions that are somebody."""
PLACES = frozenset({"Place", "Country"})
"""Classes of mentions that are somewhere."""


@dataclass(frozen=True, slots=True)
class Site:
    """A mention and where it stands.

    First token, head token, sentence, and the tokens that point to it.
    """

    mention: Mention
    first: int
    head: int
    sentence: int
    tokens: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Cluster:
    """A participant while the document is being read; `referent` freezes it."""

    kind: str
    named: bool
    base: str = ""
    sites: list[Site] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """What it is called, each spelling once."""
    latest: str = ""
    """What it was called last."""
    nouns: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    """Countries told by adjectives beside it: USA of "der amerikanische Konzern"."""
    last: int = 0
    subjects: int = 0
    cited: int = 0
    """Mentions as the source of a report: "laut X"."""
    grouped: bool = False
    """Whether its last mention stood in a coordination."""

    def call(self, name: str) -> None:
        """Keep what it is called."""
        self.latest = name
        if name not in self.names:
            self.names.append(name)

    def referent(self) -> Referent:
        """Return the frozen participant."""
        mentions = tuple(
            sorted({s.mention for s in self.sites}, key=lambda m: (m.start, m.end, m.form.value))
        )
        first = self._own(mentions)
        return Referent(
            f"{first.start}-{first.end}", self.kind, self._name(first), self.named, mentions
        )

    def _own(self, mentions: tuple[Mention, ...]) -> Mention:
        """Return the first mention that is its alone: "die drei Konzerne" is that of several."""
        for forms in ((Form.PROPER, Form.COMPOUND), (Form.ADJECTIVE, Form.NOMINAL)):
            found = next((m for m in mentions if m.form in forms), None)
            if found is not None:
                return found
        return mentions[0]

    def _name(self, first: Mention) -> str:
        if self.base:
            return self.base
        if self.names:
            return max(self.names, key=lambda name: (len(name), "-" not in name, name))
        return without_article(" ".join(first.text.split()))


@dataclass(frozen=True, slots=True)
class Link:
    """One mention, whom it means, what that rests on, and how sure it is."""

    site: Site
    cluster: Cluster
    basis: Basis = Basis.EXPLICIT
    confidence: float = 1.0


def compatible(one: str, other: str) -> bool:
    """Return whether two classes may be one participant's."""
    return one == other or any({one, other} <= family for family in (AGENTS, PEOPLE, PLACES))
