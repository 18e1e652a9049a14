"""Train and export the model: `python -m kg.language.training STAGE --data DIR --encoder FILE --work DIR`."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

import torch

from kg.language.pieces import Pieces
from kg.language.training import recipe
from kg.language.training.batches import Item, encode_examples
from kg.language.training.corpora import Corpora, read_corpora
from kg.language.training.encoder_file import read_encoder
from kg.language.training.labels import Labels, collect_labels
from kg.language.training.learn import Schedule, learn
from kg.language.training.network import Network, load_encoder
from kg.language.training.predict import predict
from kg.language.training.scores import score_entities, score_syntax
from kg.language.training.vocabulary import prune, word_forms

__all__ = ["main"]

log = logging.getLogger("kg.language.training")


def prepare(options: argparse.Namespace) -> None:
    """Choose the pieces and labels and write them to `meta.json` of the work folder."""
    corpora = read_corpora(options.data)
    encoder = read_encoder(options.encoder)
    forms = word_forms(options.forms) if options.forms else []
    words = (word for examples in corpora.values() for example in examples for word in example.words)
    kept = prune(encoder, words, forms)
    labels = collect_labels(example for examples in corpora.values() for example in examples)
    shape = {"hidden": encoder.hidden, "pieces": len(kept), "positions": 512, "heads": encoder.heads, "feed": 1536,
             "layers": options.layers}  # fmt: skip
    meta = {
        "shape": shape,
        "heads": labels.heads,
        "relations": labels.relations,
        "pieces": [encoder.pieces[at] for at in kept],
        "scores": [round(encoder.scores[at], 4) for at in kept],
        "kept": kept,
    }
    options.work.mkdir(parents=True, exist_ok=True)
    (options.work / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    log.info("%d pieces, %s labels", len(kept), labels.sizes())


def train(options: argparse.Namespace) -> None:
    """Run one stage of learning and write its averaged weights to `NAME.pt`."""
    meta, labels, pieces = read_meta(options.work)
    corpora = read_corpora(options.data)
    kept, held = recipe.hold_out(corpora)
    chosen = corpora if options.everything else kept
    items = encode_corpora(chosen, labels, pieces)
    network = Network(meta["shape"], labels.sizes(), len(labels.relations))
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True)["average_state"])
    else:
        load_encoder(network, read_encoder(options.encoder), meta["kept"])
    schedule = Schedule(
        options.words, recipe.shares if not options.late else lambda _: recipe.LATE,
        rate=options.rate, head_rate=options.head_rate, decay_from=options.decay_from, seed=options.seed,
    )  # fmt: skip
    checkpoint = options.work / f"{options.name}.checkpoint"
    resume = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None

    def save(state: dict[str, object]) -> None:
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").rename(checkpoint)

    def evaluate(state: dict[str, torch.Tensor]) -> None:
        torch.save({"average_state": state}, options.work / f"{options.name}.pt")
        report(state, meta["shape"], labels, pieces, held)

    learn(network, items, schedule, save=save, evaluate=evaluate, minutes_between=options.minutes, resume=resume)


def read_meta(work: Path) -> tuple[dict, Labels, Pieces]:  # type: ignore[type-arg]
    """Read the shape, labels and pieces that `prepare` wrote."""
    meta = json.loads((work / "meta.json").read_text(encoding="utf-8"))
    return meta, Labels(meta["heads"], meta["relations"]), Pieces(meta["pieces"], meta["scores"])


def encode_corpora(corpora: Corpora, labels: Labels, pieces: Pieces) -> dict[str, list[Item]]:
    """Turn every corpus into numbers, and chain sentences of running text for the sentence starts."""
    running = [example for name in ("de-pos", "de-pud") for example in corpora[name]]
    named = {**corpora, "joined": recipe.join_sentences(running)}
    return {
        name: encode_examples(examples, labels, pieces, weight=recipe.WEIGHTS.get(name, 1.0))
        for name, examples in named.items()
    }


def report(
    state: dict[str, torch.Tensor], shape: dict[str, int], labels: Labels, pieces: Pieces, held: Corpora
) -> dict[str, object]:
    """Log and return the scores on the held-out parts."""
    network = Network(shape, labels.sizes(), len(labels.relations))
    network.load_state_dict(state)
    figures: dict[str, object] = {}
    for name, examples in held.items():
        items = encode_examples(examples, labels, pieces)
        usable = [example for example in examples if example.words]
        scheme = name if name in {"germeval", "smartdata"} else ""
        found = predict(network, usable, items, labels, schemes=[scheme])
        if scheme:
            figures[name] = score_entities([e.tags for e in usable], [guess["ner:" + name] for guess in found])
            row = {kind: (round(f1, 3), count) for kind, (f1, count) in score_entities(
                [e.tags for e in usable], [guess["ner:" + name] for guess in found]).items()}  # fmt: skip
            log.info("%s %s", name, row)
        else:
            figures[name] = score_syntax(usable, found)
            log.info("%s %s", name, {key: round(value, 4) for key, value in score_syntax(usable, found).items()})
    return figures


def main() -> None:
    """Parse the command line and run a stage."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.training", description=__doc__)
    parser.add_argument("stage", choices=("prepare", "train"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--forms", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="main")
    parser.add_argument("--start", type=Path)
    parser.add_argument("--everything", action="store_true")
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--words", type=int, default=5_000_000)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay-from", type=float, default=1.0)
    parser.add_argument("--layers", type=int, default=recipe.LAYERS)
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    {"prepare": prepare, "train": train}[options.stage](options)


if __name__ == "__main__":
    main()
