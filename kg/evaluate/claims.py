"""Measure read claims against gold: gold articles and claims rows in; precision, recall, misses, confusion out.

A gold claim is found by a row of the same article with the same relation and matching participants; claims
that are not core, or of a relation outside the ontology, neither cost nor count.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.evaluate.names import names_of, overlap, plain, same

__all__ = ["Article", "Report", "Row", "Tally", "evaluate", "fits", "read_gold"]

Row = Mapping[str, Any]  # JSON at the edge
"""A line of the claims file."""
NAMED = frozenset({
    "Company", "Organization", "Publisher", "Person", "Politician", "Medium", "Country", "Place", "Market", "Index",
    "Product", "Chip", "AIModel", "FinancialInstrument", "Security",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One gold article: its text, its participants' names and kinds by key, its claims."""

    name: str
    text: str
    names: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]
    claims: tuple[Row, ...]


@dataclass(slots=True)
class Tally:
    """Counts of one relation, or of all."""

    found: int = 0
    gold: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Return the share of right claims among those read."""
        read = self.found + self.wrong
        return self.found / read if read else 0.0

    @property
    def recall(self) -> float:
        """Return the share of gold claims that were found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Report:
    """What an evaluation found."""

    total: Tally = field(default_factory=Tally)
    relations: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[tuple[str, Row]] = field(default_factory=list)
    wrong: list[tuple[str, Row]] = field(default_factory=list)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(gold relation, read relation) of participants that match where the relation does not."""
    status: Counter[str] = field(default_factory=Counter)
    """On claims found: how many have the gold's modality, polarity, source, and overlapping evidence."""
    judged: list[tuple[str, Row, bool]] = field(default_factory=list)
    """Every claim read that counts, with its article, and whether it was right."""


def read_gold(folder: Path) -> list[Article]:
    """Return the gold articles of a folder.

    Raises:
        DocumentError: when the folder holds no gold.
    """
    paths = sorted(folder.glob("doc-*.json"))
    if not paths:
        raise DocumentError(
            f"{folder}: no gold here; expected files doc-*.json with text, entities and claims"
        )
    return [_article(path) for path in paths]


def _article(path: Path) -> Article:
    gold = json.loads(path.read_text(encoding="utf-8"))
    names = {e["key"]: frozenset(names_of(e)) for e in gold["entities"]}
    kinds = {e["key"]: e["type"] for e in gold["entities"]}
    return Article(path.stem, gold["text"], names, kinds, tuple(gold["claims"]))


def evaluate(gold: Sequence[Article], rows: Iterable[Row]) -> Report:
    """Return the report on claims rows, those of relations outside the ontology left out."""
    report = Report()
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if ":" not in row["relation"]:
            by_article[row["doc"]].append(row)
    for article in gold:
        _score(article, _unique(by_article[article.name]), report)
    return report


def _unique(rows: Iterable[Row]) -> list[Row]:
    kept: dict[tuple[str, ...], Row] = {}
    for row in rows:
        kept.setdefault(
            (
                plain(row["subject"]["label"]),
                row["relation"],
                plain(_object(row)),
                row["polarity"],
            ),
            row,
        )
    return list(kept.values())


def _object(row: Row) -> str:
    return row["object"].get("label") or row["object"].get("literal") or ""


def _score(article: Article, left: list[Row], report: Report) -> None:
    unique = {(c["subject"], c["relation"], c["object"]): c for c in reversed(article.claims)}
    ordered = [*unique.values()][::-1]
    ordered.sort(key=_is_neutral)
    unfound = []
    for claim in ordered:
        hit = next(
            (
                row
                for row in left
                if row["relation"] == claim["relation"] and fits(article, claim, row)
            ),
            None,
        )
        neutral = _is_neutral(claim)
        if not neutral:
            report.total.gold += 1
            report.relations[claim["relation"]].gold += 1
        if hit is not None:
            left.remove(hit)
        if hit is not None and not neutral:
            _count_found(article, claim, hit, report)
        elif hit is None and not neutral:
            unfound.append(claim)
            report.missed.append((article.name, claim))
    for row in left:
        report.total.wrong += 1
        report.relations[row["relation"]].wrong += 1
        report.wrong.append((article.name, row))
        report.judged.append((article.name, row, False))
        other = next((c for c in unfound if fits(article, c, row)), None)
        if other is not None:
            report.confusion[other["relation"], row["relation"]] += 1


def _is_neutral(claim: Row) -> bool:
    return not claim.get("core") or claim["relation"].startswith("other:")


def _count_found(article: Article, claim: Row, row: Row, report: Report) -> None:
    for tally in (report.total, report.relations[claim["relation"]]):
        tally.found += 1
    report.judged.append((article.name, row, True))
    wanted, told = claim.get("attributed_to"), row.get("attributed_to")
    names = article.names.get(wanted, frozenset({plain(wanted)})) if wanted else frozenset()
    report.status["modality"] += row["modality"] == claim["modality"]
    report.status["polarity"] += row["polarity"] == claim["polarity"]
    report.status["attribution"] += (not wanted and not told) or bool(
        wanted and told and same(names, {plain(told)})
    )
    report.status["time"] += _same_time(claim.get("time"), row.get("time"))
    report.status["evidence"] += row["start"] < claim["end"] and claim["start"] < row["end"]


def _same_time(wanted: str | None, told: str | None) -> bool:
    """Return whether both tell no time, or one tells it within the words of the other."""
    if not wanted or not told:
        return not wanted and not told
    first, second = plain(wanted), plain(told)
    return first in second or second in first


def fits(article: Article, claim: Row, row: Row) -> bool:
    """Return whether a row has the participants of a gold claim."""
    if not _is_participant(article, claim["subject"], set(names_of(row["subject"]))):
        return False
    if claim.get("object_is_literal"):
        told = {plain(_object(row))}
        return _same_figure(claim, row) or _is_participant(article, claim["object"], told)
    found = row["object"]
    names = set(names_of(found)) if "label" in found else {plain(found.get("literal"))}
    return _is_participant(article, claim["object"], names)


def _is_participant(article: Article, key: str, told: set[str]) -> bool:
    known = article.names.get(key, frozenset({plain(key)}))
    return same(known, told) or (
        article.kinds.get(key, "Topic") not in NAMED and overlap(known, told)
    )


def _same_figure(claim: Row, row: Row) -> bool:
    wanted, told = (claim.get("amount") or {}).get("value"), (row.get("amount") or {}).get("value")
    if (
        wanted is not None
        and told is not None
        and abs(float(wanted) - float(told)) <= 1e-6 * abs(float(wanted))
    ):
        return True
    text = _object(row)
    if plain(text) == plain(claim["object"]):
        return True
    return bool(_number(text)) and _number(text) == _number(claim["object"])


def _number(text: str) -> str:
    found = re.search(r"\d[\d.,]*", text)
    return found.group(0).rstrip(".,") if found else ""
