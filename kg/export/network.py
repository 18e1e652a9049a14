"""Claims as networks and tables: rows in, GraphML, GEXF, Neo4j CSV, edge CSV and Parquet out."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace

import pyoxigraph as ox

from kg.errors import ExportError
from kg.export.rows import ClaimRow, NodeRow

__all__ = ["edges_csv", "gexf", "graphml", "neo4j_csv", "parquet"]

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_SHAPES: tuple[tuple[str, type[NodeRow] | type[ClaimRow]], ...] = (
    ("node", NodeRow),
    ("edge", ClaimRow),
)
_TYPES = {"bool": "boolean", "int": "int", "str": "string"}


def graphml(nodes: Sequence[NodeRow], claims: Sequence[ClaimRow]) -> bytes:
    """Return participants and claims as GraphML: one edge a claim, its id the claim's IRI.

    A figure or phrase that a claim states is a node of its own, of the kind "Literal".
    """
    root = ET.Element("graphml", xmlns=_GRAPHML)
    for owner, shape in _SHAPES:
        for field in fields(shape):
            kind = _TYPES[str(field.type)]
            attributes = {"attr.name": field.name, "attr.type": kind}
            ET.SubElement(root, "key", {"id": f"{owner}-{field.name}", "for": owner, **attributes})
    graph = ET.SubElement(root, "graph", id="newskg", edgedefault="directed")
    for node in (*nodes, *_literals(claims)):
        _data(ET.SubElement(graph, "node", id=node.iri), "node", node)
    for row in map(_to_a_node, claims):
        edge = ET.SubElement(graph, "edge", id=row.claim, source=row.subject, target=row.object)
        _data(edge, "edge", row)
    return _xml(root)


def gexf(nodes: Sequence[NodeRow], claims: Sequence[ClaimRow]) -> bytes:
    """Return participants and claims as GEXF 1.3 for Gephi: one edge a claim."""
    root = ET.Element("gexf", xmlns=_GEXF, version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    for owner, shape in _SHAPES:
        box = ET.SubElement(graph, "attributes", {"class": owner, "mode": "static"})
        for field in fields(shape):
            kind = _TYPES[str(field.type)].replace("int", "integer")
            ET.SubElement(box, "attribute", id=field.name, title=field.name, type=kind)
    box = ET.SubElement(graph, "nodes")
    for node in (*nodes, *_literals(claims)):
        _attvalues(ET.SubElement(box, "node", id=node.iri, label=node.label), node)
    box = ET.SubElement(graph, "edges")
    for row in map(_to_a_node, claims):
        ends = {"source": row.subject, "target": row.object}
        label = row.predicate.rpartition("#")[2]
        _attvalues(ET.SubElement(box, "edge", {"id": row.claim, **ends, "label": label}), row)
    return _xml(root)


def neo4j_csv(nodes: Sequence[NodeRow], claims: Sequence[ClaimRow]) -> dict[str, bytes]:
    """Return `nodes.csv` and `relationships.csv` as `neo4j-admin database import full` takes them.

    A claim with a literal object becomes a relationship to a node of its own, so none is lost.
    """
    head = ["iri:ID", ":LABEL", "label", "aliases", "same_as"]
    every = (*nodes, *_literals(claims))
    body = [[n.iri, n.kinds or "Thing", n.label, n.aliases, n.same_as] for n in every]
    kept = [f.name for f in fields(ClaimRow) if f.name not in {"subject", "object"}]
    types = {"is_edge": ":boolean", "object_is_literal": ":boolean", "start": ":int", "end": ":int"}
    ends = [":START_ID", ":END_ID", ":TYPE"]
    relations = []
    for row in map(_to_a_node, claims):
        told = asdict(row)
        kind = row.predicate.rpartition("#")[2]
        relations.append([row.subject, row.object, kind, *(_cell(told[name]) for name in kept)])
    return {
        "nodes.csv": _csv([head, *body]),
        "relationships.csv": _csv([[*ends, *(n + types.get(n, "") for n in kept)], *relations]),
    }


def edges_csv(nodes: Sequence[NodeRow], claims: Sequence[ClaimRow]) -> bytes:
    """Return one line a claim: who, what and whom by label and IRI, with its evidence."""
    labels = {node.iri: node.label for node in nodes}
    names = [field.name for field in fields(ClaimRow)]
    rows = (
        [labels[c.subject], labels.get(c.object, c.object), *map(_cell, asdict(c).values())]
        for c in claims
    )
    return _csv([["subject_label", "object_label", *names], *rows])


def parquet(quads: Iterable[ox.Quad]) -> bytes:
    """Return all statements as Parquet: a column for each part of a quad; needs pyarrow."""
    try:
        import pyarrow as pa  # 45 MB: an extra, loaded only here
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError("Parquet needs pyarrow: pip install 'newskg[parquet]'") from error
    names = ["graph", "subject", "predicate", "object", "object_kind", "datatype", "language"]
    rows = sorted(_quad_row(quad) for quad in quads)
    columns = [pa.array([row[i] for row in rows], pa.string()) for i in range(len(names))]
    out = io.BytesIO()
    pq.write_table(pa.table(columns, names=names), out, compression="zstd")
    return out.getvalue()


def _quad_row(quad: ox.Quad) -> tuple[str, ...]:
    target = quad.object
    graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
    start = (graph, str(quad.subject)[1:-1], quad.predicate.value)
    if isinstance(target, ox.Literal):
        return (*start, target.value, "literal", target.datatype.value, target.language or "")
    return (
        *start,
        target.value if isinstance(target, ox.NamedNode) else str(target),
        "iri",
        "",
        "",
    )


def _literals(claims: Iterable[ClaimRow]) -> list[NodeRow]:
    """Return a node for each figure or phrase a claim states, so that no claim is lost."""
    stated = (row for row in claims if row.object_is_literal)
    return [NodeRow(_to_a_node(row).object, row.object, "Literal", "", "") for row in stated]


def _to_a_node(row: ClaimRow) -> ClaimRow:
    return replace(row, object=f"{row.claim}#literal") if row.object_is_literal else row


def _data(element: ET.Element, owner: str, row: NodeRow | ClaimRow) -> None:
    for name, value in asdict(row).items():
        ET.SubElement(element, "data", key=f"{owner}-{name}").text = _cell(value)


def _attvalues(element: ET.Element, row: NodeRow | ClaimRow) -> None:
    box = ET.SubElement(element, "attvalues")
    for name, value in asdict(row).items():
        ET.SubElement(box, "attvalue", {"for": name, "value": _cell(value)})


def _cell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _xml(root: ET.Element) -> bytes:
    text = ET.tostring(root, encoding="unicode")
    bad = _NOT_XML.search(text)
    if bad is not None:
        raise ExportError(
            f"A text has the control character U+{ord(bad[0]):04X}, which XML cannot hold; "
            "export as csv or neo4j."
        )
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()
