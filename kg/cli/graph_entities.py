"""A store in, the entities of its documents out, as the resolve room knows them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeAlias

from kg.model import Entity, Link, Merge, Reason
from kg.prefixes import FIXED, base_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.table import Term

__all__ = ["entities_of"]

_KG, _RDF = FIXED["kg"], FIXED["rdf"]
_FACTS = ("isin", "iso3166", "iso4217", "lei", "ticker")

Statements: TypeAlias = "dict[str, dict[str, list[Term]]]"
"""Subject IRI -> predicate IRI -> objects."""


def entities_of(store: ox.Store) -> tuple[dict[str, Entity], Counter[str]]:
    """Return the entities by id, and in how many documents each is mentioned."""
    from kg.store import documents  # the engine, only where a graph is open

    names = documents(store)
    prefix = base_of(names) + "entity/"
    told = _statements(store)
    links, merges = _links(told), _merges(told)
    found: dict[str, Entity] = {}
    for iri in sorted(told):
        kinds = sorted(_local(told[iri].get(_RDF + "type", [])) - {"UnnamedEntity"})
        if iri.startswith(prefix) and kinds:
            entity = _entity(iri, prefix, kinds[0], told[iri], (links[iri], merges[iri]))
            found[entity.id] = entity
    return found, _mentioned(store, prefix, frozenset(names))


def _statements(store: ox.Store) -> Statements:
    """Return what the default graph says, which is what all documents say together."""
    import pyoxigraph as ox  # the engine, only where a graph is open

    told: Statements = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        told[_value(quad.subject)][quad.predicate.value].append(quad.object)
    return told


def _mentioned(store: ox.Store, prefix: str, documents: frozenset[str]) -> Counter[str]:
    import pyoxigraph as ox  # the engine, only where a graph is open

    quads = store.quads_for_pattern(None, ox.NamedNode(_KG + "refersTo"), None, None)
    pairs = {(_value(quad.object), _value(quad.graph_name)) for quad in quads}
    return Counter(iri.removeprefix(prefix) for iri, graph in pairs if graph in documents)


def _entity(
    iri: str,
    prefix: str,
    kind: str,
    told: dict[str, list[Term]],
    reasons: tuple[list[Link], list[Merge]],
) -> Entity:
    labels = told.get(_KG + "name", []) + told.get(FIXED["rdfs"] + "label", [])
    german = sorted(_value(t) for t in labels if _language(t) != "en")
    english = sorted(_value(t) for t in labels if _language(t) == "en")
    own = iri.removeprefix(prefix)
    aliases = {_value(t) for t in told.get(FIXED["skos"] + "altLabel", [])}
    return Entity(
        own,
        kind,
        (german or english or [own])[0],
        (english or [""])[0],
        tuple(sorted(aliases)),
        named="UnnamedEntity" not in _local(told[_RDF + "type"]),
        links=tuple(reasons[0]),
        merges=tuple(reasons[1]),
        facts=tuple((f, v) for f in _FACTS for v in sorted(map(_value, told.get(_KG + f, [])))),
    )


def _links(told: Statements) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for iri in sorted(told):
        one = told[iri]
        if "RegisterLink" in _local(one.get(_RDF + "type", [])):
            link = Link(_first(one, "linkTarget"), _first(one, "register"), *_judged(one))
            found[_first(one, "linkedEntity")].append(link)
    return found


def _merges(told: Statements) -> dict[str, list[Merge]]:
    found: dict[str, list[Merge]] = defaultdict(list)
    for iri in sorted(told):
        one = told[iri]
        if "NameMerge" in _local(one.get(_RDF + "type", [])):
            found[_first(one, "linkedEntity")].append(Merge(_first(one, "surface"), *_judged(one)))
    return found


def _judged(one: dict[str, list[Term]]) -> tuple[float, Reason]:
    told = one.get(_KG + "why", [])
    words = {_language(term): _value(term) for term in sorted(told, key=_value)}
    one_of = next(iter(words.values()), "")
    return float(_first(one, "score") or 0), Reason(*(words.get(at, one_of) for at in ("de", "en")))


def _first(one: dict[str, list[Term]], name: str) -> str:
    return min((_value(term) for term in one.get(_KG + name, [])), default="")


def _local(kinds: list[Term]) -> set[str]:
    return {_value(kind).removeprefix(_KG) for kind in kinds if _value(kind).startswith(_KG)}


def _value(term: Term | ox.DefaultGraph) -> str:
    return str(getattr(term, "value", term))


def _language(term: Term) -> str | None:
    return getattr(term, "language", None)
