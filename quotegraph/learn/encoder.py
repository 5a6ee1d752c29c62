"""The part in torch that all networks share: the layers of a BERT encoder, and how to take over a trained one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

FILES = ("config.json", "model.safetensors", "tokenizer.json")
"""The files of a BERT model's folder that are read."""
_DRAWN = 1 << 21  # values of a part of the row that dropout takes its masks from
_LAYER = (
    ("out", "attention.output.dense"),
    ("norm1", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("norm2", "output.LayerNorm"),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of word pieces and places known, width, number of layers and heads, width between the layers."""

    words: int
    places: int
    size: int
    layers: int
    heads: int
    wide: int

    @classmethod
    def of_base(cls, folder: Path) -> Sizes:
        """Those of a BERT model (``config.json``)."""
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        names = "vocab_size max_position_embeddings hidden_size num_hidden_layers num_attention_heads intermediate_size"
        return cls(*(config[name] for name in names.split()))

    @classmethod
    def of_state(cls, state: Mapping[str, Any], heads: int) -> Sizes:
        """Those of a network's parameters, which do not tell the number of heads.

        >>> held = {"words.weight": (9, 4), "places.weight": (5, 4), "layers.0.up.weight": (8, 4)}
        >>> Sizes.of_state({name: torch.zeros(shape) for name, shape in held.items()}, 2)
        Sizes(words=9, places=5, size=4, layers=1, heads=2, wide=8)
        """
        words, size = state["words.weight"].shape
        layers = sum(name.startswith("layers.") and name.endswith(".up.weight") for name in state)
        return cls(words, state["places.weight"].shape[0], size, layers, heads, state["layers.0.up.weight"].shape[0])


class Drop(nn.Module):
    """Dropout whose mask is cut at a random place out of one long random row: a CPU takes long to draw it anew."""

    _rows: dict[float, torch.Tensor] = {}  # noqa: RUF012  one for all layers, and no part of any's state

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """``x`` in whatever shape, a share of its values 0 and the others scaled up, in training."""
        if not self.training or not self.share:
            return x
        row = self._rows.get(self.share)
        if row is None or len(row) < x.numel() + _DRAWN:
            # in parts that do not depend on how many there are, so that what was read before changes nothing
            parts = [self._part(number) for number in range(x.numel() // _DRAWN + 2)]
            row = self._rows[self.share] = torch.cat(parts)
        at = int(torch.randint(_DRAWN, (1,)))
        return x * row[at : at + x.numel()].view(x.shape)

    def _part(self, number: int) -> torch.Tensor:
        drawn = torch.rand(_DRAWN, generator=torch.Generator().manual_seed(number))
        return ((drawn >= self.share).float() / (1 - self.share)).to(torch.bfloat16)


class Layer(nn.Module):
    """One encoder layer: self-attention and a feed-forward network, each with a residual and a norm after it."""

    def __init__(self, size: int, heads: int, wide: int, drop: float = 0.0) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, wide)
        self.down = nn.Linear(wide, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.drop = Drop(drop)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """(rows, pieces, size) to the same; ``mask`` from :func:`masked`, None where all pieces are real."""
        n, length, size = x.shape
        heads, deep = self.heads, size // self.heads
        parts = self.qkv(x).view(n, length, 3, heads, deep).permute(2, 0, 3, 1, 4)
        q, k, v = parts.reshape(3, n * heads, length, deep)
        # By hand: torch's fused attention takes five to ten times as long on a CPU in bf16, going back above all.
        scores = torch.bmm(q * deep**-0.5, k.transpose(1, 2)).view(n, heads, length, length)
        if mask is not None:
            scores = scores + mask
        seen = torch.bmm(torch.softmax(scores, -1).view(n * heads, length, length), v)
        seen = seen.view(n, heads, length, deep).transpose(1, 2).reshape(n, length, size)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


def masked(real: torch.Tensor) -> torch.Tensor:
    """What is added to the scores of pieces, (rows, 1, 1, pieces): nothing where ``real`` (rows, pieces) is 1 or true.

    >>> masked(torch.tensor([[1, 0]])).flatten().tolist()
    [-0.0, -10000.0]
    """
    return (1.0 - real.float())[:, None, None, :] * -1e4


def taken(folder: Path) -> dict[str, torch.Tensor]:
    """The encoder of a BERT model (``model.safetensors``) in the names of our networks."""
    from safetensors.torch import load_file

    held = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    own = {
        "words.weight": held["embeddings.word_embeddings.weight"],
        "places.weight": held["embeddings.position_embeddings.weight"],
        "kinds.weight": held["embeddings.token_type_embeddings.weight"],
    }
    for part in ("weight", "bias"):
        own[f"norm.{part}"] = held[f"embeddings.LayerNorm.{part}"]
        for i in range(Sizes.of_base(folder).layers):
            base = f"encoder.layer.{i}."
            own[f"layers.{i}.qkv.{part}"] = torch.cat(
                [held[f"{base}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for mine, theirs in _LAYER:
                own[f"layers.{i}.{mine}.{part}"] = held[f"{base}{theirs}.{part}"]
    return own
