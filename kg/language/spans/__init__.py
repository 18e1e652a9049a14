"""Find the entities of an analysed text: a `Doc` with tagged spans in, `doc.ents` out."""

from __future__ import annotations

from kg.language.spans.entities import EntityRules

__all__ = ["EntityRules"]
