"""How things look: colours, sizes, short names. Pure functions and numbers, read by the page and its style sheet."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

COLOURS: dict[str, dict[str, str]] = {
    "light": {
        "support": "#2166ac",
        "oppose": "#b2182b",
        "neutral": "#69717c",
        "ground": "#ffffff",
        "raised": "#f5f6f8",
        "rule": "#d5d9df",
        "ink": "#1b1f24",
        "soft": "#59616c",
        "speaker": "#e6ebf2",
        "speaker-rim": "#5b6b80",
        "topic": "#fff8e5",
        "topic-rim": "#a58a3e",
        "mark": "#fff0b3",
        "focus": "#0b57d0",
    },
    "dark": {
        "support": "#64a9e8",
        "oppose": "#f4816f",
        "neutral": "#9aa2ad",
        "ground": "#14171b",
        "raised": "#1d2127",
        "rule": "#3a414b",
        "ink": "#eceff3",
        "soft": "#a9b2bd",
        "speaker": "#2c3643",
        "speaker-rim": "#9fb0c5",
        "topic": "#332d1c",
        "topic-rim": "#c9ab58",
        "mark": "#5b4a12",
        "focus": "#8ab4f8",
    },
}
"""Colour of each part in the light and in the dark; support and oppose keep apart for colour-blind readers too."""

DASHES = {"support": False, "oppose": [7, 5], "neutral": False}
"""Lines against are dashed, so that colour never stands alone."""

ICONS = {
    "organisation": "M5 21V4h10v17M15 9h4v12M3 21h18M8 8h4M8 12h4M8 16h4",
    "country": "M6 22V3M6 4h12l-3 4.5 3 4.5H6",
    "place": "M12 22s-6.5-7-6.5-12a6.5 6.5 0 0 1 13 0c0 5-6.5 12-6.5 12zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "group": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6.5 6.5-6.5s6.5 2.5 6.5 6.5"
    "M16 11a3 3 0 1 0-1-5.8M18 14c2.2.7 3.5 2.8 3.5 5.5",
    "unnamed": "M8.5 9a3.5 3.5 0 1 1 5.5 3c-1.3.9-2 1.7-2 3.3M12 19.2v.6",
}
"""Line drawings on a field of 24 × 24 for speakers that are no persons; persons show their initials."""

CARD = (172.0, 38.0)
"""Width and height of a topic in pixels at full size."""
FONT = 13.0
"""Height of the letters of a label in pixels at full size."""
NAME_WIDTH = 152.0
"""Pixels that a speaker's label may take; longer names end in an ellipsis."""

_WIDTHS = 40
_BROAD = frozenset("ABCDEFGHKMNOPQRUVWXYZmwÄÖÜØÅ—…@%&")
_LEADING = frozenset("the a an der die das le la les el los las il".split())


def radius(quotations: int) -> float:
    """Radius in pixels of a speaker with so many quotations: the area grows with the number.

    >>> radius(1), radius(25), radius(10_000)
    (6.5, 15.7, 18.0)
    """
    return round(min(18.0, 4.2 + 2.3 * math.sqrt(max(0, quotations))), 1)


def width(quotations: int) -> float:
    """Width in pixels of a line made of so many quotations.

    >>> width(1), width(4), width(1000)
    (1.9, 3.2, 8.5)
    """
    return round(min(8.5, 0.6 + 1.3 * math.sqrt(max(0, quotations))), 1)


def opacity(confidence: float | None) -> float:
    """How solid a line is whose stances are right with probability ``confidence`` (None: unknown).

    >>> opacity(0.0), opacity(1.0), opacity(None)
    (0.3, 0.95, 0.85)
    """
    return 0.85 if confidence is None else round(0.3 + 0.65 * confidence, 3)


def initials(name: str) -> str:
    """One or two letters for a name: of its first and its last word.

    >>> initials("Ursula von der Leyen"), initials("the Kremlin"), initials("習近平"), initials("…")
    ('UL', 'K', '習', '')
    """
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", name[:500]))
    words = [word for word in words if word[0].isalpha()]
    if len(words) > 1 and words[0].lower() in _LEADING:
        words = words[1:]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper()[:1] for word in chosen)


def label_width(label: str) -> float:
    """Pixels, roughly, that ``label`` takes at full size; East Asian letters are as wide as high.

    >>> label_width("Ann") < label_width("Anna") < label_width("習近平主席")
    True
    """
    shown = label[:120]
    broad = sum(
        1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.8 if letter in _BROAD else 0.6 for letter in shown
    )
    return round(min(NAME_WIDTH, FONT * broad + 6), 1)


def tables() -> dict[str, Any]:
    """Everything the page needs to draw by the same measures: colours, dashes, icons, and looked-up sizes."""
    return {
        "colours": COLOURS,
        "dashes": DASHES,
        "icons": ICONS,
        "card": CARD,
        "font": FONT,
        "room": NAME_WIDTH,
        "radii": [radius(number) for number in range(_WIDTHS + 1)],
        "widths": [width(number) for number in range(_WIDTHS + 1)],
        "opacities": [opacity(step / 20) for step in range(21)],
        "opacityUnknown": opacity(None),
    }


def css_variables() -> str:
    """The colours as CSS custom properties: light, dark by the system's wish, and either by the reader's."""
    light, dark = (
        "".join(f"--{name}:{value};" for name, value in COLOURS[theme].items()) for theme in ("light", "dark")
    )
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f"@media print{{:root:root:root{{color-scheme:light;{light}}}}}\n"
    )
