"""What several pages say alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import hypot

from whoscounting.atlas.drawing import Mark
from whoscounting.atlas.reading import State
from whoscounting.census.queries.editions import Standing
from whoscounting.census.rules.scope import TREATMENTS_NEEDED
from whoscounting.census.rules.tally import SHOWN, Tally
from whoscounting.ui.words import words_for

METRES_PER_MILE = 1609.344


@dataclass(frozen=True)
class KeyItem:
    """A line of the key: how many trusts stand so, and the address that shows them alone."""

    verdict: str
    label: str
    count: int
    href: str
    current: bool = False


@dataclass(frozen=True)
class Near:
    """A trust with its distance, in words."""

    standing: Standing
    distance: str


def of_trusts(count: int) -> str:
    return "1 trust" if count == 1 else f"{count} trusts"


def answer(state: State) -> str:
    """The answer to the site's one question, in a sentence or two."""
    total = len(state.standings)
    if state.published:
        asked = of_trusts(total - state.tally["not_asked"])
        sentence = (
            f"f {asked} asked, {state.tally['collecting']} told us they record everyone "
            "diagnosed with secondary breast cancer."
        )
        return f"Invented: o{sentence}" if state.rehearsal else f"O{sentence}"
    if state.asked and state.progress:
        sent = state.progress.sent
        asked = of_trusts(total) if sent == total else f"{sent} of {of_trusts(total)}"
        return f"We have asked {asked}. So far {state.progress.answered} of {sent} have answered."
    return (
        f"We will ask all {total} trusts in England that give at least {TREATMENTS_NEEDED} "
        "breast cancer treatments a year."
    )


def planned(state: State, today: date) -> str:
    """When the letters are to go out and until when we wait, if that is planned and still to come."""
    round = state.round
    if state.published or state.asked or round is None or round.opens_on is None or round.opens_on < today:
        return ""
    words = f"The letters go out on {round.opens_on:%-d %B %Y}."
    return f"{words} Answers are due by {round.closes_on:%-d %B %Y}." if round.closes_on else words


def key(tally: Tally, *, address: str, current: str = "") -> list[KeyItem]:
    """The key, which filters: everything, then each verdict that occurs. `address` ends in `?` or `&`."""
    everything = KeyItem("", "All trusts", tally.asked, address.rstrip("?&") or "/map/", current == "")
    verdicts = [
        KeyItem(verdict, "", tally[verdict], f"{address}status={verdict}", verdict == current)
        for verdict in SHOWN
        if tally[verdict]
    ]
    return [everything, *verdicts]


def marks(standings: Iterable[Standing], *, rehearsal: bool, shown: Iterable[Standing] | None = None) -> list[Mark]:
    """A mark for each trust; those that are not `shown` are dimmed."""
    bright = None if shown is None else {one.ods_code for one in shown}
    return [
        Mark(
            ods_code=one.ods_code,
            name=one.name,
            town=one.town,
            verdict=one.verdict,
            words=f"{one.name}. {words_for(one.verdict, rehearsal=rehearsal)}",
            easting=one.easting,
            northing=one.northing,
            region_slug=one.region_slug,
            dimmed=bright is not None and one.ods_code not in bright,
        )
        for one in standings
    ]


def nearest(
    standings: Iterable[Standing], *, easting: int | None, northing: int | None, but: str, count: int = 5
) -> list[Near]:
    """The trusts nearest to a place, as the crow flies from one main address to the other."""
    if not easting or not northing:
        return []
    others = (one for one in standings if one.ods_code != but)
    by_distance = sorted((hypot(one.easting - easting, one.northing - northing), one.name, one) for one in others)
    return [Near(one, distance(metres)) for metres, _, one in by_distance[:count]]


def distance(metres: float) -> str:
    """Miles first: `12 miles (19 km)`."""
    miles, kilometres = metres / METRES_PER_MILE, metres / 1000
    if miles < 1:
        return f"less than 1 mile ({kilometres:.1f} km)"
    return f"{miles:.0f} {'mile' if round(miles) == 1 else 'miles'} ({kilometres:.0f} km)"
