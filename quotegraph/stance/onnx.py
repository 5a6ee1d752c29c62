"""A user's own model of pairs (natural language inference, stance) from a folder, run by ONNX Runtime.

The folder holds ``model.onnx``, ``tokenizer.json`` and ``config.json`` as exporters write them. All of it is checked
before the first article is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.model import STANCES
from quotegraph.stance.asking import AskingStance
from quotegraph.stance.question import Asked
from quotegraph.stance.words import Array

FILES = ("model.onnx", "tokenizer.json", "config.json")
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
LABELS = {
    "support": ("support", "supports", "favor", "favour", "in favor", "pro", "for", "entailment", "entail"),
    "oppose": ("oppose", "opposes", "against", "con", "contradiction", "contradict"),
    "neutral": ("neutral", "none", "neither", "discuss"),
    "off": ("off", "unrelated", "irrelevant"),
}
"""Names that ``id2label`` may have for each stance, and for texts that have nothing to do with the proposition."""
FIELDS = ("text", "holder", "context", "proposition", "label", "note")
"""What templates can name, in braces."""

_TEMPLATES = {"premise": "{text}", "hypothesis": "{proposition}"}
_LONGEST = 256  # word pieces of a pair
_BATCH = 16
_FIELD = re.compile(r"\{(\w*)\}")
_FILLED = re.compile(r"\{(\w*)\}([:,]?)")


ENCODER = Path(__file__).parent / "encoder"
"""Where the cross-encoder lies that ships with the package; its card tells what it has learnt from."""


def encoder() -> AskingStance:
    """The stance stage of the encoder that ships.

    >>> encoder().model.probabilities([Asked("We welcome the toll.", "A toll is right.")]).argmax()
    np.int64(0)
    """
    return AskingStance(OnnxPairs(ENCODER))


def onnx(folder: str) -> AskingStance:
    """The stance stage of a model folder; a QuotegraphError says in one line what is missing or wrong in it.

    >>> onnx("none")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: none: no such folder; one with model.onnx, tokenizer.json, config.json is wanted
    """
    return AskingStance(OnnxPairs(Path(folder)))


class OnnxPairs:
    """A sequence-pair classifier with three or four labels.

    ``config.json`` says in ``id2label`` which output is which (support, oppose, neutral; entailment, contradiction,
    neutral; a fourth is off, see :data:`LABELS`). Under ``quotegraph`` it can have ``premise`` and ``hypothesis``,
    templates of FIELDS in braces (else ``{text}`` and ``{proposition}``; of a field that is empty, the colon or comma
    behind it is left out, too), ``max_length`` (word pieces of a pair, 256; longer ones are cut, the longer part first)
    and ``temperature`` (what logits are divided by, 1).
    """

    def __init__(self, folder: Path) -> None:
        wanted = ", ".join(FILES)
        if not folder.is_dir():
            raise QuotegraphError(f"{folder}: no such folder; one with {wanted} is wanted")
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise QuotegraphError(f"{folder}: no {missing[0]}; the folder of a stance model holds {wanted}")
        config = _config(folder / "config.json")
        own = config.get("quotegraph") or {}
        self._folder = folder
        self._order = _order(config, folder / "config.json")
        self._templates = _templates(own, folder / "config.json")
        self._temperature = _number(own.get("temperature", 1.0), "temperature", folder / "config.json")
        positions = config.get("max_position_embeddings")
        longest = int(_number(own.get("max_length", _LONGEST), "max_length", folder / "config.json"))
        self._tokenizer = pair_tokenizer(
            folder, min(longest, positions) if isinstance(positions, int) else longest, config
        )
        self._session, self._inputs = _session(folder)
        self._try()

    @property
    def tells_off(self) -> bool:
        """Whether it tells what bears on the proposition and takes no side from what has nothing to do with it."""
        return len(self._order) == len(LABELS)

    def probabilities(self, asked: Sequence[Asked]) -> Array:
        """Rows of probabilities of support, oppose, neutral (with off); pairs are read in batches of like length."""
        found = self.shares(asked)
        found[:, 2] += found[:, 3]
        return found[:, :3]

    def shares(self, asked: Sequence[Asked]) -> Array:
        """Rows of probabilities of support, oppose, neutral, off; off is 0 for a model with three outputs."""
        pairs = [tuple(filled(self._templates[part], one) for part in _TEMPLATES) for one in asked]
        out = np.zeros((len(pairs), len(LABELS)))
        order = sorted(range(len(pairs)), key=lambda i: sum(map(len, pairs[i])))
        for first in range(0, len(order), _BATCH):
            rows = order[first : first + _BATCH]
            logits = self._logits([pairs[i] for i in rows])[:, self._order] / self._temperature
            shares = np.exp(logits - logits.max(axis=1, keepdims=True))
            out[rows, : len(self._order)] = shares / shares.sum(axis=1, keepdims=True)
        return out

    def _logits(self, pairs: Sequence[tuple[str, ...]]) -> Array:
        encodings = self._tokenizer.encode_batch([tuple(_clean(part) for part in pair) for pair in pairs])
        values = {
            "input_ids": [one.ids for one in encodings],
            "attention_mask": [one.attention_mask for one in encodings],
            "token_type_ids": [one.type_ids for one in encodings],
        }
        given = {name: np.array(values[name], dtype=np.int64) for name in self._inputs}
        return np.asarray(self._session.run(None, given)[0], dtype=np.float64)

    def _try(self) -> None:
        """A question for trial, so that a model that cannot answer is told before anything is read."""
        try:
            found = self._logits([("Yes.", "It is good."), ("No.", "It is bad, they say.")])
        except Exception as error:  # whatever the runtime raises for a model that does not fit its description
            raise QuotegraphError(f"{self._folder}/model.onnx: does not answer: {_short(error)}") from error
        if found.shape != (2, len(self._order)):
            shape = " × ".join(map(str, found.shape))
            raise QuotegraphError(
                f"{self._folder}/model.onnx: gives {shape} numbers for two pairs; id2label names {len(self._order)} for"
                f" each (2 × {len(self._order)})"
            )


def _config(path: Path) -> Mapping[str, Any]:
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise QuotegraphError(f"{path}: no JSON: {_short(error)}") from None
    if not isinstance(config, dict) or not isinstance(config.get("quotegraph") or {}, dict):
        raise QuotegraphError(f"{path}: a JSON object is wanted, and one under 'quotegraph' where that is there")
    return config


def _order(config: Mapping[str, Any], path: Path) -> list[int]:
    """The outputs of support, oppose, neutral and, where there are four, off."""
    named = config.get("id2label")
    allowed = (
        "id2label names support, oppose, neutral, or entailment, contradiction, neutral, and off if there are four"
    )
    if not isinstance(named, dict):
        raise QuotegraphError(f"{path}: no 'id2label'; {allowed}")
    found: dict[str, int] = {}
    for output, label in named.items():
        name = next((one for one, names in LABELS.items() if str(label).strip().lower() in names), None)
        if name == "off" and len(named) == len(STANCES):  # no other output is for texts that take no side
            name = "neutral"
        if name is None or name in found or str(output) not in map(str, range(len(named))):
            raise QuotegraphError(f"{path}: id2label has {str(output)!r}: {label!r}; {allowed}")
        found[name] = int(output)
    if len(found) < len(STANCES):
        raise QuotegraphError(f"{path}: id2label names {len(found)} outputs; {allowed}")
    return [found[name] for name in LABELS if name in found]


def _templates(own: Mapping[str, Any], path: Path) -> dict[str, str]:
    found = {part: own.get(part, plain) for part, plain in _TEMPLATES.items()}
    for part, template in found.items():
        names = _FIELD.findall(template) if isinstance(template, str) else []
        strange = [name for name in names if name not in FIELDS]
        if not names or strange:
            said = f"names {{{strange[0]}}}" if strange else "names nothing"
            allowed = ", ".join(f"{{{one}}}" for one in FIELDS)
            raise QuotegraphError(f"{path}: the template {part!r} {said}; it is to hold one of {allowed}")
    return found


def filled(template: str, asked: Asked) -> str:
    """The template with its fields; what stands in braces inside a text stays as it is.

    >>> filled("{holder}: {text}", Asked("Yes.", "It is good.", "Bo")), filled("{holder}: {text}", Asked("Yes.", ""))
    ('Bo: Yes.', 'Yes.')
    """

    def field(found: re.Match[str]) -> str:
        value = str(getattr(asked, found[1]))
        return value + found[2] if value else ""

    return " ".join(_FILLED.sub(field, template).split())


def _number(value: object, name: str, path: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e6:
        raise QuotegraphError(f"{path}: {name} is {value!r}, is to be a number above 0")
    return float(value)


def pair_tokenizer(folder: Path, longest: int, config: Mapping[str, Any]) -> Any:
    """The tokenizer of a model's folder; pairs are cut to ``longest`` pieces, the longer part first."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the library raises a bare Exception
        raise QuotegraphError(f"{folder}/tokenizer.json: cannot be read: {_short(error)}") from None
    padding = tokenizer.padding or {}
    number = padding.get("pad_id", config.get("pad_token_id") or 0)
    tokenizer.enable_padding(pad_id=number, pad_token=padding.get("pad_token", "[PAD]"))
    tokenizer.enable_truncation(max(longest, 8), strategy="longest_first")
    return tokenizer


def _session(folder: Path) -> tuple[Any, list[str]]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library has a class of its own for each kind of failure
        raise QuotegraphError(f"{folder}/model.onnx: cannot be read: {_short(error)}") from None
    inputs = [one.name for one in session.get_inputs()]
    strange = [name for name in inputs if name not in INPUTS]
    if strange or "input_ids" not in inputs:
        said = f"wants an input {strange[0]!r}" if strange else "has no input 'input_ids'"
        raise QuotegraphError(f"{folder}/model.onnx: {said}; its inputs are to be of {', '.join(INPUTS)}")
    return session, inputs


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
