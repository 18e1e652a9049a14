"""The store as rdflib knows it: an Oxigraph store in, an rdflib dataset on the same data out."""

from __future__ import annotations

import pyoxigraph as ox
import rdflib
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore

__all__ = ["as_rdflib"]

# rdflib's own engine reads local files for `FROM <file:...>` and mistakes the union for the default
# graph in updates, unless told otherwise (seen with 7.6.0).
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
rdflib.plugins.sparql.SPARQL_DEFAULT_GRAPH_UNION = False


def as_rdflib(store: ox.Store) -> rdflib.Dataset:
    """Return `store` as an rdflib Dataset whose default graph is the union; nothing is copied.

    Triples and queries see the default graph; `graph(name)` is what one document says.

    `query` with a string runs in Oxigraph; rdflib falls back to its own, much slower engine for
    prepared queries and for `Graph.update`.
    """
    return rdflib.Dataset(store=OxigraphStore(store=store))
