"""Which towns are named on the map, and on which side of the town its name fits without touching a pin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EM = 26  # units; the largest letters any screen gets, so that what fits here fits everywhere
LETTER = 0.52  # the width of a letter, in em
AWAY = (0.75, 1.3, 1.9)  # how far from its town a name may stand, in em

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Town:
    """A name to find one's way by, at its true place; tier 1 are the best known."""

    name: str
    tier: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name written dx, dy em away from x, y; the anchor says which part of it stands there: start, middle or end."""

    name: str
    x: int
    y: int
    dx: float
    dy: float
    anchor: str


def name_towns(towns: Iterable[Town], pins: Sequence[tuple[int, int]], size: int, taken: Sequence[Box]) -> list[Label]:
    """Return the labels that touch neither a pin, nor a taken box, nor each other; the best known choose first."""
    boxes = [*taken, *((x - size / 2, y - size / 2, x + size / 2, y + size / 2) for x, y in pins)]
    labels = []
    for town in sorted(towns, key=lambda town: (town.tier, town.name)):
        for label in _ways(town):
            box = _box(label)
            if not any(_touch(box, other) for other in boxes):
                boxes.append(box)
                labels.append(label)
                break
    return labels


def _ways(town: Town) -> list[Label]:
    x, y = round(town.x), round(town.y)
    return [
        Label(town.name, x, y, dx * away, dy * away, anchor)
        for away in AWAY
        for dx, dy, anchor in (
            (1, 0, "start"),
            (-1, 0, "end"),
            (0, -1.3, "middle"),
            (0, 1.3, "middle"),
            (0.6, -0.9, "start"),
            (0.6, 0.9, "start"),
            (-0.6, -0.9, "end"),
            (-0.6, 0.9, "end"),
        )
    ]


def _box(label: Label) -> Box:
    width = len(label.name) * LETTER * EM
    left = label.x + label.dx * EM - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    middle = label.y + label.dy * EM
    return left, middle - EM / 2, left + width, middle + EM / 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
