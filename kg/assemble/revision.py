"""Derived statements and one change of the documents in, what is to be taken out and put in out."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.assemble.summary import Touched, summarise
from kg.assemble.tensions import Select, values
from kg.assemble.terms import lines
from kg.vocabulary import RESOURCE, Resources

__all__ = ["Revision", "revise"]

_CLAIMS = "SELECT ?c { %s ?c <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s }"


@dataclass(frozen=True, slots=True)
class Revision:
    """How the N-Quads lines of one derived graph change; sorted, and no line is in both."""

    gone: tuple[str, ...]
    new: tuple[str, ...]

    def apply(self, before: Iterable[str]) -> list[str]:
        """Return the sorted lines after the change."""
        gone = set(self.gone)
        return sorted([*(line for line in before if line not in gone), *self.new])


def revise(
    before: Mapping[str, Sequence[str]],
    select: Select,
    change: Touched,
    *,
    resources: Resources = RESOURCE,
) -> dict[str, Revision]:
    """Return graph IRI -> its change, such that the outcome equals deriving all graphs anew.

    `before` gives the sorted lines of each derived graph before the change; `select` answers over
    the documents' graphs after it; `change` is what the old and the new statements of the changed
    documents touch. The work depends on the change: lines are found by bisection.
    """
    derived: dict[str, set[str]] = defaultdict(set)
    for line in lines(summarise(select, only=change, resources=resources)):
        derived[line.rsplit(" ", 2)[1].strip("<>")].add(line)
    starts = _starts(select, change, resources)
    found = {}
    for graph in sorted({*before, *derived}):
        present, wanted = before.get(graph, ()), derived[graph]
        void = set(_starting(present, starts.get(graph, ())))
        if graph == str(resources.graph("tensions")):
            void |= {_mirrored(line) for line in void}
        new = {line for line in wanted - void if not _holds(present, line)}
        if void != wanted:
            found[graph] = Revision(tuple(sorted(void - wanted)), tuple(sorted(new)))
    return found


def _starts(select: Select, change: Touched, resources: Resources) -> dict[str, list[str]]:
    """Return how the lines begin that are derived again, or rest on nothing any more."""
    asked = values(("?s",), ((s,) for s in sorted(change.subjects)))
    about = {str(row[0]) for row in select(_CLAIMS % asked)} if change.subjects else set()
    summaries = [resources.edge(*edge) for edge in change.edges]
    return {
        str(resources.graph("entities")): [f"<{entity}> " for entity in change.entities],
        str(resources.graph("edges")): [
            *("".join(f"<{term}> " for term in edge) for edge in change.edges),
            *(f"<{summary}> " for summary in summaries),
        ],
        str(resources.graph("tensions")): [f"<{claim}> " for claim in about | change.claims],
    }


def _starting(present: Sequence[str], starts: Iterable[str]) -> Iterator[str]:
    for start in starts:
        at = bisect_left(present, start)
        while at < len(present) and present[at].startswith(start):
            yield present[at]
            at += 1


def _mirrored(line: str) -> str:
    """Return a tension told from its other end: each is written both ways."""
    one, predicate, other, rest = line.split(" ", 3)
    return f"{other} {predicate} {one} {rest}"


def _holds(present: Sequence[str], line: str) -> bool:
    at = bisect_left(present, line)
    return at < len(present) and present[at] == line
