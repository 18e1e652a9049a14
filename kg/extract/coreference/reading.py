"""Mentions with their places in, clusters of the same participant out: names, phrases and pronouns in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg import german
from kg.extract.clauses import children, climb, is_verbal
from kg.extract.coreference.antecedents import Antecedents, is_definite
from kg.extract.coreference.cluster import AGENTS, PEOPLE, PLACES, Cluster, Link, Site, compatible
from kg.extract.coreference.groups import Groups
from kg.extract.coreference.registry import Registry
from kg.extract.disclosure import find_disclosures
from kg.extract.kinds import kind_of_noun, place_of_adjective, without_article, without_legal_form
from kg.extract.names import plain
from kg.extract.zones import Zone, find_zones, in_zone
from kg.model import Basis, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["resolve"]

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
BRIDGED = 0.9
PRONOMINAL_ADVERBS = frozenset({"daran", "hieran", "hierauf", "hiervon", "hierfür"})
LONGEST_BRACKET = 30
SHORTEST_GENITIVE = 5


def resolve(doc: Doc, sites: list[Site]) -> tuple[list[Cluster], list[Link], list[Cluster | None]]:
    """Return the clusters, whom every mention means, and for every token the company its sentence is about."""
    reading = _Reading(doc, Antecedents(doc))
    reading.proper = {s.tokens[0]: (s.tokens[-1], s.mention.kind) for s in sites if s.mention.form is Form.PROPER}
    topics: list[Cluster | None] = [None] * len(doc)
    told = 0
    for site in sites:
        if site.sentence != reading.sentence:
            told = _fill(topics, told, site.first, reading.antecedents.topic(reading.sentence))
            reading.sentence = site.sentence
        for link in reading.read(site):
            reading.add(link)
    _fill(topics, told, len(doc), reading.antecedents.topic(reading.sentence))
    first = next((topic for topic in topics if topic is not None), None)
    topics = [topic or first for topic in topics]  # a headline speaks of the company that the lead names
    return [cluster for cluster in reading.clusters if cluster.sites], reading.links, topics


def _fill(topics: list[Cluster | None], start: int, end: int, topic: Cluster | None) -> int:
    topics[start:end] = [topic] * max(0, end - start)
    return max(start, end)


@dataclass(slots=True)
class _Reading:
    """The participants met so far, in reading order."""

    doc: Doc
    antecedents: Antecedents
    sentence: int = 0
    clusters: list[Cluster] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    names: Registry = field(default_factory=Registry)
    groups: Groups = field(default_factory=Groups)
    at: dict[int, Cluster] = field(default_factory=dict)
    """Token to the participant it means, first parts of compounds left out."""
    proper: dict[int, tuple[int, str]] = field(default_factory=dict)
    """First token of every name to its last token and class."""
    meant: dict[int, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    notices: tuple[tuple[int, int], ...] = ()
    zones: tuple[Zone, ...] = ()

    def __post_init__(self) -> None:
        self.zones = find_zones(self.doc.text)
        self.notices = tuple((d.start, d.end) for d in find_disclosures(self.doc.text, self.doc))

    def read(self, site: Site) -> list[Link]:
        """Return whom a mention means, several for a group, none for an expletive."""
        form = site.mention.form
        if form is Form.PRONOUN:
            return self._pronoun(site)
        if form is Form.ADJECTIVE:
            return [self._place(site)]
        if form is Form.NOMINAL:
            return self._nominal(site)
        return [self._name(site)]

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
        cluster.grouped = token.dep_ == "conj" or any(child.dep_ == "conj" for child in children(token))
        if site.mention.form is Form.NOMINAL:
            noun = token.lemma_.lower() or token.lower_
            cluster.nouns.add(noun)
            cluster.genders.update(token.morph.get("Gender"))
            self.antecedents.by_noun[noun] = cluster
        cluster.cited += self._is_cited(site)
        if site.mention.form is not Form.PRONOUN and not self._is_credit(site):
            self.antecedents.touch(cluster)

    def _is_cited(self, site: Site) -> bool:
        before = [token.lower_ for token in self.doc[max(site.first - 3, 0) : site.first]]
        after = self.doc[site.tokens[-1] + 1].lower_ if site.tokens[-1] + 1 < len(self.doc) else ""
        return "laut" in before or "so" in before[-2:] or "angaben" in before or after == "zufolge"

    def _is_credit(self, site: Site) -> bool:
        """Return whether a mention signs a text or photograph, or stands in navigation."""
        return site.mention.text in german.words("news_agencies") or in_zone(self.zones, site.mention.start, site.mention.end)

    def _name(self, site: Site) -> Link:
        name, kind = self._base(site), site.mention.kind
        compound = site.mention.form is Form.COMPOUND
        place = german.table("place_prefixes").get(name) if compound else None
        cluster = self._defined_in_brackets(site) or self.names.find(place or name, kind, site.sentence)
        if cluster is None:
            cluster = self._new(kind, named=True)
            cluster.base = place or ""
        self.names.add(place or name, cluster)
        cluster.names.append(place or name)
        if not compound:
            self._note_gender(cluster, site)
            before = self.groups.before(self.doc, site.tokens[0], self.at)
            self.groups.keep((*before, cluster), site.sentence)
        return Link(site, cluster)

    def _base(self, site: Site) -> str:
        """Return a name without the genitive -s it may carry: "Trump" of "Trumps Zölle", "China" of "Chinas"."""
        name = plain(site.mention.text)
        last = self.doc[site.tokens[-1]]
        if not name.endswith("s") or name.endswith("ss") or site.mention.form is Form.COMPOUND or len(name) < SHORTEST_GENITIVE:
            return name
        genitive = last.morph.get("Case") == ["Gen"] and site.mention.kind in PEOPLE | PLACES
        return name[:-1] if genitive or self.names.holds(name[:-1]) else name

    def _defined_in_brackets(self, site: Site) -> Cluster | None:
        """Return London Stock Exchange for the LSE of "London Stock Exchange (LSE)"."""
        first, last = site.tokens[0], site.tokens[-1]
        if first < 2 or self.doc[first - 1].text != "(" or last + 1 >= len(self.doc) or self.doc[last + 1].text != ")":  # noqa: PLR2004
            return None
        before = self.at.get(first - 2)
        short = site.mention.text
        if before is None or not before.named or not compatible(before.kind, site.mention.kind) or before.kind not in AGENTS:
            return None
        return before if len(short) <= LONGEST_BRACKET and len(short) < len(before.names[-1]) else None

    def _place(self, site: Site) -> Link:
        told = place_of_adjective(site.mention.text)
        name, kind = told if told is not None else (site.mention.text, "Place")
        cluster = self.names.find(name, kind)
        if cluster is None:
            cluster = self._new(kind, named=True)
            cluster.base = name
            self.names.add(name, cluster)
        return Link(site, cluster, confidence=0.95)

    def _nominal(self, site: Site) -> list[Link]:
        token = self.doc[site.head]
        group = self._named_group(token)
        if len(group) > 1:
            self.groups.keep(group, site.sentence, token.lemma_.lower())
            return [Link(site, member, confidence=BRIDGED) for member in group]
        named = (group[0] if group else None) or self._own_compound(token) or self._equated(token)
        if named is not None:
            return [Link(site, named, confidence=0.95)]
        members = self.groups.of_noun(token, site.sentence) or self.groups.one_of(token, site.sentence)
        if members:
            return [Link(site, member, Basis.COREFERENCE, 0.85) for member in members]
        antecedent = self.antecedents.of_noun(site, token)
        if antecedent is not None:
            return [Link(site, antecedent, Basis.COREFERENCE, 0.8)]
        bridged = self._bridged(site, token)
        if bridged is not None:
            return [Link(site, bridged, Basis.INFERENCE, BRIDGED)]
        cluster = self._new(site.mention.kind, named=False)
        cluster.base = _base_form(token, site.mention.text)
        return [Link(site, cluster)]

    def _equated(self, token: Token) -> Cluster | None:
        """Return whom a phrase is said to be: "X ist der zentrale Dienstleister", "X, dem führenden Anbieter"."""
        below = children(token)
        subject = next((c for c in below if c.dep_ == "nsubj"), None) if any(c.dep_ == "cop" for c in below) else None
        for other in (subject, token.head if token.dep_ == "appos" else None):
            known = self.at.get(other.i) if other is not None else None
            if known is not None and known.named and compatible(known.kind, kind_of_noun(token.text)):
                return known
        name = next((c for c in below if c.dep_ == "appos" and c.ent_type_ and c.i > token.i), None)
        if name is None or not compatible(name.ent_type_, kind_of_noun(token.text)):
            return None
        span = next(((a, b) for a, b in self._entities_from(name.i, several=False)), None)
        return self._named(plain(self.doc[span[0] : span[1]].text), name.ent_type_) if span is not None else None

    def _named_group(self, token: Token) -> tuple[Cluster, ...]:
        """Return the names right after the noun that types them: "Internethändler Amazon", "die Konzerne X und Y"."""
        kind = kind_of_noun(token.text)
        start = token.i + 1
        while start < len(self.doc) and self.doc[start].is_space:
            start += 1
        if kind in {"Topic", "Event"} or start >= len(self.doc):
            return ()
        kind = "Company" if kind == "Group" else kind
        upcoming: dict[int, Cluster] = {}
        plural = kind_of_noun(token.text) == "Group" or token.morph.get("Number") == ["Plur"]
        for first, end in self._entities_from(start, several=plural):
            label = self.proper[first][1] if first in self.proper else self.doc[first].ent_type_
            if not compatible(label, kind):
                break
            cluster = self._named(plain(self.doc[first:end].text), label)
            upcoming.update(dict.fromkeys(range(first, end), cluster))
        members = tuple(dict.fromkeys(upcoming.values()))
        return members if plural else members[:1]

    def _entities_from(self, start: int, *, several: bool) -> Iterator[tuple[int, int]]:
        """Yield the token ranges of the entities that follow each other, parted by commas and "und" only."""
        i = start
        while i < min(len(self.doc), start + LONGEST_BRACKET):
            if i in self.proper:
                end = self.proper[i][0] + 1
                yield i, end
                i = end
            elif self.doc[i].ent_type_:
                end = i + 1
                while end < len(self.doc) and self.doc[end].ent_iob_ == "I":
                    end += 1
                yield i, end
                i = end
            elif several and i > start and self.doc[i].lower_ in {",", "und", "sowie"}:
                i += 1
            else:
                return
            if not several:
                return

    def _named(self, name: str, kind: str) -> Cluster:
        cluster = self.names.find(name, kind, self.sentence)
        if cluster is None:
            cluster = self._new(kind, named=True)
            self.names.add(name, cluster)
            cluster.names.append(name)
        return cluster

    def _own_compound(self, token: Token) -> Cluster | None:
        """Return Siemens for "Siemens-Konzern"."""
        first, _, last = token.text.rpartition("-")
        if not first or last not in german.words("group_suffixes"):
            return None
        return self.names.find(plain(first), "Company")

    def _bridged(self, site: Site, token: Token) -> Cluster | None:
        """Return the index that "einem Index" in a disclosure means: the last one named before."""
        if site.mention.kind != "Index" or is_definite(token, self.doc[site.first]):
            return None
        if not any(start <= site.mention.start < end for start, end in self.notices):
            return None
        before = [cluster for cluster in self.clusters if cluster.kind == "Index" and cluster.named]
        return max(before, key=lambda cluster: cluster.last, default=None)

    def _pronoun(self, site: Site) -> list[Link]:
        token = self.doc[site.head]
        if token.dep_ == "expl" or token.lower_ == "was":
            return []
        if token.lower_ in PRONOMINAL_ADVERBS:
            meant = self.antecedents.of_adverb(site, token)
            return [Link(site, meant, Basis.COREFERENCE, 0.8)] if meant is not None else []
        if token.tag_ in {"PRELS", "PRELAT"} or "Rel" in token.morph.get("PronType"):
            return [Link(site, found, confidence=0.9) for found in self._relative(token)]
        if token.lower_ in {"beide", "beiden", "beider"}:
            if token.head.pos_ == "NOUN" and token.head.i == token.i + 1:
                return []
            return [Link(site, m, Basis.COREFERENCE, 0.8) for m in self.groups.of_pronoun(site.sentence, count=2)]
        owners = self._owners(token)
        if owners:
            return [Link(site, owner, Basis.COREFERENCE, 0.75) for owner in owners]
        plural = self.antecedents.is_plural(token)
        members = self.groups.of_pronoun(site.sentence) if plural else ()
        if members:
            return [Link(site, member, Basis.COREFERENCE, 0.7) for member in members]
        found = self.antecedents.of_pronoun(site, token)
        return [Link(site, found, Basis.COREFERENCE, 0.7)] if found is not None else []

    def _owners(self, token: Token) -> list[Cluster]:
        """Return the subject of a possessive's own clause where it agrees: "sie … ihre Modelle", "Yahoo … seine"."""
        if token.tag_ != "PPOSAT":
            return []
        clause = next((word for word in climb(token) if is_verbal(word)), token)
        subject = next((c for c in children(clause) if c.dep_ in SUBJECTS and c.i < token.i), None)
        meant = self.meant.get(subject.i, []) if subject is not None else []
        several = len(meant) > 1
        if token.lower_.startswith("ihr"):
            return [c for c in meant if several or c.kind in PEOPLE or c.kind == "Group" or "Fem" in c.genders]
        return [c for c in meant if not several and c.kind != "Group" and "Fem" not in c.genders]

    def _relative(self, token: Token) -> list[Cluster]:
        verb = token.head
        for _ in range(4):
            if verb.dep_.startswith("acl") and verb.head.i in self.at:
                return [self.at[verb.head.i]]
            verb = verb.head
        return []

    def _new(self, kind: str, *, named: bool) -> Cluster:
        cluster = Cluster(kind, named)
        self.clusters.append(cluster)
        return cluster

    def _note_gender(self, cluster: Cluster, site: Site) -> None:
        before = self.doc[site.first - 1].lower_ if site.first else ""
        name = site.mention.text
        if before == "die" or (without_legal_form(name) != name and cluster.kind not in PEOPLE):
            cluster.genders.add("Fem")
        elif before == "das":
            cluster.genders.add("Neut")


def _base_form(noun: Token, text: str) -> str:
    """Return the lemma of a phrase that is a noun alone: "Emittent" of "dem Emittenten"; else nothing."""
    alone = without_article(" ".join(text.split())) == noun.text
    same = noun.lemma_[:3] == noun.text[:3] and noun.lemma_[:1].isupper()
    return noun.lemma_ if alone and same and noun.morph.get("Number") == ["Sing"] else ""
