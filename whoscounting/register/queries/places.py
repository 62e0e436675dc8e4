"""Where a postcode is."""

from __future__ import annotations

from whoscounting.lib import postcodes
from whoscounting.lib.postcodes import Postcode
from whoscounting.register.queries import gazetteer
from whoscounting.register.queries.gazetteer import Gazetteer
from whoscounting.register.queries.unitpostcodes import by_unit
from whoscounting.register.rules.places import Exactness, Place


def by_sector(postcode: Postcode, known: Gazetteer) -> Place | None:
    """In England only: the table has no sectors of other nations."""
    found = known.sectors.get(postcode.sector)
    return Place(postcode.sector, Exactness.SECTOR, *found) if found else None


def by_outcode(postcode: Postcode, known: Gazetteer) -> Place | None:
    found = known.outcodes.get(postcode.outward)
    return Place(postcode.outward, Exactness.OUTWARD, found.latitude, found.longitude) if found else None


def place_of(text: str) -> Place | None:
    """As exactly as we know it: by full postcode, else by sector, else by outward code, else not at all."""
    postcode = postcodes.read(text)
    if postcode is None:
        return None
    if unit := by_unit(postcode):
        return unit[0]
    known = gazetteer.current()
    return by_sector(postcode, known) or by_outcode(postcode, known)
