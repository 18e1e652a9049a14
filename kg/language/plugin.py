"""Stand the analysis on another spaCy package: its name in, a pipeline with every needed layer out.

A package with UD labels is used whole; one with TIGER labels (spaCy's official `de_core_news_*`) gives its entities
only, because extraction reads UD trees.
"""

from __future__ import annotations

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import LanguageError

__all__ = ["LAYERS", "load_package", "scheme_of", "take_entities", "with_package"]

LAYERS = {
    "sentence boundaries": ("token.is_sent_start", "doc.sents"),
    "UPOS": ("token.pos",),
    "morphology": ("token.morph",),
    "lemma": ("token.lemma",),
    "dependencies": ("token.dep",),
    "entities": ("doc.ents",),
}
"""A layer's name -> what a component that gives it says it assigns."""

UD_LABELS = frozenset({"nsubj", "obj", "obl"})
TIGER_LABELS = frozenset({"sb", "oa", "nk"})


def load_package(name: str) -> Language:
    """Return an installed spaCy pipeline.

    Raises:
        LanguageError: when there is none of this name, or it cannot be read.
    """
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        known = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise LanguageError(
            f"spaCy cannot load the pipeline {name!r}; installed are: {known}. "
            "Install the package, or leave --model out to use the shipped one."
        ) from error


def scheme_of(nlp: Language) -> str:
    """Return "UD", "TIGER" or "" for the labels that a pipeline's parser gives."""
    labels = {
        label for pipe in _assigning(nlp, ("token.dep",)) for label in nlp.pipe_labels.get(pipe, [])
    }
    if UD_LABELS & labels:
        return "UD"
    return "TIGER" if TIGER_LABELS & labels else ""


def with_package(name: str, *, shipped: Callable[[], Language]) -> Language:
    """Return a pipeline that takes from the package what it may; `nlp.meta["sources"]` says what comes from where.

    Raises:
        LanguageError: when a needed layer is missing; the message names it.
    """
    package = load_package(name)
    scheme = scheme_of(package)
    missing = [layer for layer, assigned in LAYERS.items() if not _gives(package, layer, assigned)]
    if scheme == "TIGER":
        if "entities" in missing:
            raise LanguageError(_refusal(name, ["entities"]))
        return _entities_only(name, shipped())
    if missing:
        raise LanguageError(_refusal(name, missing))
    if scheme != "UD":
        raise LanguageError(
            f"the pipeline {name!r} has dependency labels that are neither UD nor TIGER; "
            "extraction needs UD labels (nsubj, obj, obl). Use a UD model, or leave --model out."
        )
    package.add_pipe("german_entities", config={"foreign": True})
    package.meta["sources"] = {
        **dict.fromkeys(LAYERS, name),
        "entities": f"{name}, and rules of newskg",
    }
    return package


def _entities_only(name: str, nlp: Language) -> Language:
    nlp.remove_pipe("german_entities")
    nlp.add_pipe("package_entities", config={"package": name})
    nlp.add_pipe("german_entities", config={"foreign": True})
    nlp.meta["sources"] = {
        **dict.fromkeys(LAYERS, "newskg"),
        "entities": f"{name}, and rules of newskg",
    }
    return nlp


@Language.factory("package_entities", assigns=["doc.ents"])
def _make(nlp: Language, name: str, package: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  spaCy calls it so
    loaded = load_package(package)

    def call(doc: Doc) -> Doc:
        return take_entities(doc, loaded)

    return call


def take_entities(doc: Doc, package: Language) -> Doc:
    """Write the entities that another pipeline finds in the same text into `doc`, where they fall on whole tokens."""
    found = package(doc.text)
    spans = [
        doc.char_span(ent.start_char, ent.end_char, label=ent.label_, alignment_mode="expand")
        for ent in found.ents
    ]
    doc.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))
    return doc


def _assigning(nlp: Language, attributes: tuple[str, ...]) -> list[str]:
    return [
        pipe for pipe in nlp.pipe_names if set(attributes) & set(nlp.get_pipe_meta(pipe).assigns)
    ]


def _gives(nlp: Language, layer: str, assigned: tuple[str, ...]) -> bool:
    pipes = _assigning(nlp, assigned)
    if layer == "UPOS":
        # A morphologizer always has `token.pos` among what it assigns; an attribute ruler only by its patterns.
        pipes += [
            pipe for pipe in nlp.pipe_names if nlp.get_pipe_meta(pipe).factory == "attribute_ruler"
        ]
    if layer == "sentence boundaries":
        pipes += _assigning(nlp, ("token.dep",))
    return bool(pipes)


def _refusal(name: str, missing: list[str]) -> str:
    layers = ", ".join(missing)
    return (
        f"the pipeline {name!r} lacks the layer: {layers}. newskg needs {', '.join(LAYERS)}. "
        "Use a pipeline that has all of them, or leave --model out to use the shipped one."
    )
