"""Everything said about one entity: a store and a name in, statements with their words out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.prefixes import FIXED
from kg.query.ask import Queryable, ask, names_of, select
from kg.query.table import Term

__all__ = ["Description", "Statement", "describe", "find_entity", "label_of"]

_SCORE = 70
"""Similarity (0 to 100) from which a name is suggested; below, suggestions look random."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim about an entity, in words."""

    claim: str
    """IRI of the claim."""
    outgoing: bool
    """True where the entity is the subject."""
    subject: str
    relation: str
    object: str
    modality: str
    """Local name, such as Asserted."""
    polarity: str
    basis: str
    quote: str
    cue: str
    document: str
    start: int
    end: int
    sources: tuple[str, ...]
    """Labels of those the statement is ascribed to."""
    amounts: tuple[str, ...]
    times: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Description:
    """All that a graph holds about one entity."""

    iri: str
    label: str
    kinds: tuple[str, ...]
    aliases: tuple[str, ...]
    links: tuple[str, ...]
    statements: tuple[Statement, ...]


def find_entity(store: Queryable, name: str) -> str:
    """Return the IRI of the entity that `name` means: an IRI, a slug, a label or an alias.

    Raises QueryError with suggestions where nothing, or more than one entity, has that name.
    """
    entity = names_of(store)["ent"]
    for iri in (name.strip("<>"), entity + name.removeprefix("ent:")):
        if _IRI.fullmatch(iri) and _known(store, iri):
            return iri
    found = _named(store, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{name!r} names {len(found)} things; ask for one: {', '.join(found)}")
    near = _near(store, name)
    hint = f" Did you mean: {', '.join(near)}?" if near else ""
    raise QueryError(f"Nothing in this graph is called {name!r}.{hint}")


def describe(store: ox.Store, iri: str, *, lang: str = "de") -> Description:
    """Return everything said about the entity `iri`, labels in `lang` ("de" or "en")."""
    node = ox.NamedNode(iri)
    kinds = _objects(store, node, FIXED["rdf"] + "type")
    same = _objects(store, node, FIXED["skos"] + "exactMatch")
    aliases = _objects(store, node, FIXED["skos"] + "altLabel")
    return Description(
        iri=iri,
        label=label_of(store, node, lang),
        kinds=tuple(sorted({label_of(store, kind, lang) for kind in kinds})),
        aliases=tuple(sorted({str(a.value) for a in aliases if isinstance(a, ox.Literal)})),
        links=tuple(sorted(link.value for link in same if isinstance(link, ox.NamedNode))),
        statements=_statements(store, node, lang),
    )


def label_of(store: ox.Store, term: Term, lang: str) -> str:
    """Return the label of a term in `lang`, else in any language, else its local name."""
    if isinstance(term, ox.Literal):
        return str(term.value)
    if not isinstance(term, ox.NamedNode):
        return str(term)
    labels = [
        o for o in _objects(store, term, FIXED["rdfs"] + "label") if isinstance(o, ox.Literal)
    ]
    if labels:
        return min(labels, key=lambda label: (label.language != lang, label.value)).value
    return re.split(r"[/#]", term.value.rstrip("/#"))[-1]


_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]+")

_LABELS = """
SELECT DISTINCT ?x ?name {
  VALUES ?p { rdfs:label skos:altLabel }
  ?x ?p ?name
  FILTER(STRSTARTS(STR(?x), "%(base)sentity/") || STRSTARTS(STR(?x), "%(base)sevent/"))
  %(filter)s
}"""

_CLAIMS = """
SELECT ?claim ?p ?other ?modality ?polarity ?basis ?quote ?article ?start ?end ?confidence ?event {
  ?claim rdf:%(here)s <%(iri)s> ; rdf:predicate ?p ;
    kg:modality ?modality ; kg:polarity ?polarity ; kg:quote ?quote ; kg:article ?article ;
    kg:start ?start ; kg:end ?end .
  { ?claim rdf:%(there)s ?other } UNION { ?claim kg:literal ?other FILTER("%(there)s" = "object") }
  OPTIONAL { ?claim kg:basis ?basis }
  OPTIONAL { ?claim kg:confidence ?confidence }
  OPTIONAL { ?claim kg:event ?event }
}"""


def _known(store: Queryable, iri: str) -> bool:
    return ask(store, f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}")


def _named(store: Queryable, name: str) -> list[str]:
    exact, folded = ox.Literal(name.strip()), ox.Literal(name.casefold().strip())
    # the exact name, too: Virtuoso has no small letters for Ä, Ö and Ü
    same = f"STR(?name) = {exact} || LCASE(STR(?name)) = LCASE(STR({folded}))"
    rows = _labels(store, f"FILTER({same})")
    labelled = {iri for iri, _ in rows}
    return sorted(labelled)


def _labels(store: Queryable, condition: str = "") -> list[tuple[str, str]]:
    base = names_of(store)["ent"].removesuffix("entity/")
    found = select(store, _LABELS % {"base": base, "filter": condition})
    pairs = ((row[0], row[1]) for row in found.rows)
    return [
        (x.value, str(name.value))
        for x, name in pairs
        if isinstance(x, ox.NamedNode) and isinstance(name, ox.Literal)
    ]


def _near(store: Queryable, name: str) -> list[str]:
    from rapidfuzz import fuzz, process  # only where a name was not found

    names = sorted({label for _, label in _labels(store)})
    found = process.extract(
        name, names, scorer=fuzz.WRatio, processor=str.casefold, limit=5, score_cutoff=_SCORE
    )
    return [label for label, _, _ in found]


def _objects(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[Term]:
    found = store.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
    return sorted({quad.object for quad in found}, key=str)


def _statements(store: ox.Store, node: ox.NamedNode, lang: str) -> tuple[Statement, ...]:
    out = _claims(store, node, lang, outgoing=True)
    back = _claims(store, node, lang, outgoing=False)
    return tuple(sorted([*out, *back], key=_order))


def _order(statement: Statement) -> tuple[bool, str, str, int, str]:
    other = statement.object if statement.outgoing else statement.subject
    return not statement.outgoing, statement.relation, other, statement.start, statement.claim


def _claims(
    store: ox.Store, node: ox.NamedNode, lang: str, *, outgoing: bool
) -> Iterable[Statement]:
    here, there = ("subject", "object") if outgoing else ("object", "subject")
    rows = select(store, _CLAIMS % {"iri": node.value, "here": here, "there": there})
    grouped: dict[str, list[dict[str, Term | None]]] = defaultdict(list)
    for row in rows.rows:
        found = dict(zip(rows.columns, row, strict=True))
        grouped[str(found["claim"])].append(found)
    for group in grouped.values():
        yield _statement(store, node, group, lang, outgoing=outgoing)


def _statement(
    store: ox.Store,
    node: ox.NamedNode,
    rows: list[dict[str, Term | None]],
    lang: str,
    *,
    outgoing: bool,
) -> Statement:
    row = rows[0]
    claim = row["claim"]
    if not isinstance(claim, ox.NamedNode):
        raise QueryError(f"The claim {claim} has no IRI; run kg validate.")
    mine, other = label_of(store, node, lang), _label(store, row["other"], lang)
    events = {row["event"] for row in rows}
    return Statement(
        claim=claim.value,
        outgoing=outgoing,
        subject=mine if outgoing else other,
        relation=_label(store, row["p"], lang),
        object=other if outgoing else mine,
        modality=_local(row["modality"]),
        polarity=_local(row["polarity"]),
        basis=_local(row["basis"]),
        quote=_text(row["quote"]),
        cue=", ".join(_texts(_objects(store, claim, FIXED["kg"] + "cue"))),
        document=_text(row["article"]),
        start=int(_text(row["start"])),
        end=int(_text(row["end"])),
        sources=_names(store, claim, lang),
        amounts=_spoken(store, [claim, *events], "amount"),
        times=_spoken(store, [claim, *events], "time"),
        confidence=float(_text(row["confidence"]) or 1),
    )


def _label(store: ox.Store, term: Term | None, lang: str) -> str:
    return "" if term is None else label_of(store, term, lang)


def _text(term: Term | None) -> str:
    return str(term.value) if isinstance(term, ox.Literal | ox.NamedNode) else ""


def _local(term: Term | None) -> str:
    return re.split(r"[/#]", _text(term))[-1]


def _texts(terms: Iterable[Term]) -> list[str]:
    return sorted({_text(term) for term in terms})


def _names(store: ox.Store, claim: ox.NamedNode, lang: str) -> tuple[str, ...]:
    """Return who a claim is ascribed to: labels of entities, or the words for who it is."""
    told = [*_kg(store, claim, "attributedTo"), *_kg(store, claim, "sourceName")]
    return tuple(sorted({label_of(store, term, lang) for term in told}))


def _spoken(store: ox.Store, nodes: Iterable[Term | None], predicate: str) -> tuple[str, ...]:
    """Return the words of the amounts or times of some nodes, as the article has them."""
    found = [o for n in nodes if isinstance(n, ox.NamedNode) for o in _kg(store, n, predicate)]
    texts = [
        t for node in found if isinstance(node, ox.NamedNode) for t in _kg(store, node, "text")
    ]
    return tuple(_texts(texts))


def _kg(store: ox.Store, subject: ox.NamedNode, predicate: str) -> list[Term]:
    return _objects(store, subject, FIXED["kg"] + predicate)
