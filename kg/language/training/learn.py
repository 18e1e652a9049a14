"""The training loop: encoded corpora and a schedule in, an averaged network out (checkpoints on the way)."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from kg.language.training.batches import Batch, Item, make_batches, sample
from kg.language.training.network import Network

__all__ = ["Schedule", "Shadow", "learn"]

log = logging.getLogger("kg.language.training")

CHUNK = 60_000
"""Words drawn at a time; batches of similar length are made within a chunk."""
HEAD_WEIGHTS = {"upos": 1.0, "xpos": 0.4, "lemma": 0.5, "start": 0.5}
"""Loss weights; the features share 0.6 and a tag scheme has 1."""
FEATURES_WEIGHT = 0.6


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
    batch_pieces: int = 1024
    average: float = 0.998
    seed: int = 1


class Shadow:
    """An exponential moving average of the weights (Polyak averaging)."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.values = {name: value.detach().clone() for name, value in network.named_parameters() if value.requires_grad}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for name, value in network.named_parameters():
            if name in self.values:
                self.values[name].lerp_(value, 1 - decay)

    def state(self, network: Network) -> dict[str, Tensor]:
        """Return the network's state with the averages in place."""
        return {**network.state_dict(), **self.values}


def learn(
    network: Network,
    corpora: Mapping[str, Sequence[Item]],
    schedule: Schedule,
    *,
    save: Callable[[dict[str, object]], None],
    evaluate: Callable[[dict[str, Tensor]], None],
    minutes_between: float = 8.0,
    resume: Mapping[str, object] | None = None,
) -> dict[str, Tensor]:
    """Train until the schedule's words are seen and return the averaged state."""
    optimiser = _optimiser(network, schedule)
    shadow, seen = Shadow(network, schedule.average), 0
    if resume is not None:
        seen = _restore(resume, network, optimiser, shadow)
    random = np.random.default_rng(schedule.seed + seen)
    torch.manual_seed(schedule.seed + seen)
    started = last = time.monotonic()
    began, sums = seen, np.zeros(4)
    for batch in _stream(corpora, schedule, random, lambda: seen):
        losses = _step(network, batch, optimiser, _factor(seen / schedule.words, schedule), schedule)
        shadow.update(network)
        seen += batch.words
        sums += [*losses, 1]
        if shadow.steps % 100 == 0:
            pace = (seen - began) / (time.monotonic() - started)
            log.info("words %d, loss classes/arcs/labels %s, %.0f words/s", seen, (sums[:3] / sums[3]).round(3), pace)
            sums[:] = 0
        if time.monotonic() - last > minutes_between * 60 or seen >= schedule.words:
            save({"network": network.state_dict(), "average": shadow.values, "steps": shadow.steps,
                  "optimiser": optimiser.state_dict(), "seen": seen})  # fmt: skip
            evaluate(shadow.state(network))
            network.train()
            last = time.monotonic()
        if seen >= schedule.words:
            break
    return shadow.state(network)


def _stream(
    corpora: Mapping[str, Sequence[Item]],
    schedule: Schedule,
    random: np.random.Generator,
    seen: Callable[[], int],
) -> Iterator[Batch]:
    while True:
        shares = schedule.shares(min(1.0, seen() / schedule.words))
        yield from make_batches(sample(corpora, shares, CHUNK, random), schedule.batch_pieces, random)


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
    groups = [{"params": encoder, "base": schedule.rate}, {"params": heads, "base": schedule.head_rate}]
    return torch.optim.AdamW(groups, lr=schedule.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def _restore(
    resume: Mapping[str, object], network: Network, optimiser: torch.optim.AdamW, shadow: Shadow
) -> int:
    network.load_state_dict(resume["network"])  # type: ignore[arg-type]
    optimiser.load_state_dict(resume["optimiser"])  # type: ignore[arg-type]
    shadow.values = dict(resume["average"])  # type: ignore[call-overload]
    shadow.steps = int(resume["steps"])  # type: ignore[call-overload]
    return int(resume["seen"])  # type: ignore[call-overload]


def _step(
    network: Network, batch: Batch, optimiser: torch.optim.AdamW, factor: float, schedule: Schedule
) -> tuple[float, float, float]:
    for group in optimiser.param_groups:
        group["lr"] = group["base"] * factor
    network.train()
    with torch.autocast("cpu", torch.bfloat16):
        _, logits, arcs, dependents, heads = network(batch.pieces, batch.mask, batch.first, batch.last)
        parts = (
            _class_loss(network, logits.float(), batch),
            *_tree_loss(network, arcs.float(), dependents, heads, batch),
        )
    total = sum(parts[1:], parts[0]) / batch.words
    total.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 2.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    one, two, three = (float(part.detach()) / batch.words for part in parts)
    return one, two, three


def _class_loss(network: Network, logits: Tensor, batch: Batch) -> Tensor:
    total, at = logits.sum() * 0.0, 0
    weights = batch.weight[:, None].expand(batch.first.shape)
    features = sum(name.startswith("feats:") for name in network.sizes)
    for column, (name, size) in enumerate(network.sizes.items()):
        goal = batch.classes[:, :, column]
        rows = goal >= 0
        if bool(rows.any()):
            loss = functional.cross_entropy(logits[:, :, at : at + size][rows], goal[rows], reduction="none")
            scale = FEATURES_WEIGHT / features if name.startswith("feats:") else HEAD_WEIGHTS.get(name, 1.0)
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
    weights = batch.weight[:, None].expand(rows.shape)
    scores = arcs.masked_fill(outside[:, None, :], -1e4)[rows]
    arc = functional.cross_entropy(scores, batch.heads[rows], reduction="none")
    named = rows & (batch.relations >= 0)
    sentence = torch.arange(rows.shape[0])[:, None].expand(rows.shape)[named]
    logits = network.relation_logits(dependents[named], heads[sentence, batch.heads[named]]).float()
    label = functional.cross_entropy(logits, batch.relations[named], reduction="none")
    return (arc * weights[rows]).sum(), (label * weights[named]).sum()
