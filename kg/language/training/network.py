"""The multi-task network: piece ids in, word vectors and the logits of every head out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.language.training.encoder_file import EncoderFile

__all__ = ["ARC", "LABEL", "Block", "Network", "load_encoder"]

ARC = 256
"""Size of the dependent and head vectors whose product scores an attachment."""
LABEL = 96
"""Size of the vectors whose bilinear product scores a relation."""


class Block(nn.Module):  # type: ignore[misc]
    """One post-norm transformer layer as in BERT."""

    def __init__(self, hidden: int, heads: int, feed: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.dropout = dropout
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm1 = nn.LayerNorm(hidden, eps=1e-12)
        self.up = nn.Linear(hidden, feed)
        self.down = nn.Linear(feed, hidden)
        self.norm2 = nn.LayerNorm(hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors after attention and feed-forward; `mask` is added to the scores."""
        batch, length, hidden = x.shape
        q, k, v = (
            self.qkv(x)
            .view(batch, length, 3, self.heads, hidden // self.heads)
            .permute(2, 0, 3, 1, 4)
        )
        drop = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self.norm1(x + functional.dropout(mixed, drop, self.training))
        fed = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + functional.dropout(fed, drop, self.training))
        return normed


class Network(nn.Module):  # type: ignore[misc]
    """Encoder, one linear head for all word classes, and a biaffine parser.

    `sizes` gives the number of labels of every word-level head; their logits lie side by side in
    this order.
    """

    def __init__(
        self,
        shape: Mapping[str, int],
        sizes: Mapping[str, int],
        relations: int,
        *,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        hidden = shape["hidden"]
        self.shape, self.sizes, self.relations = dict(shape), dict(sizes), relations
        self.word = nn.Embedding(shape["pieces"], hidden)
        self.position = nn.Embedding(shape["positions"], hidden)
        self.norm = nn.LayerNorm(hidden, eps=1e-12)
        self.blocks = nn.ModuleList(
            Block(hidden, shape["heads"], shape["feed"], dropout) for _ in range(shape["layers"])
        )
        self.drop = nn.Dropout(dropout)
        self.classes = nn.Linear(hidden, sum(sizes.values()))
        self.arc_dependent = nn.Linear(hidden, ARC)
        self.arc_head = nn.Linear(hidden, ARC)
        self.arc = nn.Parameter(torch.eye(ARC) / ARC**0.5)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.label_dependent = nn.Linear(hidden, LABEL)
        self.label_head = nn.Linear(hidden, LABEL)
        self.label = nn.Parameter(torch.randn(LABEL + 1, relations * (LABEL + 1)) * 0.01)

    def forward(
        self, pieces: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """Return word vectors, class logits, arc scores (index 0 is the root), label vectors."""
        x = self.encode(pieces, mask)
        rows = torch.arange(x.shape[0])[:, None]
        words = self.drop((x[rows, first] + x[rows, last]) * 0.5)
        nodes = torch.cat([x[:, :1], words], dim=1)
        dependent = functional.gelu(self.arc_dependent(words))
        head = functional.gelu(self.arc_head(nodes))
        arcs = (self.drop(dependent) @ self.arc + self.arc_bias) @ self.drop(head).transpose(1, 2)
        labels = (
            functional.gelu(self.label_dependent(words)),
            functional.gelu(self.label_head(nodes)),
        )
        return words, self.classes(words), arcs, *labels

    def encode(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors of the pieces; `mask` is 1 for real ones."""
        x: Tensor = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = self.drop(self.norm(x))
        bias = ((1 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias)
        return x

    def relation_logits(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score the relations of words (n x LABEL) to their heads (n x LABEL): n x relations."""
        ones = torch.ones_like(dependent[:, :1])
        left = torch.cat([dependent, ones], dim=1) @ self.label
        right = torch.cat([head, ones], dim=1)
        return (left.view(len(right), self.relations, LABEL + 1) @ right[:, :, None]).squeeze(2)


def load_encoder(network: Network, file: EncoderFile, kept: list[int]) -> None:
    """Copy the embeddings of the `kept` pieces and the first layers of `file` into `network`."""
    weights = file.tensors

    def put(parameter: Tensor, value: np.ndarray) -> None:
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(np.ascontiguousarray(value)))

    put(network.word.weight, weights["emb.word"][kept])
    put(network.position.weight, weights["emb.pos"] + weights["emb.type"][0])
    put(network.norm.weight, weights["emb.ln.w"])
    put(network.norm.bias, weights["emb.ln.b"])
    for at, block in enumerate(network.blocks):
        assert isinstance(block, Block)
        layer = {
            name.split(".", 1)[1]: value
            for name, value in weights.items()
            if name.startswith(f"l{at}.")
        }
        put(block.qkv.weight, np.concatenate([layer["q.w"], layer["k.w"], layer["v.w"]]))
        put(block.qkv.bias, np.concatenate([layer["q.b"], layer["k.b"], layer["v.b"]]))
        for module, name in ((block.out, "ao"), (block.up, "fi"), (block.down, "fo")):
            put(module.weight, layer[f"{name}.w"])
            put(module.bias, layer[f"{name}.b"])
        for norm, name in ((block.norm1, "aln"), (block.norm2, "oln")):
            put(norm.weight, layer[f"{name}.w"])
            put(norm.bias, layer[f"{name}.b"])
