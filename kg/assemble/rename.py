"""The N-Quads of one document and new ids of its entities in, the same statements of those out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.vocabulary import KG, Resources

__all__ = ["renamed"]

_ENDS = tuple(f"<{name}>" for name in (KG.edgeSubject, KG.edgePredicate, KG.edgeObject))


def renamed(
    told: Sequence[str], called: Mapping[str, str], *, resources: Resources
) -> Iterator[str]:
    """Yield the lines with each entity (id -> new id) called otherwise, words left as they are.

    Only entities and the summaries of their edges are named after an entity; all else in a
    document's graph is named after its place in the text.
    """
    entities = {
        f"<{resources.entity(old)}>": f"<{resources.entity(new)}>" for old, new in called.items()
    }
    moved = list(_renamed(told, entities))
    yield from _renamed(moved, _summaries(moved, resources))


def _renamed(told: Iterable[str], terms: Mapping[str, str]) -> Iterator[str]:
    for line in told:
        subject, predicate, rest = line.split(" ", 2)
        value, graph, stop = rest.rsplit(" ", 2)
        names = (terms.get(subject, subject), predicate, terms.get(value, value), graph, stop)
        yield " ".join(names)


def _summaries(told: Iterable[str], resources: Resources) -> dict[str, str]:
    """Return the term of each edge's summary -> the term its ends give it."""
    ends: dict[str, dict[str, str]] = defaultdict(dict)
    for line in told:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in _ENDS:
            ends[subject][predicate] = rest.split(" ", 1)[0].strip("<>")
    return {
        summary: f"<{resources.edge(*(of[end] for end in _ENDS))}>" for summary, of in ends.items()
    }
