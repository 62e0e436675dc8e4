"""Which of many things on the map are nearest to a point. Pure: built once, then asked as often as one likes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import hypot
from typing import Generic, Protocol, TypeVar

CELL = 4000  # metres


class Placed(Protocol):
    """Anything with a grid reference."""

    @property
    def easting(self) -> int: ...

    @property
    def northing(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Found(Generic[P]):
    thing: P
    metres: float


class Nearby(Generic[P]):
    """Things in squares of some kilometres, so that only those around a point are measured."""

    def __init__(self, things: Iterable[P]) -> None:
        self._cells: dict[tuple[int, int], list[P]] = defaultdict(list)
        self._count = 0
        for thing in things:
            self._cells[thing.easting // CELL, thing.northing // CELL].append(thing)
            self._count += 1

    def nearest(self, x: int, y: int, n: int, wanted: Callable[[P], bool]) -> list[Found[P]]:
        """The n nearest of those wanted, nearest first; of two as near, the one that came first."""
        found: list[tuple[float, int, P]] = []  # metres, and how many had come before
        seen = ring = 0
        # What lies in the next ring is at least so many whole squares away.
        while seen < self._count and (len(found) < n or found[n - 1][0] > (ring - 1) * CELL):
            for thing in self._ring(x // CELL, y // CELL, ring):
                seen += 1
                if wanted(thing):
                    found.append((hypot(thing.easting - x, thing.northing - y), seen, thing))
            found.sort()
            ring += 1
        return [Found(thing, metres) for metres, _, thing in found[:n]]

    def _ring(self, column: int, row: int, far: int) -> Iterator[P]:
        for across in range(-far, far + 1):
            edge = abs(across) == far
            for down in range(-far, far + 1) if edge else (-far, far):
                yield from self._cells.get((column + across, row + down), ())
