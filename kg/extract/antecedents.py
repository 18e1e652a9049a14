"""Mentions with their places in, clusters of the same participant out: names first, then phrases, then pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children
from kg.extract.kinds import kind_of_noun, place_of_adjective, without_article, without_legal_form
from kg.extract.names import fits, is_acronym_of, plain
from kg.model import Basis, Form, Mention, Referent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Cluster", "Site", "resolve"]

WINDOW = 5
"""Sentences a definite phrase looks back."""
AGENTS = frozenset({"Company", "Organization", "Medium", "Publisher"})
DEFINITE = frozenset("der die das dem den des dieser diese dieses diesem diesen beim im vom zum zur beide beiden".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
PLURAL_PRONOUNS = frozenset({"beide", "beiden", "ihnen"})
Link = tuple["Site", "Cluster", Basis, float]


@dataclass(frozen=True, slots=True)
class Site:
    """A mention and where it stands: first token, head token, sentence, and the tokens that point to it."""

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
    sites: list[Site] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    country: str = ""
    last: int = 0
    base: str = ""

    def referent(self) -> Referent:
        """Return the frozen participant."""
        mentions = tuple(sorted({s.mention for s in self.sites}, key=lambda m: (m.start, m.end, m.form.value)))
        first = next((m for m in mentions if m.form is not Form.PRONOUN), mentions[0])
        return Referent(f"{first.start}-{first.end}", self.kind, self._name(mentions), self.named, mentions)

    def _name(self, mentions: tuple[Mention, ...]) -> str:
        if self.base:
            return self.base
        if self.names:
            return max(self.names, key=lambda name: (len(name), name))
        told = [m.text for m in mentions if m.form is not Form.PRONOUN] or [mentions[0].text]
        return without_article(told[0])


def resolve(doc: Doc, sites: list[Site]) -> tuple[list[Cluster], list[Link]]:
    """Return the clusters, and for every mention whom it means, on what basis and how surely."""
    reading = _Reading(doc)
    for site in sites:
        reading.links += list(reading.read(site))
    return [cluster for cluster in reading.clusters if cluster.sites], reading.links


@dataclass(slots=True)
class _Reading:
    """The participants met so far, in reading order."""

    doc: Doc
    clusters: list[Cluster] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    by_name: dict[str, Cluster] = field(default_factory=dict)
    by_noun: dict[str, Cluster] = field(default_factory=dict)
    recent: list[Cluster] = field(default_factory=list)

    def read(self, site: Site) -> Iterator[Link]:
        form = site.mention.form
        if form is Form.PRONOUN:
            yield from self._pronoun(site)
        elif form is Form.ADJECTIVE:
            yield self._place(site)
        elif form is Form.NOMINAL:
            yield from self._nominal(site)
        else:
            yield self._name(site)

    def _name(self, site: Site) -> Link:
        name = plain(site.mention.text)
        place = german.table("place_prefixes").get(name) if site.mention.form is Form.COMPOUND else None
        cluster = self.by_name.get(place or name) or self._alias(name, site.mention.kind)
        if cluster is None:
            cluster = self._new(site.mention.kind, named=True)
            cluster.base = place or ""
        self.by_name.setdefault(place or name, cluster)
        cluster.names.append(place or name)
        self._note_gender(cluster, site)
        return self._add(site, cluster, Basis.EXPLICIT, 1.0)

    def _alias(self, name: str, kind: str) -> Cluster | None:
        """Return the one earlier participant a shorter or longer form of whose name this is."""
        same = [
            cluster
            for known, cluster in self.by_name.items()
            if _compatible(cluster.kind, kind) and (fits(name, known, kind) or is_acronym_of(name, known))
        ]
        distinct = list(dict.fromkeys(same))
        return distinct[0] if len(distinct) == 1 else None

    def _place(self, site: Site) -> Link:
        told = place_of_adjective(site.mention.text)
        name, kind = told if told is not None else (site.mention.text, "Place")
        cluster = self.by_name.get(name) or self._new(kind, named=True)
        cluster.base = cluster.base or name
        self.by_name.setdefault(name, cluster)
        return self._add(site, cluster, Basis.EXPLICIT, 0.95)

    def _nominal(self, site: Site) -> Iterator[Link]:
        token = self.doc[site.head]
        named = self._name_beside(token) or self._own_compound(token)
        if named is not None:
            yield self._add(site, named, Basis.EXPLICIT, 0.95)
            return
        group = self._group(token)
        if group:
            yield from (self._add(site, member, Basis.COREFERENCE, 0.85) for member in group)
            return
        antecedent = self._antecedent(site, token)
        if antecedent is not None:
            yield self._add(site, antecedent, Basis.COREFERENCE, 0.8)
            return
        cluster = self._new(site.mention.kind, named=False)
        yield self._add(site, cluster, Basis.EXPLICIT, 1.0)

    def _name_beside(self, token: Token) -> Cluster | None:
        """Return the participant of "Internethändler Amazon": the name right after the noun that types it."""
        after = token.i + 1
        if after >= len(self.doc) or kind_of_noun(token.text) == "Topic":
            return None
        ent = self.doc[after]
        if not ent.ent_type_ or not _compatible(ent.ent_type_, kind_of_noun(token.text)):
            return None
        end = after
        while end < len(self.doc) and self.doc[end].ent_type_ == ent.ent_type_ and self.doc[end].ent_iob_ != "O":
            end += 1
        name = plain(self.doc[after:end].text)
        cluster = self.by_name.get(name) or self._alias(name, ent.ent_type_)
        if cluster is None:
            cluster = self._new(ent.ent_type_, named=True)
            self.by_name[name] = cluster
        return cluster

    def _own_compound(self, token: Token) -> Cluster | None:
        """Return Siemens for "Siemens-Konzern"."""
        first, _, last = token.text.rpartition("-")
        if not first or last not in german.words("group_suffixes"):
            return None
        return self.by_name.get(plain(first))

    def _group(self, token: Token) -> list[Cluster]:
        """Return the members of "beide Unternehmen" and of "die drei Konzerne"."""
        words = {child.lower_ for child in children(token) if child.i < token.i}
        count = 2 if words & {"beide", "beiden"} else 0
        if not count:
            return []
        kind = kind_of_noun(token.lower_)
        fitting = [c for c in reversed(self.recent) if c.named and _compatible(c.kind, "Company" if kind == "Group" else kind)]
        found = list(dict.fromkeys(fitting))[:count]
        return found if len(found) == count else []

    def _antecedent(self, site: Site, token: Token) -> Cluster | None:
        noun = token.lemma_.lower() or token.lower_
        starts = self.doc[site.first].lower_
        same = self.by_noun.get(noun)
        if starts not in DEFINITE:
            return None
        if same is not None:
            return same
        if kind_of_noun(token.text) not in AGENTS | {"Person"} or _is_specified(token):
            return None
        candidates = [c for c in dict.fromkeys(self.recent) if self._may_be(c, site, token)]
        return max(candidates, key=lambda c: (self._salience(c, site), c.last), default=None)

    def _may_be(self, cluster: Cluster, site: Site, token: Token) -> bool:
        if not _compatible(cluster.kind, kind_of_noun(token.text)) or site.sentence - cluster.last > WINDOW:
            return False
        if not cluster.named and cluster.kind != "Person":
            return False
        return not any(s.sentence == site.sentence and self._same_clause(s, site) for s in cluster.sites[-3:])

    def _same_clause(self, one: Site, other: Site) -> bool:
        return self.doc[one.head].head.i == self.doc[other.head].head.i

    def _salience(self, cluster: Cluster, site: Site) -> float:
        subject = any(self.doc[s.head].dep_ in SUBJECTS for s in cluster.sites[-2:])
        return min(len(cluster.sites), 4) * 0.5 + subject - 0.8 * (site.sentence - cluster.last)

    def _pronoun(self, site: Site) -> Iterator[Link]:
        token = self.doc[site.head]
        if token.tag_ in {"PRELS", "PRELAT"} or "Rel" in token.morph.get("PronType"):
            yield from self._relative(site, token)
            return
        if token.dep_ == "expl":
            return
        for cluster in self._antecedents_of_pronoun(site, token):
            yield self._add(site, cluster, Basis.COREFERENCE, 0.7)

    def _relative(self, site: Site, token: Token) -> Iterator[Link]:
        verb = token.head
        for _ in range(4):
            if verb.dep_.startswith("acl"):
                for found, cluster, _, _ in reversed(self.links):
                    if verb.head.i in found.tokens and found.mention.form is not Form.COMPOUND:
                        yield self._add(site, cluster, Basis.EXPLICIT, 0.9)
                        return
            verb = verb.head

    def _antecedents_of_pronoun(self, site: Site, token: Token) -> list[Cluster]:
        lower = token.lower_
        if lower in {"er", "ihn", "ihm"} or lower.startswith("sein") or lower in {"sie", "es"} or lower.startswith("ihr"):
            candidates = [c for c in dict.fromkeys(self.recent) if self._agrees(c, site, token)]
            best = max(candidates, key=lambda c: (self._salience(c, site), c.last), default=None)
            return [best] if best is not None else []
        return []

    def _agrees(self, cluster: Cluster, site: Site, token: Token) -> bool:
        if site.sentence - cluster.last > 2 or cluster.kind not in AGENTS | {"Person", "Product", "AIModel", "Group"}:  # noqa: PLR2004
            return False
        lower = token.lower_
        plural = cluster.kind == "Group"
        if lower in {"er", "ihn"}:
            return not plural and (cluster.kind == "Person" or "Masc" in cluster.genders)
        if lower == "es":
            return not plural and cluster.kind != "Person" and "Masc" not in cluster.genders and "Fem" not in cluster.genders
        if lower.startswith("sein") or lower == "ihm":
            return not plural and "Fem" not in cluster.genders
        return plural or cluster.kind == "Person" or "Fem" in cluster.genders

    def _new(self, kind: str, *, named: bool) -> Cluster:
        cluster = Cluster(kind, named)
        self.clusters.append(cluster)
        return cluster

    def _note_gender(self, cluster: Cluster, site: Site) -> None:
        before = self.doc[site.first - 1].lower_ if site.first else ""
        name = site.mention.text
        if before == "die" or without_legal_form(name) != name:
            cluster.genders.add("Fem")
        elif before in {"das"}:
            cluster.genders.add("Neut")

    def _add(self, site: Site, cluster: Cluster, basis: Basis, confidence: float) -> Link:
        cluster.sites.append(site)
        cluster.last = site.sentence
        token = self.doc[site.head]
        if site.mention.form is Form.NOMINAL:
            noun = token.lemma_.lower() or token.lower_
            cluster.nouns.add(noun)
            cluster.genders.update(token.morph.get("Gender"))
            self.by_noun[noun] = cluster
        if site.mention.form is not Form.PRONOUN:
            self.recent.append(cluster)
            del self.recent[:-40]
        return site, cluster, basis, confidence


def _compatible(one: str, other: str) -> bool:
    if one == other or {one, other} <= AGENTS:
        return True
    return {one, other} <= {"Person", "Politician"} or {one, other} <= {"Place", "Country"}


def _is_specified(noun: Token) -> bool:
    """Return whether a phrase names its own participant: "der Chef von Lenovo", "die Tochter des Konzerns"."""
    return any(child.dep_ in {"nmod", "appos", "acl"} and child.i > noun.i for child in children(noun))
