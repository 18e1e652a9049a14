"""Measure: gold in, scores out."""

from __future__ import annotations

__all__ = ()
