"""Tiles: the trusts of a region as one block of marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whoscounting.atlas.drawing.marks import Mark

ORDER = ("collecting", "partial", "not_collecting", "undecided", "no_response", "being_read", "awaiting", "not_asked")


@dataclass(frozen=True)
class Block:
    """A region with its trusts; `collecting` of `total` are those that collect."""

    name: str
    slug: str
    trusts: tuple[Mark, ...]

    @property
    def href(self) -> str:
        return f"/regions/{self.slug}/"

    @property
    def total(self) -> int:
        return len(self.trusts)

    @property
    def collecting(self) -> int:
        return sum(mark.verdict == "collecting" for mark in self.trusts)


def blocks(marks: Iterable[Mark], regions: Mapping[str, str]) -> list[Block]:
    """Return a block for each region (slug to name, in their order) that has trusts, alike marks side by side."""
    ordered = sorted(marks, key=lambda mark: (ORDER.index(mark.verdict), mark.name))
    found = [
        Block(name, slug, tuple(mark for mark in ordered if mark.region_slug == slug)) for slug, name in regions.items()
    ]
    return [block for block in found if block.trusts]
