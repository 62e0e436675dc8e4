"""What is nearest is found without measuring everything."""

from dataclasses import dataclass
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from whoscounting.register.rules.near import CELL, Nearby


@dataclass(frozen=True)
class Spot:
    easting: int
    northing: int


metres = st.integers(0, 700_000)
places = st.lists(st.builds(Spot, metres, metres), max_size=60)


@given(places, metres, metres, st.integers(1, 6))
def test_they_are_the_same_as_if_all_were_measured(spots, x, y, n):
    found = Nearby(spots).nearest(x, y, n, lambda spot: True)
    every = sorted(hypot(spot.easting - x, spot.northing - y) for spot in spots)
    assert [one.metres for one in found] == every[:n]


def test_only_those_wanted_are_found():
    spots = [Spot(x * CELL, 0) for x in range(9)]
    found = Nearby(spots).nearest(0, 0, 2, lambda spot: spot.easting > 3 * CELL)
    assert [one.thing for one in found] == spots[4:6]


def test_few_of_many_are_looked_at():
    spots, looked_at = [Spot(x * 500, y * 500) for x in range(200) for y in range(200)], []
    Nearby(spots).nearest(50_100, 50_100, 5, lambda spot: looked_at.append(spot) or True)
    assert len(looked_at) < len(spots) / 20


def test_where_there_is_nothing_nothing_is_found():
    assert Nearby([]).nearest(0, 0, 5, lambda spot: True) == []
