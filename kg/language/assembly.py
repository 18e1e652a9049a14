"""Put pipelines together: options in, a spaCy `Language` with every needed layer out."""

from __future__ import annotations

from functools import partial

import spacy
from spacy.language import Language

from kg.language import analysis, plugin, spans
from kg.language.compounds import register
from kg.language.tokenizer import Tokenizer

__all__ = ["plugged", "shipped", "sources_of"]

_COMPONENTS = (analysis.AnalysisComponent, spans.EntityRules)
"""Imported so that spaCy knows their factories."""


def shipped(*, threads: int = 2) -> Language:
    """Return the pipeline that comes with this package."""
    register()
    nlp = spacy.blank("de")
    nlp.tokenizer = Tokenizer(nlp.vocab)
    nlp.add_pipe("german_sentences")
    nlp.add_pipe("german_analysis", config={"threads": threads})
    nlp.add_pipe("german_entities")
    nlp.meta["sources"] = dict.fromkeys(plugin.LAYERS, "newskg")
    return nlp


def plugged(name: str, *, threads: int = 2) -> Language:
    """Return a pipeline that stands on the installed spaCy package `name`.

    Raises:
        LanguageError: when the package is missing or lacks a needed layer.
    """
    register()
    return plugin.with_package(name, shipped=partial(shipped, threads=threads))


def sources_of(nlp: Language) -> str:
    """Return in one line which layer comes from where."""
    layers: dict[str, list[str]] = {}
    for layer, source in nlp.meta.get("sources", {}).items():
        layers.setdefault(source, []).append(layer)
    return "; ".join(f"{', '.join(names)} from {source}" for source, names in layers.items())
