"""Full postcodes, where OS Code-Point Open was taken in. Without it there are none, and find works by sectors."""

from __future__ import annotations

from django.conf import settings

from whoscounting.lib import postcodefile
from whoscounting.lib.grid import to_degrees
from whoscounting.lib.postcodefile import NATIONS, About
from whoscounting.lib.postcodes import Postcode
from whoscounting.register.rules.places import Exactness, Place


def about_units() -> About | None:
    """What the postcode file was made from; None where there is none."""
    return postcodefile.about(settings.POSTCODES)


def by_unit(postcode: Postcode) -> tuple[Place, str] | None:
    """The place of a full postcode and the nation it is in."""
    found = postcodefile.look_up(settings.POSTCODES, postcode.full.replace(" ", "")) if postcode.full else None
    if found is None:
        return None
    latitude, longitude = to_degrees(found.easting, found.northing)
    return Place(postcode.full, Exactness.UNIT, latitude, longitude), NATIONS[found.nation]
