"""Run the torch network on sentences while training: encoded items in, predictions out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from kg.language.decode import best_tags, best_tree
from kg.language.lemma_script import apply_script
from kg.language.training.batches import Item, pack
from kg.language.training.labels import NONE, Labels
from kg.language.training.network import Network
from kg.language.training.scores import Prediction
from kg.language.training.treebanks import Example

__all__ = ["predict"]

TOGETHER = 48
"""Sentences in a batch."""


@torch.no_grad()  # type: ignore[untyped-decorator]
def predict(
    network: Network,
    examples: Sequence[Example],
    items: Sequence[Item],
    labels: Labels,
    *,
    schemes: Sequence[str] = (),
) -> list[Prediction]:
    """Analyse sentences (one item an example) with every head."""
    network.eval()
    order = sorted(range(len(items)), key=lambda at: len(items[at].pieces))
    found: list[Prediction] = [{} for _ in items]
    for start in range(0, len(order), TOGETHER):
        chosen = order[start : start + TOGETHER]
        batch = pack([items[at] for at in chosen])
        with torch.autocast("cpu", torch.bfloat16):
            _, classes, arcs, dependents, heads = network(
                batch.pieces, batch.mask, batch.first, batch.last
            )
        for row, at in enumerate(chosen):
            size = len(examples[at].words)
            found[at] = _classes(examples[at], classes[row, :size].float().numpy(), labels, schemes)
            scores = arcs[row, :size, : size + 1].float()
            tree = torch.from_numpy(best_tree(scores.numpy()))
            certainty = scores.softmax(1).gather(1, tree[:, None])[:, 0]
            relations = network.relation_logits(
                dependents[row, :size].float(), heads[row, tree].float()
            ).argmax(1)
            found[at]["certainty"] = [f"{value:.3f}" for value in certainty.tolist()]
            found[at]["head"] = [str(head) for head in tree.tolist()]
            found[at]["deprel"] = [labels.relations[relation] for relation in relations.tolist()]
    return found


def _classes(
    example: Example, logits: np.ndarray, labels: Labels, schemes: Sequence[str]
) -> Prediction:
    found: Prediction = {}
    features: list[tuple[str, list[str]]] = []
    at = 0
    for name, values in labels.heads.items():
        part = logits[:, at : at + len(values)]
        at += len(values)
        if name.startswith("ner:"):
            if name[4:] in schemes:
                follows = [
                    values.index("B-" + tag[2:]) if tag.startswith("I-") else -1 for tag in values
                ]
                found[name] = [values[tag] for tag in best_tags(part, follows).tolist()]
            continue
        best = [values[label] for label in part.argmax(1).tolist()]
        if name.startswith("feats:"):
            features.append((name[6:], best))
        else:
            found[name] = best
    found["lemma"] = [
        apply_script(word, script)
        for word, script in zip(example.words, found["lemma"], strict=True)
    ]
    features.sort(key=lambda pair: pair[0].lower())
    found["feats"] = [
        "|".join(f"{name}={best[row]}" for name, best in features if best[row] != NONE) or NONE
        for row in range(len(example.words))
    ]
    return found
