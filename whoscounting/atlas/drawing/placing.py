"""Where pins go so that none covers another: as near to their true places as they can be.

First overlapping pins push each other apart, which keeps the shape of a crowd. Then every pin settles on
whole units, one after the other, at the nearest spot that is free: this step is what guarantees the promise.
Neither step knows chance or the order of its input.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import cos, dist, hypot, pi, sin, sqrt

from whoscounting.atlas.drawing.board import Board, Frame, Spot

LARGEST = 22  # units; a seventh of an inch on a desktop's map
ROOM = 0.12  # the share of a drawing that pins may fill; below 1/pi a free spot can always be found
GAP = 2  # units between two pins
SPELLS, ROUNDS = 5, 8  # how often pins look round for neighbours, and how often they then push
HOMESICK = 0.04  # how far a pushed pin is drawn back to its true place in each round
GOLDEN = pi * (3 - sqrt(5))

Place = tuple[float, float]
Cells = dict[Spot, list[int]]
Pairs = tuple["array[int]", "array[int]"]  # the one and the other of each; there may be a million


def size_for(count: int, width: int, height: int) -> int:
    """Return the diameter of a pin: the largest that leaves the drawing readable, smaller for a crowd."""
    return max(1, min(LARGEST, int(sqrt(ROOM * width * height / max(count, 1))) - GAP))


def place(homes: Sequence[Place], width: int, height: int, size: int) -> list[Spot]:
    """Return a spot for each home, in the same order: no two nearer than size + GAP, all within the drawing.

    Equal homes are told apart by their order, so give homes in an order of their own.
    """
    apart = size + GAP
    edge = size // 2 + 1
    frame = (edge, edge, max(edge, width - edge), max(edge, height - edge))
    return _settle(homes, _push(homes, apart, frame), apart, frame)


def _push(homes: Sequence[Place], apart: int, frame: Frame) -> list[Place]:
    spots = [_inside(x, y, frame) for x, y in homes]
    for _ in range(SPELLS):
        near = _neighbours(spots, apart * 1.5)
        for _ in range(ROUNDS):
            for i, (dx, dy) in _shoves(spots, near, apart * 1.04).items():
                (x, y), (home_x, home_y) = spots[i], homes[i]
                much = min(1, apart / 2 / max(hypot(dx, dy), 1))  # a pin in the thick of it isn't flung away
                x, y = x + dx * much, y + dy * much
                spots[i] = _inside(x + (home_x - x) * HOMESICK, y + (home_y - y) * HOMESICK, frame)
    return spots


def _shoves(spots: Sequence[Place], near: Pairs, apart: float) -> dict[int, Place]:
    """How far each pin that overlaps others is shoved by them."""
    moves: dict[int, Place] = {}
    for i, j in zip(*near, strict=True):
        (x, y), (other_x, other_y) = spots[i], spots[j]
        east, north = x - other_x, y - other_y
        away = hypot(east, north)
        if away >= apart:
            continue
        if away < 0.01:  # one place for both: they part in a direction that no other pair takes
            east, north, away = cos(GOLDEN * i) / 100, sin(GOLDEN * i) / 100, 0.01
        share = (apart / away - 1) / 2
        for k, sign in ((i, share), (j, -share)):
            dx, dy = moves.get(k, (0.0, 0.0))
            moves[k] = (dx + east * sign, dy + north * sign)
    return moves


def _neighbours(spots: Sequence[Place], apart: float) -> Pairs:
    """Every pair that is nearer than `apart`, once."""
    ones, others = array("L"), array("L")
    for i, j in _side_by_side(spots, apart):
        if dist(spots[i], spots[j]) < apart:
            ones.append(i)
            others.append(j)
    return ones, others


def _side_by_side(spots: Sequence[Place], apart: float) -> Iterator[tuple[int, int]]:
    """Every pair in one cell or in two that touch, once."""
    cells: Cells = defaultdict(list)
    for i, (x, y) in enumerate(spots):
        cells[int(x // apart), int(y // apart)].append(i)
    for (column, row), here in cells.items():
        for n, i in enumerate(here):
            for j in here[:n]:
                yield i, j
        for across, down in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            for j in cells.get((column + across, row + down), ()):
                for i in here:
                    yield i, j


def _settle(homes: Sequence[Place], spots: Sequence[Place], apart: int, frame: Frame) -> list[Spot]:
    """Give every pin whole units. Those that were hardly moved choose first: they have most to lose."""
    order = sorted(range(len(homes)), key=lambda i: (round(dist(homes[i], spots[i]), 3), i))
    board, settled = Board(frame, apart), dict[int, Spot]()
    for i in order:
        x, y = spots[i]
        settled[i] = board.take(round(x), round(y))
    return [settled[i] for i in range(len(homes))]


def _inside(x: float, y: float, frame: Frame) -> Place:
    left, top, right, bottom = frame
    return min(max(x, left), right), min(max(y, top), bottom)
