"""A definite phrase or a pronoun in, the participant before it that it most likely means out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children
from kg.extract.coreference.agreement import (
    countries_of,
    is_definite,
    is_plural,
    may_be_feminine,
    may_be_masculine,
    opens_sentence,
)
from kg.extract.coreference.cluster import AGENTS, PEOPLE, PLACES, Cluster, Site, compatible
from kg.extract.kinds import kind_of_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Antecedents"]

WINDOW = 6
"""Sentences a definite phrase looks back."""
PRONOUN_WINDOW = 2
CENTRED = 1.5
"""What it counts that the sentence before speaks of a participant."""
SAME_HEAD = 1.0
"""What it counts that a participant was called by a compound of the noun: "Kurznachrichtendienst", "der Dienst"."""
COMPATRIOT = 1.0
"""What it counts that a phrase tells a participant's country."""
MOST_RECENT = 40
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
BODIES = (
    "vorstand",
    "aufsichtsrat",
    "betriebsrat",
    "geschäftsführung",
    "management",
    "verwaltungsrat",
)
"""Boards: no person and no company is meant by them."""
PLACE_NOUNS = {
    "gemeinde": "Place",
    "hauptstadt": "Place",
    "land": "Country",
    "landeshauptstadt": "Place",
    "metropole": "Place",
    "stadt": "Place",
}
ADVERB_KINDS = frozenset(
    {"AIModel", "Agreement", "Chip", "FinancialInstrument", "Index", "Product", "Security"}
)
PRONOUN_KINDS = AGENTS | PEOPLE | {"AIModel", "Group", "Product", "UnnamedEntity", "Index"}


def _name_held(noun: Token) -> str:
    """Return the name a compound begins with.

    "der Serviceplan-Gruppe" is no other company's group.
    """
    first, _, last = noun.text.partition("-")
    common = first in german.words("common_prefixes") or first in german.table("place_prefixes")
    common = common or first in german.words("indices")  # "der Dax-Konzern"
    return first if last and not common and last.lower() in german.words("name_heads") else ""


@dataclass(slots=True)
class Antecedents:
    """The participants a later word may mean, the latest last."""

    doc: Doc
    by_noun: dict[tuple[str, bool], Cluster] = field(default_factory=dict)
    _recent: list[Cluster] = field(default_factory=list)

    def touch(self, cluster: Cluster) -> None:
        """Make a participant the latest."""
        self._recent.append(cluster)
        del self._recent[:-MOST_RECENT]

    def latest(self) -> tuple[Cluster, ...]:
        """Return the participants met last, the latest first."""
        return tuple(dict.fromkeys(reversed(self._recent)))

    def topic(self, sentence: int) -> Cluster | None:
        """Return the company the text is about at the end of a sentence, if there is one."""
        companies = [c for c in dict.fromkeys(self._recent) if c.kind == "Company" and c.named]
        return max(
            companies,
            key=lambda c: (self._weight(c, sentence) - 0.5 * c.cited, c.last),
            default=None,
        )

    def _weight(self, cluster: Cluster, sentence: int) -> float:
        """Return how present a participant is: mentions and subjects count, distance takes away."""
        return (
            min(len(cluster.sites), 6) * 0.4
            + min(cluster.subjects, 3) * 0.5
            + CENTRED * self._is_centre(cluster, sentence)
            - 0.6 * (sentence - cluster.last)
        )

    def _is_centre(self, cluster: Cluster, sentence: int) -> bool:
        """Return whether the sentence before speaks of a participant: he is its subject."""
        return any(
            s.sentence == sentence - 1 and self.doc[s.head].dep_ in SUBJECTS
            for s in cluster.sites[-3:]
        )

    def of_noun(self, site: Site, token: Token) -> Cluster | None:
        """Return whom a definite phrase means.

        The same noun before, or the most present participant of its class.
        """
        noun = token.lemma_.lower() or token.lower_
        if not is_definite(token, self.doc[site.first]):
            return None
        # the form itself as well: a lemma may be wrong in one sentence and right in the other
        plural = is_plural(token)
        same = self.by_noun.get((noun, plural)) or self.by_noun.get((token.lower_, plural))
        if (
            same is not None
            and site.sentence - same.last <= 2 * WINDOW
            and not self._is_relational(token, noun)
        ):
            return same
        kind = PLACE_NOUNS.get(noun) or kind_of_noun(token.text)
        if (
            plural
            or noun.endswith(BODIES)
            or kind not in AGENTS | PEOPLE | PLACES
            or self._is_relational(token, noun)
        ):
            return None
        if kind in PLACES and noun not in PLACE_NOUNS:
            return None
        owner = _name_held(token)
        if owner and not noun.endswith("tochter"):
            return None
        told = countries_of(token)  # "das amerikanische Unternehmen" is no Chinese one
        fitting = [
            c
            for c in dict.fromkeys(self._recent)
            if self._may_be(c, site, kind)
            and owner not in c.names
            and not (told and c.countries and not told & c.countries)
        ]
        return self._best(fitting, site, noun, kind)

    def _is_relational(self, token: Token, noun: str) -> bool:
        """Return whether a phrase names its bearer by another.

        "der Chef von Lenovo", "die Tochter des Konzerns".
        """
        last = noun.rsplit("-", 1)[-1]
        relational = last in german.words("relational_nouns") or "-" in noun
        return relational and any(
            child.dep_ in {"nmod", "appos"} and child.i > token.i for child in children(token)
        )

    def _may_be(self, cluster: Cluster, site: Site, kind: str) -> bool:
        if not cluster.named and cluster.kind not in PEOPLE:
            return False
        if kind == "Country" and cluster.kind != kind:
            return False
        if not compatible(cluster.kind, kind) or site.sentence - cluster.last > WINDOW:
            return False
        if (cluster.kind == "Medium") != (kind == "Medium"):
            return False
        return not any(
            s.sentence == site.sentence and self._same_clause(s, site) for s in cluster.sites[-3:]
        )

    def _same_clause(self, one: Site, other: Site) -> bool:
        return self.doc[one.head].head.i == self.doc[other.head].head.i

    def _best(self, fitting: list[Cluster], site: Site, noun: str, kind: str) -> Cluster | None:
        sector = self._sector(noun)
        if sector is not None:
            told = [c for c in fitting if sector.search(" ".join([*c.names, *c.nouns]).casefold())]
            fitting = told or ([] if kind == "Organization" else fitting)
        elif kind == "Organization":
            fitting = [c for c in fitting if noun in " ".join([*c.names, *c.nouns]).casefold()]
        return max(fitting, key=lambda c: (self._fit(c, site, kind), c.last), default=None)

    def _sector(self, noun: str) -> re.Pattern[str] | None:
        for ending, signs in german.table("sector_nouns").items():
            if noun.endswith(ending):
                return re.compile(signs)
        return None

    def _fit(self, cluster: Cluster, site: Site, kind: str) -> float:
        exact = 1.0 if cluster.kind == kind else 0.0
        exact -= 0.7 * cluster.cited * (kind not in PEOPLE)
        noun = self.doc[site.head].lemma_.lower()
        return (
            self._weight(cluster, site.sentence)
            + exact
            + SAME_HEAD * any(known.endswith(noun) for known in cluster.nouns)
            + COMPATRIOT * bool(cluster.countries & countries_of(self.doc[site.head]))
            - 0.5 * cluster.grouped
            - 0.3 * (site.sentence - cluster.last)
        )

    def of_adverb(self, site: Site, token: Token) -> Cluster | None:
        """Return what "hieran" means in "hat diesen Index entwickelt und hält die Rechte hieran".

        The index.
        """
        head = token.head.i
        near = [
            cluster
            for cluster in self._recent
            if cluster.last == site.sentence
            and cluster.kind in ADVERB_KINDS
            and all(s.head != head or s.sentence != site.sentence for s in cluster.sites[-3:])
        ]
        return near[-1] if near else None

    def of_pronoun(self, site: Site, token: Token) -> Cluster | None:
        """Return whom a personal or possessive pronoun means."""
        lower = token.lower_
        if lower not in {"er", "ihn", "ihm", "sie"} and not lower.startswith(("sein", "ihr")):
            return None
        if token.text in {"Sie", "Ihr", "Ihre", "Ihren", "Ihrem", "Ihrer"} and not opens_sentence(
            token
        ):
            return None  # the polite address of the reader
        fitting = [c for c in dict.fromkeys(self._recent) if self._agrees(c, site, token)]
        return max(fitting, key=lambda c: (self._nearness(c, site, token), c.last), default=None)

    def _nearness(self, cluster: Cluster, site: Site, token: Token) -> float:
        """Return how well a participant suits a pronoun.

        A possessive leans on the subject of its own clause.
        """
        possessive = token.tag_ == "PPOSAT" or token.lower_ not in {"er", "ihn", "ihm", "sie"}
        subject = any(
            s.sentence == site.sentence and self.doc[s.head].dep_ in SUBJECTS
            for s in cluster.sites[-2:]
        )
        person = cluster.kind in PEOPLE and token.lower_ == "er"
        return (
            self._weight(cluster, site.sentence)
            - 0.7 * (site.sentence - cluster.last)
            + 2.0 * (possessive and subject)
            + 2.5 * person
        )

    def _agrees(self, cluster: Cluster, site: Site, token: Token) -> bool:
        if site.sentence - cluster.last > PRONOUN_WINDOW or cluster.kind not in PRONOUN_KINDS:
            return False
        lower, plural, person = token.lower_, cluster.kind == "Group", cluster.kind in PEOPLE
        if lower in {"er", "ihn"}:
            return not plural and (
                may_be_masculine(cluster) if person else "Masc" in cluster.genders
            )
        if lower.startswith("sein") or lower == "ihm":
            return not plural and (
                may_be_masculine(cluster) if person else "Fem" not in cluster.genders
            )
        return (
            plural
            or (person and may_be_feminine(cluster))
            or (not person and "Fem" in cluster.genders)
        )
