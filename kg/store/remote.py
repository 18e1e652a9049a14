"""A graph on any SPARQL 1.1 server: parts in by Graph Store Protocol or Update, answers out.

Servers differ in their addresses and in what their default graph is; both are found out or told.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.prefixes import FIXED, base_of

__all__ = ["RemoteStore"]

_CHUNK = 2_000
"""Statements an update carries: servers refuse longer texts."""
_MOST = 512_000_000
_RESULTS, _GRAPH = "application/sparql-results+json", "text/turtle"
_VIRTUOSO_ASK = "__ASK_RETVAL"
_UNION = "urn:newskg:union"
_ABOUT = """CONSTRUCT { ?x ?p ?o } WHERE {
  { ?x ?p ?o FILTER(?x = ?me) } UNION { ?x rdf:subject ?me ; ?p ?o } UNION { ?x rdf:object ?me ; ?p ?o }
  UNION { ?me ?q ?x . ?x ?p ?o }
  UNION { ?c rdf:subject ?me ; ?q ?x . ?x ?p ?o } UNION { ?c rdf:object ?me ; ?q ?x . ?x ?p ?o }
  UNION { ?c rdf:subject ?me ; kg:event ?e . ?e ?q ?x . ?x ?p ?o }
  UNION { ?c rdf:object ?me ; kg:event ?e . ?e ?q ?x . ?x ?p ?o } }"""
"""What `kg.query.describe` reads about an IRI (`?me`)."""
_GRAPH_WORD = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w:?$<])([A-Za-z][\w-]*):")


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A SPARQL server.

    With only `url`, the other addresses are the siblings /update and /store where it ends in
    /query (Oxigraph, Fuseki), and otherwise the same address for updates and none for graphs.
    """

    url: str
    """Of queries."""
    update_url: str = ""
    graph_url: str = ""
    """Of the Graph Store Protocol."""
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 60.0

    def query(
        self, query: str, *, prefixes: Mapping[str, str] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Run a query there; prefixes it uses but does not declare are put before it."""
        text = _declared(query, prefixes or {})
        fields = {"query": text}
        if _GRAPH_WORD.search(text) is None and _has_union(self):
            # Virtuoso finds nothing in other graphs once a default graph is named
            fields["default-graph-uri"] = _UNION
        return self._ask(fields)

    def _ask(
        self, fields: Mapping[str, str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        body = urllib.parse.urlencode(fields).encode()
        kind = "application/x-www-form-urlencoded"
        # one type only: offered both, Virtuoso answers ASK and CONSTRUCT as if they were SELECT
        wanted = _GRAPH if _makes_graph(fields["query"]) else _RESULTS
        headers = {"Accept": wanted, "Content-Type": kind}
        try:
            told = self._send("POST", self.url, body, headers)
        except StoreError as error:
            raise QueryError(str(error)) from error
        if wanted == _GRAPH:
            return _triples(told)
        try:
            found = ox.parse_query_results(told, format=ox.QueryResultsFormat.JSON)
        except SyntaxError as error:
            raise QueryError(f"{self.url} answered what is no SPARQL result: {error}.") from error
        return _truth(found)

    def named_graphs(self) -> Iterator[ox.NamedNode]:
        """Yield the names of the graphs there."""
        found = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s a ?type } }")
        if isinstance(found, ox.QuerySolutions):
            yield from (row["g"] for row in found if isinstance(row["g"], ox.NamedNode))

    def about(self, iri: str) -> ox.Store:
        """Copy what is said about an IRI, with its claims and all they name, into memory."""
        found = self.query(_ABOUT.replace("?me", f"<{iri}>"), prefixes=FIXED)
        copy = ox.Store()
        if isinstance(found, ox.QueryTriples):
            copy.extend(ox.Quad(t.subject, t.predicate, t.object) for t in found)
        # a name under the base, so that the copy tells the base as the server does
        for graph in self.named_graphs():
            copy.add_graph(graph)
        return copy

    def push(self, folder: Path, manifest: Mapping[str, str]) -> int:
        """Make the graphs of `manifest` (graph IRI -> part in `folder`) those of the server.

        Documents under the same base that the manifest lacks are taken out there; other graphs are
        left alone. The union is written, too: to the default graph, or
        where that is the server's own view of all graphs (Virtuoso, which then counts what two
        documents say twice) to a graph of its own, which queries name. Returns the number of
        graphs written.
        """
        union: set[bytes] = set()
        for graph, name in sorted(manifest.items()):
            end = f" <{graph}> .".encode()
            lines = [
                line.removesuffix(end) + b" ." for line in (folder / name).read_bytes().splitlines()
            ]
            self.replace(graph, lines)
            union.update(lines)
        base = base_of(manifest)
        for graph_there in list(self.named_graphs()):
            name = graph_there.value
            if name.startswith((f"{base}doc/", f"{base}graph/")) and name not in manifest:
                self.remove(name)
        self.replace(_UNION if self._sees_union() else "", sorted(union))
        _has_union.cache_clear()
        return len(manifest)

    def replace(self, graph: str, lines: list[bytes]) -> None:
        """Make N-Triples `lines` all that `graph` holds there ("" is the default graph)."""
        target = self._graphs()
        if target:
            which = urllib.parse.urlencode({"graph": graph}) if graph else "default"
            body = b"\n".join(lines) + b"\n"
            # N-Triples are Turtle, and Turtle is what every server reads
            self._send("PUT", f"{target}?{which}", body, {"Content-Type": "text/turtle"})
            return
        name = f"GRAPH <{graph}>" if graph else ""
        self._update(f"DROP SILENT {name or 'DEFAULT'}")
        for at in range(0, len(lines), _CHUNK):
            body = b"\n".join(lines[at : at + _CHUNK])
            text = body.decode()
            self._update(
                f"INSERT DATA {{ {name} {{ {text} }} }}" if name else f"INSERT DATA {{ {text} }}"
            )

    def remove(self, graph: str) -> None:
        """Take a graph off the server; nothing happens where it is not there."""
        self._update(f"DROP SILENT GRAPH <{graph}>")

    def _sees_union(self) -> bool:
        """Say whether the server's default graph shows what only named graphs hold."""
        with contextlib.suppress(StoreError):  # a server without a default graph of its own
            self._update("CLEAR SILENT DEFAULT")
        found = self._ask({"query": f"ASK {{ ?claim a <{FIXED['kg']}Claim> }}"})
        return isinstance(found, ox.QueryBoolean) and bool(found)

    def _graphs(self) -> str:
        if self.graph_url or not self.url.endswith("/query"):
            return self.graph_url
        return self.url.removesuffix("/query") + "/store"

    def _update(self, text: str) -> None:
        sibling = self.url.endswith("/query")
        guessed = self.url.removesuffix("/query") + "/update" if sibling else self.url
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self.update_url or guessed, text.encode(), headers)

    def _send(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Send a request and return the body of the answer."""
        if not url.startswith(("http://", "https://")):
            raise StoreError(f"{url} is no address of a server; expected http(s)://...")
        request = urllib.request.Request(url, body, dict(headers), method=method)
        try:
            with self._opener().open(request, timeout=self.seconds) as found:
                told: bytes = found.read(_MOST + 1)
        except urllib.error.HTTPError as error:
            with error:
                reason = " ".join(error.read(2_000).decode(errors="replace").split())[:300]
            raise StoreError(f"{url} answered {error.code}: {reason or error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"{url} cannot be reached: {error}.") from error
        if len(told) > _MOST:
            raise StoreError(f"{url} answered with more than {_MOST:,} bytes; add a LIMIT.")
        return told

    def _opener(self) -> urllib.request.OpenerDirector:
        handlers: list[urllib.request.BaseHandler] = []
        if self.user:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            for url in (self.url, self.update_url, self.graph_url):
                if url:
                    known.add_password(None, url, self.user, self.password)
            handlers += [
                urllib.request.HTTPDigestAuthHandler(known),
                urllib.request.HTTPBasicAuthHandler(known),
            ]
        return urllib.request.build_opener(*handlers)


def _declared(query: str, names: Mapping[str, str]) -> str:
    """Put PREFIX lines for the prefixes a query uses before it, on its first line."""
    used = set(_NAME.findall(query))
    own = {name.lower() for name in re.findall(r"(?i)\bprefix\s+([\w-]*)\s*:", query)}
    heads = (f"PREFIX {n}: <{iri}> " for n, iri in names.items() if n in used and n not in own)
    return "".join(heads) + query


def _makes_graph(query: str) -> bool:
    """Say whether a query is CONSTRUCT or DESCRIBE; Oxigraph's parser knows."""
    try:
        return isinstance(ox.Store().query(query), ox.QueryTriples)
    except SyntaxError:
        return False  # the server will say what is wrong, or knows more than SPARQL 1.1


@cache
def _has_union(store: RemoteStore) -> bool:
    """Say whether `push` left the union in a graph of its own there; asked once."""
    found = store._ask({"query": f"ASK {{ GRAPH <{_UNION}> {{ ?s ?p ?o }} }}"})
    return isinstance(found, ox.QueryBoolean) and bool(found)


def _truth(
    found: ox.QuerySolutions | ox.QueryBoolean,
) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return what Virtuoso answers to ASK (one column of 0 or 1) as the truth value it is."""
    if isinstance(found, ox.QueryBoolean) or [v.value for v in found.variables] != [_VIRTUOSO_ASK]:
        return found
    told = any(str(getattr(row[_VIRTUOSO_ASK], "value", "0")) == "1" for row in found)
    text = json.dumps({"head": {}, "boolean": told})
    return ox.parse_query_results(text, format=ox.QueryResultsFormat.JSON)


def _triples(turtle: bytes) -> ox.QueryTriples:
    store = ox.Store()
    store.load(turtle, format=ox.RdfFormat.TURTLE)
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    if not isinstance(found, ox.QueryTriples):
        raise QueryError("The server answered a CONSTRUCT query with something else.")
    return found
