"""Where a postcode is."""

from __future__ import annotations

from whoscounting.lib import postcodes
from whoscounting.lib.postcodes import Postcode
from whoscounting.register.models import Outcode, Sector
from whoscounting.register.queries.unitpostcodes import by_unit
from whoscounting.register.rules.places import Exactness, Place


def by_sector(postcode: Postcode) -> Place | None:
    """In England only: the table has no sectors of other nations."""
    found = Sector.objects.filter(code=postcode.sector).first() if postcode.sector else None
    return Place(found.code, Exactness.SECTOR, found.latitude, found.longitude) if found else None


def outcode(postcode: Postcode) -> Outcode | None:
    return Outcode.objects.filter(code=postcode.outward).first()


def by_outcode(found: Outcode) -> Place:
    return Place(found.code, Exactness.OUTWARD, found.latitude, found.longitude)


def place_of(text: str) -> Place | None:
    """As exactly as we know it: by full postcode, else by sector, else by outward code, else not at all."""
    postcode = postcodes.read(text)
    if postcode is None:
        return None
    if unit := by_unit(postcode):
        return unit[0]
    if place := by_sector(postcode):
        return place
    found = outcode(postcode)
    return by_outcode(found) if found else None
