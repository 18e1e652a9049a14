"""The Python face: article files in, a graph to ask, list and look at out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.query import answer, query_text, select
from kg.query.about import asked_about
from kg.store import as_rdflib, open_graph

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyoxigraph as ox
    import rdflib

    from kg.pipeline import Options, Summary
    from kg.view.notebook import Display

__all__ = ["Graph", "build", "open_directory", "show", "to_networkx"]

_CLAIMS = """SELECT ?subject ?relation ?object ?modality ?polarity ?source ?quote ?article
       ?confidence {
  ?claim a kg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; kg:modality ?m ; kg:polarity ?n ;
         kg:quote ?quote ; kg:article ?article ; kg:confidence ?confidence ; kg:start ?start .
  OPTIONAL { ?claim rdf:object ?o } OPTIONAL { ?claim kg:literal ?l }
  OPTIONAL { ?s rdfs:label ?sl FILTER(LANG(?sl) = "de") }
  OPTIONAL { ?o rdfs:label ?ol FILTER(LANG(?ol) = "de") }
  OPTIONAL { ?claim kg:attributedTo ?a }
  BIND(COALESCE(STR(?sl), STR(?s)) AS ?subject)
  BIND(COALESCE(STR(?ol), STR(?l), STR(?o)) AS ?object)
  BIND(STRAFTER(STR(?p), "#") AS ?relation) BIND(STRAFTER(STR(?m), "#") AS ?modality)
  BIND(STRAFTER(STR(?n), "#") AS ?polarity) BIND(STR(?a) AS ?source)
} ORDER BY ?article ?start ?relation ?subject ?object"""


@dataclass(frozen=True)
class Graph:
    """A graph that a build wrote; opened when it is first asked."""

    directory: Path
    summary: Summary | None = None
    """What the build did, where this is the graph of one."""

    @cached_property
    def store(self) -> ox.Store:
        """Return the Oxigraph store; query the union of its named graphs."""
        return open_graph(self.directory)

    @cached_property
    def rdf(self) -> rdflib.Dataset:
        """Return the graph as an rdflib Dataset whose default graph is the union."""
        return as_rdflib(self.store)

    def query(self, query: str, *, about: Sequence[str] = ()) -> pd.DataFrame:
        """Return the rows of a SELECT query, of a file with one, or of a shipped question.

        `about` asks a shipped question about these instead of what it names, in its order.
        """
        text = query_text(query)
        asked = asked_about(self.store, text, about) if about else text
        return select(self.store, asked).to_dataframe()

    def text(self, query: str, fmt: str = "table") -> str:
        """Return the answer of any query as text: table, csv, json or md."""
        return answer(self.store, query_text(query), fmt)

    def claims(self) -> pd.DataFrame:
        """Return every claim with its quote, modality, polarity, source and confidence."""
        return select(self.store, _CLAIMS).to_dataframe()

    def _repr_html_(self) -> str:
        """Return the explorer for a notebook."""
        return show(self)._repr_html_()


def build(
    paths: Iterable[str | Path], *, out: str | Path = "output", options: Options | None = None
) -> Graph:
    """Build the graph of articles (files and folders) into the folder `out`; see `kg build`."""
    from kg.pipeline import build as run  # spaCy and its kin cost seconds

    directory = Path(out)
    return Graph(directory, run([Path(p) for p in paths], out=directory, options=options))


def open_directory(directory: str | Path) -> Graph:
    """Open the graph that an earlier build wrote to `directory`."""
    return Graph(Path(directory))


def show(graph: Graph, *, height: int = 640) -> Display:
    """Return what a notebook displays as the explorer of a graph, `height` pixels high."""
    from kg.view.notebook import show as display  # networkx and scipy cost a second

    return display(graph.store, height=height)


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return the graph's edges as a networkx MultiDiGraph, each with its claims."""
    from kg.query.networks import to_networkx as convert

    return convert(graph.store)
