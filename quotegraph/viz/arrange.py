"""Where things stand in the picture: speakers in two flanks, topics between them, nothing on top of anything."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Something to be placed: its id, the radius or half height of its body, and the pixels of the label beside it."""

    id: str
    half: float
    label: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """``places``: pixels of each id, x to the right and y down, whole ones since vis-network cuts off the rest.

    ``flanks``: -1 or 1, the side a speaker's label is on; ``bounds``: left, top, right, bottom of everything.
    """

    places: Mapping[str, Position]
    flanks: Mapping[str, int]
    bounds: tuple[float, float, float, float]


ROW_GAP = 1.5
CARD_GAP = 7.0
LEAST_ROW = 16.0
LOOSEST = 2.2
"""A column with room to spare is spread, but no row grows beyond so many times its height."""
GAP = 150.0
"""Pixels between topics and speakers where the lines can be told apart."""
MOST_BULGE = 45.0
"""Flanks are bent outwards, so that lines to the far ends of the topics are not too steep."""
COLUMN_GAP = 40.0
CARD_STEP = 60.0
ROOM = (820.0, 620.0)
"""Width and height of the picture on an ordinary screen; how many columns there are is chosen for its shape."""
BREADTH = 1.4
"""Positions given by hand are drawn out so much in breadth, as screens are broad."""
REST_COLUMNS = 6
REST_STEP = (220.0, 60.0)
FARTHEST = 1e9
LEAST_HEIGHT = 330.0
"""Few things are spread over so many pixels at least, as far as LOOSEST lets them."""
MOST_COLUMNS = 40


def flanks(
    speakers: Sequence[Box], topics: Sequence[Box], card: tuple[float, float], hints: Mapping[str, Position]
) -> Arrangement:
    """Speakers left and right as ``hints`` say (sign of x), topics between, each column in the hints' order of y.

    Where there are too many for one column, those farther out by the hints stand farther out. Labels of speakers
    stand on the outer side of them, so that no line runs through them where a flank is one column.

    >>> a, b, t = Box("speaker:a", 11, 30), Box("speaker:b", 11, 30), Box("topic:t", 23)
    >>> made = flanks([a, b], [t], (160, 46), {"speaker:a": (-1, 0), "speaker:b": (1, 0), "topic:t": (0, 0)})
    >>> made.places["speaker:a"][0] < made.places["topic:t"][0] < made.places["speaker:b"][0]
    True
    """

    def hint(box: Box) -> Position:
        return hints.get(box.id, (0.0, 0.0))

    sides: dict[int, list[Box]] = {-1: [], 1: []}
    undecided: list[Box] = []
    for box in sorted(speakers, key=lambda box: (hint(box)[1], box.id)):
        x = hint(box)[0]
        (sides[-1] if x < 0 else sides[1] if x > 0 else undecided).append(box)
    for box in undecided:
        min(sides.values(), key=len).append(box)
    flank_columns, card_columns = _shape(sides, topics, card)
    columns = {side: _outward(sides[side], flank_columns, hint) for side in sides}
    middle = _dealt(sorted(topics, key=lambda box: (hint(box)[1], box.id)), card_columns)

    tallest = max(
        (
            _height(column, gap)
            for group, gap in ((columns[-1] + columns[1], ROW_GAP), (middle, CARD_GAP))
            for column in group
        ),
        default=0.0,
    )
    tallest = max(tallest, LEAST_HEIGHT)
    places: dict[str, Position] = {}
    flank_of: dict[str, int] = {}
    step = card[0] + CARD_STEP
    for number, column in enumerate(middle):
        x = (number - (len(middle) - 1) / 2) * step
        for box, y in _rows(column, CARD_GAP, tallest):
            places[box.id] = (round(x), round(y))
    edge = (len(middle) - 1) / 2 * step + card[0] / 2
    bulge = min(MOST_BULGE, 0.1 * tallest)
    for side in (-1, 1):
        inner = edge + GAP if middle else GAP / 2
        for column in columns[side]:
            reach = max(box.half for box in column)
            for box, y in _rows(column, ROW_GAP, tallest):
                arc = bulge * (1 - (2 * y / tallest) ** 2)
                places[box.id] = (round(side * (inner + reach + arc)), round(y))
                flank_of[box.id] = side
            inner += 2 * reach + max(box.label for box in column) + COLUMN_GAP
    return Arrangement(places, flank_of, bounds(speakers, topics, card, places, flank_of))


def given(
    speakers: Sequence[Box],
    topics: Sequence[Box],
    card: tuple[float, float],
    positions: Mapping[str, Position],
) -> Arrangement:
    """Everything where ``positions`` puts it, scaled as a whole; what has no position stands in rows below.

    >>> ann, toll = Box("speaker:Ann", 11), Box("topic:toll", 20)
    >>> made = given([ann], [toll], (160, 40), {"speaker:Ann": (0, 0), "topic:toll": (1, 0)})
    >>> made.places["speaker:Ann"], made.places["topic:toll"]
    ((-213, 0), (213, 0))
    """
    boxes = [*topics, *speakers]
    known = {box.id: positions[box.id] for box in boxes if box.id in positions and _usable(positions[box.id])}
    xs, ys = [x for x, _ in known.values()] or [0.0], [y for _, y in known.values()] or [0.0]
    scale = 60 * math.sqrt(len(boxes) + 1) + 200
    scale /= max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    centre = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    places: dict[str, Position] = {
        key: (round((x - centre[0]) * scale * BREADTH), round((y - centre[1]) * scale)) for key, (x, y) in known.items()
    }
    below = max((y for _, y in places.values()), default=0.0)
    for number, box in enumerate([box for box in boxes if box.id not in places]):
        row, column = divmod(number, REST_COLUMNS)
        x = (column - (REST_COLUMNS - 1) / 2) * REST_STEP[0]
        places[box.id] = (round(x), round(below + (row + 1) * REST_STEP[1]))
    flank_of = {box.id: -1 if places[box.id][0] < 0 else 1 for box in speakers}
    return Arrangement(places, flank_of, bounds(speakers, topics, card, places, flank_of))


def _usable(position: Position) -> bool:
    return all(abs(part) < FARTHEST for part in position)  # no number, infinity and giants fail


def bounds(
    speakers: Sequence[Box],
    topics: Sequence[Box],
    card: tuple[float, float],
    places: Mapping[str, Position],
    flank_of: Mapping[str, int],
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of all bodies and labels; all 0 where there is nothing."""
    edges = []
    for box in speakers:
        x, y = places[box.id]
        inner, outer = x - flank_of[box.id] * box.half, x + flank_of[box.id] * (box.half + 8 + box.label)
        edges.append((min(inner, outer), y - box.half, max(inner, outer), y + box.half))
    for box in topics:
        x, y = places[box.id]
        edges.append((x - card[0] / 2, y - box.half, x + card[0] / 2, y + box.half))
    if not edges:
        return 0.0, 0.0, 0.0, 0.0
    left, top, right, bottom = zip(*edges, strict=True)
    return round(min(left), 1), round(min(top), 1), round(max(right), 1), round(max(bottom), 1)


def _shape(sides: Mapping[int, Sequence[Box]], topics: Sequence[Box], card: tuple[float, float]) -> tuple[int, int]:
    """Numbers of columns, of each flank and of topics, that let the whole be shown largest."""
    longest = max(sides.values(), key=len)
    rows = _height(longest, ROW_GAP)
    cards = _height(topics, CARD_GAP)
    broad = max((2 * box.half + box.label for box in longest), default=0.0) + COLUMN_GAP

    def smallness(shape: tuple[int, int]) -> float:
        flank, middle = shape
        width = 2 * flank * broad + 2 * GAP + middle * (card[0] + CARD_STEP)
        return max(width / ROOM[0], rows / flank / ROOM[1], cards / middle / ROOM[1])

    flanks_possible = range(1, max(1, min(MOST_COLUMNS, len(longest))) + 1)
    cards_possible = range(1, max(1, min(MOST_COLUMNS, len(topics))) + 1)
    return min(((flank, middle) for flank in flanks_possible for middle in cards_possible), key=smallness)


def _outward(boxes: Sequence[Box], count: int, hint: Callable[[Box], Position]) -> list[Sequence[Box]]:
    """``count`` columns, inner ones first, by the hints' distance from the middle; each in their order of y."""
    outward = sorted(boxes, key=lambda box: (abs(hint(box)[0]), hint(box)[1], box.id))
    size = math.ceil(len(boxes) / count) or 1
    parts = [outward[start : start + size] for start in range(0, len(boxes), size)]
    return [sorted(part, key=lambda box: (hint(box)[1], box.id)) for part in parts]


def _dealt(boxes: Sequence[Box], count: int) -> list[Sequence[Box]]:
    """``count`` columns that each cover the whole height: neighbours go to different ones."""
    return [boxes[number::count] for number in range(count if boxes else 0)]


def _row(box: Box, gap: float) -> float:
    return max(LEAST_ROW, 2 * box.half + gap)


def _height(column: Sequence[Box], gap: float) -> float:
    return sum(_row(box, gap) for box in column)


def _rows(column: Sequence[Box], gap: float, tallest: float) -> Iterator[tuple[Box, float]]:
    """Each box of a column with its y; the column is centred on 0 and spread over ``tallest`` as far as is seemly."""
    height = _height(column, gap)
    stretch = min(LOOSEST, tallest / height) if height else 1.0
    y = -height * stretch / 2
    for box in column:
        row = _row(box, gap) * stretch
        yield box, y + row / 2
        y += row
