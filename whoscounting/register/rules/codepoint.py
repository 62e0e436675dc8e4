"""One row of OS Code-Point Open: whether it is as published, and where it says a postcode is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from whoscounting.lib import postcodes
from whoscounting.lib.postcodefile import NATIONS, Unit

COLUMNS = 10
# The first issues filled a postcode up to seven characters with spaces, later ones put one space between its halves.
POSTCODE = re.compile(rf"({postcodes.OUTWARD}) {{0,2}}([0-9]{postcodes.UNIT})")
PLACED = {"10", "20", "30", "40", "50", "60"}  # from 'within the building' down to 'middle of the sector'
NOT_PLACED = "90"
NATION = {
    "E92000001": NATIONS.index("England"),
    "S92000003": NATIONS.index("Scotland"),
    "W92000004": NATIONS.index("Wales"),
}
# The box around Great Britain with all its islands: from St Kilda to Lowestoft, from Scilly to Unst.
EASTINGS = range(5_000, 660_001)
NORTHINGS = range(5_000, 1_225_001)
PUBLISHED = re.compile(r"^COPYRIGHT DATE:\s*(\d{4})(\d\d)(\d\d)\s*$", re.MULTILINE)


EARLIEST = "2010-04-01"  # when Ordnance Survey first published it


class Wrong(ValueError):
    """What is wrong with a row, in words."""


def unit(cells: Sequence[str]) -> Unit | None:
    """The postcode of this row; None for one that has no place (quality 90). Raises Wrong for any other row."""
    if len(cells) != COLUMNS:
        raise Wrong(f"{len(cells)} columns, where {COLUMNS} belong")
    whole = POSTCODE.fullmatch(cells[0])
    if not whole:
        raise Wrong(f"{cells[0][:20]!r} is not a postcode")
    if cells[1] not in PLACED:
        if cells[1] != NOT_PLACED:
            raise Wrong(f"{cells[1][:20]!r} is no quality of a place, such as 10 or 90")
        return None
    nation = NATION.get(cells[4])
    if nation is None:
        raise Wrong(f"{cells[4][:20]!r} is not the code of England, Scotland or Wales")
    easting, northing = metres(cells[2]), metres(cells[3])
    if easting not in EASTINGS or northing not in NORTHINGS:
        raise Wrong(f"{cells[2][:20]}, {cells[3][:20]} is not in Great Britain")
    return Unit(whole[1] + whole[2], easting, northing, nation)


def metres(cell: str) -> int:
    if not (cell.isdecimal() and len(cell) <= 7):
        raise Wrong(f"{cell[:20]!r} is not a whole number of metres")
    return int(cell)


def published(metadata: str) -> str:
    """The date in `Doc/metadata.txt`, like 2023-08-08, or nothing."""
    found = PUBLISHED.search(metadata.replace("\r", ""))
    return "-".join(found.groups()) if found else ""


def objection(published: str, today: date) -> str:
    """What speaks against this date of publication, or nothing."""
    try:
        when = date.fromisoformat(published) if published else today
    except ValueError:
        return f"{published} is not a day of the calendar"
    if when > today:
        return f"it can't have been published on {published}, which is still to come"
    if when < date.fromisoformat(EARLIEST):
        return f"it can't have been published on {published}: the first was on {EARLIEST}"
    return ""
