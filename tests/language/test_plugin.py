"""Other spaCy pipelines: used whole, used for entities, or refused."""

from pathlib import Path

import pytest
import spacy
from spacy.training import Example

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


def trained(folder: Path, labels: tuple[str, str]) -> Path:
    """Write a small pipeline that has learned one sentence; a ruler finds "Zapp"."""
    nlp = spacy.blank("de")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("trainable_lemmatizer")
    learned = {
        "words": ["Zapp", "kauft", "Chips"], "heads": [1, 1, 1], "deps": [labels[0], "ROOT", labels[1]],
        "pos": ["PROPN", "VERB", "NOUN"], "morphs": ["Case=Nom", "Tense=Pres", "Case=Acc"],
        "lemmas": ["Zapp", "kaufen", "Chip"],
    }  # fmt: skip
    examples = [Example.from_dict(nlp.make_doc("Zapp kauft Chips"), learned) for _ in range(4)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(20):
        nlp.update(examples, sgd=optimizer)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "Zapp"}])  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return folder


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("labels", "source"), [(("nsubj", "obj"), "ud"), (("sb", "oa"), "newskg")])
def test_a_package_on_disk_analyses_text(tmp_path: Path, labels: tuple[str, str], source: str):
    folder = trained(tmp_path / "ud", labels)
    nlp = load(str(folder), threads=1)
    doc = nlp("Zapp kauft Chips")
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "obj"]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Zapp", "Organization")]
    assert f"dependencies from {source if source == 'newskg' else folder}" in sources_of(nlp)
