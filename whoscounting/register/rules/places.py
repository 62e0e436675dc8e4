"""Where something is, and how well we know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from whoscounting.lib.grid import to_grid


class Exactness(StrEnum):
    """By what a place was found: the full postcode, its sector, or only its outward code."""

    UNIT = "full postcode"
    SECTOR = "sector"
    OUTWARD = "outward code"


@dataclass(frozen=True)
class Place:
    """A full postcode, or the middle of all postcodes of a sector or of an outward code."""

    code: str
    by: Exactness
    latitude: float
    longitude: float

    @property
    def grid(self) -> tuple[int, int]:
        return to_grid(self.latitude, self.longitude)

    def __str__(self) -> str:
        return f"{self.by} {self.code}"
