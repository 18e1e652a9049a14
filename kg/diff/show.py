"""A difference told: as text, as an RDF patch, or as a page with everything escaped."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from kg.diff.compare import Change, ClaimView, Difference, Regrouping
from kg.prefixes import FIXED
from kg.printable import printable

__all__ = ["page", "patch", "text"]

_IRI = re.compile(r"https?://[^\s<>\"]+")
_WORDS = {
    "de": {
        "summary": "Aussagen: {} entfernt, {} neu, {} geändert; Entitäten: {} entfernt, {} neu, "
        "{} zusammengelegt, getrennt oder umbenannt; Tripel: {} entfernt, {} neu",
        "title": "Was sich geändert hat",
        "entities": "Entitäten",
        "changed": "Geänderte Aussagen",
        "claims": "Aussagen",
        "statements": "Tripel",
        "entity": "Entität",
        "merged": "zusammengelegt",
        "split": "getrennt",
        "renamed": "umbenannt",
        "regrouped": "neu geordnet",
        "subject": "Subjekt",
        "object": "Objekt",
        "quote": "Zitat",
    },
    "en": {
        "summary": "claims: {} removed, {} added, {} changed; entities: {} removed, {} added, "
        "{} merged, split or renamed; statements: {} removed, {} added",
        "title": "What changed",
        "entities": "Entities",
        "changed": "Changed claims",
        "claims": "Claims",
        "statements": "Statements",
        "entity": "entity",
        "merged": "merged",
        "split": "split",
        "renamed": "renamed",
        "regrouped": "regrouped",
        "subject": "subject",
        "object": "object",
        "quote": "quote",
    },
}

_PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>newskg diff</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 0 1rem; }}
li {{ margin: .4rem 0; overflow-wrap: anywhere; }}
.added::before {{ content: "+ "; color: #080; }} .removed::before {{ content: "− "; color: #b00; }}
</style></head><body><h1>{title}</h1><p>{summary}</p>{sections}</body></html>
"""


def text(found: Difference, lang: str = "de") -> str:
    """Return a difference in lines, in "de" or "en": a summary, entities, claims with words."""
    tell = _Teller(found, lang)
    entity = tell.words["entity"]
    lines = [tell.summary(), ""]
    lines += [f"~ {tell.regrouping(group)}" for group in found.regrouped]
    lines += [f"- {entity} {tell.entity(iri)}" for iri in found.entities_removed]
    lines += [f"+ {entity} {tell.entity(iri)}" for iri in found.entities_added]
    lines += [f"~ {tell.change(change)}" for change in found.claims_changed]
    lines += [f"- {tell.claim(claim)}" for claim in found.claims_removed]
    lines += [f"+ {tell.claim(claim)}" for claim in found.claims_added]
    return "\n".join(printable(line) for line in lines) + "\n"


def patch(found: Difference) -> bytes:
    """Return a difference as RDF Patch (afs.github.io/rdf-patch): one transaction of quads."""
    lines = ["TX ."]
    lines += [f"D {statement} ." for statement in found.removed]
    lines += [f"A {statement} ." for statement in found.added]
    return ("\n".join([*lines, "TC ."]) + "\n").encode()


def page(found: Difference, lang: str = "de") -> bytes:
    """Return a difference as an HTML page in "de" or "en" that loads and runs nothing."""
    tell = _Teller(found, lang)
    sections = (
        (
            "entities",
            [("", tell.regrouping(g)) for g in found.regrouped]
            + [("removed", tell.entity(i)) for i in found.entities_removed]
            + [("added", tell.entity(i)) for i in found.entities_added],
        ),
        ("changed", [("", tell.change(c)) for c in found.claims_changed]),
        (
            "claims",
            [("removed", tell.claim(c)) for c in found.claims_removed]
            + [("added", tell.claim(c)) for c in found.claims_added],
        ),
        (
            "statements",
            [("removed", s) for s in found.removed] + [("added", s) for s in found.added],
        ),
    )
    body = "".join(_section(tell.words[name], items) for name, items in sections if items)
    return _PAGE.format(
        lang=lang,
        title=tell.words["title"],
        summary=html.escape(tell.summary()),
        sections=body,
    ).encode()


def _section(title: str, items: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<li class="{kind}" dir="auto">{html.escape(told)}</li>' for kind, told in items
    )
    return f"<h2>{html.escape(title)}</h2><ul>{rows}</ul>"


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells parts of a difference in one language, with labels where IRIs have them."""

    found: Difference
    lang: str

    @property
    def words(self) -> dict[str, str]:
        return _WORDS[self.lang]

    def summary(self) -> str:
        found = self.found
        counted = (
            found.claims_removed,
            found.claims_added,
            found.claims_changed,
            found.entities_removed,
            found.entities_added,
            found.regrouped,
            found.removed,
            found.added,
        )
        return self.words["summary"].format(*map(len, counted))

    def claim(self, claim: ClaimView) -> str:
        how = ", ".join(self.term(value) for _, value in claim.how)
        return f"{self._statement(claim)} [{how}] „{claim.quote}“"

    def change(self, change: Change) -> str:
        old, new = dict(change.old.how), dict(change.new.how)
        told = [
            f"{self.term(FIXED['kg'] + name)}: "
            f"{self.term(old.get(name, '–'))} → {self.term(new.get(name, '–'))}"
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ]
        told += [
            f"{self.words[name]}: {self.entity(before)} → {self.entity(after)}"
            for name, before, after in (
                ("subject", change.old.subject, change.new.subject),
                ("object", change.old.object, change.new.object),
            )
            if before != after
        ]
        if change.old.quote != change.new.quote:
            told.append(f"{self.words['quote']}: „{change.old.quote}“ → „{change.new.quote}“")
        return f"{self._statement(change.new)}: {'; '.join(told)}"

    def regrouping(self, group: Regrouping) -> str:
        old, new = (", ".join(self.entity(iri) for iri in side) for side in (group.old, group.new))
        return f"{self.words[group.kind]}: {old} → {new}"

    def entity(self, iri: str) -> str:
        """Tell label and id: two entities may share a label, and kg decide asks for ids."""
        label = self.term(iri)
        own = _short(iri) if _IRI.fullmatch(iri) else label
        return own if label == own else f"{label} [{own}]"

    def term(self, value: str) -> str:
        """Tell the label of an IRI, or of several joined by commas, else its local name."""
        parts = value.split(", ")
        if not all(map(_IRI.fullmatch, parts)):
            return value
        return ", ".join(map(self._label, parts))

    def _label(self, iri: str) -> str:
        labels = self.found.labels
        other = "en" if self.lang == "de" else "de"
        told = (labels.get((iri, lang)) for lang in (self.lang, other, ""))
        return next((label for label in told if label), _short(iri))

    def _statement(self, claim: ClaimView) -> str:
        return " – ".join(map(self.term, (claim.subject, claim.predicate, claim.object)))


def _short(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1]
