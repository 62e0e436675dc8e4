"""Shapes in grid metres become short SVG paths: relative steps on a coarse raster, no needless character."""

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import shapely
from shapely import LineString, Polygon, box

Point = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """A drawing `width` by `height`: x = (easting - this easting) * scale, y = (this northing - northing) * scale."""

    width: int
    height: int
    easting: int
    northing: int
    scale: float

    def box(self) -> Polygon:
        """What of the country lies inside the drawing, in metres."""
        east = self.easting + self.width / self.scale
        south = self.northing - self.height / self.scale
        return box(self.easting, south, east, self.northing)

    def path(self, shape: Any, step: float) -> str:
        """Every ring and line of the shape, each point on a multiple of `step`; rings never cross themselves."""
        drawn = shapely.normalize(shapely.set_precision(shapely.transform(shape, self._to_units), step))
        return "".join(_path(line, step) for line in _lines(drawn))

    def _to_units(self, points: Any) -> Any:
        return (points - (self.easting, self.northing)) * (self.scale, -self.scale)

    def as_json(self) -> dict[str, float]:
        return asdict(self)


def _lines(shape: Any) -> list[LineString]:
    """Outer rings and holes run in opposite directions, so that a hole stays open under any fill rule."""
    if hasattr(shape, "geoms"):
        return [line for part in shape.geoms for line in _lines(part)]
    return [shape.exterior, *shape.interiors] if isinstance(shape, Polygon) else [shape]


def _path(line: LineString, step: float) -> str:
    points = [(round(x / step), round(y / step)) for x, y in line.coords]
    closed = points[0] == points[-1]
    if closed:
        points.pop()
    moves = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    return f"M{_numbers(points[:1], step)}l{_numbers(moves, step)}{'z' if closed else ''}"


def _numbers(points: list[Point], step: float) -> str:
    """'1.5-2 .5.5': a minus or a second point tells where a number begins, so no space is needed there."""
    text = ""
    last = ""
    for value in (value for point in points for value in point):
        word = f"{abs(value) * step:g}".removeprefix("0") or "0"
        word = f"-{word}" if value < 0 else word
        joins = not last or word[0] == "-" or (word[0] == "." and "." in last)
        text += word if joins else f" {word}"
        last = word
    return text
