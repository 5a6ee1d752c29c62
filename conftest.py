"""The examples of modules that need the extra ``learn`` are run where it is installed."""

from importlib.util import find_spec

_LEARN = ("encoder", "network", "onnx_export", "onnx_graph", "pair_export", "pair_network", "pairs", "quotes", "steps")

if not all(find_spec(name) for name in ("torch", "onnx", "safetensors")):
    collect_ignore = [f"quotegraph/learn/{name}.py" for name in _LEARN]
