"""Where the bundled facts come from, for the page that says so."""

from __future__ import annotations

from dataclasses import dataclass

from whoscounting.lib.postcodefile import About
from whoscounting.register.queries.unitpostcodes import about_units
from whoscounting.register.rules import tables


@dataclass(frozen=True)
class Source:
    """One publication that one of our tables was made from."""

    table: str
    title: str
    publisher: str
    published: str
    licence: str
    host: str
    note: str


def sources() -> list[Source]:
    """What the bundled tables were made from, and the list of full postcodes if it was taken in here."""
    bundled = [Source(**row) for row in tables.rows("sources")]
    units = about_units()
    return [*bundled, _of_units(units)] if units else bundled


def _of_units(units: About) -> Source:
    return Source(
        table="units",
        title="Code-Point Open",
        publisher="Ordnance Survey",
        published=units.published[:7],
        licence="Open Government Licence v3.0",
        host="",
        note=f"Place and nation of {units.units:,} full postcodes",
    )


def attribution() -> list[str]:
    """The sentences that the licences ask us to show."""
    bundled = tables.text("attribution.txt").splitlines()
    units = about_units()
    return [*bundled, _credit(units.published[:4])] if units else bundled


def _credit(year: str) -> str:
    right = f"copyright and database right {year}".strip()
    return (
        f"Full postcodes: contains OS data © Crown {right}, Royal Mail data © Royal Mail {right} and "
        f"National Statistics data © Crown {right}."
    )
