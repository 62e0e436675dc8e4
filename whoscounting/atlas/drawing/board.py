"""Where there is still room on a drawing: every whole unit of it, and whether the middle of a pin may stand there."""

from __future__ import annotations

from math import inf, isqrt

Spot = tuple[int, int]
Frame = tuple[int, int, int, int]  # left, top, right, bottom; all four inside

FREE, TAKEN = b"\0", b"\1"


class Board:
    """Spots are handed out one after the other, none nearer than `apart` to another.

    A row of units is a row of bytes: the next free one is found at the speed of a search in a text, so that a crowd
    of thousands costs little more than a few.
    """

    def __init__(self, frame: Frame, apart: int) -> None:
        self._left, self._top, right, bottom = frame
        self._width = right - self._left + 1
        self._rows = [bytearray(FREE * self._width) for _ in range(self._top, bottom + 1)]
        # How far to the side a pin keeps others away, so many rows above and below it.
        self._sides = [isqrt(apart**2 - down**2 - 1) for down in range(apart)]

    def take(self, x: int, y: int) -> Spot:
        """The free spot nearest to this one; of two as near, the upper or the left."""
        column, row = self._nearest(x - self._left, y - self._top)
        for down, side in enumerate(self._sides):
            start, end = max(column - side, 0), min(column + side + 1, self._width)
            for other in {row - down, row + down}:
                if 0 <= other < len(self._rows):
                    self._rows[other][start:end] = TAKEN * (end - start)
        return column + self._left, row + self._top

    def _nearest(self, column: int, row: int) -> Spot:
        best, nearest = inf, (column, row)
        for down in range(len(self._rows)):
            if down**2 >= best:
                return nearest
            for other in (row - down, row + down):
                for found in self._beside(column, other):
                    if (away := (found - column) ** 2 + down**2) < best:
                        best, nearest = away, (found, other)
        if best == inf:
            raise ValueError("no room is left")
        return nearest

    def _beside(self, column: int, row: int) -> list[int]:
        """The next free columns of a row, to the left and to the right."""
        if not 0 <= row < len(self._rows):
            return []
        units = self._rows[row]
        return [at for at in (units.rfind(FREE, 0, column + 1), units.find(FREE, column)) if at >= 0]
