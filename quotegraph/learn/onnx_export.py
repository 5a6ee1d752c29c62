"""The trained network as an int8 ONNX file that onnxruntime reads without torch.

Word embeddings are held as int8 with one scale a row; the weights of all matrix products as int8 with one scale a
column, their inputs are quantised as they come. The graph is written node by node, with onnxruntime's fused operators.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from quotegraph.extract.tagger import WINDOW

OPSET = 17
_FUSED = "com.microsoft"


class _Graph:
    """Nodes and constants of a graph under construction; every method returns the name of its output."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.held.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def node(self, kind: str, name: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        self.nodes.append(
            helper.make_node(kind, list(inputs), [name], name=f"{name}/{kind}", domain=domain, **attributes)
        )
        return name

    def linear(self, name: str, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32] | None) -> str:
        """``x @ weight.T + bias`` with int8 weights, one scale for each output."""
        if self.exact:
            product = self.node(
                "MatMul", name if bias is None else f"{name}.x", x, self.constant(f"{name}.w", weight.T)
            )
            return product if bias is None else self.node("Add", name, product, self.constant(f"{name}.b", bias))
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 127
        quantised = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
        inputs = [x, self.constant(f"{name}.w", quantised.T), self.constant(f"{name}.s", scale.astype(np.float32)), ""]
        if bias is not None:
            inputs.append(self.constant(f"{name}.b", bias))
        return self.node("DynamicQuantizeMatMul", name, *inputs, domain=_FUSED)

    def norm(self, name: str, x: str, skip: str | None, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        gamma, beta = self.constant(f"{name}.g", weight), self.constant(f"{name}.b", bias)
        if skip is None:
            return self.node("LayerNormalization", name, x, gamma, beta, axis=-1, epsilon=1e-12)
        return self.node("SkipLayerNormalization", name, x, skip, gamma, beta, domain=_FUSED, epsilon=1e-12)


def graph(held: dict[str, NDArray[np.float32]], layers: int, heads: int, exact: bool = False) -> Any:
    """The ONNX model of a network's parameters (as in ``Network.state_dict``); ``exact``: in float32, for checks."""
    g = _Graph(exact)
    size = held["words.weight"].shape[1]
    x = _embedded(g, held)
    for i in range(layers):
        own = {
            name.removeprefix(f"layers.{i}."): value for name, value in held.items() if name.startswith(f"layers.{i}.")
        }
        at = f"layer{i}."
        parts = []
        for k, name in enumerate("qkv"):
            rows = slice(k * size, (k + 1) * size)
            parts.append(g.linear(at + name, x, own["qkv.weight"][rows], own["qkv.bias"][rows]))
        seen = g.node("MultiHeadAttention", at + "seen", *parts, domain=_FUSED, num_heads=heads)
        out = g.linear(at + "out", seen, own["out.weight"], own["out.bias"])
        x = g.norm(at + "norm1", out, x, own["norm1.weight"], own["norm1.bias"])
        up = g.linear(at + "up", x, own["up.weight"], None)
        wide = g.node("BiasGelu", at + "gelu", up, g.constant(at + "up.bias", own["up.bias"]), domain=_FUSED)
        down = g.linear(at + "down", wide, own["down.weight"], own["down.bias"])
        x = g.norm(at + "norm2", down, x, own["norm2.weight"], own["norm2.bias"])
    g.node("Sigmoid", "channels", g.linear("logits", x, held["channels.weight"], held["channels.bias"]))
    g.linear("queries", x, held["queries.weight"], held["queries.bias"])
    g.linear("keys", x, held["keys.weight"], held["keys.bias"])
    model = helper.make_model(
        helper.make_graph(
            g.nodes,
            "tagger",
            [
                helper.make_tensor_value_info("ids", TensorProto.INT64, ["windows", "pieces"]),
                helper.make_tensor_value_info("shapes", TensorProto.INT64, ["windows", "pieces", 4]),
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, ["windows", "pieces", width])
                for name, width in (
                    ("channels", held["channels.weight"].shape[0]),
                    ("queries", held["queries.weight"].shape[0]),
                    ("keys", held["keys.weight"].shape[0]),
                )
            ],
            g.held,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(_FUSED, 1)],
    )
    model.ir_version = 8
    return model


def _embedded(g: _Graph, held: dict[str, NDArray[np.float32]]) -> str:
    words = held["words.weight"]
    if g.exact:
        x = g.node("Gather", "words.of", g.constant("words", words), "ids")
    else:
        scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
        rows = g.constant("words", np.clip(np.round(words / scale), -127, 127).astype(np.int8))
        small = g.node("Cast", "words.float", g.node("Gather", "words.row", rows, "ids"), to=TensorProto.FLOAT)
        x = g.node("Mul", "words.of", small, g.node("Gather", "words.scale", g.constant("words.s", scale), "ids"))
    length = g.node("Gather", "length", g.node("Shape", "sizes", "ids"), g.constant("one", np.asarray([1])), axis=0)
    zero, axis = g.constant("zero", np.asarray([0])), g.constant("axis", np.asarray([0]))
    places = g.constant("places", held["places.weight"][: WINDOW + 2])
    x = g.node("Add", "placed", x, g.node("Slice", "places.of", places, zero, length, axis))
    columns = sum(name.startswith("shapes.") for name in held)
    for i in range(columns):
        column = g.node("Gather", f"shape{i}", "shapes", g.constant(f"shape{i}.i", np.asarray(i)), axis=2)
        table = g.constant(f"shape{i}.t", held[f"shapes.{i}.weight"])
        x = g.node("Add", f"shaped{i}", x, g.node("Gather", f"shape{i}.of", table, column))
    return g.norm("norm", x, None, held["norm.weight"], held["norm.bias"])


def save(
    folder: Path,
    held: dict[str, NDArray[np.float32]],
    layers: int,
    heads: int,
    base: Path,
    card: dict[str, Any],
    exact: bool = False,
) -> None:
    """Write ``model.onnx``, ``tokenizer.json`` (of ``base``), ``config.json`` (key of pointing nowhere, data card)."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph(held, layers, heads, exact), str(folder / "model.onnx"))
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    config = {"nothing": np.round(held["nothing"], 5).tolist(), **card}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
