"""GeoPackage and GTFS: one file becomes several tables, all at once or none."""

import json
import sqlite3
import struct
import zipfile
from collections.abc import Mapping
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from zenne.dataportal.ingest.files import contents_of
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.ingest.wording import PROBLEMS
from zenne.dataportal.models import Dataset, Load, Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.geopackage import wkb_of
from zenne.dataportal.storage.engine import database
from zenne.dataportal.tests.files import a_file, loaded, quarantine_of, rows_of, types_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nMIVB,STIB-MIVB,https://stib.be,Europe/Brussels\n",
    "stops.txt": "\ufeffstop_id,stop_code,stop_name,stop_lat,stop_lon,location_type\n"
    '0011,0011,"Beurs, Bourse",50.8481,4.3497,0\n0012,0012,Centraal,50.8455,4.3571,1\n',
    "routes.txt": "route_id,route_short_name,route_type\n1,01,1\n",
    "trips.txt": "route_id,service_id,trip_id\n1,W,007\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "007,24:10:00,24:10:30,0011,1\n007,25:01:00,25:01:00,0012,2\n007,25:01:00,25:01:00,0012,2\n007,x,x,0012,three\n",
    "calendar_dates.txt": "service_id,date,exception_type\nW,20261225,2\n",
    "feed_info.txt": "feed_publisher_name,feed_start_date\n",
}


def gtfs(files: Mapping[str, str | bytes] | None = None, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file with these files."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in (FEED if files is None else files).items():
            archive.writestr(name, content)
    return made.getvalue()


def place(x: float, y: float, *, system: int = 4326, box: bool = False) -> bytes:
    """A point as in a GeoPackage."""
    header = b"GP\0" + bytes([0b011 if box else 0b001]) + struct.pack("<i", system)
    return header + (struct.pack("<4d", x, x, y, y) if box else b"") + struct.pack("<BIdd", 1, 1, x, y)


def geopackage(folder: Path, script: str = "", *, system: int = 4326, rows: Any = ()) -> bytes:
    """A GeoPackage with the layers ``trees`` (places) and ``kinds``, and what a script does to it."""
    path = folder / "made.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as made:
        made.executescript("""
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
                organization_coordsys_id INTEGER, definition TEXT);
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
                srs_id INTEGER, z INTEGER, m INTEGER);
            CREATE TABLE "My Trees" (fid INTEGER PRIMARY KEY, geom POINT, name TEXT(20), height REAL, planted DATE,
                seen DATETIME, is_old BOOLEAN);
            CREATE TABLE kinds (code TEXT, n MEDIUMINT);
            INSERT INTO kinds VALUES ('007', 1), ('008', 'many');
            INSERT INTO gpkg_contents VALUES ('My Trees', 'features', 't', 4326), ('kinds', 'attributes', 'k', NULL),
                ('picture', 'tiles', 'p', 4326);
        """)
        made.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('x', ?, 'EPSG', ?, '')", [system, system])
        made.execute("INSERT INTO gpkg_geometry_columns VALUES ('My Trees', 'geom', 'POINT', ?, 0, 0)", [system])
        given_rows = rows or [
            (1, place(4.35, 50.85), "oak", 12.5, "2026-01-02", "2026-01-02T10:00:00Z", 1),
            (2, place(4.36, 50.86, box=True), "ash", 3, None, None, 0),
        ]
        made.executemany('INSERT INTO "My Trees" VALUES (?, ?, ?, ?, ?, ?, ?)', given_rows)
        made.executescript(script)
    made.close()
    return path.read_bytes()


OTHER_SYSTEM = """UPDATE gpkg_spatial_ref_sys SET srs_id = 99999, organization_coordsys_id = 99999;
    UPDATE gpkg_geometry_columns SET srs_id = 99999"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i table_name, i data_type FROM n"
ONLY_KINDS = "DELETE FROM gpkg_contents WHERE table_name <> 'kinds'"


def table(name: str) -> Version:
    return Version.objects.get(table__name=name, ended_at=None)


def where(version: Version, column: str = "geom") -> list[str]:
    asked = "SELECT ST_AsText(ST_ReducePrecision(ST_GeomFromWKB(?), 0.001))"
    found = rows_of(version, column)
    return ["" if row[0] is None else database().cursor().execute(asked, row).fetchall()[0][0] for row in found]


def test_the_layers_of_a_geopackage_become_tables(tmp_path: Path) -> None:
    loaded(tmp_path, geopackage(tmp_path), "green.gpkg")
    assert sorted(Table.objects.values_list("name", flat=True)) == ["kinds", "my_trees"]
    trees = table("my_trees")
    assert types_of(trees) == {
        "fid": ColumnType.INTEGER,
        "geom": ColumnType.GEOMETRY,
        "name": ColumnType.TEXT,
        "height": ColumnType.NUMBER,
        "planted": ColumnType.DATE,
        "seen": ColumnType.TIMESTAMP,
        "is_old": ColumnType.BOOLEAN,
    }
    assert rows_of(trees, "fid", "name", "height", "planted", "is_old") == [
        (1, "oak", 12.5, date(2026, 1, 2), True),
        (2, "ash", 3.0, None, False),
    ]
    assert where(trees) == ["POINT (4.35 50.85)", "POINT (4.36 50.86)"]
    kinds = table("kinds")
    assert rows_of(kinds) == [("007", 1)]
    assert quarantine_of(kinds) == [(2, "n", "many", "wrong-type")]
    load = Load.objects.get(part_of=None)
    assert (load.details, load.further.count()) == ({"ignored": "picture"}, 1)
    assert trees.published_at == kinds.published_at


@pytest.mark.parametrize(("system", "x", "y"), [(31370, 149_000, 170_500), (3857, 484_240, 6_594_000)])
def test_places_of_another_system_come_to_degrees(system: int, x: float, y: float, tmp_path: Path) -> None:
    row = (1, place(x, y, system=system), "oak", 1.0, None, None, None)
    loaded(tmp_path, geopackage(tmp_path, system=system, rows=[row]), "green.gpkg")
    assert where(table("my_trees"))[0].startswith("POINT (4.3")


def test_a_geopackage_with_one_layer_goes_into_the_table_that_was_named(tmp_path: Path) -> None:
    only = "DELETE FROM gpkg_contents WHERE table_name <> 'My Trees'"
    version = loaded(tmp_path, geopackage(tmp_path, only), "green.gpkg", table="oaks")
    assert (version.table.name, version.rows) == ("oaks", 2)
    assert not Load.objects.get().further.exists()


def test_a_place_that_is_none_goes_to_quarantine(tmp_path: Path) -> None:
    good = place(4.35, 50.85)
    blobs = [b"", b"GP", good[:12], b"XX" + good[2:], good[:3] + b"\x0f" + good[4:], good[:3] + b"\x21" + good[4:],
             good[:8] + b"\1\x03\0\0\0\xff\xff\xff\x7f", good[:9] + b"\xff" * 20, "text", 7]  # fmt: skip
    rows = [(n, blob, "x", 1.0, None, None, None) for n, blob in enumerate([good, *blobs], 1)]
    loaded(tmp_path, geopackage(tmp_path, rows=rows), "green.gpkg")
    trees = table("my_trees")
    assert trees.rows + trees.quarantined == len(rows)
    assert trees.rows == 2, "the good one, and the one without a place"
    assert {each[3] for each in quarantine_of(trees)} == {"invalid-geometry"}


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("DROP TABLE gpkg_contents", "unknown-kind"),
        ("DELETE FROM gpkg_contents", "no-table"),
        ("DROP TABLE gpkg_spatial_ref_sys", "broken-file"),
        (OTHER_SYSTEM, "unknown-crs"),
        ("DELETE FROM kinds; DELETE FROM \"My Trees\"", "no-rows"),
        (f"DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS {ENDLESS}", "unknown-kind"),
        (f"{ONLY_KINDS}; DROP TABLE kinds; CREATE VIEW kinds AS {ENDLESS}", "no-table"),
        (f"{ONLY_KINDS}; UPDATE gpkg_contents SET table_name = 'kinds; DROP TABLE kinds'", "no-table"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_or_means_harm_is_refused_in_a_sentence(script: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(CannotLoad) as caught:
        loaded(tmp_path, geopackage(tmp_path, script), "green.gpkg")
    assert caught.value.code == code
    assert code in PROBLEMS
    assert not Version.objects.exists()
    assert not Dataset.objects.exists()


def test_nothing_in_a_geopackage_is_computed(tmp_path: Path) -> None:
    script = f"""{ONLY_KINDS}; DROP TABLE kinds; CREATE TABLE kinds (a INTEGER, b AS (hex(zeroblob(20000000))));
        INSERT INTO kinds (a) VALUES (7)"""
    assert rows_of(loaded(tmp_path, geopackage(tmp_path, script), "green.gpkg")) == [(7,)]


@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(damage=st.lists(st.tuples(st.integers(16, 20_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_damaged_geopackage_ends_in_a_sentence_or_in_tables(damage: list[tuple[int, int]], tmp_path: Path) -> None:
    content = bytearray(geopackage(tmp_path))
    for at, byte in damage:
        content[at % len(content)] = byte
    path = a_file(tmp_path, b"SQLite format 3\0" + bytes(content[16:]), "x.gpkg")
    code = ""
    try:
        found = contents_of(path)
        for number, piece in enumerate(found.pieces if found else ()):
            folder = tmp_path / f"{number}"
            folder.mkdir(exist_ok=True)
            stage = Stage(folder)
            piece.read(path, stage, lambda _: None)
            stage.end()
    except CannotLoad as error:
        code = error.code
    assert not code or code in PROBLEMS


@given(st.binary(max_size=100))
def test_any_bytes_are_wkb_or_come_back(blob: bytes) -> None:
    assert blob.endswith(wkb_of(blob))


def test_the_files_of_gtfs_become_tables_with_the_types_of_the_specification(tmp_path: Path) -> None:
    loaded(tmp_path, gtfs({**FEED, "README.md": "hello", "x/shapes/y.txt": "a"}), "stib.zip")
    assert set(Table.objects.values_list("name", flat=True)) == {
        "agency", "stops", "routes", "trips", "stop_times", "calendar_dates",
    }  # fmt: skip
    assert rows_of(table("stops"), "stop_id", "stop_name", "stop_lat", "location_type") == [
        ("0011", "Beurs, Bourse", 50.8481, 0),
        ("0012", "Centraal", 50.8455, 1),
    ]
    assert rows_of(table("routes")) == [("1", "01", 1)]
    assert rows_of(table("calendar_dates")) == [("W", date(2026, 12, 25), 2)]
    assert rows_of(table("agency"))[0][0] == "MIVB"
    times = table("stop_times")
    assert rows_of(times)[0] == ("007", "24:10:00", "24:10:30", "0011", 1)
    assert times.schema.definition.key == ("trip_id", "stop_sequence")
    assert {(line, reason) for line, _, _, reason in quarantine_of(times)} == {
        (4, "duplicate-key"),
        (5, "wrong-type"),
    }
    assert Load.objects.get(part_of=None).details == {"ignored": "README.md, x/shapes/y.txt, feed_info"}


def test_gtfs_in_a_folder_of_the_zip_file_is_found(tmp_path: Path) -> None:
    version = loaded(tmp_path, gtfs({f"feed/{name}": text for name, text in FEED.items()}), "stib.zip")
    assert version.table.name == "agency"


def test_the_next_timetable_replaces_all_tables_at_one_moment(tmp_path: Path) -> None:
    loaded(tmp_path, gtfs(), "stib.zip")
    later = {**FEED, "routes.txt": "route_id,route_short_name,route_type\n1,01,1\n2,02,1\n"}
    loaded(tmp_path, gtfs(later), "stib.zip")
    current = Version.objects.filter(ended_at=None)
    assert {version.number for version in current} == {2}
    assert len({version.published_at for version in current}) == 1
    assert table("routes").rows == 2


def test_when_one_table_cannot_be_loaded_none_is(tmp_path: Path) -> None:
    loaded(tmp_path, gtfs(), "stib.zip")
    broken = {**FEED, "levels.txt": "level_id\n1\n", "stop_times.txt": "trip_id,stop_sequence\n007,x\n007,y\n"}
    with pytest.raises(CannotLoad, match="nothing-fits"):
        loaded(tmp_path, gtfs(broken), "stib.zip")
    assert set(Version.objects.values_list("number", flat=True)) == {1}
    assert not Table.objects.filter(versions=None).exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gtfs({"a.txt": "x", "stops.txt": "stop_id\n1\n"}), "unknown-kind"),
        (gtfs()[:-200], "broken-file"),
        (gtfs(dict.fromkeys(FEED, "")), "no-rows"),
        (gtfs({**FEED, **{f"{n}.bin": "" for n in range(1001)}}), "too-large-unpacked"),
    ],
)
def test_a_zip_file_that_is_no_timetable_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(CannotLoad, match=code):
        loaded(tmp_path, content, "stib.zip")
    assert not Dataset.objects.exists()


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zenne.dataportal.ingest.gtfs.MOST_UNPACKED_MB", 1)
    with pytest.raises(CannotLoad, match="too-large-unpacked"):
        loaded(tmp_path, gtfs({**FEED, "shapes.txt": b"0" * (2 << 20)}), "stib.zip")


def test_a_file_that_becomes_a_thousand_times_as_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotLoad, match="bomb"):
        loaded(tmp_path, gtfs({**FEED, "shapes.txt": b"0" * (17 << 20)}), "stib.zip")


def test_an_entry_that_lies_about_its_size_or_sum_is_refused(tmp_path: Path) -> None:
    content = gtfs(packing=zipfile.ZIP_STORED).replace(b"25:01:00", b"25:02:00")
    with pytest.raises(CannotLoad, match="broken-file"):
        loaded(tmp_path, content, "stib.zip")


def test_the_command_tells_all_tables(tmp_path: Path) -> None:
    out = StringIO()
    call_command("data", "load", str(a_file(tmp_path, gtfs({**FEED, "README.md": "x"}), "stib.zip")), stdout=out)
    said = json.loads(out.getvalue().strip().splitlines()[-1])
    assert (said["dataset"], said["table"]) == ("stib", "agency")
    assert {"table": "stop_times", "rows": 2, "quarantined": 2} in said["further"]
    assert "were left out: README.md" in out.getvalue()
