"""Asking the graph: SPARQL text in, tables, truth values and statements out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import base_of, prefixes
from kg.query.order import ordered, without_order
from kg.query.table import Table, Term
from kg.sandbox import Limits
from kg.sparql import check_query

__all__ = ["Queryable", "answer", "ask", "construct", "names_of", "select"]

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): ?(?P<rest>.*)", re.DOTALL)


class Queryable(Protocol):
    """What can be asked: an embedded store, or `kg.store.RemoteStore`."""

    def query(
        self, query: str, *, prefixes: dict[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a SPARQL query."""

    def named_graphs(self) -> Iterable[object]:
        """Return the names of the graphs."""


def select(store: Queryable, sparql: str, *, limits: Limits | None = None) -> Table:
    """Run a SELECT query over all documents and return its rows.

    Prefixes need not be declared. Raises QueryError with line and column for a wrong query, and
    where the result has more rows than `limits.rows`. Time and memory are not limited here: the
    engine cannot be interrupted, so those limits need a process (`kg.sandbox.run_limited`).
    """
    names = names_of(store)
    found = _asked(store, sparql, names, limits or Limits())
    if not isinstance(found, Table):
        raise QueryError("This is no SELECT query; use ask() or construct().")
    return found


def ask(store: Queryable, sparql: str) -> bool:
    """Run an ASK query over all documents."""
    found = _run(store, sparql, names_of(store))
    if not isinstance(found, ox.QueryBoolean):
        raise QueryError("This is no ASK query; use select() or construct().")
    return bool(found)


def construct(
    store: Queryable, sparql: str, *, limits: Limits | None = None
) -> tuple[ox.Triple, ...]:
    """Run a CONSTRUCT or DESCRIBE query and return its statements, sorted, each once."""
    found = _run(store, sparql, names_of(store))
    if not isinstance(found, ox.QueryTriples):
        raise QueryError("This is no CONSTRUCT or DESCRIBE query; use select() or ask().")
    return _statements(found, limits or Limits())


def answer(
    store: Queryable, sparql: str, fmt: str = "table", *, limits: Limits | None = None
) -> str:
    """Run any query and return its answer as text: rows, "true" or "false", or statements.

    Statements come as JSON-LD for `json`, as rows for `csv`, and as Turtle otherwise.
    """
    names = names_of(store)
    found = _asked(store, sparql, names, limits or Limits())
    if isinstance(found, Table):
        return found.text(fmt)
    if isinstance(found, ox.QueryBoolean):
        return f"{bool(found)}\n".lower()
    triples = _statements(found, limits or Limits())
    if fmt == "csv":
        rows = tuple((t.subject, t.predicate, t.object) for t in triples)
        return Table(("s", "p", "o"), rows, names).text("csv")
    form = ox.RdfFormat.JSON_LD if fmt == "json" else ox.RdfFormat.TURTLE
    text = ox.serialize(triples, format=form, prefixes=names)
    return text.decode() if text is not None else ""


def names_of(store: Queryable) -> dict[str, str]:
    """Return the prefixes that fit the base IRI of the documents in `store`."""
    return prefixes(base_of(g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode)))


def _asked(
    store: Queryable, sparql: str, names: dict[str, str], limits: Limits
) -> Table | ox.QueryBoolean | ox.QueryTriples:
    """Run a query; rows come as a table, ordered here where the engine would be slow at it."""
    split = without_order(sparql) if isinstance(store, ox.Store) else None
    if split is not None:
        sparql_alone, keys = split
        found = _run(store, sparql_alone, names)
        wanted = {key.variable for key in keys}
        if isinstance(found, ox.QuerySolutions) and wanted <= {v.value for v in found.variables}:
            table = _table(found, names, limits)
            rows = ordered(table.columns, table.rows, keys)
            if rows is not None:
                return replace(table, rows=rows)
    found = _run(store, sparql, names)
    return _table(found, names, limits) if isinstance(found, ox.QuerySolutions) else found


def _table(found: ox.QuerySolutions, names: dict[str, str], limits: Limits) -> Table:
    columns = tuple(variable.value for variable in found.variables)
    rows: list[tuple[Term | None, ...]] = []
    try:
        for solution in found:
            if len(rows) >= limits.rows:
                raise QueryError(f"The result has more than {limits.rows:,} rows; add a LIMIT.")
            rows.append(tuple(solution[name] for name in columns))
    except (OSError, RuntimeError) as error:
        raise QueryError(f"The query failed: {error}.") from error
    return Table(columns, tuple(rows), names)


def _statements(found: ox.QueryTriples, limits: Limits) -> tuple[ox.Triple, ...]:
    triples: set[ox.Triple] = set()
    try:
        for triple in found:
            triples.add(triple)
            if len(triples) > limits.rows:
                raise QueryError(
                    f"The result has more than {limits.rows:,} statements; add a LIMIT."
                )
    except (OSError, RuntimeError) as error:
        raise QueryError(f"The query failed: {error}.") from error
    return tuple(sorted(triples, key=str))


def _run(
    store: Queryable, sparql: str, names: dict[str, str]
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    try:
        return store.query(check_query(sparql), prefixes=names)
    except SyntaxError as error:
        raise QueryError(_syntax(sparql, str(error))) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"The query failed: {error}.") from error


def _syntax(sparql: str, message: str) -> str:
    """Say where a query is wrong, and show the place."""
    place = _PLACE.match(message)
    if place is None:
        return f"The query cannot be read: {message}"
    line, column = int(place["line"]), int(place["column"])
    lines = sparql.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1][:200]
    wanted = " ".join(place["rest"].split())[:160]
    return (
        f"The query cannot be read at line {line}, column {column} ({wanted}):\n"
        f"  {shown}\n  {' ' * (column - 1)}^"
    )
