"""The coordinate systems of Belgium, told apart by their numbers."""

from typing import Final

SYSTEMS: Final = {
    4326: (-180.0, -90.0, 180.0, 90.0),
    31370: (0.0, 0.0, 320_000.0, 260_000.0),
    3812: (500_000.0, 500_000.0, 820_000.0, 760_000.0),
    3857: (-20_037_509.0, -20_048_967.0, 20_037_509.0, 20_048_967.0),
}
"""West, south, east and north of the places that have coordinates in a system: longitude and latitude, Belgian Lambert
72 and 2008, Web Mercator."""
LAMBERT: Final = (31370, 3812)


def guess_crs(west: float, south: float, east: float, north: float) -> int:
    """The system of coordinates with these bounds: degrees, or else one of the two Lamberts if all of it fits there."""
    for code in (4326, *LAMBERT):
        bounds = SYSTEMS[code]
        if west >= bounds[0] and south >= bounds[1] and east <= bounds[2] and north <= bounds[3]:
            return code
    return 4326
