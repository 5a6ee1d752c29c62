"""A stance stage with a head that was learnt from a user's own coded statements, kept in a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError
from quotegraph.stages import StanceModel, create
from quotegraph.stance.asking import AskingStance
from quotegraph.stance.head import Head
from quotegraph.stance.judge import RuleStance

KIND = "quotegraph stance head 1"
"""What the first key of such a file says."""


def learnt(name: str) -> StanceModel:
    """The stance stage of a file that ``quotegraph learn stance`` wrote; a QuotegraphError if it is none.

    >>> learnt("nowhere.json")
    Traceback (most recent call last):
    quotegraph.errors.QuotegraphError: nowhere.json: cannot be read: no such file or directory
    """
    try:
        data = json.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise QuotegraphError(f"{name}: cannot be read: {(error.strerror or str(error)).lower()}") from None
    except ValueError:
        data = None
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise QuotegraphError(f"{name}: is no file of `quotegraph learn stance`; its 'kind' is to be {KIND!r}")
    return with_head(str(data.get("base", "rules")), Head.from_json(data.get("topics"), name), name)


def with_head(base: str, head: Head, where: str) -> RuleStance | AskingStance:
    """The stage called ``base`` with a head; a QuotegraphError if that stage takes none."""
    if base.startswith("learnt:"):
        raise QuotegraphError(f"{where}: a head on {base} is one on another head; learn it on what that one stands on")
    stage = create("stance", base)
    if isinstance(stage, RuleStance):
        return RuleStance(head=head)
    if isinstance(stage, AskingStance):
        return AskingStance(stage.model, head)
    raise QuotegraphError(
        f"{where}: {base} judges whole articles by itself; a head stands on rules, onnx or a function"
    )


def file_of(head: Head, base: str, learnt_from: dict[str, Any]) -> str:
    """The text of the file: ``learnt_from`` says for people what the head has seen.

    >>> print(file_of(Head({}), "rules", {"statements": 0}), end="")
    {"kind": "quotegraph stance head 1", "base": "rules", "learnt_from": {"statements": 0}, "topics": {}}
    """
    data = {"kind": KIND, "base": base, "learnt_from": learnt_from, "topics": head.to_json()}
    return json.dumps(data, ensure_ascii=False) + "\n"
