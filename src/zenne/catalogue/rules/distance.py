"""How far it is between two places on the ground."""

import math

EARTH_RADIUS_METRES = 6_371_008.8
"""Mean radius of the earth (IUGG)."""


def metres_between(*, from_latitude: float, from_longitude: float, to_latitude: float, to_longitude: float) -> float:
    """The distance in metres as the crow flies between two points in degrees (WGS 84), by the haversine formula.

    Within half a percent of the distance on the ellipsoid: far less than a street is long.
    """
    latitude_a, latitude_b = math.radians(from_latitude), math.radians(to_latitude)
    half_north = math.sin((latitude_b - latitude_a) / 2)
    half_east = math.sin(math.radians(to_longitude - from_longitude) / 2)
    square = half_north**2 + math.cos(latitude_a) * math.cos(latitude_b) * half_east**2
    return 2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(min(square, 1.0)))
