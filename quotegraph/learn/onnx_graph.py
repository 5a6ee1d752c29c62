"""ONNX graphs written node by node, with onnxruntime's fused operators and int8 weights.

Word embeddings are held as int8 with one scale a row; the weights of all matrix products as int8 with one scale a
column, their inputs are quantised as they come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
FUSED = "com.microsoft"

Held = Mapping[str, NDArray[np.float32]]
"""A network's parameters, as in ``state_dict``."""


class Graph:
    """Nodes and constants of a graph under construction; every method returns the name of its output.

    ``exact``: in float32, for checks.
    """

    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.nodes: list[Any] = []
        self.held: list[Any] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A value that the graph holds."""
        self.held.append(numpy_helper.from_array(value.copy(order="C"), name))
        return name

    def node(self, kind: str, name: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """An operator; ``name`` is that of its output."""
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
        return self.node("DynamicQuantizeMatMul", name, *inputs, domain=FUSED)

    def norm(self, name: str, x: str, skip: str | None, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """The norm of ``x``, or of ``x + skip``."""
        gamma, beta = self.constant(f"{name}.g", weight), self.constant(f"{name}.b", bias)
        if skip is None:
            return self.node("LayerNormalization", name, x, gamma, beta, axis=-1, epsilon=1e-12)
        return self.node("SkipLayerNormalization", name, x, skip, gamma, beta, domain=FUSED, epsilon=1e-12)

    def words(self, ids: str, words: NDArray[np.float32], places: NDArray[np.float32]) -> str:
        """The embeddings of word pieces plus those of their places."""
        if self.exact:
            x = self.node("Gather", "words.of", self.constant("words", words), ids)
        else:
            scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
            rows = self.constant("words", np.clip(np.round(words / scale), -127, 127).astype(np.int8))
            small = self.node("Cast", "words.float", self.node("Gather", "words.row", rows, ids), to=TensorProto.FLOAT)
            scales = self.node("Gather", "words.scale", self.constant("words.s", scale), ids)
            x = self.node("Mul", "words.of", small, scales)
        one = self.constant("one", np.asarray([1]))
        length = self.node("Gather", "length", self.node("Shape", "sizes", ids), one, axis=0)
        zero, axis = self.constant("zero", np.asarray([0])), self.constant("axis", np.asarray([0]))
        first = self.node("Slice", "places.of", self.constant("places", places), zero, length, axis)
        return self.node("Add", "placed", x, first)

    def encoder(self, x: str, held: Held, heads: int, mask: str = "") -> str:
        """All layers; ``mask`` names int32 (rows, pieces), 1 on real pieces and 0 on padding."""
        size = held["words.weight"].shape[1]
        for i in range(layers_of(held)):
            own = {
                name.removeprefix(f"layers.{i}."): value
                for name, value in held.items()
                if name.startswith(f"layers.{i}.")
            }
            at = f"layer{i}."
            parts = []
            for k, name in enumerate("qkv"):
                rows = slice(k * size, (k + 1) * size)
                parts.append(self.linear(at + name, x, own["qkv.weight"][rows], own["qkv.bias"][rows]))
            inputs = [*parts, "", mask] if mask else parts
            seen = self.node("MultiHeadAttention", at + "seen", *inputs, domain=FUSED, num_heads=heads)
            out = self.linear(at + "out", seen, own["out.weight"], own["out.bias"])
            x = self.norm(at + "norm1", out, x, own["norm1.weight"], own["norm1.bias"])
            up = self.linear(at + "up", x, own["up.weight"], None)
            wide = self.node("BiasGelu", at + "gelu", up, self.constant(at + "up.bias", own["up.bias"]), domain=FUSED)
            down = self.linear(at + "down", wide, own["down.weight"], own["down.bias"])
            x = self.norm(at + "norm2", down, x, own["norm2.weight"], own["norm2.bias"])
        return x

    def model(self, name: str, inputs: Mapping[str, Sequence[str | int]], outputs: Mapping[str, Sequence[Any]]) -> Any:
        """The ONNX model; inputs (integers) and outputs (floats) by name with their shapes."""
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info(one, TensorProto.INT64, shape) for one, shape in inputs.items()],
            [helper.make_tensor_value_info(one, TensorProto.FLOAT, shape) for one, shape in outputs.items()],
            self.held,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets)
        model.ir_version = 8
        return model


def layers_of(held: Held) -> int:
    """How many layers there are.

    >>> layers_of({"layers.0.up.weight": np.zeros((1, 1)), "layers.1.up.weight": np.zeros((1, 1))})
    2
    """
    return sum(name.startswith("layers.") and name.endswith(".up.weight") for name in held)
