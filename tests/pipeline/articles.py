"""Small articles as their graphs: a number in, the N-Quads of a document out, the same every time.

They share few entities, so that each that comes or goes changes labels, edges, contradictions and
tensions that rest on others, too.
"""

import random
from pathlib import Path

from kg.store import find_part, write_part

__all__ = ["article", "part"]

BASE = "https://newskg.example/"
KG = f"{BASE}ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SPELLED = (
    ("Intel", "Intel Corp"),
    ("Altera", "ALTERA"),
    ("Nvidia", "NVIDIA"),
    ("Müller", "Mueller"),
)
RELATIONS = ("acquires", "divests", "priceRises", "priceFalls", "reportsRevenue")


def article(number: int) -> tuple[str, bytes]:
    """Return the IRI of a document's graph, and its N-Quads."""
    chance = random.Random(number)
    graph = f"{BASE}doc/{number:016x}"
    lines: list[str] = []

    def say(subject: str, *pairs: tuple[str, str]) -> None:
        lines.extend(f"<{subject}> <{p}> {o} <{graph}> ." for p, o in pairs)

    day = f'"2016-01-{1 + chance.randrange(28):02}"^^<{XSD}date>'
    say(graph, (f"{RDF}type", f"<{KG}Article>"), ("https://schema.org/datePublished", day))
    told = chance.sample(range(len(SPELLED)), 2)
    for which in told:
        entity, referent = f"<{_entity(which)}>", f"{graph}#referent={which}"
        say(
            referent,
            (f"{RDF}type", f"<{KG}Referent>"),
            (f"{KG}refersTo", entity),
            (f"{KG}name", f'"{chance.choice(SPELLED[which])}"@de'),
            (f"{KG}kind", f"<{KG}{chance.choice(('Company', 'Organization'))}>"),
        )
        say(
            f"{BASE}link/{number}-{which}",
            (f"{KG}linkedEntity", entity),
            (f"{KG}linkTarget", f"<http://www.wikidata.org/entity/Q{which}>"),
            (f"{KG}score", f'"0.9{chance.randrange(1, 9)}"^^<{XSD}decimal>'),
        )
    for place in range(3):
        _claim(say, chance, graph, (told, place))
    return graph, "".join(sorted(f"{line}\n" for line in set(lines))).encode()


def _claim(say, chance: random.Random, graph: str, where) -> None:
    (one, other), place = where
    claim = f"{BASE}claim/{graph[-16:]}-{place}"
    relation = chance.choice(RELATIONS)
    say(
        claim,
        (f"{RDF}type", f"<{KG}Claim>"),
        (f"{RDF}subject", f"<{_entity(one)}>"),
        (f"{RDF}predicate", f"<{KG}{relation}>"),
        (f"{KG}modality", f"<{KG}{chance.choice(('Asserted', 'Asserted', 'Possible'))}>"),
        (f"{KG}polarity", f"<{KG}{chance.choice(('Positive', 'Positive', 'Negative'))}>"),
        (f"{KG}basis", f"<{KG}{chance.choice(('Explicit', 'Coreference'))}>"),
        (f"{KG}confidence", f'"0.{chance.randrange(1, 10)}"^^<{XSD}decimal>'),
        (f"{KG}article", f"<{graph}>"),
    )
    if relation in {"acquires", "divests"}:
        say(claim, (f"{RDF}object", f"<{_entity(other)}>"))
    if relation == "reportsRevenue":
        amount, time = f"{claim}-amount", f"{claim}-time"
        figure = f'"{chance.choice((10, 20))}"^^<{XSD}decimal>'
        say(
            claim, (f"{KG}literal", '"Umsatz"'), (f"{KG}amount", f"<{amount}>"),
            (f"{KG}time", f"<{time}>"),
        )  # fmt: skip
        say(amount, (f"{KG}value", figure), (f"{KG}currency", '"USD"'))
        say(time, (f"{KG}startDate", '"2015"'), (f"{KG}endDate", '"2015"'))


def _entity(which: int) -> str:
    return f"{BASE}entity/{('intel', 'altera', 'nvidia', 'mueller')[which]}"


def part(out: Path, number: int) -> tuple[str, str]:
    """Write the part of an article, if it is not there, and return its graph and its name."""
    graph, nquads = article(number)
    folder, name = out / "parts", graph.rpartition("/")[2]
    return graph, (find_part(folder, name, "k") or write_part(folder, name, "k", nquads)).name
