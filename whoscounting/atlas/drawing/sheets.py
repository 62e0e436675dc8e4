"""The two drawings of a map: England, and London four times larger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whoscounting.atlas import geometry
from whoscounting.atlas.drawing.labels import Label, Town, name_towns
from whoscounting.atlas.drawing.marks import Mark, Pin
from whoscounting.atlas.drawing.placing import GAP, place, size_for


@dataclass(frozen=True)
class Sheet:
    """One drawing, ready for the template. `leaders` and `homes` are paths: lines to true places, and dots there."""

    width: int
    height: int
    size: int
    pins: tuple[Pin, ...]
    leaders: str
    homes: str
    verdicts: tuple[str, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def half(self) -> float:
        return self.size / 2

    @property
    def reach(self) -> float:
        """The radius within which a pointer hits the pin: half of the gap to the next one too."""
        return self.size / 2 + GAP / 2


@dataclass(frozen=True)
class Drawing:
    """The whole map. `box` is where London lies on the map of England."""

    england: Sheet
    london: Sheet
    towns: tuple[Label, ...]
    box: tuple[float, float, float, float]

    @property
    def box_name(self) -> tuple[Label, Label]:
        """What stands in the box, in two lines."""
        left, top, width, height = self.box
        x, y = round(left + width / 2), round(top + height / 2)
        return Label("London:", x, y, 0, -0.6, "middle"), Label("see inset", x, y, 0, 0.6, "middle")

    @property
    def labels(self) -> tuple[Label, ...]:
        return *self.box_name, *self.towns


def draw(marks: Iterable[Mark]) -> Drawing:
    """Place every mark once, from north to south: in the inset if London's frame holds it, else on the map."""
    ordered = sorted(marks, key=lambda mark: (-mark.northing, mark.easting, mark.ods_code))
    inner = [mark for mark in ordered if geometry.in_london(mark.easting, mark.northing)]
    outer = [mark for mark in ordered if not geometry.in_london(mark.easting, mark.northing)]
    england = sheet(outer, geometry.england().frame)
    return Drawing(england, sheet(inner, geometry.london().frame), tuple(_towns(england)), geometry.london_on_map())


def sheet(marks: Sequence[Mark], frame: geometry.Frame) -> Sheet:
    """Draw marks in a frame. Lines to true places are drawn for the marks that stand out only."""
    size = size_for(len(marks), frame.width, frame.height)
    homes = [frame.place(mark.easting, mark.northing) for mark in marks]
    spots = place(homes, frame.width, frame.height, size)
    pins = tuple(_pin(*parts, size) for parts in zip(marks, homes, spots, strict=True))
    led = [pin for pin in pins if pin.moved and not pin.mark.dimmed]
    return Sheet(
        width=frame.width,
        height=frame.height,
        size=size,
        pins=pins,
        leaders="".join(f"M{p.x} {p.y}L{p.home_x} {p.home_y}" for p in led),
        homes="".join(f"M{p.home_x} {p.home_y}h0" for p in led),
        verdicts=tuple(sorted({mark.verdict for mark in marks})),
    )


def _pin(mark: Mark, home: tuple[float, float], spot: tuple[int, int], size: int) -> Pin:
    (home_x, home_y), (x, y) = home, spot
    moved = (home_x - x) ** 2 + (home_y - y) ** 2 > (size / 2) ** 2
    return Pin(mark, x, y, round(home_x), round(home_y), moved)


def _towns(england: Sheet) -> list[Label]:
    left, top, width, height = geometry.london_on_map()
    return name_towns(
        [Town(town.name, town.tier, town.x, town.y) for town in geometry.towns() if town.name != "London"],
        [(pin.x, pin.y) for pin in england.pins],
        england.size,
        [(left, top, left + width, top + height)],
    )
