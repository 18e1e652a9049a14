"""What has been read of a document so far.

Its participants, who stands at which word, and the names ahead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, features, words
from kg.extract.coreference.agreement import countries_of, is_plural
from kg.extract.coreference.antecedents import Antecedents
from kg.extract.coreference.cluster import Cluster, Link, Site
from kg.extract.coreference.groups import Groups
from kg.extract.coreference.registry import Registry
from kg.model import Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["State"]

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
MOVED = SUBJECTS | {"obj"}
JOINTS = frozenset({",", "und", "sowie"})
FARTHEST_NAME = 30


@dataclass(slots=True)
class State:
    """The participants met so far, in reading order; grown by one reader, never shared."""

    doc: Doc
    antecedents: Antecedents
    proper: dict[int, tuple[int, str]]
    """First token of every name to its last token and class."""
    noticed: frozenset[int]
    """Tokens inside a conflict-of-interest notice."""
    aside: frozenset[int]
    """Tokens inside credits, navigation and teasers."""
    sentence: int = 0
    clusters: list[Cluster] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    names: Registry = field(default_factory=Registry)
    groups: Groups = field(default_factory=Groups)
    at: dict[int, Cluster] = field(default_factory=dict)
    """Token to the participant it means, first parts of compounds left out."""
    meant: dict[int, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    """Token to all it means."""
    last_index: Cluster | None = None
    subject: tuple[int, Cluster, str] | None = None
    """Sentence, participant and gender of the latest described subject or object ("Der Umsatz")."""

    def new(self, kind: str, *, named: bool) -> Cluster:
        """Return a new participant."""
        cluster = Cluster(kind, named)
        self.clusters.append(cluster)
        return cluster

    def named(self, name: str, kind: str) -> Cluster:
        """Return the participant of a name that stands ahead, made where it is new."""
        cluster = self.names.find(name, kind, self.sentence)
        if cluster is None:
            cluster = self.new(kind, named=True)
            self.names.add(name, cluster)
            cluster.call(name)
        return cluster

    def add(self, link: Link) -> None:
        """Keep a link, and make its participant an antecedent of what follows."""
        site, cluster = link.site, link.cluster
        self.links.append(link)
        cluster.sites.append(site)
        cluster.last = site.sentence
        token = self.doc[site.head]
        if site.mention.form is not Form.COMPOUND:
            cluster.subjects += token.dep_ in SUBJECTS
            for i in site.tokens:
                self.at.setdefault(i, cluster)
                self.meant[i].append(cluster)
        cluster.grouped = token.dep_ == "conj" or any(
            child.dep_ == "conj" for child in children(token)
        )
        if site.mention.form is Form.NOMINAL:
            noun = token.lemma_.lower() or token.lower_
            cluster.nouns.add(noun)
            cluster.genders.update(features(token, "Gender"))
            for form in (noun, token.lower_):
                self.antecedents.by_noun[form, is_plural(token)] = cluster
            if token.dep_ in MOVED and not cluster.named:
                gender = next(iter(features(token, "Gender")), "")
                self.subject = (site.sentence, cluster, gender)
        cluster.countries |= countries_of(token)
        cluster.cited += self._is_cited(site)
        self._touch(site, cluster)

    def _touch(self, site: Site, cluster: Cluster) -> None:
        signs = site.mention.text in german.words("news_agencies") or site.head in self.aside
        if site.mention.form is not Form.PRONOUN and not signs:
            self.antecedents.touch(cluster)
        if cluster.kind == "Index" and cluster.named:
            self.last_index = cluster

    def _is_cited(self, site: Site) -> bool:
        every, following = words(self.doc), site.tokens[-1] + 1
        before = [token.lower_ for token in every[max(site.first - 3, 0) : site.first]]
        after = every[following].lower_ if following < len(every) else ""
        return "laut" in before or "so" in before[-2:] or "angaben" in before or after == "zufolge"

    def entities_from(self, start: int, *, several: bool) -> Iterator[tuple[int, int]]:
        """Yield the token ranges of the names that follow each other.

        Parted by commas and "und" only.
        """
        i = start
        while i < min(len(self.doc), start + FARTHEST_NAME):
            if i in self.proper or self.doc[i].ent_type_:
                end = self._end_of_name(i)
                yield i, end
                i = end
            elif several and i > start and self.doc[i].lower_ in JOINTS:
                i += 1
            else:
                return
            if not several:
                return

    def _end_of_name(self, start: int) -> int:
        if start in self.proper:
            return self.proper[start][0] + 1
        end = start + 1
        while end < len(self.doc) and self.doc[end].ent_iob_ == "I":
            end += 1
        return end
