"""Read a user's own registers: CSV or Turtle files in, rows for the resolve room out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DecisionError

__all__ = ["read_registers"]


def read_registers(paths: Iterable[Path]) -> Iterator[dict[str, str]]:
    """Yield one row an entity, with the columns `kg.resolve.load.COLUMNS` names.

    A CSV file has a heading line with at least `label`. In Turtle, rdfs:label (German first),
    skos:altLabel, rdf:type and skos:exactMatch are read.

    Raises:
        DecisionError: a file that cannot be read, or a CSV without a `label` column.
    """
    for path in paths:
        yield from _turtle(path) if path.suffix.lower() in {".ttl", ".turtle"} else _csv(path)


def _csv(path: Path) -> Iterator[dict[str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: cannot be read ({error}); expected CSV in UTF-8") from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    if "label" not in (rows.fieldnames or ()):
        message = f"{path}: has the columns {rows.fieldnames}, expected at least 'label'"
        raise DecisionError(message)
    for row in rows:
        yield {key: value or "" for key, value in row.items() if key}


def _turtle(path: Path) -> Iterator[dict[str, str]]:
    from rdflib import RDF, RDFS, SKOS, Graph  # only who brings Turtle pays for rdflib here
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        graph = Graph().parse(data=path.read_text(encoding="utf-8"), format="turtle")
    except (
        OSError,
        ValueError,
        BadSyntax,
        IndexError,
    ) as error:  # rdflib runs past a cut file's end
        raise DecisionError(f"{path}: cannot be read as Turtle ({error})") from error
    for item in sorted(set(graph.subjects(RDFS.label)), key=str):
        labels = sorted(
            (getattr(label, "language", "") != "de", str(label))
            for label in graph.objects(item, RDFS.label)
        )
        kinds = sorted(str(kind) for kind in graph.objects(item, RDF.type))
        names = sorted(str(name) for name in graph.objects(item, SKOS.altLabel))
        links = sorted(str(link) for link in graph.objects(item, SKOS.exactMatch))
        yield {
            "label": labels[0][1],
            "kind": kinds[0].rpartition("#")[2].rpartition("/")[2] if kinds else "",
            "names": "|".join(names),
            "links": "|".join(f"{path.stem}={link}" for link in (str(item), *links)),
        }
