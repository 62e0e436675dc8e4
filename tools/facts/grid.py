"""From latitude and longitude to whole metres on the British National Grid."""

from pyproj import Transformer

# Always x before y, so that no caller needs to remember the axis order of each system.
TO_GRID = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)


def grid(latitude: str, longitude: str) -> dict[str, str]:
    easting, northing = TO_GRID.transform(float(longitude), float(latitude))
    return {"easting": str(round(easting)), "northing": str(round(northing))}


def short(degrees: str) -> str:
    """Four decimals, about ten metres: enough for the middle of a postcode area."""
    return f"{float(degrees):.4f}"
