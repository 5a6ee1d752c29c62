"""A story: views of a page, each with a heading and a few words, shown one after the other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quotegraph.errors import QuotegraphError

LONGEST = {"title": 300, "text": 5000, "address": 8000}
MOST_STEPS = 200
MOST_NOTES = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A view: ``address`` is what stands after the page's name in the browser's address, from ``#`` on."""

    title: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Story:
    """A title and the steps that could be read; ``ignored`` tells what could not, as keys of texts with values."""

    title: str = ""
    steps: tuple[Step, ...] = ()
    ignored: tuple[tuple[str, Mapping[str, str]], ...] = ()


def read_story(path: str | Path) -> Story:
    """The story of a JSON file as the page saves it; raises QuotegraphError where there is no such file.

    What is wrong inside the file is no error: it is left out, and the page says so.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise QuotegraphError(f"{path}: cannot be read: {reason}; a story as the page saves it is wanted") from None
    return story_of(content, Path(path).name)


def story_of(content: bytes | str, name: str = "story") -> Story:
    """The story of a JSON text ``{"title": ..., "steps": [{"title": ..., "text": ..., "address": "#..."}]}``.

    >>> story_of('{"title": "Tolls", "steps": [{"address": "#view=table"}, 7]}').steps
    (Step(title='', text='', address='#view=table'),)
    >>> story_of("{", "tolls.json").ignored
    (('story.broken', {'file': 'tolls.json'}),)
    """
    try:
        given = json.loads(content)
    except (ValueError, RecursionError):
        return Story(ignored=(("story.broken", {"file": name}),))
    steps = given.get("steps") if isinstance(given, dict) else None
    if not isinstance(steps, list):
        return Story(ignored=(("story.broken", {"file": name}),))
    good: list[Step] = []
    ignored: list[tuple[str, Mapping[str, str]]] = []
    for number, step in enumerate(steps, 1):
        if len(good) < MOST_STEPS and _is_step(step):
            good.append(Step(*(step.get(part, "")[:most] for part, most in LONGEST.items())))
        else:
            ignored.append(("story.broken.step", {"file": name, "n": str(number)}))
    title = given.get("title", "")
    return Story(title[: LONGEST["title"]] if isinstance(title, str) else "", tuple(good), tuple(ignored))


def as_block(story: Story | None) -> dict[str, Any] | None:
    """A story as the page carries it; None where there is no step to show."""
    if story is None or not story.steps:
        return None
    return {"title": story.title, "steps": [asdict(step) for step in story.steps]}


def notes(story: Story | None, language: str) -> list[str]:
    """Sentences, in the language of the page, about what in a story could not be read."""
    from quotegraph.viz.render import interface_texts

    texts = interface_texts(language)
    ignored = story.ignored if story else ()
    told = [texts[key].format_map(values) for key, values in ignored[:MOST_NOTES]]
    return told + ["…"] * (len(ignored) > MOST_NOTES)


def _is_step(step: Any) -> bool:
    if not isinstance(step, dict) or not all(isinstance(step.get(part, ""), str) for part in LONGEST):
        return False
    return len(step.get("address", "")) <= LONGEST["address"] and bool(step)
