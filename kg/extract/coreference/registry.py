"""A name in, the participant of the document it belongs to out.

Equal names, short forms, initials, brackets.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.extract.coreference.cluster import AGENTS, PEOPLE, PLACES, Cluster, compatible
from kg.extract.names import are_apart, core, fits, is_acronym_of, legal_form

__all__ = ["Registry"]

MOST_NAMESAKES = 20
SHORTEST_SURNAME = 4
EARLY = 2
"""Sentences in which a short form may precede the full name: headline and lead."""


@dataclass(slots=True)
class Registry:
    """The names met so far; every look-up touches a bounded number of them."""

    _by_name: dict[str, Cluster] = field(default_factory=dict)
    _by_word: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _spelled: set[str] = field(default_factory=set)
    _by_initial: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def holds(self, name: str) -> bool:
        """Return whether exactly this spelling has been met."""
        return name in self._spelled

    def find(self, name: str, kind: str, sentence: int = 0) -> Cluster | None:
        """Return the participant a name belongs to, or None where it is new or could be several."""
        exact = self._by_name.get(core(name))
        if exact is not None:
            return exact if _same_form(name, exact) else None
        known = dict.fromkeys(
            k for word in core(name).split() for k in self._by_word.get(word, ())[-MOST_NAMESAKES:]
        )
        known.update(dict.fromkeys(self._by_initial.get(name[:1].casefold(), ())[-MOST_NAMESAKES:]))
        found = [self._by_name[core(k)] for k in known if self._is_form_of(name, k, kind, sentence)]
        distinct = list(dict.fromkeys(found))
        return distinct[0] if len(distinct) == 1 else None

    def _is_form_of(self, name: str, known: str, kind: str, sentence: int) -> bool:
        cluster = self._by_name[core(known)]
        if not _may_share(cluster.kind, kind, name, known):
            return False
        if not {cluster.kind, kind} & PEOPLE and are_apart(name, known):
            return False
        if is_acronym_of(name, known) or is_acronym_of(known, name):
            return cluster.kind not in PEOPLE
        if cluster.kind in PLACES or not fits(
            name, known, "Person" if cluster.kind in PEOPLE else kind
        ):
            return False
        longer = len(core(name).split()) > len(core(known).split())
        return (
            not longer
            or cluster.kind in PEOPLE
            or (sentence <= EARLY and len(cluster.sites) <= EARLY)
        )

    def add(self, name: str, cluster: Cluster) -> None:
        """Keep a name for a participant; the first owner of a name keeps it."""
        self._spelled.add(name)
        key = core(name)
        if key in self._by_name and _same_form(name, self._by_name[key]):
            return
        self._by_name[key] = cluster
        for word in key.split():
            self._by_word[word].append(name)
        self._by_initial[name[:1].casefold()].append(name)


def _same_form(name: str, cluster: Cluster) -> bool:
    """Return whether the legal form of a name is none other than the participant has."""
    form = _own_form(name)
    forms = {_own_form(told) for told in cluster.names} - {""}
    # "GmbH" may be short for "GmbH & Co. KG".
    return not form or not forms or any(f.startswith(form) or form.startswith(f) for f in forms)


def _own_form(name: str) -> str:
    """Return a name's legal form; "Group" and "Gruppe" stand beside any."""
    return " ".join(word for word in legal_form(name).split() if word not in {"group", "gruppe"})


def _may_share(one: str, other: str, name: str, known: str) -> bool:
    if compatible(one, other):
        return True
    surname = (
        core(name).split()[-1:] == core(known).split()[-1:]
        and min(len(name.split()), len(known.split())) == 1
    )
    return (
        bool({one, other} & PEOPLE)
        and bool({one, other} & AGENTS)
        and surname
        and len(min(name, known, key=len)) >= SHORTEST_SURNAME
    )
