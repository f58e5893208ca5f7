"""Conditions on places. All coordinates are in degrees, longitude first."""

import math
from typing import Final

from zenne.dataportal.query.statements import Parameters, quoted
from zenne.dataportal.query.view import BOX, Seen
from zenne.dataportal.rules.parameters import WrongParameter, where_name
from zenne.dataportal.rules.questions import Condition
from zenne.dataportal.rules.reading import NotReadable, number
from zenne.dataportal.storage.engine import database

METRES_IN_A_DEGREE: Final = 6_371_008.8 * math.pi / 180
FARTHEST_METRES: Final = 100_000.0
POLE: Final = 89.0
"""Beyond it a degree of longitude is too short to compute with."""
MEASURED: Final = """
SELECT ST_AsWKB(shape)::BLOB, ST_XMin(shape), ST_YMin(shape), ST_XMax(shape), ST_YMax(shape), ST_IsValid(shape)
FROM (SELECT coalesce(TRY(ST_GeomFromText($text)), TRY(ST_GeomFromGeoJSON($text))) AS shape)
WHERE shape IS NOT NULL AND NOT ST_IsEmpty(shape)
"""
Box = tuple[float, float, float, float]


def within(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    """Inside a geometry that is given as WKT or GeoJSON, or on its edge."""
    cursor = database().cursor()
    found = cursor.execute(MEASURED, {"text": condition.values[0].replace("\0", " ")}).fetchone()
    if found is None or not found[5]:
        raise WrongParameter("not-a-geometry", where_name(condition))
    shape, box = found[0], found[1:5]
    exact = f"TRY(ST_CoveredBy(ST_GeomFromWKB({seen.sql}), ST_GeomFromWKB({parameters.add(shape)})))"
    return both(in_box(seen, box, parameters), exact)


def bbox(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    """Touching a box of west, south, east, north."""
    west, south, east, north = numbers(condition, 4, "not-a-box")
    if west > east or south > north:
        raise WrongParameter("not-a-box", where_name(condition))
    corners = ", ".join(parameters.add(value) for value in (west, south, east, north))
    exact = f"TRY(ST_Intersects(ST_GeomFromWKB({seen.sql}), ST_MakeEnvelope({corners})))"
    return both(in_box(seen, (west, south, east, north), parameters), exact)


def near(condition: Condition, seen: Seen, parameters: Parameters) -> str:
    """At most so many metres from a place. Near a place the earth is flat, and a degree of longitude shorter."""
    longitude, latitude, metres = numbers(condition, 3, "not-a-circle")
    if abs(longitude) > 180 or abs(latitude) > POLE or not 0 <= metres <= FARTHEST_METRES:
        raise WrongParameter("not-a-circle", where_name(condition))
    shrink = math.cos(math.radians(latitude))
    reach = metres / METRES_IN_A_DEGREE
    shape = f"ST_Affine(ST_GeomFromWKB({seen.sql}), {parameters.add(shrink)}, 0, 0, 1, 0, 0)"
    centre = f"ST_Point({parameters.add(longitude * shrink)}, {parameters.add(latitude)})"
    box = (longitude - reach / shrink, latitude - reach, longitude + reach / shrink, latitude + reach)
    return both(in_box(seen, box, parameters), f"TRY(ST_Distance({shape}, {centre})) <= {parameters.add(reach)}")


def in_box(seen: Seen, box: Box, parameters: Parameters) -> str:
    """A first sieve by the hidden columns with the box of each geometry; they let row groups be left unread."""
    if not seen.has_box:
        return ""
    xmin, ymin, xmax, ymax = (quoted(f"{prefix}{seen.name}") for prefix in BOX)
    west, south, east, north = (parameters.add(value) for value in box)
    return f"{xmax} >= {west} AND {xmin} <= {east} AND {ymax} >= {south} AND {ymin} <= {north}"


def both(sieve: str, exact: str) -> str:
    return f"({sieve} AND {exact})" if sieve else f"({exact})"


def numbers(condition: Condition, count: int, code: str) -> tuple[float, ...]:
    if len(condition.values) != count:
        raise WrongParameter(code, where_name(condition))
    try:
        return tuple(number(text.strip()) for text in condition.values)
    except NotReadable:
        raise WrongParameter(code, where_name(condition)) from None
