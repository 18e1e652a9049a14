"""Other spaCy pipelines: used whole, used for entities, or refused."""

from pathlib import Path

import pytest
import spacy

from kg.errors import LanguageError
from kg.language import load
from kg.language.assembly import sources_of


def test_a_missing_package_is_named_with_what_is_installed():
    with pytest.raises(LanguageError, match=r"no_such_package.*installed"):
        load("no_such_package")


@pytest.mark.parametrize(
    ("component", "layer"),
    [("ner", "entities"), ("trainable_lemmatizer", "lemma"), ("morphologizer", "UPOS")],
)
def test_a_missing_layer_is_named(monkeypatch: pytest.MonkeyPatch, component: str, layer: str):
    monkeypatch.setattr(
        "kg.language.plugin.load_package", lambda _name: unsaved(("nsubj", "obj"), component)
    )
    with pytest.raises(LanguageError, match=f"lacks the layer: .*{layer}"):
        load("tiny")


def unsaved(labels: tuple[str, ...], leave_out: str = "") -> spacy.language.Language:
    nlp = spacy.blank("de")
    for name in ("ner", "parser", "morphologizer", "trainable_lemmatizer"):
        if name != leave_out:
            nlp.add_pipe(name)
    for label in labels:
        nlp.get_pipe("parser").add_label(label)  # type: ignore[attr-defined]
    return nlp


def test_a_tiger_package_gives_its_entities_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(
        "kg.language.plugin.load_package", lambda _name: unsaved(("sb", "oa", "nk"))
    )
    nlp = load("tiger")
    assert "dependencies" in sources_of(nlp).split("newskg")[0]
    assert "entities from tiger" in sources_of(nlp)


def test_a_ud_package_is_used_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.language.plugin.load_package", lambda _name: unsaved(("nsubj", "obj")))
    nlp = load("ud")
    assert nlp.pipe_names[0] == "ner"
    assert "dependencies from ud" in sources_of(nlp)


def test_a_package_on_disk_is_read(tmp_path: Path):
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(LanguageError, match="lacks the layer"):
        load(str(tmp_path))
