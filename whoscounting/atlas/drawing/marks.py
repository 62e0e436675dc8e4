"""What is drawn for one trust, before and after it has found its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """One trust as the reader should see it. `words` is the whole label: its name and what it answered."""

    ods_code: str
    name: str
    town: str
    verdict: str
    words: str
    easting: float
    northing: float
    region_slug: str
    dimmed: bool = False

    @property
    def href(self) -> str:
        return f"/trusts/{self.ods_code}/"


@dataclass(frozen=True, slots=True)
class Pin:
    """A mark drawn at x, y; its true place is home_x, home_y, and `moved` says that a line should lead there."""

    mark: Mark
    x: int
    y: int
    home_x: int
    home_y: int
    moved: bool = False
