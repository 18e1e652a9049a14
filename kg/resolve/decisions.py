"""A decisions file in, what people decided out: same, different, unsure, accept, reject.

The file is TSV with the heading "kind left right who when why". `left` and `right` are ids of
entities ("alibaba") or their names ("Alibaba Group", "Talbach GmbH"); "name @ 6f248973" means the
name in the one document whose id starts so. For accept and reject, `left` is the id of a claim and
`right` stays empty. A later line about the same pair overrides an earlier one; a deleted line is
undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import DecisionError
from kg.model import Skipped
from kg.resolve.forms import base_form, with_form
from kg.resolve.names import legal_forms, name_of
from kg.slug import slug

__all__ = [
    "COLUMNS",
    "Decision",
    "Decisions",
    "Judgement",
    "parse_decisions",
    "read_decisions",
    "rewritten",
    "write_decisions",
]

COLUMNS = ("kind", "left", "right", "who", "when", "why")
"""Columns of a file of decisions."""
_FEWEST = 3
_PAIRS = frozenset({"same", "different", "unsure"})
_WHEN = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2}(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?)?")


class Judgement(StrEnum):
    """What somebody decided."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a decisions file."""

    kind: Judgement
    left: str
    right: str
    who: str
    when: str
    """ISO 8601 prefix, or empty."""
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """Return what the line speaks of, whichever way round it was written."""
        if self.kind.value not in _PAIRS:
            return (self.left, "")
        return (min(self.left, self.right), max(self.left, self.right))


@dataclass(frozen=True, slots=True)
class Decisions:
    """What holds of all lines: the last one about each pair."""

    lines: tuple[Decision, ...] = ()
    representative: tuple[tuple[str, str], ...] = ()
    """(id, id it is to be), for every id a line "same" moves."""
    told_apart: frozenset[str] = frozenset()
    """Plain ids of which a line names a bearer by legal form: "talbach" where it has "talbach--ag"."""

    @classmethod
    def of(cls, lines: Iterable[Decision]) -> Decisions:
        """Keep the last line about each pair and join the chains of "same"."""
        last: dict[tuple[str, str], Decision] = {}
        for line in lines:
            last.pop(line.pair, None)
            last[line.pair] = line
        kept = tuple(last.values())
        moved: dict[str, str] = {}
        for line in kept:
            if line.kind is Judgement.SAME:
                _join(moved, line.left, line.right)
        ids = {one.partition("@")[0].partition("--") for line in kept for one in line.pair}
        apart = frozenset(plain for plain, _, form in ids if form in legal_forms())
        return cls(kept, tuple(sorted((k, v) for k, v in moved.items() if k != v)), apart)

    def different(self, left: str, right: str) -> Decision | None:
        """Return the line that keeps two ids apart, if there is one."""
        pair = (min(left, right), max(left, right))
        lines = (d for d in self.lines if d.kind is Judgement.DIFFERENT and d.pair == pair)
        return next(lines, None)

    def unmet(self, moved: Set[str]) -> tuple[Decision, ...]:
        """Return the lines "same" of which no article has either name, given the ids that were moved."""
        joins = (line for line in self.lines if line.kind is Judgement.SAME)
        return tuple(line for line in joins if not moved & set(line.pair))

    def claims(self, kind: Judgement) -> frozenset[str]:
        """Return the ids of the claims that were accepted or rejected."""
        return frozenset(d.left for d in self.lines if d.kind is kind)


def _join(moved: dict[str, str], left: str, right: str) -> None:
    """Let all that stands for `right` be what stands for `left`."""
    target = moved.setdefault(left, left)
    source = moved.setdefault(right, right)
    for key, value in moved.items():
        if value == source:
            moved[key] = target


def _entity_ids(left: str, right: str) -> tuple[str, str]:
    """Return the ids two columns speak of; two legal forms of one name tell its bearers apart."""
    plain = _entity_id(left), _entity_id(right)
    if plain[0].partition("@")[0] != plain[1].partition("@")[0]:
        return plain
    return _entity_id(left, forms=True), _entity_id(right, forms=True)


def _entity_id(name: str, *, forms: bool = False) -> str:
    """Return the id a column speaks of: an id as it is, a name by its slug, an IRI by its end.

    A legal form is no part of a name's id, and its qualifier with `forms`.
    """
    told, _, document = name.partition("@")
    told = told.strip().rsplit("/", 1)[-1] if "://" in told else told.strip()
    plain = told
    if not re.fullmatch(r"[a-z0-9]+(-{1,2}[a-z0-9]+)*", told):
        named = name_of(told, organization=False)
        form = base_form(named.legal) if forms else ""
        plain = slug(named.core or told)
        plain = with_form(plain, form) if form else plain
    return f"{plain}@{document.strip()[:8]}" if document.strip() else plain


def _decision(cells: list[str]) -> Decision:
    """Read the cells of one line; a ValueError says what is wrong with it."""
    if not _FEWEST <= len(cells) <= len(COLUMNS):
        message = f"{len(cells)} columns; expected {len(COLUMNS)}: {' '.join(COLUMNS)}"
        raise ValueError(message)
    kind, left, right, who, when, why = (cell.strip() for cell in [*cells, "", "", ""][:6])
    if kind not in list(Judgement):
        raise ValueError(f'unknown kind "{kind}"; known: {", ".join(Judgement)}')
    if not left or (kind in _PAIRS and not right):
        raise ValueError(f'"{kind}" needs {"left and right" if kind in _PAIRS else "left"}')
    if not _WHEN.fullmatch(when):
        raise ValueError(f'when "{when}" is no date like 2026-11-24')
    if kind in _PAIRS:
        left, right = _entity_ids(left, right)
        if left == right:
            raise ValueError(f'left and right are the same entity "{left}"')
    else:
        left = left.rsplit("/", 1)[-1]  # a claim's IRI is as good as its id
    return Decision(Judgement(kind), left, right, who, when, why)


def parse_decisions(text: str, *, source: str) -> tuple[Decisions, tuple[Skipped, ...]]:
    """Read decisions; a bad line is reported with file and line, the rest is used."""
    good: list[Decision] = []
    bad: list[Skipped] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#") or cells[:2] == ["kind", "left"]:
            continue
        try:
            good.append(_decision(cells))
        except ValueError as error:
            bad.append(Skipped(source=source, reason=str(error), line=number))
    return Decisions.of(good), tuple(bad)


def read_decisions(path: Path) -> tuple[Decisions, tuple[Skipped, ...]]:
    """Read a decisions file.

    Raises:
        DecisionError: the file cannot be opened or is no UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: cannot be read as a decisions file ({error}); expected TSV in UTF-8"
        raise DecisionError(message) from error
    return parse_decisions(text, source=str(path))


def write_decisions(lines: Iterable[Decision]) -> str:
    """Return the text of a decisions file, in the order of the lines."""
    rows = ["\t".join(COLUMNS)]
    for d in lines:
        cells = (d.kind.value, d.left, d.right, d.who, d.when, d.why)
        rows.append("\t".join(re.sub(r"\s+", " ", cell) for cell in cells))
    return "\n".join(rows) + "\n"


def rewritten(text: str, *, without: Set[tuple[str, str]], new: Iterable[Decision] = ()) -> str:
    """Return a decisions file's text without the lines about some pairs, and with new ones at its end.

    All other lines stay as somebody wrote them, comments and blank lines too.
    """
    told = text.removeprefix("\ufeff").splitlines() or ["\t".join(COLUMNS)]
    kept = [line for line in told if not _pairs_of(line) & without]
    added = write_decisions(new).splitlines()[1:]
    return "".join(f"{line}\n" for line in (*kept, *added))


def _pairs_of(line: str) -> set[tuple[str, str]]:
    return {decision.pair for decision in parse_decisions(line, source="")[0].lines}
