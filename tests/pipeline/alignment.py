"""Compare answers over two graphs of one article whose nodes bear different IRIs.

In: the gold graph of the example and the graph that `kg build` made of it. Out: which of our nodes is
which of the gold's, and answers in which the ones stand for the others. What counts as the same:

* An entity: the same IRI; else the words that mention it are the words that mention the gold's (a mention
  is compared without the lower-case words before its first noun, "die neuesten Nvidia-Chips" by
  "Nvidia-Chips"); else the same name or alias.
* An event: the same class, told in the same sentence, with at least one participant in common; of
  several, the one that shares most, and is as sure.
* Every gold node is at most one of ours. A node that was not merged where it should have been, or is a
  second one for the same thing, stays a stranger and makes the answer differ.
* Literals must be equal, with four exceptions. A name follows the node that bears it. A quote is the
  gold's where both come from one sentence and share at least half of their characters; its offsets must
  then be those of its words. Events have no names of their own in a text, so their label follows the
  node. And `confidence` must lie in (0, 1]: a person's certainty and a calibrated probability are not
  the same figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

PREFIXES = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
ENTITY, EVENT = "https://newskg.example/entity/", "https://newskg.example/event/"
CLAUSE = "https://newskg.example/ontology#Event"
"""Class of what only a whole clause describes; the gold has no such nodes."""
HALF = 0.5
MODALITIES = ("#Asserted", "#Expected", "#Planned", "#Possible", "#Ability", "#Hypothetical")
NAMED_BY_NODE = frozenset({"label", "other"})
"""Columns that hold the name of a node."""

Row = dict[str, str]


def ask(store: ox.Store, query: str) -> list[Row]:
    """Return the rows of a SELECT, an unbound cell as ""."""
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: plain(row[name]) for name in names} for row in found]


def plain(term: object) -> str:
    """Return a term as text; numbers and truth values in one spelling."""
    text = "" if term is None else str(getattr(term, "value", term))
    if isinstance(term, ox.Literal) and re.fullmatch(r"-?\d+(\.\d+)?([eE]\+?\d+)?", text):
        return repr(float(text))
    return text


@dataclass
class Graph:
    """What is needed of a graph to tell its nodes from those of another."""

    store: ox.Store
    mentions: dict[str, set[tuple[int, int]]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    classes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    told_in: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    participants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    quotes: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    article: str = ""

    def __post_init__(self) -> None:
        """Read what names the nodes, and what the claims tell of events."""
        (article,) = self._ask("SELECT ?a { ?a a kg:Article }")
        self.article = article["a"]
        self._read_nodes()
        self._read_claims()

    def _read_nodes(self) -> None:
        spans = "?m a kg:Mention ; kg:refersTo ?x ; kg:start ?s ; kg:end ?e ; kg:quote ?q"
        for row in self._ask(f"SELECT ?x ?s ?e ?q {{ {spans} }}"):
            self.mentions[row["x"]].add(_noun(row))
        for row in self._ask("SELECT ?x ?n { ?x rdfs:label|skos:altLabel ?n }"):
            self.names[row["x"]].add(row["n"].casefold())
        for row in self._ask("SELECT ?x ?c { ?x a ?c }"):
            self.classes[row["x"]].add(row["c"])
        for row in self._ask("SELECT ?e ?x { ?e kg:modality ?m ; ?p ?x FILTER(ISIRI(?x)) }"):
            self.participants[row["e"]].add(row["x"])

    def _read_claims(self) -> None:
        claim = "?c rdf:subject ?s ; rdf:object ?o ; kg:sentence/kg:start ?n"
        for row in self._ask(f"SELECT ?e ?s ?o ?n {{ {claim} OPTIONAL {{ ?c kg:event ?e }} }}"):
            for node in (row["e"], row["s"], row["o"]):
                if node.startswith(EVENT):
                    self.told_in[node].add(int(float(row["n"])))
        words = "?c a kg:Claim ; kg:quote ?q ; kg:start ?s ; kg:end ?e ; kg:sentence/kg:start ?n"
        for row in self._ask(f"SELECT ?q ?s ?e ?n {{ {words} }}"):
            start, end, sentence = (int(float(row[k])) for k in "sen")
            self.quotes[row["q"]] = (start, end, sentence)

    def _ask(self, query: str) -> list[Row]:
        return ask(self.store, PREFIXES + query)

    def nodes(self, prefix: str) -> list[str]:
        """Return the nodes whose IRI begins so, sorted."""
        return sorted(node for node in self.classes if node.startswith(prefix))


def _noun(row: Row) -> tuple[int, int]:
    """Return where a mention stands, without the lower-case words before its first noun."""
    start, end, text = int(float(row["s"])), int(float(row["e"])), row["q"]
    first = next((m.start() for m in re.finditer(r"\S+", text) if m[0][0].isupper()), 0)
    if first == 0 and text.split()[0].lower() in {
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
    }:
        later = [m.start() for m in re.finditer(r"\S+", text) if m[0][0].isupper()]
        first = later[1] if len(later) > 1 else 0
    return start + first, end


def aligned(ours: Graph, gold: Graph) -> dict[str, str]:
    """Return our node -> the gold's node it is; what is none of the gold's is left out."""
    found = {ours.article: gold.article}
    found |= _one_to_one(
        {
            (a, b): _same_entity(ours, gold, a, b)
            for a in ours.nodes(ENTITY)
            if CLAUSE not in ours.classes[a]
            for b in gold.nodes(ENTITY)
        }
    )
    pairs = ((a, b) for a in ours.nodes(EVENT) for b in gold.nodes(EVENT))
    return found | _one_to_one({(a, b): _same_event(ours, gold, (a, b), found) for a, b in pairs})


def _one_to_one(scores: dict[tuple[str, str], float]) -> dict[str, str]:
    """Return the best pairs, each node in one pair only."""
    found: dict[str, str] = {}
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score > 0 and a not in found and b not in found.values():
            found[a] = b
    return found


def _same_entity(ours: Graph, gold: Graph, a: str, b: str) -> float:
    if a == b:
        return 100.0
    spans, wanted = ours.mentions[a], gold.mentions[b]
    shared = sum(s in wanted for s in spans) + 0.5 * sum(
        any(s != w and (s[1] == w[1] or s[0] == w[0]) for w in wanted) for s in spans
    )
    return shared or 0.1 * bool(ours.names[a] & gold.names[b])


def _same_event(ours: Graph, gold: Graph, pair: tuple[str, str], entities: dict[str, str]) -> float:
    a, b = pair
    if not ours.classes[a] & gold.classes[b] or not ours.told_in[a] & gold.told_in[b]:
        return 0.0
    mine = {entities.get(node, node) for node in ours.participants[a]}
    shared = mine & gold.participants[b]
    both = len({node for node in shared if node.startswith(ENTITY)})
    sure = 0.5 * any(node.endswith(MODALITIES) for node in shared)
    return len(ours.told_in[a] & gold.told_in[b]) + both + sure if both else 0.0


class Comparison:
    """Answers over our graph, said in the gold's terms."""

    def __init__(self, ours: Graph, gold: Graph) -> None:
        self.ours, self.gold = ours, gold
        self.same = aligned(ours, gold)

    def answer(self, query: str) -> Counter[tuple[str, ...]]:
        """Return our answer as counted rows of cells, in the gold's terms."""
        return Counter(self._row(row, self.ours) for row in ask(self.ours.store, query))

    def wanted(self, query: str) -> Counter[tuple[str, ...]]:
        """Return the gold's answer likewise."""
        return Counter(self._row(row, self.gold) for row in ask(self.gold.store, query))

    def _row(self, row: Row, graph: Graph) -> tuple[str, ...]:
        row = self._quoted(row, graph)
        return tuple(f"{name}={self._cell(name, text, graph)}" for name, text in row.items())

    def _cell(self, name: str, text: str, graph: Graph) -> str:
        if name == "confidence":
            return "in (0, 1]" if 0 < float(text) <= 1 else text
        if name in NAMED_BY_NODE and not text.startswith("https://"):
            bearers = [n for n, names in graph.names.items() if text.casefold() in names]
            told = sorted({self.same.get(n, n) if graph is self.ours else n for n in bearers})
            return "named: " + "|".join(told)
        return self.same.get(text, text) if graph is self.ours else text

    def _quoted(self, row: Row, graph: Graph) -> Row:
        """Return the row with the gold's quote and its offsets where ours is that quote."""
        at = graph.quotes.get(row.get("quote", ""))
        if at is None or graph is self.gold:
            return row
        if "start" in row and (float(row["start"]), float(row["end"])) != at[:2]:
            return row
        best = max(self.gold.quotes, key=lambda q: (_shared(at, self.gold.quotes[q]), q))
        if _shared(at, self.gold.quotes[best]) < HALF:
            return row
        start, end, _ = self.gold.quotes[best]
        offsets = {"start": repr(float(start)), "end": repr(float(end))} if "start" in row else {}
        return row | {"quote": best} | offsets


def _shared(a: tuple[int, int, int], b: tuple[int, int, int]) -> float:
    """Return the part of two stretches of one sentence that both have."""
    if a[2] != b[2]:
        return 0.0
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / (max(a[1], b[1]) - min(a[0], b[0]))
