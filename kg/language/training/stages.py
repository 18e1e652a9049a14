"""The stages of training: options in, files of the work folder and the shipped model out."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from kg.language.pieces import Pieces
from kg.language.training import recipe
from kg.language.training.batches import Item, encode_examples
from kg.language.training.corpora import Corpora, file_hashes, read_corpora
from kg.language.training.encoder_file import read_encoder
from kg.language.training.export import export_model
from kg.language.training.labels import Labels, collect_labels
from kg.language.training.learn import Schedule, Watch, learn
from kg.language.training.network import Network, load_encoder
from kg.language.training.predict import predict
from kg.language.training.scores import score_entities, score_syntax
from kg.language.training.silver import add_silver_trees
from kg.language.training.transfer import transfer_masks
from kg.language.training.vocabulary import prune, word_forms

__all__ = ["Places", "export", "prepare", "train"]

log = logging.getLogger("kg.language.training")

State = dict[str, torch.Tensor]


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are: the corpora, the encoder's file, the word forms, and the work folder."""

    data: Path
    encoder: Path
    forms: Path | None
    work: Path


def prepare(places: Places, *, layers: int = recipe.LAYERS) -> None:
    """Choose the pieces and labels and write them to `meta.json` of the work folder."""
    corpora = read_corpora(places.data)
    encoder = read_encoder(places.encoder)
    forms = word_forms(places.forms) if places.forms else []
    words = (
        word for examples in corpora.values() for example in examples for word in example.words
    )
    kept = prune(encoder, words, forms)
    labels = collect_labels(example for examples in corpora.values() for example in examples)
    shape = {
        "hidden": encoder.hidden,
        "pieces": len(kept),
        "positions": len(encoder.tensors["emb.pos"]),
        "heads": encoder.heads,
        "feed": len(encoder.tensors["l0.fi.b"]),
        "layers": layers,
    }
    meta = {
        "shape": shape,
        "heads": labels.heads,
        "relations": labels.relations,
        "pieces": [encoder.pieces[at] for at in kept],
        "scores": [round(encoder.scores[at], 4) for at in kept],
        "kept": kept,
        "corpora": file_hashes(places.data),
    }
    places.work.mkdir(parents=True, exist_ok=True)
    text = json.dumps(meta, ensure_ascii=False)
    (places.work / "meta.json").write_text(text, encoding="utf-8")
    log.info("%d pieces, %s labels", len(kept), labels.sizes())


def train(places: Places, stage: recipe.Stage) -> None:
    """Run one stage of the recipe and write its averaged weights to `NAME.pt`."""
    meta, labels, pieces = _read_meta(places.work)
    corpora = read_corpora(places.data)
    kept, held = recipe.hold_out(corpora)
    chosen = corpora if stage.everything else kept
    network = Network(meta["shape"], labels.sizes(), len(labels.relations))
    if stage.start is None:
        load_encoder(network, read_encoder(places.encoder), meta["kept"])
    else:
        network.load_state_dict(_load(places.work / f"{stage.start}.pt"))
    for name in recipe.SILVER if stage.silver else ():
        chosen[name] = add_silver_trees(network, chosen[name], labels, pieces)
        log.info("%s: %d silver trees", name, sum(bool(e.head) for e in chosen[name]))
    checkpoint = places.work / f"{stage.name}.checkpoint"

    def save(state: dict[str, object]) -> None:
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").rename(checkpoint)

    def evaluate(state: State) -> None:
        torch.save({"average_state": state}, places.work / f"{stage.name}.pt")
        figures = _score(state, meta["shape"], labels, pieces, held)
        path = places.work / f"{stage.name}.scores.json"
        path.write_text(json.dumps(figures, indent=1), encoding="utf-8")

    resume = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
    watch = Watch(save, evaluate, minutes=stage.minutes, resume=resume)
    learn(network, _encode(chosen, labels, pieces), _schedule(stage, labels.heads), watch)


def export(places: Places, name: str, folder: Path, *, training: Mapping[str, object]) -> None:
    """Write the model of a stage as the analyser reads it."""
    meta, _, _ = _read_meta(places.work)
    state = {key: value.float().numpy() for key, value in _load(places.work / f"{name}.pt").items()}
    export_model(state, meta, folder, training=training)


def _schedule(stage: recipe.Stage, heads: Mapping[str, list[str]]) -> Schedule:
    return Schedule(
        stage.words,
        recipe.last_shares if stage.last else recipe.shares,
        rate=stage.rate,
        head_rate=stage.head_rate,
        decay_from=stage.decay_from,
        seed=stage.seed,
        masks=transfer_masks(heads),
    )


def _load(path: Path) -> State:
    state: State = torch.load(path, weights_only=True)["average_state"]
    return state


def _read_meta(work: Path) -> tuple[dict[str, Any], Labels, Pieces]:
    meta = json.loads((work / "meta.json").read_text(encoding="utf-8"))
    return meta, Labels(meta["heads"], meta["relations"]), Pieces(meta["pieces"], meta["scores"])


def _encode(corpora: Corpora, labels: Labels, pieces: Pieces) -> dict[str, list[Item]]:
    """Turn every corpus into numbers, and chain sentences of running text for their starts."""
    running = [example for name in recipe.RUNNING for example in corpora[name]]
    named = {**corpora, "joined": recipe.join_sentences(running)}
    return {
        name: encode_examples(examples, labels, pieces, weight=recipe.WEIGHTS.get(name, 1.0))
        for name, examples in named.items()
    }


def _score(
    state: State, shape: Mapping[str, int], labels: Labels, pieces: Pieces, held: Corpora
) -> dict[str, Any]:
    network = Network(shape, labels.sizes(), len(labels.relations))
    network.load_state_dict(state)
    figures: dict[str, Any] = {}
    for name, examples in held.items():
        scheme = examples[0].scheme
        items = encode_examples(examples, labels, pieces)
        found = predict(network, examples, items, labels, schemes=[scheme])
        if scheme:
            tags = [guess["ner:" + scheme] for guess in found]
            figures[name] = score_entities([example.tags for example in examples], tags)
        else:
            figures[name] = score_syntax(examples, found)
        log.info("%s %s", name, figures[name])
    return figures
