"""The network for pairs in torch: a BERT encoder that reads premise and hypothesis together, mean-pooled, one head."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import nn

from quotegraph.learn.encoder import Drop, Layer, Sizes, masked, taken
from quotegraph.learn.pair_lines import NLI, STANCE

_FROM_NLI = (0, 1, 2, 1)  # a proposition is supported by what entails it, opposed by what contradicts it


class PairNetwork(nn.Module):
    """Word pieces and kinds (0 premise, 1 hypothesis) of pairs to logits (pairs, outputs)."""

    def __init__(self, sizes: Sizes, outputs: int, drop: float = 0.1) -> None:
        super().__init__()
        self.sizes = sizes
        self.words = nn.Embedding(sizes.words, sizes.size)
        self.places = nn.Embedding(sizes.places, sizes.size)
        self.kinds = nn.Embedding(2, sizes.size)
        self.norm = nn.LayerNorm(sizes.size, eps=1e-12)
        self.layers = nn.ModuleList([Layer(sizes.size, sizes.heads, sizes.wide, drop) for _ in range(sizes.layers)])
        self.head = nn.Linear(sizes.size, outputs)
        self.drop = Drop(drop)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        self.words.weight.requires_grad_(False)

    @classmethod
    def from_base(cls, folder: Path, outputs: int) -> PairNetwork:
        """A network whose encoder is that of a BERT model."""
        network = cls(Sizes.of_base(folder), outputs)
        network.load_state_dict(network.state_dict() | taken(folder))
        return network

    @classmethod
    def from_state(cls, state: Mapping[str, Any], outputs: int, heads: int) -> PairNetwork:
        """A network that goes on from the parameters of another.

        Of three outputs for natural language inference the head for stances is made. A ValueError for other numbers.
        """
        network = cls(Sizes.of_state(state, heads), outputs)
        held = dict(state)
        found = held["head.weight"].shape[0]
        if (found, outputs) == (len(NLI), len(STANCE)):
            for part in ("head.weight", "head.bias"):
                held[part] = held[part][list(_FROM_NLI)]
        elif found != outputs:
            raise ValueError(f"{found} outputs, are to be {outputs}")
        network.load_state_dict(held)
        return network

    def groups(self, rate: float) -> list[dict[str, Any]]:
        """Parameters for the optimizer: weights are held small, biases and norms are not."""
        learnt = [p for p in self.parameters() if p.requires_grad]
        return [
            {"params": [p for p in learnt if p.ndim > 1], "lr": rate, "weight_decay": 0.01},
            {"params": [p for p in learnt if p.ndim < 2], "lr": rate, "weight_decay": 0.0},
        ]

    def forward(self, ids: torch.Tensor, kinds: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """``real`` (pairs, pieces) is 1.0 on real pieces and 0.0 on padding."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.kinds(kinds)
        x = self.drop(self.norm(x))
        mask = None if bool(real.all()) else masked(real)
        if torch.is_autocast_enabled("cpu"):
            x = x.to(torch.bfloat16)
            mask = None if mask is None else mask.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, mask)
        mean = (x.float() * real[:, :, None]).sum(1) / real.sum(1, keepdim=True)
        return self.head(self.drop(mean))
