"""The tagger's network in torch: a BERT encoder with shape embeddings, channels and pointers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import nn

from quotegraph.extract.tagger import CHANNELS, LINKS, POINTER, STYLES

SHAPES = (4, 4, 5, len(STYLES))
"""How many values case, gap, marks and style have."""


class Layer(nn.Module):
    """One encoder layer: self-attention and a feed-forward network, each with a residual and a norm after it."""

    def __init__(self, size: int, heads: int, wide: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, wide)
        self.down = nn.Linear(wide, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(windows, pieces, size) to the same; ``mask`` (windows, 1, 1, pieces) is true on real pieces."""
        n, length, size = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        seen = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(n, length, size)))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


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
        from safetensors.torch import load_file

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        network = cls(
            config["vocab_size"],
            config["max_position_embeddings"],
            config["hidden_size"],
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
        )
        held = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
        network._take(held)
        return network

    def _take(self, held: dict[str, torch.Tensor]) -> None:
        own = self.state_dict()
        own["words.weight"] = held["embeddings.word_embeddings.weight"]
        own["places.weight"] = (
            held["embeddings.position_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0]
        )
        for part in ("weight", "bias"):
            own[f"norm.{part}"] = held[f"embeddings.LayerNorm.{part}"]
            for i in range(len(self.layers)):
                base = f"encoder.layer.{i}."
                own[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [held[f"{base}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
                for mine, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    own[f"layers.{i}.{mine}.{part}"] = held[f"{base}{theirs}.{part}"]
        self.load_state_dict(own)
        self.words.weight.requires_grad_(False)

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
            x = layer(x, mask[:, None, None, :])
        x = self.drop(x)
        n, length, _ = x.shape
        queries = self.queries(x).view(n, length, len(LINKS), POINTER)
        keys = self.keys(x).view(n, length, len(LINKS), POINTER)
        nothing = self.nothing.to(keys.dtype).expand(n, 1, -1, -1)
        return self.channels(x), queries, torch.cat([nothing, keys[:, 1:]], dim=1)
