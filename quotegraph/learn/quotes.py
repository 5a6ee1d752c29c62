"""Train the tagger (``quotegraph.extract.tagger``) from gold annotations. Needs the extra ``learn``.

The same corpora, options and seed make the same batches in the same order, also when a training is broken off and goes
on from its checkpoint.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from quotegraph.errors import QuotegraphError
from quotegraph.extract.tagger import CHANNELS, CLS, LINKS, PAD, SEP, STYLES, WINDOW
from quotegraph.learn.card import write_card
from quotegraph.learn.encoder import FILES
from quotegraph.learn.gold import Corpus
from quotegraph.learn.network import Network
from quotegraph.learn.onnx_export import save
from quotegraph.learn.steps import Course, Watch, average, checkpoint, sample, take, unwatched
from quotegraph.learn.targets import NONE, UNKNOWN, Example, example

SEED = 20261124
BATCH = 8
RATE = 3e-4
PASSES = 3
THREADS = 2
MEASURED = 400
"""Steps between measurements."""
_WEIGHT = {"begin": 2.0, "end": 2.0, "begin2": 2.0, "end2": 2.0}


Corpora = Sequence[tuple[list[Example], float]]
"""Articles with how often each is seen in a pass."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Windows of equal length: tensors for the network and its losses."""

    ids: torch.Tensor
    shapes: torch.Tensor
    mask: torch.Tensor
    targets: torch.Tensor
    links: torch.Tensor


def batch(windows: Sequence[tuple[Example, int]]) -> Batch:
    """Tensors of windows (example, first piece), padded to the longest."""
    lengths = [min(WINDOW, len(e.pieces) - start) for e, start in windows]
    size = max(lengths) + 2
    ids = np.full((len(windows), size), PAD, dtype=np.int64)
    shapes = np.zeros((len(windows), size, 4), dtype=np.int64)
    mask = np.zeros((len(windows), size), dtype=bool)
    targets = np.full((len(windows), size, len(CHANNELS)), UNKNOWN, dtype=np.int64)
    links = np.full((len(windows), size, len(LINKS)), UNKNOWN, dtype=np.int64)
    for i, ((e, start), length) in enumerate(zip(windows, lengths, strict=True)):
        stop = start + length
        ids[i, 0], ids[i, length + 1] = CLS, SEP
        ids[i, 1 : length + 1] = e.pieces.ids[start:stop]
        shapes[i, 1 : length + 1, :3] = e.pieces.shapes[start:stop]
        shapes[i, :, 3] = STYLES.index(e.style)
        mask[i, : length + 2] = True
        targets[i, 1 : length + 1] = e.targets[start:stop]
        part = e.links[start:stop].copy()
        away = (part >= 0) & ((part < start) | (part >= stop))
        part = np.where(part == NONE, 0, np.where(part >= 0, part - start + 1, part))
        part[away] = UNKNOWN
        links[i, 1 : length + 1] = part
    t = torch.from_numpy
    return Batch(t(ids), t(shapes), t(mask), t(targets), t(links))


def windows(examples: Sequence[Example], rng: random.Random) -> list[list[tuple[Example, int]]]:
    """Batches for one pass: each article cut at a random place, windows of like length together, batches shuffled."""
    cut = [(e, start) for e in examples for start in _cuts(len(e.pieces), rng)]
    rng.shuffle(cut)
    out: list[list[tuple[Example, int]]] = []
    for at in range(0, len(cut), BATCH * 16):
        pool = sorted(cut[at : at + BATCH * 16], key=lambda w: min(WINDOW, len(w[0].pieces) - w[1]))
        out.extend(pool[i : i + BATCH] for i in range(0, len(pool), BATCH))
    rng.shuffle(out)
    return out


def _cuts(size: int, rng: random.Random) -> list[int]:
    """First pieces of windows that cover a text side by side; in a long text they begin at a random place."""
    if size <= WINDOW:
        return [0] if size else []
    first = rng.randrange(WINDOW // 2, WINDOW)
    return [0, *(start for start in range(first, size, WINDOW) if size - start >= 20)]


def loss(network: Network, data: Batch) -> torch.Tensor:
    """Cross entropy of the channels plus that of the pointers."""
    logits, queries, keys = network(data.ids, data.shapes, data.mask)
    logits, queries, keys = logits.float(), queries.float(), keys.float()
    known = data.targets >= 0
    weight = torch.tensor([_WEIGHT.get(name, 1.0) for name in CHANNELS])
    each = nn.functional.binary_cross_entropy_with_logits(logits, data.targets.clamp(min=0).float(), reduction="none")
    total = (each * known * weight).sum() / data.mask.sum()
    for i in range(len(LINKS)):
        row, place = torch.nonzero(data.links[:, :, i] >= 0, as_tuple=True)
        if len(row):
            scores = torch.einsum("nd,nld->nl", queries[row, place, i], keys[row, :, i])
            scores = scores.masked_fill(~data.mask[row], -1e4)
            total = total + 0.15 * nn.functional.cross_entropy(scores, data.links[row, place, i])
    return total


def measure(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """F1 of each channel at 0.5 and accuracy of each pointer, over whole articles cut into windows."""
    training = network.training
    network.eval()
    counts = np.zeros((len(CHANNELS), 3))
    right = np.zeros((len(LINKS), 2))
    with torch.no_grad():
        for group in windows(examples, random.Random(1)):
            data = batch(group)
            logits, queries, keys = network(data.ids, data.shapes, data.mask)
            known, gold, guess = data.targets >= 0, data.targets == 1, logits > 0
            for c in range(len(CHANNELS)):
                counts[c] += [
                    float((known & gold & guess)[..., c].sum()),
                    float((known & guess)[..., c].sum()),
                    float((known & gold)[..., c].sum()),
                ]
            for i in range(len(LINKS)):
                row, place = torch.nonzero(data.links[:, :, i] >= 0, as_tuple=True)
                scores = torch.einsum("nd,nld->nl", queries[row, place, i], keys[row, :, i])
                scores = scores.masked_fill(~data.mask[row], -1e4)
                right[i] += [float((scores.argmax(1) == data.links[row, place, i]).sum()), len(row)]
    network.train(training)
    out = {name: round(float(2 * c[0] / max(1.0, c[1] + c[2])), 4) for name, c in zip(CHANNELS, counts, strict=True)}
    out |= {f"->{name}": round(float(r[0] / max(1.0, r[1])), 4) for name, r in zip(LINKS, right, strict=True)}
    return out


def train(
    out: Path,
    network: Network,
    corpora: Corpora,
    dev: dict[str, list[Example]],
    passes: int,
    rate: float,
    seed: int = SEED,
    watch: Watch = unwatched,
) -> None:
    """Train a network in place; resumes from ``out/last.pt`` where there is one.

    A QuotegraphError where that is the checkpoint of another training.
    """
    plan: list[list[tuple[Example, int]]] = []
    for epoch in range(passes):
        rng = random.Random(seed + epoch)
        plan.extend(windows(sample(corpora, rng), rng))
    course = Course(rate=rate, seed=seed, name=_digest(plan, rate, seed), measured=MEASURED, kept={})

    def measured() -> Iterator[str]:
        return (f"{name}: {measure(network, examples)}" for name, examples in dev.items())

    take(out, network, plan, lambda group: loss(network, batch(group)), course, measured, watch)


def _digest(plan: Sequence[Sequence[tuple[Example, int]]], rate: float, seed: int) -> str:
    """Of which batches in which order a training is made, in which style and at which rate."""
    steps = [[(example.doc_id, example.style, start) for example, start in group] for group in plan]
    return hashlib.sha256(repr((steps, rate, seed)).encode()).hexdigest()


def learn(
    corpora: Sequence[Corpus],
    out: Path,
    base: Path,
    *,
    start: Path | None = None,
    others: Sequence[Path] = (),
    passes: int = PASSES,
    rate: float = RATE,
    seed: int = SEED,
    threads: int = THREADS,
    watch: Watch = unwatched,
) -> str:
    """Train on corpora and write ``out/model`` (int8 network, tokenizer, data card); says what was done.

    ``base`` is the folder of a BERT model, ``start`` the checkpoint of another run to go on from. Checkpoints and a log
    are in ``out``; where there is a checkpoint of the same training, it goes on from there. The sets that the corpora
    leave out are measured on. ``others`` are folders of runs from the same start with other seeds: what is written are
    the mean weights of all runs (Wortsman et al. 2022, "Model soups"), which go astray less than those of any one.
    """
    for name in FILES:
        if not (base / name).is_file():
            raise QuotegraphError(f"{base}: no {name}; it is to be the folder of a BERT model with that file")
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    seen = [([example(tokenizer, row, c.style) for row in c.rows], c.times) for c in corpora]
    dev: dict[str, list[Example]] = {}
    for c in corpora:
        dev.setdefault(c.style, []).extend(example(tokenizer, row, c.style) for row in c.left_out)
    dev = {style: members for style, members in dev.items() if members}
    network = Network.from_base(base)
    if start is not None:
        network.load_state_dict(checkpoint(start)["network"])
    train(out, network, seen, dev, passes, rate, seed, watch)
    average(network, others)
    held = {name: value.float().numpy() for name, value in network.state_dict().items()}
    config = {"styles": sorted({c.style for c in corpora}), "passes": passes, "rate": rate, "seed": seed}
    save(out / "model", held, network.layers[0].heads, base, config)
    digest = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    options = {
        "base": f"{base.name} (SHA-256 of its weights {digest[:16]}…)",
        "start": start.name if start else "-",
        "mean with the runs": ", ".join(other.name for other in others) or "-",
        "passes": passes,
        "rate": rate,
        "seed": seed,
    }
    measured = [
        f"{style}, F1 of word pieces (->: pointers that are right): "
        + ", ".join(f"{name} {value:.3f}" for name, value in measure(network, members).items())
        for style, members in dev.items()
    ]
    write_card(out / "model" / "README.md", "tagger", corpora, options, measured)
    return f"{sum(len(c.rows) for c in corpora)} articles learnt: {out / 'model'}"
