"""The training loop: encoded corpora and a schedule in, averaged weights out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.language.training.batches import Batch, Item, make_batches, sample
from kg.language.training.network import Network

__all__ = ["Schedule", "Shadow", "Watch", "learn"]

log = logging.getLogger("kg.language.training")

LOGGED = 100
"""Steps between two lines of the log."""
CHUNK = 60_000
"""Words drawn at a time; batches of similar length are made within a chunk."""
HEAD_WEIGHTS = {"upos": 1.0, "xpos": 0.4, "lemma": 1.0, "start": 1.0}
"""Loss weights; the features share 3 and a tag scheme has 1."""
FEATURES_WEIGHT = 3.0
TRANSFER_WEIGHT = 0.3
"""Of what the corpora of one scheme say about another's tags."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn; `shares` maps progress (0 to 1) to the mixture of corpora."""

    words: int
    shares: Callable[[float], Mapping[str, float]]
    rate: float = 2e-4
    head_rate: float = 1e-3
    warm: float = 0.03
    """Fraction of the words during which the rate grows."""
    decay_from: float = 1.0
    """Fraction of the words after which the rate falls linearly to nothing."""
    masks: Mapping[str, Tensor] = field(default_factory=dict)
    """Allowed tags of the transfer between schemes, by head."""
    batch_pieces: int = 1024
    average: float = 0.998
    seed: int = 1


class Shadow:
    """An exponential moving average of the weights (Polyak averaging)."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.values = {
            name: value.detach().clone()
            for name, value in network.named_parameters()
            if value.requires_grad
        }

    def update(self, network: Network) -> None:
        """Move the averages towards the network's weights."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in network.named_parameters():
            if name in self.values:
                self.values[name].lerp_(value.detach(), 1 - decay)

    def state(self, network: Network) -> dict[str, Tensor]:
        """Return the network's state with the averages in place."""
        return {**network.state_dict(), **self.values}


@dataclass(frozen=True, slots=True)
class Watch:
    """What happens every `minutes` of training, and where an interrupted one goes on."""

    save: Callable[[dict[str, object]], None]
    evaluate: Callable[[dict[str, Tensor]], None]
    minutes: float = 8.0
    resume: Mapping[str, Any] | None = None


def learn(
    network: Network, corpora: Mapping[str, Sequence[Item]], schedule: Schedule, watch: Watch
) -> dict[str, Tensor]:
    """Train until the schedule's words are seen and return the averaged state."""
    optimiser = _optimiser(network, schedule)
    shadow, seen = Shadow(network, schedule.average), 0
    if watch.resume is not None:
        seen = _restore(watch.resume, network, optimiser, shadow)
    random = np.random.default_rng(schedule.seed + seen)
    torch.manual_seed(schedule.seed + seen)
    last, losses, began = time.monotonic(), np.zeros(4), (time.monotonic(), seen)
    while seen < schedule.words:
        for batch in _chunk(corpora, schedule, seen, random):
            factor = _factor(seen / schedule.words, schedule)
            losses += [*_step(network, batch, optimiser, factor, schedule.masks), 1]
            shadow.update(network)
            seen += batch.words
            if shadow.steps % LOGGED == 0:
                pace = (seen - began[1]) / (time.monotonic() - began[0])
                mean = (losses[:3] / losses[3]).round(3)
                log.info("words %d, loss classes/arcs/labels %s, %.0f words/s", seen, mean, pace)
                losses[:] = 0
            if time.monotonic() - last > watch.minutes * 60 or seen >= schedule.words:
                _report(network, shadow, optimiser, seen, watch)
                last = time.monotonic()
            if seen >= schedule.words:
                break
    return shadow.state(network)


def _report(
    network: Network, shadow: Shadow, optimiser: torch.optim.AdamW, seen: int, watch: Watch
) -> None:
    record = {"average": shadow.values, "steps": shadow.steps, "seen": seen}
    weights = {"network": network.state_dict(), "optimiser": optimiser.state_dict()}
    watch.save({**record, **weights})
    watch.evaluate(shadow.state(network))
    network.train()


def _chunk(
    corpora: Mapping[str, Sequence[Item]],
    schedule: Schedule,
    seen: int,
    random: np.random.Generator,
) -> Iterator[Batch]:
    shares = schedule.shares(min(1.0, seen / schedule.words))
    words = min(CHUNK, schedule.words - seen + CHUNK // 10)
    return make_batches(sample(corpora, shares, words, random), schedule.batch_pieces, random)


def _factor(progress: float, schedule: Schedule) -> float:
    if progress < schedule.warm:
        return (progress + 0.001) / (schedule.warm + 0.001)
    if progress <= schedule.decay_from:
        return 1.0
    return max(0.0, (1.0 - progress) / (1.0 - schedule.decay_from))


def _optimiser(network: Network, schedule: Schedule) -> torch.optim.AdamW:
    encoder, heads = [], []
    for name, value in network.named_parameters():
        if name.startswith(("word.", "position.")):
            value.requires_grad_(False)
        elif name.startswith(("norm", "blocks")):
            encoder.append(value)
        else:
            heads.append(value)
    groups = [
        {"params": encoder, "base": schedule.rate},
        {"params": heads, "base": schedule.head_rate},
    ]
    return torch.optim.AdamW(
        groups, lr=schedule.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )


def _restore(
    resume: Mapping[str, Any], network: Network, optimiser: torch.optim.AdamW, shadow: Shadow
) -> int:
    network.load_state_dict(resume["network"])
    optimiser.load_state_dict(resume["optimiser"])
    shadow.values = dict(resume["average"])
    shadow.steps = int(resume["steps"])
    return int(resume["seen"])


def _step(
    network: Network,
    batch: Batch,
    optimiser: torch.optim.AdamW,
    factor: float,
    masks: Mapping[str, Tensor],
) -> tuple[float, float, float]:
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        _, logits, arcs, dependents, heads = network(
            batch.pieces, batch.mask, batch.first, batch.last
        )
        parts = (
            _class_loss(network, logits.float(), batch, masks),
            *_tree_loss(network, arcs.float(), dependents, heads, batch),
        )
    total = sum(parts[1:], parts[0]) / batch.words
    total.backward()
    torch.nn.utils.clip_grad_norm_(
        [p for group in optimiser.param_groups for p in group["params"]], 2.0
    )
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    one, two, three = (float(part.detach()) / batch.words for part in parts)
    return one, two, three


def _class_loss(
    network: Network, logits: Tensor, batch: Batch, masks: Mapping[str, Tensor]
) -> Tensor:
    total, at = logits.sum() * 0.0, 0
    weights = batch.weight[:, None].expand(batch.first.shape)
    features = sum(name.startswith("feats:") for name in network.sizes)
    for column, (name, size) in enumerate(network.sizes.items()):
        goal = batch.classes[:, :, column]
        rows = goal >= 0
        if bool(rows.any()):
            loss = functional.cross_entropy(
                logits[:, :, at : at + size][rows], goal[rows], reduction="none"
            )
            scale = (
                FEATURES_WEIGHT / features
                if name.startswith("feats:")
                else HEAD_WEIGHTS.get(name, 1.0)
            )
            total = total + scale * (loss * weights[rows]).sum()
        rows = goal < -1
        if bool(rows.any()):
            chances = logits[:, :, at : at + size][rows].log_softmax(1)
            mask = masks[name][-2 - goal[rows]]
            loss = -(chances + mask).logsumexp(1)
            scale = 1.0 if name == "upos" else TRANSFER_WEIGHT
            total = total + scale * (loss * weights[rows]).sum()
        at += size
    return total


def _tree_loss(
    network: Network, arcs: Tensor, dependents: Tensor, heads: Tensor, batch: Batch
) -> tuple[Tensor, Tensor]:
    rows = batch.heads >= 0
    if not bool(rows.any()):
        return arcs.sum() * 0.0, arcs.sum() * 0.0
    width = batch.first.shape[1]
    lengths = (batch.first > 0).sum(1)
    outside = torch.arange(width + 1)[None, :] > lengths[:, None]
    weights = batch.tree_weight[:, None].expand(rows.shape)
    scores = arcs.masked_fill(outside[:, None, :], -1e4)[rows]
    arc = functional.cross_entropy(scores, batch.heads[rows], reduction="none")
    named = rows & (batch.relations >= 0)
    sentence = torch.arange(rows.shape[0])[:, None].expand(rows.shape)[named]
    logits = network.relation_logits(dependents[named], heads[sentence, batch.heads[named]]).float()
    label = functional.cross_entropy(logits, batch.relations[named], reduction="none")
    return (arc * weights[rows]).sum(), (label * weights[named]).sum()
