"""Between degrees (WGS84) and metres on the British National Grid, good to about five metres.

The formulas and constants are those of the Ordnance Survey's "A guide to coordinate systems in Great Britain":
degrees to a point in space, a Helmert shift to the older datum, and a transverse Mercator projection.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, hypot, radians, sin, sqrt, tan


@dataclass(frozen=True)
class Ellipsoid:
    """The two half axes in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        """The eccentricity, squared."""
        return 1 - (self.b / self.a) ** 2


WGS84 = Ellipsoid(6378137.000, 6356752.3142)
AIRY = Ellipsoid(6377563.396, 6356256.909)

# From WGS84 to OSGB36: metres, parts in a million, seconds of arc.
SHIFT = (-446.448, 125.157, -542.060)
SCALE = 1 + 20.4894e-6
TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))

# The National Grid: scale on the central meridian, true origin, and the grid reference of that origin.
F0 = 0.9996012717
PHI0, LAMBDA0 = radians(49), radians(-2)
E0, N0 = 400_000.0, -100_000.0

DEGREE = 111_300.0  # metres, roughly, to a degree of latitude
NEAR = 0.1  # metres; enough to be in the same whole metre


def to_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """Easting and northing in whole metres. Meant for Great Britain; far away from it the numbers mean nothing."""
    easting, northing = on_grid(latitude, longitude)
    return round(easting), round(northing)


def on_grid(latitude: float, longitude: float) -> tuple[float, float]:
    return projected(*older_datum(radians(latitude), radians(longitude)))


def to_degrees(easting: int, northing: int) -> tuple[float, float]:
    """The way back: latitude and longitude of which `to_grid` gives this place, found by walking there.

    From a first guess some kilometres off, each step comes about ten times nearer.
    """
    latitude = 49 + (northing - N0) / DEGREE
    longitude = -2 + (easting - E0) / (DEGREE * cos(radians(latitude)))
    for _ in range(12):
        x, y = on_grid(latitude, longitude)
        if hypot(easting - x, northing - y) < NEAR:
            break
        latitude += (northing - y) / DEGREE
        longitude += (easting - x) / (DEGREE * cos(radians(latitude)))
    return latitude, longitude


def older_datum(phi: float, lam: float) -> tuple[float, float]:
    """The same place in the latitude and longitude of OSGB36."""
    nu = WGS84.a / sqrt(1 - WGS84.e2 * sin(phi) ** 2)
    x, y, z = nu * cos(phi) * cos(lam), nu * cos(phi) * sin(lam), (1 - WGS84.e2) * nu * sin(phi)
    rx, ry, rz = TURN
    return on_ellipsoid(
        SHIFT[0] + SCALE * x - rz * y + ry * z,
        SHIFT[1] + rz * x + SCALE * y - rx * z,
        SHIFT[2] - ry * x + rx * y + SCALE * z,
    )


def on_ellipsoid(x: float, y: float, z: float) -> tuple[float, float]:
    """Latitude and longitude on Airy's ellipsoid of a point in space; five rounds are exact to a millimetre."""
    p = hypot(x, y)
    phi = atan2(z, p * (1 - AIRY.e2))
    for _ in range(5):
        nu = AIRY.a / sqrt(1 - AIRY.e2 * sin(phi) ** 2)
        phi = atan2(z + AIRY.e2 * nu * sin(phi), p)
    return phi, atan2(y, x)


def projected(phi: float, lam: float) -> tuple[float, float]:
    """The guide's series, with its own names for the terms (I to VI)."""
    s, c, t2 = sin(phi), cos(phi), tan(phi) ** 2
    nu = AIRY.a * F0 / sqrt(1 - AIRY.e2 * s**2)
    rho = nu * (1 - AIRY.e2) / (1 - AIRY.e2 * s**2)
    eta2 = nu / rho - 1
    i = meridian_arc(phi) + N0
    ii = nu / 2 * s * c
    iii = nu / 24 * s * c**3 * (5 - t2 + 9 * eta2)
    iiia = nu / 720 * s * c**5 * (61 - 58 * t2 + t2**2)
    iv = nu * c
    v = nu / 6 * c**3 * (nu / rho - t2)
    vi = nu / 120 * c**5 * (5 - 18 * t2 + t2**2 + 14 * eta2 - 58 * t2 * eta2)
    d = lam - LAMBDA0
    northing = i + ii * d**2 + iii * d**4 + iiia * d**6
    easting = E0 + iv * d + v * d**3 + vi * d**5
    return easting, northing


def meridian_arc(phi: float) -> float:
    """The distance along the central meridian from the true origin."""
    n = (AIRY.a - AIRY.b) / (AIRY.a + AIRY.b)
    less, more = phi - PHI0, phi + PHI0
    return (
        AIRY.b
        * F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )
