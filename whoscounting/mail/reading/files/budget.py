"""How long and how far one file may be looked into."""

from __future__ import annotations

import time

MB = 1024 * 1024
MOST_BYTES = 100 * MB  # of unpacked content that is read
TOO_LARGE = "It is too large to look into."


class TooLarge(Exception):
    """The budget is spent."""

    def __init__(self) -> None:
        super().__init__(TOO_LARGE)


class Budget:
    """Spent by bytes read and by the clock, whichever is first."""

    def __init__(self, seconds: float, most: int = MOST_BYTES) -> None:
        self._end = time.monotonic() + seconds
        self._left = most

    def spend(self, size: int) -> None:
        """Raises TooLarge once more was read than may be, or too long."""
        self._left -= size
        if self._left < 0 or self.is_over:
            raise TooLarge

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self._end
