"""RDF terms as N-Quads spell them: values in, literals and canonical lines out."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

__all__ = ["Node", "Quad", "date", "decimal", "german", "lines", "plain", "whole", "yes"]

Node = URIRef | Literal
"""What may stand as an object."""
Quad = tuple[URIRef, URIRef, Node, URIRef]
"""Subject, predicate, object, and the named graph; there are no blank nodes."""

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
_STRING = str(XSD.string)

# The escapes of canonical N-Quads (RDF 1.2 N-Quads, canonical form), as pyoxigraph writes them.
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\b": "\\b",
        "\f": "\\f",
        **{chr(c): f"\\u{c:04X}" for c in (*range(0x08), 0x0B, *range(0x0E, 0x20), 0x7F)},
        "\ufffe": "\\uFFFE",
        "\uffff": "\\uFFFF",
    }
)


def german(text: str) -> Literal:
    """Return a text of the article as a German literal."""
    return Literal(text, lang="de")


def plain(text: str) -> Literal:
    """Return a string without a language; `xsd:string` is left unsaid, as in canonical N-Quads."""
    return Literal(text)


def whole(number: int) -> Literal:
    """Return an `xsd:integer`, so that `kg:start 307` in a query matches."""
    return Literal(str(number), datatype=XSD.integer, normalize=False)


def decimal(number: Decimal | float) -> Literal:
    """Return an `xsd:decimal` in the shortest spelling, which is the one Oxigraph keeps."""
    exact = number if isinstance(number, Decimal) else Decimal(str(round(number, 4)))
    spelled = format(exact, "f")
    if "." in spelled:
        spelled = spelled.rstrip("0").rstrip(".")
    return Literal("0" if spelled == "-0" else spelled, datatype=XSD.decimal, normalize=False)


def yes() -> Literal:
    """Return `true`; what is not true is not written."""
    return Literal("true", datatype=XSD.boolean, normalize=False)


def date(prefix: str) -> Literal | None:
    """Return an ISO date prefix as a date, month or year; None where it is none of them."""
    kind = _DATE_TYPES.get(len(prefix))
    return Literal(prefix, datatype=kind, normalize=False) if kind else None


def lines(quads: Iterable[Quad]) -> list[str]:
    """Return canonical N-Quads, one statement a line, sorted and without duplicates.

    Sorted by code points, which is the order of the UTF-8 bytes: the same on every machine.
    """
    return sorted({f"{_spell(s)} {_spell(p)} {_spell(o)} {_spell(g)} ." for s, p, o, g in quads})


def _spell(node: Node) -> str:
    if isinstance(node, URIRef):
        return f"<{node}>"
    text = f'"{str(node).translate(_ESCAPES)}"'
    if node.language:
        return f"{text}@{node.language}"
    kind = node.datatype
    return text if kind is None or str(kind) == _STRING else f"{text}^^<{kind}>"
