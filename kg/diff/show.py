"""A difference told: as text, as an RDF patch, or as a page with everything escaped."""

from __future__ import annotations

import html
import re

from kg.diff.compare import Change, ClaimView, Difference, Regrouping

__all__ = ["page", "patch", "text"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")

_PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>newskg diff</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 0 1rem; }}
li {{ margin: .4rem 0; overflow-wrap: anywhere; }}
.added::before {{ content: "+ "; color: #080; }} .removed::before {{ content: "− "; color: #b00; }}
</style></head><body><h1>newskg diff</h1><p>{summary}</p>{sections}</body></html>
"""


def text(found: Difference) -> str:
    """Return a difference in lines: a summary, entities, claims with their words."""
    lines = [_summary(found), ""]
    lines += [f"~ {_regrouping(group)}" for group in found.regrouped]
    lines += [f"- entity {_short(iri)}" for iri in found.entities_removed]
    lines += [f"+ entity {_short(iri)}" for iri in found.entities_added]
    lines += [f"~ {_change(change)}" for change in found.claims_changed]
    lines += [f"- {_claim(claim)}" for claim in found.claims_removed]
    lines += [f"+ {_claim(claim)}" for claim in found.claims_added]
    return "\n".join(_CONTROL.sub(" ", line) for line in lines) + "\n"


def patch(found: Difference) -> bytes:
    """Return a difference as RDF Patch (afs.github.io/rdf-patch): one transaction of quads."""
    lines = ["TX ."]
    lines += [f"D {statement} ." for statement in found.removed]
    lines += [f"A {statement} ." for statement in found.added]
    return ("\n".join([*lines, "TC ."]) + "\n").encode()


def page(found: Difference) -> bytes:
    """Return a difference as an HTML page that loads and runs nothing."""
    sections = (
        (
            "Entitäten / entities",
            [("", _regrouping(g)) for g in found.regrouped]
            + [("removed", _short(i)) for i in found.entities_removed]
            + [("added", _short(i)) for i in found.entities_added],
        ),
        ("Geänderte Aussagen / changed claims", [("", _change(c)) for c in found.claims_changed]),
        (
            "Aussagen / claims",
            [("removed", _claim(c)) for c in found.claims_removed]
            + [("added", _claim(c)) for c in found.claims_added],
        ),
        (
            "Tripel / statements",
            [("removed", s) for s in found.removed] + [("added", s) for s in found.added],
        ),
    )
    body = "".join(_section(title, items) for title, items in sections if items)
    return _PAGE.format(summary=html.escape(_summary(found)), sections=body).encode()


def _section(title: str, items: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<li class="{kind}" dir="auto">{html.escape(told)}</li>' for kind, told in items
    )
    return f"<h2>{html.escape(title)}</h2><ul>{rows}</ul>"


def _summary(found: Difference) -> str:
    return (
        f"{len(found.removed)} statements removed, {len(found.added)} added; "
        f"claims: {len(found.claims_removed)} removed, {len(found.claims_added)} added, "
        f"{len(found.claims_changed)} changed; "
        f"entities: {len(found.entities_removed)} removed, {len(found.entities_added)} added, "
        f"{len(found.regrouped)} merged, split or renamed"
    )


def _claim(claim: ClaimView) -> str:
    how = ", ".join(_short(value) for _, value in claim.how)
    return f"{_statement(claim)} [{how}] „{claim.quote}“"


def _change(change: Change) -> str:
    old, new = dict(change.old.how), dict(change.new.how)
    told = [
        f"{name}: {_short(old.get(name, '–'))} → {_short(new.get(name, '–'))}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]
    told += [
        f"{name}: {_short(before)} → {_short(after)}"
        for name, before, after in (
            ("subject", change.old.subject, change.new.subject),
            ("object", change.old.object, change.new.object),
        )
        if before != after
    ]
    if change.old.quote != change.new.quote:
        told.append(f"quote: „{change.old.quote}“ → „{change.new.quote}“")
    return f"{_statement(change.new)} {'; '.join(told)}"


def _statement(claim: ClaimView) -> str:
    return " – ".join(_short(x) for x in (claim.subject, claim.predicate, claim.object))


def _regrouping(group: Regrouping) -> str:
    old, new = (", ".join(_short(iri) for iri in side) for side in (group.old, group.new))
    return f"{group.kind}: {old} → {new}"


def _short(iri: str) -> str:
    return re.split(r"[/#]", iri)[-1] if iri.startswith(("http://", "https://")) else iri
