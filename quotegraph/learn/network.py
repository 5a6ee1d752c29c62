"""The tagger's network in torch: a BERT encoder with shape embeddings, channels and pointers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import nn

from quotegraph.extract.tagger import CHANNELS, LINKS, POINTER, STYLES
from quotegraph.learn.encoder import Layer, Sizes, masked, taken

SHAPES = (4, 4, 5, len(STYLES))
"""How many values case, gap, marks and style have."""


class Network(nn.Module):
    """Word pieces and shapes to channel logits (windows, pieces, 10), queries and keys (windows, pieces, 3, 32)."""

    def __init__(self, words: int, places: int, size: int, layers: int, heads: int, wide: int) -> None:
        super().__init__()
        self.words = nn.Embedding(words, size)
        self.places = nn.Embedding(places, size)
        self.shapes = nn.ModuleList([nn.Embedding(n, size) for n in SHAPES])
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList([Layer(size, heads, wide) for _ in range(layers)])
        self.channels = nn.Linear(size, len(CHANNELS))
        self.queries = nn.Linear(size, len(LINKS) * POINTER)
        self.keys = nn.Linear(size, len(LINKS) * POINTER)
        self.nothing = nn.Parameter(torch.zeros(len(LINKS), POINTER))
        self.drop = nn.Dropout(0.1)
        for table in self.shapes:
            nn.init.normal_(table.weight, std=0.01)

    @classmethod
    def from_base(cls, folder: Path) -> Network:
        """A network whose encoder is that of a BERT model (``config.json``, ``model.safetensors``)."""
        sizes = Sizes.of_base(folder)
        network = cls(sizes.words, sizes.places, sizes.size, sizes.layers, sizes.heads, sizes.wide)
        own = taken(folder)
        own["places.weight"] = own["places.weight"] + own.pop("kinds.weight")[0]  # a text alone is of the first kind
        network.load_state_dict(network.state_dict() | own)
        network.words.weight.requires_grad_(False)
        return network

    def groups(self, rate: float) -> list[dict[str, Any]]:
        """Parameters for the optimizer: what is new learns four times as fast as what is taken over."""
        new = [*self.shapes.parameters(), *self.channels.parameters(), *self.queries.parameters()]
        new += [*self.keys.parameters(), self.nothing]
        ids = {id(p) for p in new}
        old = [p for p in self.parameters() if p.requires_grad and id(p) not in ids]
        return [{"params": old, "lr": rate}, {"params": new, "lr": 4 * rate}]

    def forward(
        self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """``ids``, ``mask`` (windows, pieces), ``shapes`` (windows, pieces, 4); place 0 of the keys means nothing."""
        x = self.words(ids) + self.places(torch.arange(ids.shape[1]))[None]
        for i, table in enumerate(self.shapes):
            x = x + table(shapes[:, :, i])
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, masked(mask))
        x = self.drop(x)
        n, length, _ = x.shape
        queries = self.queries(x).view(n, length, len(LINKS), POINTER)
        keys = self.keys(x).view(n, length, len(LINKS), POINTER)
        nothing = self.nothing.to(keys.dtype).expand(n, 1, -1, -1)
        return self.channels(x), queries, torch.cat([nothing, keys[:, 1:]], dim=1)
