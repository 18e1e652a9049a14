"""The graph in other people's formats: a store in, files out, each readable by other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph as ox

__all__ = ["FORMATS", "export"]

FORMATS = (
    "csv",
    "gexf",
    "graphml",
    "jsonld",
    "nanopub",
    "neo4j",
    "nquads",
    "ntriples",
    "parquet",
    "rdf12",
    "rdfxml",
    "trig",
    "turtle",
)
"""Names of the formats, sorted."""


def export(
    store: ox.Store, fmt: str, *, version: str, names: Mapping[str, str]
) -> dict[str, bytes]:
    """Return file name -> content of the graph in `fmt`; the name "" is the one file there is.

    Args:
        store: an open graph.
        fmt: one of FORMATS.
        version: of the software, for nanopublications.
        names: prefix -> namespace.

    Raises:
        ExportError: an unknown format, or a text the format cannot hold.
    """
    if fmt in {"csv", "gexf", "graphml", "neo4j"}:
        return _tables(store, fmt)
    if fmt == "parquet":
        from kg.export.network import parquet

        return {"": parquet(_named(store))}
    if fmt == "nanopub":
        from kg.export.nanopub import nanopublications

        return {"": nanopublications(store, version=version, names=names)}
    if fmt not in FORMATS:
        raise ExportError(f"{fmt!r} is no export format; known are: {', '.join(FORMATS)}.")
    from kg.export.rdf import rdf_bytes

    return {"": rdf_bytes(store, fmt, names=names)}


def _named(store: ox.Store) -> list[ox.Quad]:
    import pyoxigraph as ox  # so that claims rows can be written without the store's engine

    return [quad for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)]


def _tables(store: ox.Store, fmt: str) -> dict[str, bytes]:
    from kg.export.network import edges_csv, gexf, graphml, neo4j_csv
    from kg.export.rows import claim_rows, node_rows

    claims = claim_rows(store)
    nodes = node_rows(store, claims)
    if fmt == "neo4j":
        return neo4j_csv(nodes, claims)
    if fmt == "csv":
        return {"": edges_csv(nodes, claims)}
    return {"": graphml(nodes, claims) if fmt == "graphml" else gexf(nodes, claims)}
