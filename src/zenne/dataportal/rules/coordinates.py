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


def guess_crs(x: float, y: float) -> int:
    """The system in which a usual place of a table has these coordinates: degrees, else one of the two Lamberts."""
    for code in (4326, *LAMBERT):
        west, south, east, north = SYSTEMS[code]
        if west <= x <= east and south <= y <= north:
            return code
    return 4326
