"""The stages an article passes, each a Protocol with one method, and the one registry that finds them by name.

Other people's stages are found through the entry-point group ``quotegraph.stages``; an entry point is called
``<kind>.<name>`` (``extract.mine``) and loads a callable that takes no argument and returns the stage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Protocol

from quotegraph.errors import QuotegraphError
from quotegraph.model import Annotation, Quotation, Topic

if TYPE_CHECKING:
    from quotegraph.language import Reading


class Extractor(Protocol):
    """Text to quotations: content, cue, source, type, modality, level, parent, confidence; no speaker yet."""

    def extract(self, reading: Reading) -> tuple[Quotation, ...]:
        """Called once for each article, after it is parsed."""


class SpeakerResolver(Protocol):
    """Who speaks, inside one article."""

    def resolve(self, reading: Reading, quotations: tuple[Quotation, ...]) -> Annotation:
        """Called once for each article, after ``extract``: the quotations with a speaker each, and the mentions."""


class SpeakerLinker(Protocol):
    """Who is who, across articles."""

    def link(self, annotations: Sequence[Annotation]) -> Sequence[Annotation]:
        """Called once a run, with all annotations: the same ones, the same speaker under one key and name."""


class StanceModel(Protocol):
    """Where the speaker stands."""

    def judge(
        self, reading: Reading, quotations: tuple[Quotation, ...], topics: Sequence[Topic]
    ) -> tuple[Quotation, ...]:
        """Called once for each article, after ``resolve``: the quotations with their stances on ``topics``."""


BUILT_IN: dict[str, dict[str, str]] = {
    "extract": {
        "attributions": "quotegraph.extract:AttributionExtractor",
        "rules": "quotegraph.extract:RuleExtractor",
        "tagged": "quotegraph.extract:TaggedExtractor",
    },
    "speakers": {
        "mentions": "quotegraph.speakers:MentionResolver",
        "rules": "quotegraph.speakers:RuleResolver",
    },
    "link": {"register": "quotegraph.speakers:RegisterLinker"},
    "stance": {"encoder": "quotegraph.stance.onnx:encoder", "rules": "quotegraph.stance:RuleStance"},
}
"""Kind of stage → name → ``module:attribute``; loaded when first asked for."""

TAKING: dict[str, dict[str, tuple[str, str]]] = {
    "stance": {
        "onnx": ("quotegraph.stance.onnx:onnx", "FOLDER"),
        "callable": ("quotegraph.stance.called:called", "module:function"),
        "learnt": ("quotegraph.stance.learnt:learnt", "FILE.json"),
    },
}
"""Kind → name → ``module:attribute`` of a maker that takes what stands behind a colon, and what that is."""


def names(kind: str) -> list[str]:
    """The names of the stages of a kind that are there, own and other people's.

    >>> "rules" in names("extract")
    True
    """
    taking = (f"{name}:{what}" for name, (_, what) in TAKING.get(kind, {}).items())
    return sorted({*BUILT_IN[kind], *taking, *(name for name in _foreign(kind))})


def create(kind: str, name: str) -> Any:
    """A new stage, found by kind and name; a QuotegraphError that lists the names there are if it is unknown.

    Some names take an argument: ``create("stance", "onnx:my-model")``.
    """
    maker: Callable[[], Any]
    first, colon, argument = name.partition(":")
    if colon and first in TAKING.get(kind, {}):
        module, _, attribute = TAKING[kind][first][0].partition(":")
        return getattr(import_module(module), attribute)(argument)
    if name in BUILT_IN[kind]:
        module, _, attribute = BUILT_IN[kind][name].partition(":")
        maker = getattr(import_module(module), attribute)
    elif name in (foreign := _foreign(kind)):
        maker = foreign[name].load()
    else:
        raise QuotegraphError(f"no {kind} stage is called {name!r}; there are: {', '.join(names(kind))}")
    return maker()


def _foreign(kind: str) -> dict[str, Any]:
    points = entry_points(group="quotegraph.stages")
    return {p.name.removeprefix(f"{kind}."): p for p in points if p.name.startswith(f"{kind}.")}
