"""Places in GeoPackage files of GDAL, in any coordinate system of EPSG, and those of timetables."""

import json
import sqlite3
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.systems import is_known_system, system_name
from zenne.dataportal.models import Dataset, Version
from zenne.dataportal.queries import column_exists
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.gtfs import KEYS, REFERENCES, form_of, place_in, references_of
from zenne.dataportal.rules.policies import ANYBODY
from zenne.dataportal.storage.engine import database, engine_module, spatial_extension
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.files import loaded, quarantine_of, rows_of, types_of
from zenne.dataportal.tests.test_several_tables import FEED, gtfs, table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MARKET = (4.3525, 50.8467)
"""The middle of Brussels."""
SHAPES = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nS,50.8481,4.3497,1\nS,50.8455,4.3571,2\n"


def by_gdal(folder: Path, system: int, *, name: str = "made") -> Path:
    """A GeoPackage that GDAL writes: the middle of Brussels in some coordinate system."""
    path = folder / f"{name}.gpkg"
    engine = engine_module().connect()
    engine.load_extension(str(spatial_extension()))
    x, y = MARKET
    point = f"ST_Transform(ST_Point({x}, {y}), 'EPSG:4326', 'EPSG:{system}', always_xy := true)"
    engine.execute(
        f"COPY (SELECT 'Grote Markt' AS name, 7 AS trees, {point} AS geom) TO '{path}' "
        f"(FORMAT GDAL, DRIVER 'GPKG', SRS 'EPSG:{system}')"
    )
    engine.close()
    return path


def far_from_market(version: Version, column: str = "geom") -> float:
    """Degrees between the first place of a table and the middle of Brussels."""
    (place,) = rows_of(version, column)[0]
    asked = "SELECT ST_Distance(ST_GeomFromWKB(?), ST_Point(?, ?))"
    return float(database().cursor().execute(asked, [place, *MARKET]).fetchall()[0][0])


@pytest.mark.parametrize("system", [4326, 4258, 31370, 3812, 3857, 3035, 25831, 32631, 2154, 28992, 5514])
def test_a_geopackage_of_gdal_is_taken_in_whatever_its_system(system: int, tmp_path: Path) -> None:
    path = by_gdal(tmp_path, system)
    version = loaded(tmp_path, path.read_bytes(), "squares.gpkg")
    column = version.schema.definition.column("geom")
    assert column is not None
    assert (column.type, column.crs) == (ColumnType.GEOMETRY, system)
    assert far_from_market(version) < 0.00005
    assert quarantine_of(version) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("organization_coordsys_id = 99998", "EPSG:99998"),
        ("organization_coordsys_id = 5710, srs_name = 'Ostend height'", "Ostend height (EPSG:5710)"),
        ("organization = 'ESRI', organization_coordsys_id = 102031", "ESRI:102031"),
        ("organization = 'NONE', organization_coordsys_id = 31370", "NONE:31370"),
        ("organization = '', organization_coordsys_id = 'x'", "(:x)"),
        ("organization_coordsys_id = 99999999999999999", "EPSG:9999"),
    ],
)
def test_a_system_that_nobody_knows_is_refused_by_its_name(change: str, named: str, tmp_path: Path) -> None:
    path = by_gdal(tmp_path, 31370)
    with sqlite3.connect(path) as made:
        made.execute(f"UPDATE gpkg_spatial_ref_sys SET {change} WHERE srs_id = 31370")
    made.close()
    with pytest.raises(CannotLoad, match="unknown-crs") as refused:
        loaded(tmp_path, path.read_bytes(), "squares.gpkg")
    assert named in str(refused.value.details["crs"])
    assert not Dataset.objects.exists()


@given(st.one_of(st.integers(), st.integers(0, 100_000)))
@settings(deadline=None, max_examples=50)
def test_any_number_is_a_known_system_or_none(code: int) -> None:
    assert isinstance(is_known_system(code), bool)
    assert str(code) in system_name(code)


def test_a_steward_keeps_the_system_of_a_file_when_correcting_something_else(tmp_path: Path) -> None:
    loaded(tmp_path, by_gdal(tmp_path, 2154).read_bytes(), "squares.gpkg")
    page = browser_of("Sofia", role="data-steward").get("/en/staff/data/squares/squares/schema/").content.decode()
    assert '<option value="2154" selected>RGF93 v1 / Lambert-93 (EPSG:2154)</option>' in page
    assert '<option value="31370">' in page


def test_stops_and_shapes_of_a_timetable_have_places_and_know_other_tables(tmp_path: Path) -> None:
    stops = FEED["stops.txt"] + "0013,0013,Nergens,,,0\n0014,0014,Fout,50.8,ver,0\n"
    trips = "route_id,service_id,trip_id,shape_id\n1,W,007,S\n"
    loaded(tmp_path, gtfs({**FEED, "stops.txt": stops, "shapes.txt": SHAPES, "trips.txt": trips}), "stib.zip")
    for name in ("stops", "shapes"):
        assert types_of(table(name))["place"] is ColumnType.GEOMETRY
    assert far_from_market(table("stops"), "place") < 0.01
    assert {(line, reason) for line, _, _, reason in quarantine_of(table("stops"))} == {(5, "wrong-type")}
    assert table("stops").rows == 3
    assert relations("trips") == {
        "route_id": "stib.routes.route_id",
        "service_id": "stib.calendar_dates.service_id",
        "shape_id": "stib.shapes.shape_id",
    }
    assert relations("stop_times") == {"trip_id": "stib.trips.trip_id", "stop_id": "stib.stops.stop_id"}
    targets = [target for name in ("trips", "stop_times", "routes") for target in relations(name).values()]
    assert all(column_exists(ANYBODY, target) for target in targets)


def test_the_command_line_tells_relations_and_coordinate_systems(tmp_path: Path) -> None:
    loaded(tmp_path, gtfs(), "stib.zip")
    said = StringIO()
    call_command("data", "schema", "stib", "stops", stdout=said)
    columns = {column["name"]: column for column in json.loads(said.getvalue())["columns"]}
    assert columns["place"] == {"name": "place", "type": "geometry", "source": "place", "coordinate_system": 4326}
    said = StringIO()
    call_command("data", "schema", "stib", "trips", stdout=said)
    columns = {column["name"]: column for column in json.loads(said.getvalue())["columns"]}
    assert columns["route_id"]["refers_to"] == "stib.routes.route_id"


def relations(name: str) -> dict[str, str]:
    columns = table(name).schema.definition.columns
    return {column.name: column.refers_to for column in columns if column.refers_to}


def test_a_place_of_a_timetable_is_found_in_the_api(tmp_path: Path) -> None:
    loaded(tmp_path, gtfs(), "stib.zip")
    rows: Any = Client().get("/api/v1/datasets/stib/tables/stops/rows", {"place[near]": "4.3497,50.8481,100"}).json()
    assert [row["stop_name"] for row in rows["items"]] == ["Beurs, Bourse"]


def test_every_relation_of_the_rules_is_between_known_files_and_leads_to_text() -> None:
    for name, relations_of_table in REFERENCES.items():
        assert name in KEYS
        for column, target in relations_of_table.items():
            other, _, key = target.partition(".")
            assert other in KEYS
            assert form_of(column).type is form_of(key).type is ColumnType.TEXT
        assert references_of(name, ()) == {}


@pytest.mark.parametrize(
    ("header", "numbers"),
    [
        (("stop_id", "stop_lat", "stop_lon"), (2, 1)),
        (("shape_pt_lon", "shape_pt_lat"), (0, 1)),
        (("stop_lat",), None),
        (("stop_lat", "stop_lon", "place"), None),
        ((), None),
    ],
)
def test_a_place_is_made_of_longitude_and_latitude_where_a_file_has_both(
    header: tuple[str, ...], numbers: tuple[int, int] | None
) -> None:
    assert place_in(header) == numbers
