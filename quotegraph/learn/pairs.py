"""Train a cross-encoder on pairs: it reads premise and hypothesis together and says how the one stands to the other.

Needs the extra ``learn``. The same corpora, options and seed make the same batches in the same order, also when a
training is broken off and goes on from its checkpoint. Premise and hypothesis are cut into pieces by the same tokenizer
and in the same way as when the model is asked (:class:`quotegraph.stance.onnx.OnnxPairs`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from quotegraph.errors import QuotegraphError
from quotegraph.learn.card import pair_card
from quotegraph.learn.encoder import FILES, Sizes
from quotegraph.learn.pair_export import export
from quotegraph.learn.pair_lines import NLI, STANCE, PairCorpus, PairLine
from quotegraph.learn.pair_network import PairNetwork
from quotegraph.learn.steps import Course, Watch, average, checkpoint, sample, take, unwatched
from quotegraph.stance.onnx import pair_tokenizer

SEED = 20261124
RATE = 1e-4
BATCH = 32
LONGEST = 128
MEASURED = 1000
"""Steps between measurements."""
SMOOTH = 0.04
"""Share of the loss that asks for every output alike, so that the network is never quite sure."""
SIDED = 0.3
"""What it counts that a pair of two-sided labels takes a side at all, against which side."""
_POOL = 128  # batches within which pairs of like length are put together
_TEMPERATURES = np.geomspace(0.4, 4.0, 93)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A pair in word pieces: their ids, where the hypothesis begins, 1.0 for each output that may be right."""

    ids: NDArray[np.int32]
    second: int
    right: tuple[float, ...]
    two: bool
    set: str


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Pairs as tensors (pairs, pieces), ``right`` (pairs, outputs), ``two`` (pairs)."""

    ids: torch.Tensor
    kinds: torch.Tensor
    real: torch.Tensor
    right: torch.Tensor
    two: torch.Tensor


def examples(tokenizer: Any, lines: Sequence[PairLine], outputs: Sequence[str], inference: bool) -> list[Example]:
    """The lines in word pieces; ``tokenizer`` as from ``pair_tokenizer``, without padding."""
    out = []
    for at in range(0, len(lines), 1000):
        part = lines[at : at + 1000]
        encoded = tokenizer.encode_batch([(line.premise, line.hypothesis) for line in part])
        for line, pieces in zip(part, encoded, strict=True):
            allowed = line.allowed(outputs, inference)
            right = tuple(float(number in allowed) for number in range(len(outputs)))
            second = pieces.type_ids.index(1) if 1 in pieces.type_ids else len(pieces.ids)
            out.append(Example(np.array(pieces.ids, np.int32), second, right, line.two, line.set))
    return out


def batch(rows: Sequence[Example]) -> Batch:
    """Tensors of pairs, padded to the longest."""
    size = max(len(row.ids) for row in rows)
    ids = np.zeros((len(rows), size), np.int64)
    kinds = np.zeros((len(rows), size), np.int64)
    real = np.zeros((len(rows), size), np.float32)
    for i, row in enumerate(rows):
        length = len(row.ids)
        ids[i, :length], kinds[i, row.second : length], real[i, :length] = row.ids, 1, 1.0
    right, two = torch.tensor([row.right for row in rows]), torch.tensor([float(row.two) for row in rows])
    return Batch(torch.from_numpy(ids), torch.from_numpy(kinds), torch.from_numpy(real), right, two)


def plan(corpora: Sequence[tuple[list[Example], float]], passes: int, size: int, seed: int) -> list[list[Example]]:
    """All batches of a training: within pools like lengths stand together, the batches are shuffled."""
    out: list[list[Example]] = []
    for number in range(passes):
        rng = random.Random(seed + number)
        order = sample(corpora, rng)
        rng.shuffle(order)
        one: list[list[Example]] = []
        for at in range(0, len(order), _POOL * size):
            pool = sorted(order[at : at + _POOL * size], key=lambda row: len(row.ids))
            one.extend(pool[i : i + size] for i in range(0, len(pool), size))
        rng.shuffle(one)
        out.extend(one)
    return out


def loss(logits: torch.Tensor, right: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
    """Mean of -log of the summed probabilities of all outputs that may be right.

    Where ``two`` is 1, those who labelled the pair had two sides to choose from: what counts is the probability of the
    right side given one of both, and only by :data:`SIDED` that it is one of both.

    >>> even = torch.zeros(1, 4)
    >>> sure = torch.tensor([[9.0, 0, 0, 0]])
    >>> right, no = torch.tensor([[0.0, 1, 0, 1]]), torch.zeros(1)
    >>> bool(loss(sure, right, no) > loss(even, right, no))
    True
    """
    log = torch.log_softmax(logits.float(), 1)
    free = -torch.logsumexp(log + torch.log(right.clamp(min=1e-9)), 1)
    free = (1 - SMOOTH) * free - SMOOTH * log.mean(1)
    sides = log[:, [0, 2]]
    either = torch.logsumexp(sides, 1)
    sided = -((sides - either[:, None]) * right[:, [0, 2]]).sum(1) - SIDED * either
    return torch.where(two > 0, sided, free).mean()


def logits_of(network: PairNetwork, rows: Sequence[Example]) -> NDArray[np.float32]:
    """The network's logits (pairs, outputs) in float32."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    out = np.zeros((len(rows), network.head.out_features), np.float32)
    training = network.training
    network.eval()
    with torch.inference_mode():
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            data = batch([rows[i] for i in part])
            out[part] = network(data.ids, data.kinds, data.real).float().numpy()
    network.train(training)
    return out


def measured(logits: NDArray[np.float32], rows: Sequence[Example]) -> Iterator[str]:
    """How good a network is on each set: pairs, how many are right, macro-F1, sided pairs with the right side.

    Off counts as neutral; of two-sided pairs, the likelier side is taken.
    """
    right, shares = _three(np.array([row.right for row in rows])), _three(_shares(logits))
    two = np.array([row.two for row in rows])
    side = np.where(shares[:, 0] > shares[:, 2], 0, 2)
    guess = np.where(two, side, shares.argmax(axis=1))
    correct = right[np.arange(len(rows)), guess] > 0
    gold, known = right.argmax(axis=1), (right > 0).sum(axis=1) == 1
    names = np.array([row.set for row in rows])
    for name in sorted(set(names)):
        mask = names == name
        judged = mask & known
        sided = judged & (gold != 1)
        said = [f"{name or 'pairs'}: {mask.sum()} pairs, {100 * correct[mask].mean():.1f} % right"]
        said += [f"macro-F1 {100 * _macro(gold[judged], guess[judged]):.1f}"] if judged.any() else []
        said += [f"{100 * (side == gold)[sided].mean():.1f} % of {sided.sum()} sides"] if sided.any() else []
        yield ", ".join(said)


def _three(values: NDArray[Any]) -> NDArray[Any]:
    """Columns support, neutral with off, oppose (or those of inference) of what has a column for each output."""
    return np.column_stack([values[:, 0], values[:, 1] + values[:, 3:].sum(axis=1), values[:, 2]])


def _macro(right: NDArray[Any], guess: NDArray[Any]) -> float:
    found = [
        2 * ((right == one) & (guess == one)).sum() / ((right == one).sum() + (guess == one).sum())
        for one in sorted(set(right))
    ]
    return float(np.mean(found))


def temperature(logits: NDArray[np.float32], rows: Sequence[Example]) -> float:
    """What logits are to be divided by so that the probabilities hold best; 1 where there is nothing to tell by.

    Guo et al. 2017, "On calibration of modern neural networks".
    """
    kept = [i for i, row in enumerate(rows) if not row.two]
    if not kept:
        return 1.0
    right = np.array([rows[i].right for i in kept])
    costs = [
        -np.log(np.maximum((_shares(logits[kept] / one) * right).sum(axis=1), 1e-9)).mean() for one in _TEMPERATURES
    ]
    return round(float(_TEMPERATURES[int(np.argmin(costs))]), 3)


def _shares(logits: NDArray[Any]) -> NDArray[Any]:
    shares: NDArray[Any] = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def learn(
    corpora: Sequence[PairCorpus],
    out: Path,
    base: Path,
    *,
    start: Path | None = None,
    others: Sequence[Path] = (),
    passes: int = 1,
    rate: float = RATE,
    size: int = BATCH,
    longest: int = LONGEST,
    seed: int = SEED,
    threads: int = 2,
    watch: Watch = unwatched,
) -> str:
    """Train on corpora and write ``out/model`` (int8 network, tokenizer, data card); says what was done.

    ``base`` is the folder of a BERT model, ``start`` the checkpoint (or the folder) of another run to go on from;
    ``size`` pairs are in a batch, ``longest`` word pieces in a pair. Checkpoints and a log are in ``out``; where there
    is a checkpoint of the same training, it goes on from there. ``others`` are the folders of like runs; what is
    written is then the mean of all. With labels of stances anywhere, the network is one for stances; else one for
    natural language inference. What is left out is measured on, and sets the temperature.
    """
    for name in FILES:
        if not (base / name).is_file():
            raise QuotegraphError(f"{base}: no {name}; it is to be the folder of a BERT model with that file")
    sizes = Sizes.of_base(base)
    if longest > sizes.places:
        raise QuotegraphError(f"{base}: reads pairs of {sizes.places} word pieces at most, not of {longest}")
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    outputs = NLI if all(corpus.inference for corpus in corpora) else STANCE
    tokenizer = pair_tokenizer(base, longest, {})
    tokenizer.no_padding()
    seen = [(examples(tokenizer, c.lines, outputs, c.inference), c.times) for c in corpora]
    aside = [row for c in corpora for row in examples(tokenizer, c.left_out, outputs, c.inference)]
    network = PairNetwork.from_base(base, len(outputs))
    if start is not None:
        network = _from_start(start, sizes, outputs)
    batches = plan(seen, passes, size, seed)
    course = Course(
        rate=rate,
        seed=seed,
        name=_name(batches, network.state_dict(), rate, seed),
        measured=MEASURED,
        kept={"labels": list(outputs), "heads": sizes.heads},
        betas=(0.9, 0.98),
    )

    def step(rows: list[Example]) -> torch.Tensor:
        data = batch(rows)
        return loss(network(data.ids, data.kinds, data.real), data.right, data.two)

    def measure() -> Iterator[str]:
        return measured(logits_of(network, aside), aside) if aside else iter(())

    take(out, network, batches, step, course, measure, watch)
    average(network, others)
    found = logits_of(network, aside)
    hot = temperature(found, aside)
    options = {
        "base": f"{base.name} (SHA-256 of its weights {_sha(base / 'model.safetensors')}…)",
        "start": "-" if start is None else f"{start.name}",
        "mean with the runs": ", ".join(other.name for other in others) or "-",
        "outputs": ", ".join(outputs),
        "passes": passes,
        "rate": rate,
        "pairs in a batch": size,
        "word pieces in a pair": longest,
        "seed": seed,
        "temperature": hot,
    }
    card = pair_card(corpora, options, measured(found, aside) if aside else (), dt.date.today())
    state: Mapping[str, Any] = network.state_dict()
    folder = out / "model"
    export(state, folder, base, outputs, heads=sizes.heads, max_length=longest, temperature=hot, card=card)
    return f"{sum(len(c.lines) for c in corpora)} pairs learnt: {folder}"


def _from_start(start: Path, sizes: Sizes, outputs: Sequence[str]) -> PairNetwork:
    held = checkpoint(start)
    try:
        network = PairNetwork.from_state(held["network"], len(outputs), held.get("heads", sizes.heads))
    except (KeyError, ValueError, RuntimeError) as error:
        said = " ".join(str(error).split())[:120]
        raise QuotegraphError(f"{start}: no network of pairs that can be gone on from: {said}") from None
    if network.sizes != sizes:
        raise QuotegraphError(f"{start}: another encoder than that of the base: {network.sizes}, is to be {sizes}")
    return network


def _name(batches: Sequence[Sequence[Example]], state: Mapping[str, torch.Tensor], rate: float, seed: int) -> str:
    """Of which batches in which order a training is made, from which parameters, at which rate."""
    found = hashlib.sha256(repr((rate, seed, len(batches))).encode())
    for rows in batches:
        for row in rows:
            found.update(row.ids.tobytes())
            found.update(repr((row.second, row.right, row.two)).encode())
        found.update(b"|")
    for value in state.values():
        found.update(value.numpy().tobytes())
    return found.hexdigest()


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
