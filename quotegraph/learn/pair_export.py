"""A trained network for pairs as the folder of a stance model: int8 ONNX, tokenizer, description, data card.

``--stance-model onnx:FOLDER`` reads it (:class:`quotegraph.stance.onnx.OnnxPairs`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto

from quotegraph.learn.onnx_graph import Graph, Held
from quotegraph.learn.pair_lines import HYPOTHESIS, PREMISE
from quotegraph.stance.onnx import INPUTS


def graph(held: Held, heads: int, longest: int, exact: bool = False) -> Any:
    """The ONNX model of a network's parameters (as in ``PairNetwork.state_dict``), for pairs of ``longest`` pieces."""
    g = Graph(exact)
    ids, real, kinds = INPUTS
    x = g.words(ids, held["words.weight"], held["places.weight"][:longest])
    x = g.node("Add", "kind", x, g.node("Gather", "kind.of", g.constant("kinds", held["kinds.weight"]), kinds))
    x = g.norm("norm", x, None, held["norm.weight"], held["norm.bias"])
    x = g.encoder(x, held, heads, g.node("Cast", "mask", real, to=TensorProto.INT32))
    last, first = g.constant("last", np.asarray([2])), g.constant("first", np.asarray([1]))
    share = g.node("Unsqueeze", "real", g.node("Cast", "real.float", real, to=TensorProto.FLOAT), last)
    total = g.node("ReduceSum", "total", g.node("Mul", "of.real", x, share), first, keepdims=0)
    mean = g.node("Div", "mean", total, g.node("ReduceSum", "count", share, first, keepdims=0))
    weight, bias = g.constant("head.w", held["head.weight"]), g.constant("head.b", held["head.bias"])
    g.node("Gemm", "logits", mean, weight, bias, transB=1)  # in float32: it is small
    rows = ["pairs", "pieces"]
    return g.model("pairs", dict.fromkeys(INPUTS, rows), {"logits": ["pairs", held["head.weight"].shape[0]]})


def export(
    state: Mapping[str, Any],
    folder: Path,
    tokenizer: Path,
    labels: Sequence[str],
    *,
    heads: int = 12,
    premise: str = PREMISE,
    hypothesis: str = HYPOTHESIS,
    max_length: int = 128,
    temperature: float = 1.0,
    card: str = "",
    exact: bool = False,
) -> None:
    """Write ``model.onnx``, ``tokenizer.json``, ``config.json`` and, with a ``card``, ``README.md`` to a folder.

    ``state`` holds tensors or arrays under the names of ``PairNetwork.state_dict``; ``tokenizer`` is the file of the
    base, or its folder; ``labels`` say what the outputs mean, in order (support, neutral, oppose, off; entail, neutral,
    contradict); ``temperature`` is what logits are divided by. A ValueError where labels and outputs differ in number.
    """
    held = {name: np.asarray(value.float().cpu() if hasattr(value, "cpu") else value) for name, value in state.items()}
    outputs = held["head.weight"].shape[0]
    if len(labels) != outputs:
        raise ValueError(f"{len(labels)} labels for {outputs} outputs")
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph(held, heads, max_length, exact), str(folder / "model.onnx"))
    shutil.copy(tokenizer / "tokenizer.json" if tokenizer.is_dir() else tokenizer, folder / "tokenizer.json")
    config = {
        "id2label": {str(number): label for number, label in enumerate(labels)},
        "max_position_embeddings": max_length,
        "quotegraph": {
            "premise": premise,
            "hypothesis": hypothesis,
            "max_length": max_length,
            "temperature": temperature,
        },
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    if card:
        (folder / "README.md").write_text(card, encoding="utf-8")
