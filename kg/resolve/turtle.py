"""The curated items in, ontology/entities.ttl out.

Run `python -m kg.resolve.turtle` after kg/resolve/data/entities.tsv changes. The table is what
resolution reads, because Turtle would need an RDF library at every start; the Turtle file is what
people and other programs read. A test holds the two equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.prefixes import BASE_IRI, FIXED
from kg.resolve.load import item_of, read_table
from kg.resolve.registry import Item

__all__ = ["turtle"]

_HEAD = """\
# Entities the news of business is generally about, under the names it uses for them.
# Made from kg/resolve/data/entities.tsv (python -m kg.resolve.turtle); edit that file.
# Links stand only where the identifier is certain.
"""
_PREFIXES = ("kg", "rdfs", "skos")


def turtle(items: Iterable[Item]) -> str:
    """Return items as Turtle, in their order."""
    lines = [_HEAD]
    lines += [f"@prefix {name}: <{FIXED[name]}> ." for name in _PREFIXES]
    lines.append(f"@prefix ent: <{BASE_IRI}entity/> .\n")
    for item in items:
        told = " ;\n    ".join(_statements(item))
        lines.append(f"ent:{item.id} {told} .\n")
    return "\n".join(lines)


def _statements(item: Item) -> Iterator[str]:
    yield f"a kg:{item.kind}"
    labels = [f"{_quoted(item.label)}@de"]
    labels += [f"{_quoted(item.label_en)}@en"] if item.label_en else []
    yield f"rdfs:label {', '.join(labels)}"
    if item.names:
        yield f"skos:altLabel {', '.join(f'{_quoted(name)}@de' for name in item.names)}"
    for link in item.links:
        yield f"skos:exactMatch <{link.target}>"
    for name, value in item.facts:
        yield f"kg:{name} {_quoted(value)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON's escapes are Turtle's


def _write() -> None:
    path = Path(__file__).parents[2] / "ontology" / "entities.ttl"
    path.write_text(turtle(item_of(row) for row in read_table("entities.tsv")), encoding="utf-8")


if __name__ == "__main__":
    _write()
