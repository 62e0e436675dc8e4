"""The grid formula against a library made for it."""

from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from whoscounting.lib.grid import to_degrees, to_grid
from whoscounting.register.rules import tables

REFERENCE = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def metres_apart(latitude: float, longitude: float) -> float:
    easting, northing = to_grid(latitude, longitude)
    x, y = REFERENCE.transform(longitude, latitude)
    return max(abs(easting - x), abs(northing - y))


# Not quite to 2 degrees east: at sea out there the reference turns to the formulas of another country.
@given(latitude=st.floats(49.8, 60.9), longitude=st.floats(-8, 1.8))
def test_anywhere_in_great_britain_it_agrees_with_pyproj_within_five_metres(latitude, longitude):
    assert metres_apart(latitude, longitude) < 5


def test_it_agrees_with_the_bundled_places_of_all_trusts():
    for row in tables.rows("trusts"):
        easting, northing = to_grid(float(row["latitude"]), float(row["longitude"]))
        assert abs(easting - int(row["easting"])) <= 5, row
        assert abs(northing - int(row["northing"])) <= 5, row


@given(easting=st.integers(80_000, 655_000), northing=st.integers(5_000, 1_220_000))
def test_the_way_back_leads_to_the_same_metre(easting, northing):
    assert to_grid(*to_degrees(easting, northing)) == (easting, northing)
