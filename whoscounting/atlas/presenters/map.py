"""The map page: the same trusts as a map, as tiles, as a table and by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from whoscounting.atlas import geometry
from whoscounting.atlas.drawing import Drawing, blocks, draw
from whoscounting.atlas.presenters import common
from whoscounting.atlas.reading import State
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.tally import SHOWN, Tally, tally
from whoscounting.ui.words import words_for

PART = 500  # rows of the table on one page
PARTS = [str(number) for number in range(2, 100)]
VIEWS = {"": "Everything", "map": "Map", "tiles": "Tiles", "table": "Table", "regions": "Regions"}


@dataclass(frozen=True)
class Link:
    """One choice of a filter."""

    name: str
    href: str
    current: bool


@dataclass(frozen=True)
class Tiles:
    """A region's block of tiles. `words` counts all its trusts, `trusts` are those that the filter lets through."""

    name: str
    href: str
    words: str
    trusts: list[common.Mark]


@dataclass(frozen=True)
class Cell:
    """How many trusts of a region gave one answer."""

    verdict: str
    count: int


@dataclass(frozen=True)
class RegionRow:
    """A region's line in the view by region."""

    name: str
    slug: str
    total: int
    cells: list[Cell]


@dataclass(frozen=True)
class MapPage:
    """All that the map page shows; what its view leaves out is None or empty."""

    view: str
    answer: str
    key: list[common.KeyItem]
    views: list[Link]
    regions: list[Link]
    filtered: str
    drawing: Drawing | None
    england: geometry.England
    london: geometry.London
    blocks: list[Tiles]
    rows: list[Standing]
    rows_in_all: int
    parts: list[Link]
    verdicts: list[str]
    region_rows: list[RegionRow]
    skip_to: str
    state: State


def map_page(state: State, query: Mapping[str, str]) -> MapPage:
    """The page for an address. What it doesn't know of the query it takes as 'all'."""
    regions = region_names(state)
    view = query.get("view", "") if query.get("view", "") in VIEWS else ""
    status = query.get("status", "") if query.get("status", "") in state.tally.counts else ""
    region = query.get("region", "") if query.get("region", "") in regions else ""
    here = [one for one in state.standings if region in ("", one.region_slug)]
    shown = [one for one in here if status in ("", one.verdict)]
    parts = -(-len(shown) // PART)
    part = int(query["part"]) if query.get("part") in PARTS[: max(parts - 1, 0)] else 1
    marks = common.marks(state.standings, rehearsal=state.rehearsal, shown=shown)
    return MapPage(
        view=view,
        answer=common.answer(state),
        key=common.key(tally(one.verdict for one in here), address=_address(view=view, region=region), current=status),
        views=[Link(name, _link(view=v, status=status, region=region), v == view) for v, name in VIEWS.items()],
        regions=[
            Link(name, _link(view=view, status=status, region=slug), slug == region)
            for slug, name in ({"": "All of England"} | regions).items()
        ],
        filtered=_filtered(state, len(shown), status, regions.get(region, "")) if status or region else "",
        drawing=draw(marks) if view in ("", "map") else None,
        england=geometry.england(),
        london=geometry.london(),
        blocks=tiles(state, marks) if view in ("", "tiles") else [],
        rows=shown[(part - 1) * PART : part * PART] if view in ("", "table") else [],
        rows_in_all=len(shown),
        parts=_parts(shown, part, view=view, status=status, region=region) if view in ("", "table") else [],
        verdicts=list(state.tally.counts),
        region_rows=_region_rows(state, regions) if view == "regions" else [],
        skip_to=f"Skip the map and go to the list of {common.of_trusts(len(shown))}" if view == "" else "",
        state=state,
    )


def region_names(state: State) -> dict[str, str]:
    """The regions in which a trust is asked, slug to name, by name."""
    return dict(sorted({one.region_slug: one.region_name for one in state.standings}.items(), key=lambda r: r[1]))


def tiles(state: State, marks: list[common.Mark]) -> list[Tiles]:
    found = blocks(marks, region_names(state))
    shown = [Tiles(b.name, b.href, tally_words(state, b.name), [m for m in b.trusts if not m.dimmed]) for b in found]
    return [block for block in shown if block.trusts]


def tally_words(state: State, region: str) -> str:
    """`11 of 26 collecting`; only how many there are, before anything is published."""
    here = [one.verdict for one in state.standings if one.region_name == region]
    if not state.published:
        return common.of_trusts(len(here))
    words = f"{here.count('collecting')} of {len(here)} collecting"
    return f"{words} (invented)" if state.rehearsal else words


def _parts(shown: list[Standing], current: int, *, view: str, status: str, region: str) -> list[Link]:
    """The parts of a long table, each named by the trusts it begins and ends with; none for a table of one part."""
    if len(shown) <= PART:
        return []
    cut = [shown[start : start + PART] for start in range(0, len(shown), PART)]
    return [
        Link(
            f"{part[0].name} to {part[-1].name}",
            _link(view=view, status=status, region=region, part=str(number) if number > 1 else ""),
            number == current,
        )
        for number, part in enumerate(cut, start=1)
    ]


def _filtered(state: State, count: int, status: str, region: str) -> str:
    words = [f"in {region}"] if region else []
    words += [f"with the answer ‘{words_for(status, rehearsal=state.rehearsal)}’"] if status else []
    return f"{count} of {common.of_trusts(len(state.standings))}: {', '.join(words)}."


def _region_rows(state: State, regions: dict[str, str]) -> list[RegionRow]:
    def row(slug: str, name: str) -> RegionRow:
        counted: Tally = tally(one.verdict for one in state.standings if one.region_slug == slug)
        return RegionRow(name, slug, counted.asked, [Cell(v, counted[v]) for v in SHOWN if state.tally[v]])

    return [row(slug, name) for slug, name in regions.items()]


def _link(**filters: str) -> str:
    chosen = urlencode({name: value for name, value in filters.items() if value})
    return f"/map/?{chosen}" if chosen else "/map/"


def _address(**filters: str) -> str:
    """A link that still wants one filter more."""
    link = _link(**filters)
    return f"{link}&" if "?" in link else f"{link}?"
