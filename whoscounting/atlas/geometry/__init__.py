"""The drawn country: outlines as SVG paths, and where a place of the British National Grid falls in them.

`bin/facts` makes england.json and towns.json; this module only reads them, once.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Frame:
    """A drawing of `width` by `height` units whose top left corner lies at a place on the grid."""

    width: int
    height: int
    easting: int
    northing: int
    scale: float

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    def place(self, easting: float, northing: float) -> tuple[float, float]:
        """Where a place on the grid falls in the drawing, to a tenth of a unit; perhaps outside of it."""
        return round((easting - self.easting) * self.scale, 1), round((self.northing - northing) * self.scale, 1)

    def holds(self, easting: float, northing: float) -> bool:
        x, y = self.place(easting, northing)
        return 0 <= x <= self.width and 0 <= y <= self.height


@dataclass(frozen=True)
class England:
    """Paths for `d`: the outline, thin lines between NHS regions, and Scotland and Wales as a backdrop under it."""

    frame: Frame
    outline: str
    borders: str
    neighbours: str


@dataclass(frozen=True)
class London:
    """Paths for `d`: the NHS region London with the Thames, and the land around it as a backdrop under it."""

    frame: Frame
    outline: str
    surroundings: str


@dataclass(frozen=True)
class Town:
    """A label to find one's way by; tier 1 are the best known. `anchor` is SVG's text-anchor: 'end' near the edge."""

    name: str
    tier: int
    easting: int
    northing: int
    x: float
    y: float
    anchor: str


@cache
def england() -> England:
    drawn = _read("england.json")["england"]
    return England(**drawn | {"frame": Frame(**drawn["frame"])})


@cache
def london() -> London:
    drawn = _read("england.json")["london"]
    return London(**drawn | {"frame": Frame(**drawn["frame"])})


@cache
def towns() -> tuple[Town, ...]:
    return tuple(Town(**town) for town in _read("towns.json"))


def to_map(easting: float, northing: float) -> tuple[float, float]:
    return england().frame.place(easting, northing)


def to_london(easting: float, northing: float) -> tuple[float, float]:
    return london().frame.place(easting, northing)


def in_london(easting: float, northing: float) -> bool:
    """Whether the inset shows this place: London and what lies just around it."""
    return london().frame.holds(easting, northing)


def london_on_map() -> tuple[float, float, float, float]:
    """x, y, width and height of the inset's rectangle on the map of England."""
    inset, smaller = london().frame, england().frame.scale / london().frame.scale
    x, y = to_map(inset.easting, inset.northing)
    return x, y, round(inset.width * smaller, 1), round(inset.height * smaller, 1)


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
