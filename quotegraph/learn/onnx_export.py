"""The trained tagger as an int8 ONNX file that onnxruntime reads without torch."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from quotegraph.extract.tagger import WINDOW
from quotegraph.learn.onnx_graph import Graph


def graph(held: dict[str, NDArray[np.float32]], heads: int, exact: bool = False) -> Any:
    """The ONNX model of a network's parameters (as in ``Network.state_dict``); ``exact``: in float32, for checks."""
    g = Graph(exact)
    x = g.words("ids", held["words.weight"], held["places.weight"][: WINDOW + 2])
    columns = sum(name.startswith("shapes.") for name in held)
    for i in range(columns):
        column = g.node("Gather", f"shape{i}", "shapes", g.constant(f"shape{i}.i", np.asarray(i)), axis=2)
        table = g.constant(f"shape{i}.t", held[f"shapes.{i}.weight"])
        x = g.node("Add", f"shaped{i}", x, g.node("Gather", f"shape{i}.of", table, column))
    x = g.encoder(g.norm("norm", x, None, held["norm.weight"], held["norm.bias"]), held, heads)
    g.node("Sigmoid", "channels", g.linear("logits", x, held["channels.weight"], held["channels.bias"]))
    g.linear("queries", x, held["queries.weight"], held["queries.bias"])
    g.linear("keys", x, held["keys.weight"], held["keys.bias"])
    rows = ["windows", "pieces"]
    outputs = ("channels", "queries", "keys")
    return g.model(
        "tagger",
        {"ids": rows, "shapes": [*rows, 4]},
        {name: [*rows, held[f"{name}.weight"].shape[0]] for name in outputs},
    )


def save(
    folder: Path,
    held: dict[str, NDArray[np.float32]],
    heads: int,
    base: Path,
    card: dict[str, Any],
    exact: bool = False,
) -> None:
    """Write ``model.onnx``, ``tokenizer.json`` (of ``base``), ``config.json`` (key of pointing nowhere, data card)."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(graph(held, heads, exact), str(folder / "model.onnx"))
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    config = {"nothing": np.round(held["nothing"], 5).tolist(), **card}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
