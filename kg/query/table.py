"""Results of a query: rows of RDF terms in, text, CSV, JSON, Markdown or a data frame out."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import prefixes

if TYPE_CHECKING:
    import pandas as pd
    from rdflib.term import Node

__all__ = ["FORMATS", "Table", "Term", "shorten"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a cell may hold, triple terms of RDF 1.2 included."""

FORMATS = ("table", "csv", "json", "md")
"""Names of the formats that a table is written in."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LOCAL = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    names: Mapping[str, str] = field(default_factory=prefixes)
    """Prefix -> namespace, to shorten IRIs for people."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def text(self, fmt: str = "table") -> str:
        """Return the table as `table`, `csv`, `json` (both as SPARQL 1.1 has them), or `md`."""
        writers = {"table": self._plain, "csv": self._csv, "json": self._json, "md": self._markdown}
        if fmt not in writers:
            raise QueryError(f"{fmt!r} is no format of a table; known are: {', '.join(FORMATS)}.")
        return writers[fmt]()

    def to_dataframe(self) -> pd.DataFrame:
        """Return a pandas DataFrame: IRIs and texts as str, numbers as int, float or Decimal."""
        import pandas as pd  # a quarter second: only who asks pays

        rows = [[_value(term) for term in row] for row in self.to_rdflib()]
        return pd.DataFrame(rows, columns=list(self.columns))

    def to_rdflib(self) -> tuple[tuple[Node | None, ...], ...]:
        """Return the rows as rdflib terms."""
        from oxrdflib._converter import from_ox

        def shown(term: Term | None) -> Node | None:
            if isinstance(term, ox.Triple):
                raise QueryError("rdflib 7 has no triple terms; take the rows of the table.")
            found: Node | None = None if term is None else cast("Node", from_ox(term))
            return found

        return tuple(tuple(shown(term) for term in row) for row in self.rows)

    def _repr_html_(self) -> str:
        """Return the table for a notebook, everything escaped."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self._cells()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _cells(self) -> list[list[str]]:
        return [["" if t is None else shorten(t, self.names) for t in row] for row in self.rows]

    def _plain(self) -> str:
        cells = [[_clip(_clean(cell)) for cell in row] for row in self._cells()]
        widths = [
            max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(self.columns)
        ]
        lines = [self.columns, ["-" * width for width in widths], *cells]
        text = "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
            for line in lines
        )
        return f"{text}\n"

    def _markdown(self) -> str:
        def line(cells: Iterable[str]) -> str:
            return f"| {' | '.join(cells)} |\n"

        body = (line(_markdown_cell(cell) for cell in row) for row in self._cells())
        return line(self.columns) + line("---" for _ in self.columns) + "".join(body)

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")  # as RFC 4180 and SPARQL 1.1 CSV demand
        writer.writerow(self.columns)
        writer.writerows([["" if t is None else _raw(t) for t in row] for row in self.rows])
        return out.getvalue()

    def _json(self) -> str:
        bindings = [
            {
                name: _json_term(term)
                for name, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        found = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def shorten(term: Term, names: Mapping[str, str]) -> str:
    """Return a term as people read it: a prefixed name, the bare text of a literal."""
    if isinstance(term, ox.Literal):
        return str(term.value)
    if not isinstance(term, ox.NamedNode):
        return str(term)
    for prefix, namespace in names.items():
        local = term.value.removeprefix(namespace)
        if local != term.value and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return f"<{term.value}>"


def _raw(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else str(term.value)


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {k: _json_term(v) for k, v in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language is not None:
        found["xml:lang"] = term.language
    elif term.datatype.value != f"{_XSD}string":
        found["datatype"] = term.datatype.value
    return found


def _value(term: Node | None) -> object:
    """Return the Python value of an rdflib term."""
    from rdflib import Literal

    if term is None:
        return None
    value: object = term.toPython() if isinstance(term, Literal) else str(term)
    return str(value) if isinstance(value, Literal) else value


def _clean(text: str) -> str:
    """Make a text from an article safe for a terminal: no escapes, no line breaks, no overrides."""
    return _CONTROL.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def _clip(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _markdown_cell(text: str) -> str:
    return html.escape(_clean(text), quote=False).replace("|", "\\|")
