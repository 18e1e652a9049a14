"""An answer for people: a table of IRIs in, the same table with their labels out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from kg.prefixes import FIXED
from kg.query.ask import Queryable, answer, names_of, select
from kg.query.table import Table, Term
from kg.sandbox import Limits

__all__ = ["answer_in_words", "in_words"]

_LABELS = "SELECT ?x ?label {{ VALUES ?x {{ {} }} ?x <" + FIXED["rdfs"] + "label> ?label }}"
_AT_ONCE = 500
"""IRIs a query asks for: servers refuse longer texts."""


def answer_in_words(
    store: Queryable, sparql: str, fmt: str = "table", *, lang: str, limits: Limits | None = None
) -> str:
    """Answer as `kg.query.answer` does, but rows with labels in `lang` ("de" or "en")."""
    if not _gives_rows(store, sparql):
        return answer(store, sparql, fmt, limits=limits)
    return in_words(select(store, sparql, limits=limits), store, lang).text(fmt)


def in_words(table: Table, store: Queryable, lang: str) -> Table:
    """Return `table` with labels in `lang` ("de" or "en") where an IRI has one, in any language."""
    labels = _labels(store, {t for row in table.rows for t in row if _is_iri(t)}, lang)
    rows = tuple(tuple(labels.get(str(term), term) for term in row) for row in table.rows)
    return replace(table, rows=rows)


def _labels(store: Queryable, terms: Iterable[Term | None], lang: str) -> dict[str, Term]:
    """Return IRI -> its label; of several the first by the alphabet, those in `lang` before others."""
    wanted = sorted(map(str, terms))
    found: dict[str, list[ox.Literal]] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        for iri, label in select(store, _LABELS.format(" ".join(wanted[at : at + _AT_ONCE]))).rows:
            if isinstance(label, ox.Literal):
                found.setdefault(str(iri), []).append(label)
    return {
        iri: ox.Literal(min(told, key=lambda one: (one.language != lang, one.value)).value)
        for iri, told in found.items()
    }


def _is_iri(term: Term | None) -> bool:
    return isinstance(term, ox.NamedNode)


def _gives_rows(store: Queryable, sparql: str) -> bool:
    """Say whether a query is a SELECT; one that is wrong is left to who runs it."""
    try:
        return isinstance(ox.Store().query(sparql, prefixes=names_of(store)), ox.QuerySolutions)
    except (SyntaxError, ValueError, OSError):
        return False
