"""The packaged register tables in, the registry out.

All tables have the columns of `COLUMNS`; a list inside a cell is separated by "|", a link is
"register=IRI", a fact "property=value". A user's own rows need only `label`, and may have the
columns `iri`, `isin`, `ticker` and `lei` instead of `links` and `facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from kg.errors import DecisionError
from kg.model import Link, Reason
from kg.resolve.registry import Item, Registry
from kg.slug import slug

__all__ = ["COLUMNS", "TABLES", "item_of", "load_registry", "read_table"]

COLUMNS = ("id", "kind", "label", "label_en", "names", "links", "facts", "ambiguous", "described")
"""Columns of a register."""
TABLES = ("entities.tsv", "countries.tsv", "currencies.tsv", "companies.tsv", "cities.tsv")
"""The tables in the order in which they are asked: the curated one first."""


def load_registry(extra: Iterable[Mapping[str, str]] = ()) -> Registry:
    """Return the registry: a user's rows first, then the curated file, then the registers.

    Args:
        extra: rows with (some of) the columns of `COLUMNS`; `label` is needed.
    """
    own = tuple(item_of(row) for row in extra)
    return Registry.of((*own, *_packaged())) if own else _shipped()


@cache
def _shipped() -> Registry:
    return Registry.of(_packaged())


@cache
def _packaged() -> tuple[Item, ...]:
    return tuple(item_of(row) for table in TABLES for row in read_table(table))


def read_table(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged table."""
    text = (resources.files("kg.resolve") / "data" / table).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    heading = next(lines).split("\t")
    for line in lines:
        yield dict(zip(heading, line.split("\t"), strict=False))


def item_of(row: Mapping[str, str]) -> Item:
    """Return the item a row tells of.

    Raises:
        DecisionError: the row has no label, or a link or fact without "=".
    """
    label = row.get("label", "").strip()
    if not label:
        raise DecisionError(f"a register row without a label: {dict(row)}; expected a name")
    links = [*_pairs(row.get("links", "")), *_cells(row, ("iri",))]
    return Item(
        id=row.get("id", "").strip() or slug(label),
        kind=row.get("kind", "").strip() or "Organization",
        label=label,
        label_en=row.get("label_en", "").strip(),
        names=_listed(row.get("names", "")),
        links=tuple(Link(iri, name, 1.0, Reason()) for name, iri in links),
        facts=(*_pairs(row.get("facts", "")), *_cells(row, ("isin", "ticker", "lei"))),
        ambiguous=frozenset(slug(name) for name in _listed(row.get("ambiguous", ""))),
        described=bool(row.get("described", "").strip()),
    )


def _cells(row: Mapping[str, str], columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the columns a user's own register may have instead of "links" and "facts"."""
    for column in columns:
        if row.get(column, "").strip():
            yield column, row[column].strip()


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _pairs(cell: str) -> Iterator[tuple[str, str]]:
    for part in _listed(cell):
        name, mark, value = part.partition("=")
        if not mark:
            raise DecisionError(f'register cell "{part}": expected name=value')
        yield name, value
