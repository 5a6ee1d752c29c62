"""A stance model of the user's own, named as ``module:attribute``: a function that answers pairs, or a whole stage."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

from quotegraph.errors import QuotegraphError
from quotegraph.stages import StanceModel
from quotegraph.stance.asking import AskingStance, row
from quotegraph.stance.question import Asked
from quotegraph.stance.words import Array

_WANTED = "a function that takes a list of Asked and gives an answer for each, or a class with the method judge"


def called(name: str) -> StanceModel:
    """The stance stage that ``module:attribute`` names.

    The attribute is a function of a list of :class:`~quotegraph.stance.question.Asked` that gives as many answers (a
    label, a label with its probability, or a table of the probabilities of support, oppose, neutral); or a class, or an
    instance, with the method ``judge`` of :class:`~quotegraph.stages.StanceModel`. Modules are looked for in the
    working folder, too. A QuotegraphError says what is missing.

    >>> called("nowhere:at_all")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: callable:nowhere:at_all: there is no module nowhere here
    """
    where = f"callable:{name}"
    module, colon, attribute = name.partition(":")
    if not module or not colon or not attribute:
        raise QuotegraphError(f"{where}: write it as callable:module:function")
    found: Any = _module(module, where)
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise QuotegraphError(f"{where}: the module {module} has no {attribute}; it is to be {_WANTED}")
        found = getattr(found, part)
    if isinstance(found, type):
        found = found()
    if callable(getattr(found, "judge", None)):
        stage: StanceModel = found
        return stage
    if not callable(found):
        raise QuotegraphError(f"{where}: is {type(found).__name__}, is to be {_WANTED}")
    return AskingStance(Function(found, where))


class Function:
    """A function of the user's own as a model of pairs; each of its answers is checked.

    >>> Function(lambda asked: ["neutral" for _ in asked], "mine").probabilities([Asked("Hm.", "It is good.")])
    array([[0., 0., 1.]])
    """

    def __init__(self, function: Callable[[Sequence[Asked]], Sequence[object]], where: str) -> None:
        self._function = function
        self._where = where

    def probabilities(self, asked: Sequence[Asked]) -> Array:
        """Rows of probabilities of support, oppose, neutral."""
        answers = list(self._function(list(asked)))
        if len(answers) != len(asked):
            raise QuotegraphError(
                f"{self._where}: {len(answers)} answers to {len(asked)} questions; each needs one, in order"
            )
        rows = [row(answer, f"{self._where}: answer {n}") for n, answer in enumerate(answers, 1)]
        return np.array(rows).reshape(len(asked), 3)


def _module(name: str, where: str) -> Any:
    here = os.getcwd()
    if here not in sys.path:
        sys.path.append(here)
    try:
        if find_spec(name) is None:
            raise ModuleNotFoundError(name=name)
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise QuotegraphError(f"{where}: there is no module {error.name} here") from None
    except Exception as error:  # whatever the user's module does when it is loaded
        raise QuotegraphError(f"{where}: {name} cannot be loaded: {type(error).__name__}: {error}") from error
