"""The site's symbols once more, for pictures: the same shapes on the same grid of 24 as `ui/symbols.html`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import cos, dist, pi, sin

from PIL import Image, ImageDraw

from whoscounting.atlas.cards.colours import INK, MARKS, PAPER

GRID = 24
FINER = 4  # drawn so much larger, then made smaller, for smooth edges

Point = tuple[float, float]


@lru_cache(maxsize=64)
def symbol(verdict: str, size: int) -> Image.Image:
    """A verdict's mark on paper. An unknown verdict raises KeyError."""
    pen = _Pen(size * FINER)
    SHAPES[verdict](pen, MARKS[verdict])
    return pen.picture.reduce(FINER)


class _Pen:
    """Draws in units of the grid."""

    def __init__(self, size: int) -> None:
        self.picture = Image.new("RGB", (size, size), PAPER)
        self._draw = ImageDraw.Draw(self.picture)
        self._unit = size / GRID

    def disc(self, centre: Point, radius: float, colour: str) -> None:
        self._draw.ellipse(self._box(centre, radius), fill=colour)

    def ring(self, centre: Point, radius: float, width: float, colour: str) -> None:
        """`radius` leads to the middle of the line, as in SVG."""
        self.disc(centre, radius + width / 2, colour)
        self.disc(centre, radius - width / 2, PAPER)

    def left_half(self, centre: Point, radius: float, colour: str) -> None:
        self._draw.pieslice(self._box(centre, radius), 90, 270, fill=colour)

    def filled(self, points: Sequence[Point], colour: str) -> None:
        self._draw.polygon([self._at(point) for point in points], fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: str, *, ends: bool = True) -> None:
        """A line whose corners and, unless told otherwise, ends are round."""
        self._draw.line([self._at(point) for point in points], fill=colour, width=round(width * self._unit))
        for point in points if ends else points[1:-1]:
            self.disc(point, width / 2, colour)

    def _at(self, point: Point) -> Point:
        return point[0] * self._unit, point[1] * self._unit

    def _box(self, centre: Point, radius: float) -> tuple[Point, Point]:
        """Pillow counts the last pixel in, where the grid counts it out."""
        x, y = centre
        right, bottom = self._at((x + radius, y + radius))
        return self._at((x - radius, y - radius)), (right - 1, bottom - 1)


def _collecting(pen: _Pen, colour: str) -> None:
    pen.disc((12, 12), 10, colour)
    pen.line([(7.3, 12.3), (10.6, 15.7), (16.7, 8.9)], 2.5, PAPER)


def _partial(pen: _Pen, colour: str) -> None:
    pen.ring((12, 12), 9, 2, colour)
    pen.left_half((12, 12), 9.5, colour)


def _not_collecting(pen: _Pen, colour: str) -> None:
    diamond = [(12, 2), (22, 12), (12, 22), (2, 12)]
    pen.filled(diamond, colour)
    pen.line([*diamond, diamond[0]], 2, colour)
    pen.line([(8.7, 8.7), (15.3, 15.3)], 2.5, PAPER)
    pen.line([(15.3, 8.7), (8.7, 15.3)], 2.5, PAPER)


def _undecided(pen: _Pen, colour: str) -> None:
    pen.ring((12, 12), 9, 2, colour)
    pen.line([(7.5, 12), (16.5, 12)], 2.5, colour)


def _no_response(pen: _Pen, colour: str) -> None:
    for dash in _dashes(_rounded_square(3, 21, 2), length=4, gap=2.6, begun=2):
        pen.line(dash, 2, colour, ends=False)
    bow = _arc((12, 9.63), 2.7, 180, 180 + 234)
    stem = _curve((13.6, 11.8), (12.6, 12.5), (12, 13), (12, 14))
    pen.line(bow + stem, 2, colour)
    pen.disc((12, 17), 1.3, colour)


def _being_read(pen: _Pen, colour: str) -> None:
    pen.disc((12, 12), 6.9, colour)
    for x in (8.6, 12, 15.4):
        pen.disc((x, 12), 1.15, PAPER)


def _awaiting(pen: _Pen, colour: str) -> None:
    pen.ring((12, 12), 6, 1.75, colour)
    pen.disc((12, 12), 2, INK)


def _not_asked(pen: _Pen, colour: str) -> None:
    pen.ring((12, 12), 6, 1.75, colour)


SHAPES: dict[str, Callable[[_Pen, str], None]] = {
    "collecting": _collecting,
    "partial": _partial,
    "not_collecting": _not_collecting,
    "undecided": _undecided,
    "no_response": _no_response,
    "being_read": _being_read,
    "awaiting": _awaiting,
    "not_asked": _not_asked,
}


def _arc(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Clockwise, in degrees from three o'clock."""
    turns = [(start + (end - start) * step / 24) * pi / 180 for step in range(25)]
    return [(centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns]


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """A cubic curve from a to d."""

    def at(t: float) -> Point:
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        x, y = (sum(share * point[axis] for share, point in zip(shares, (a, b, c, d), strict=True)) for axis in (0, 1))
        return x, y

    return [at(step / 12) for step in range(13)]


def _rounded_square(low: float, high: float, radius: float) -> list[Point]:
    """From the left end of its upper side, clockwise, and back."""
    near, far = low + radius, high - radius
    corners = [((far, near), 270), ((far, far), 0), ((near, far), 90), ((near, near), 180)]
    outline = [point for centre, turn in corners for point in _arc(centre, radius, turn, turn + 90)]
    return [(near, low), *outline]


def _dashes(points: Sequence[Point], *, length: float, gap: float, begun: float) -> list[list[Point]]:
    """A line in dashes; `begun` of the first is over already."""
    dashes: list[list[Point]] = [[points[0]]]
    left, drawing = length - begun, True
    for one, other in pairwise(points):
        while (way := dist(one, other)) >= left:
            one = one[0] + (other[0] - one[0]) * left / way, one[1] + (other[1] - one[1]) * left / way
            if drawing:
                dashes[-1].append(one)
            else:
                dashes.append([one])
            drawing = not drawing
            left = length if drawing else gap
        left -= dist(one, other)
        if drawing:
            dashes[-1].append(other)
    return [dash for dash in dashes if len(dash) > 1]
