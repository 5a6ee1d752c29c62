"""What all trainings in torch share: steps at a rate that rises and falls, a log, checkpoints to go on from."""

from __future__ import annotations

import pickle
import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import nn

from quotegraph.errors import QuotegraphError

WARMUP = 0.06
"""Share of the steps over which the rate rises."""
LOWEST = 0.02
"""Share of the highest rate that is left at the end."""
SAVED = 150
"""Steps between checkpoints."""
LOGGED = 25
"""Steps between lines of the log."""

Item = TypeVar("Item")
Watch = Callable[[int, int, float], None]
"""Told after each step: how many are done, how many there are, and the step's loss."""


def unwatched(done: int, steps: int, value: float) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a training goes: its highest rate, its seed, the steps after which it is measured.

    ``name`` is the same for the same training and no other: by it, a checkpoint is known again. ``kept`` goes into
    checkpoints beside the parameters.
    """

    rate: float
    seed: int
    name: str
    measured: int
    kept: Mapping[str, Any]
    betas: tuple[float, float] = (0.9, 0.999)


def share(step: int, steps: int) -> float:
    """The rate at a step as a share of the highest.

    >>> [round(share(step, 100), 2) for step in (0, 5, 50, 99)]
    [0.17, 0.95, 0.5, 0.02]
    """
    return min(1.0, (step + 1) / (WARMUP * steps)) * max(LOWEST, 1 - step / steps)


def sample(corpora: Sequence[tuple[list[Item], float]], rng: random.Random) -> list[Item]:
    """What is seen in one pass: each corpus as often as asked for, a part of it where that is below one.

    >>> sorted(sample([(["a", "b"], 1.5), (["c"], 2.0)], random.Random(1)))
    ['a', 'a', 'b', 'c', 'c']
    """
    out: list[Item] = []
    for items, times in corpora:
        out.extend(items * int(times))
        out.extend(rng.sample(items, round((times % 1) * len(items))))
    return out


def take(
    out: Path,
    network: Any,
    plan: Sequence[Item],
    loss: Callable[[Item], torch.Tensor],
    course: Course,
    measure: Callable[[], Iterable[str]],
    watch: Watch = unwatched,
) -> None:
    """Train a network in place, one batch of the plan a step; resumes from ``out/last.pt`` where there is one.

    A QuotegraphError where that is the checkpoint of another training.
    """
    out.mkdir(parents=True, exist_ok=True)
    groups = network.groups(course.rate)
    optimizer = torch.optim.AdamW(groups, lr=course.rate, betas=course.betas, weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    learnt = [p for p in network.parameters() if p.requires_grad]
    done = 0
    if (out / "last.pt").exists():
        held = checkpoint(out / "last.pt")
        if held.get("training") != course.name:
            raise QuotegraphError(
                f"{out / 'last.pt'}: checkpoint of another training (corpora, passes, rate or seed differ);"
                " name another folder, or remove it"
            )
        network.load_state_dict(held["network"])
        optimizer.load_state_dict(held["optimizer"])
        done = held["done"]

    def say(words: str) -> None:
        with (out / "log").open("a", encoding="utf-8") as log:
            print(words, file=log)

    say(f"{len(plan)} steps, from step {done}")
    network.train()
    began, mean = time.time(), 0.0
    for step in range(done, len(plan)):
        for group, highest in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = highest * share(step, len(plan))
        torch.manual_seed(course.seed + step)
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            value = loss(plan[step])
        value.backward()
        nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        mean += value.item()
        last = step + 1 == len(plan)
        watch(step + 1, len(plan), value.item())
        if (step + 1) % LOGGED == 0:
            say(f"{time.time() - began:7.0f}s step {step + 1} loss {mean / LOGGED:.4f}")
            mean = 0.0
        if (step + 1) % SAVED == 0 or last:
            held = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), **course.kept}
            torch.save({**held, "done": step + 1, "training": course.name}, out / "next.pt")
            (out / "next.pt").rename(out / "last.pt")
        if (step + 1) % course.measured == 0 or last:
            for words in measure():
                say(f"dev {words}")


def checkpoint(place: Path) -> dict[str, Any]:
    """What a checkpoint holds; of a folder, its ``last.pt``. A QuotegraphError where it is none.

    >>> checkpoint(Path("no.pt"))
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: no.pt: no checkpoint of a training: no such file or directory
    """
    path = place / "last.pt" if place.is_dir() else place
    try:
        held = torch.load(path, weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
        raise QuotegraphError(f"{path}: no checkpoint of a training: {reason[:120].lower()}") from None
    if not isinstance(held, dict) or not isinstance(held.get("network"), dict):
        raise QuotegraphError(f"{path}: no checkpoint of a training: it holds no network")
    return held


def average(network: Any, others: Sequence[Path]) -> None:
    """Give a network the mean of its weights and those that other runs have reached, by their folders.

    Such means go astray less than any one run (Wortsman et al. 2022, "Model soups").
    """
    states = [network.state_dict()]
    for other in others:
        if not (other / "last.pt").is_file():
            raise QuotegraphError(f"{other}: no last.pt; the folder of another run is wanted")
        states.append(checkpoint(other)["network"])
    network.load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
