"""JSON, GeoJSON, Parquet and Excel become typed rows like CSV does."""

import json
import zipfile
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from zenne.dataportal.ingest import json_stream
from zenne.dataportal.ingest import workbook as workbooks
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text, remarks_in
from zenne.dataportal.models import Dataset, Load, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.engine import database
from zenne.dataportal.tests.files import loaded, quarantine_of, rows_of, types_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SQUARE = [[4.3, 50.8], [4.4, 50.8], [4.4, 50.9], [4.3, 50.9], [4.3, 50.8]]
BOW = [[4.3, 50.8], [4.4, 50.9], [4.4, 50.8], [4.3, 50.9], [4.3, 50.8]]


def features(*geometries: Any, **members: Any) -> str:
    found = [{"type": "Feature", "properties": {"n": n}, "geometry": each} for n, each in enumerate(geometries)]
    return json.dumps({"type": "FeatureCollection", **members, "features": found})


def point(x: float, y: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def shapes(version: Any, column: str = "geometry") -> list[str]:
    asked = "SELECT ST_AsText(ST_ReducePrecision(ST_GeomFromWKB(?), 0.0001))"
    return [database().cursor().execute(asked, row).fetchall()[0][0] for row in rows_of(version, column)]


def test_objects_become_rows_and_members_that_come_late_become_columns(tmp_path: Path) -> None:
    items = [{"id": 1, "when": "2026-01-02"}, {"id": 2, "tags": ["a", "b"], "note": "ünï"}, {"id": 3, "when": None}]
    version = loaded(tmp_path, json.dumps({"count": 3, "items": items}), "trees.json")
    assert rows_of(version) == [
        (1, date(2026, 1, 2), None, None),
        (2, None, '["a", "b"]', "ünï"),
        (3, None, None, None),
    ]
    assert types_of(version)["tags"] is ColumnType.JSON


def test_a_broken_line_of_json_lines_goes_to_quarantine(tmp_path: Path) -> None:
    version = loaded(tmp_path, '{"a": 1}\n{"a": \n\n[1]\n{"a": 2, "b": true}\n', "trees.jsonl")
    assert rows_of(version) == [(1, None), (2, True)]
    assert quarantine_of(version) == [(2, None, None, "no-object"), (4, None, None, "no-object")]


def test_a_long_line_of_json_lines_is_kept_apart_whole_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "LARGEST_ELEMENT", 2 << 20)
    endless, broken = '{"a": "' + "é" * (2 << 20) + '"}', "x" * (3 << 19)
    version = loaded(tmp_path, f'{{"a": "1"}}\n{endless}\n{broken}\n{{"a": "2"}}\n', "trees.jsonl")
    assert (rows_of(version), version.quarantined) == ([(1,), (2,)], 2)
    bad = sorted(quarantine_of(version, "line", "value", "raw", "reason"))
    assert {reason for *_, reason in bad} == {"line-too-long"}
    kept = {number: "".join(raw for line, _, raw, _ in bad if line == number) for number in (2, 3)}
    assert (len(kept[2]) >= len(endless), kept[3]) == (True, broken)


def test_a_value_of_json_without_an_end_says_where_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LARGEST_ELEMENT", 1 << 20)
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, f'[{{"a": 1}}, {{"a": "{"x" * (3 << 20)}"}}]', "trees.json")
    assert (error.value.code, error.value.details) == ("endless-value", {"place": 12, "most": 1})


def test_a_list_longer_than_what_is_read_at_once_is_read_whole(tmp_path: Path) -> None:
    items = [{"n": n, "text": "x" * 300} for n in range(10_000)]
    version = loaded(tmp_path, json.dumps(items, indent=1), "many.json")
    assert version.rows == 10_000


@pytest.mark.parametrize(
    "content", ['[{"a": 1}, {"a": 2', '{"items": [1,', "[", "{]", '[{"a": 1} {"a": 2}]', "[" * 5000]
)
def test_json_that_is_broken_says_where(tmp_path: Path, content: str) -> None:
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, content, "trees.json")
    assert error.value.code == "not-json"
    assert not Dataset.objects.exists()


def test_features_have_their_geometry_beside_its_bounds(tmp_path: Path) -> None:
    version = loaded(tmp_path, features(point(4.35, 50.85), {"type": "Polygon", "coordinates": [SQUARE]}), "p.geojson")
    assert types_of(version) == {"n": ColumnType.INTEGER, "geometry": ColumnType.GEOMETRY}
    assert rows_of(version, "_xmin_geometry", "_ymax_geometry") == [(4.35, 50.85), (4.3, 50.9)]
    assert shapes(version)[0] == "POINT (4.35 50.85)"


def test_invalid_rings_swapped_axes_and_places_outside_the_world_are_explained(tmp_path: Path) -> None:
    open_ring = {"type": "Polygon", "coordinates": [SQUARE[:3]]}
    bow = {"type": "Polygon", "coordinates": [BOW]}
    version = loaded(
        tmp_path, features(point(4.3, 50.8), bow, point(50.85, 4.35), point(4.3, 950), open_ring, None), "p.geojson"
    )
    assert [(line, reason) for line, _, _, reason in quarantine_of(version)] == [
        (2, "invalid-geometry"),
        (3, "swapped-axes"),
        (4, "outside-the-world"),
        (5, "invalid-geometry"),
    ]
    assert rows_of(version, "n") == [(0,), (5,)]


def test_a_file_with_all_axes_swapped_is_refused_with_that_reason(tmp_path: Path) -> None:
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, features(point(50.85, 4.35), point(50.9, 4.4)), "p.geojson")
    assert (error.value.code, error.value.details["reason"]) == ("nothing-fits", "swapped-axes")


LAMBERT_72 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"crs": LAMBERT_72}, (149_000, 170_600)),
        ({}, (149_000, 170_600)),
        ({}, (649_000, 670_600)),
    ],
)
def test_belgian_coordinates_become_longitude_and_latitude(
    tmp_path: Path, members: dict[str, Any], place: tuple[int, int]
) -> None:
    version = loaded(tmp_path, features(point(*place), **members), "p.geojson")
    (found,) = shapes(version)
    x, y = map(float, found.removeprefix("POINT (").removesuffix(")").split())
    assert (x, y) == pytest.approx((4.3537, 50.8457), abs=0.002)


def test_a_workbook_gives_dates_values_of_formulas_and_merged_cells(tmp_path: Path) -> None:
    version = loaded(tmp_path, workbook(tmp_path).read_bytes(), "trees.xlsx")
    assert types_of(version) == {"kind": ColumnType.TEXT, "planted": ColumnType.DATE, "height": ColumnType.NUMBER}
    assert rows_of(version) == [
        ("oak", date(2026, 1, 2), 3.5),
        ("oak", date(2026, 1, 3), None),
        ("elm", date(2026, 1, 4), 5.0),
    ]
    assert quarantine_of(version) == [(6, None, None, "too-many-values")]


def workbook(folder: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("trees")
    sheet.append(["kind", "planted", "height"])
    sheet.append(["oak", date(2026, 1, 2), 3.5])
    sheet.append([None, datetime(2026, 1, 3), "=1/0"])  # noqa: DTZ001 - cells have no time zone
    sheet.append(["elm", date(2026, 1, 4), 5])
    sheet.append([])
    sheet.append(["ash", date(2026, 1, 4), 5, "extra"])
    sheet.merge_cells("A2:A3")
    book.save(folder / "made.xlsx")
    return folder / "made.xlsx"


def test_a_bomb_and_a_damaged_workbook_are_refused_before_they_are_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_MB", 50)
    path = workbook(tmp_path)
    with pytest.raises(CannotLoad, match=r"broken-file|unknown-kind"):
        loaded(tmp_path, path.read_bytes()[:3000], "cut.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/bomb.xml", "w") as member:
        for _ in range(51):
            member.write(b"\0" * (1 << 20))
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, path.read_bytes(), "bomb.xlsx")
    assert error.value.code == "too-large-unpacked"
    monkeypatch.setattr(workbooks, "MOST_UNPACKED_MB", 1024)
    with pytest.raises(CannotLoad, match="bomb"):
        loaded(tmp_path, path.read_bytes(), "bomb.xlsx")


def test_parquet_keeps_its_types_and_nested_values_become_json(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    table = pa.table(
        {
            "code": ["001", "002"],
            "when": [datetime(2026, 1, 2, 3, 4, 5, 678), None],  # noqa: DTZ001 - as Parquet without a zone
            "what": [{"a": [1, 2]}, None],
            "level": [1e-9, 1e20],
            "kind": pa.array(["x", "y"]).dictionary_encode(),
        }
    )
    parquet.write_table(table, tmp_path / "made.parquet")
    version = loaded(tmp_path, (tmp_path / "made.parquet").read_bytes(), "trees.parquet")
    assert list(types_of(version).values()) == [
        ColumnType.TEXT,
        ColumnType.TIMESTAMP,
        ColumnType.JSON,
        ColumnType.NUMBER,
        ColumnType.TEXT,
    ]
    assert rows_of(version, "code", "what", "level", "kind") == [
        ("001", '{"a": [1, 2]}', 1e-9, "x"),
        ("002", None, 1e20, "y"),
    ]
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, (tmp_path / "made.parquet").read_bytes()[:-20], "cut.parquet")
    assert error.value.code == "broken-file"


def two_sheets(folder: Path) -> bytes:
    book = import_module("openpyxl").Workbook()
    first, second = book.active, book.create_sheet("Shrubs")
    first.title = "Trees"
    for sheet, kind in ((first, "oak"), (second, "box")):
        sheet.append(["kind", "height", "double"])
        sheet.append([kind, 2, "=B2*2"])
        sheet.append([kind, 3, 6])
    book.save(folder / "two.xlsx")
    return (folder / "two.xlsx").read_bytes()


def remarks_of(version: Version) -> list[str]:
    return remarks_in(Load.objects.get(version=version).details)


def test_other_sheets_and_formulas_without_a_value_are_told(tmp_path: Path) -> None:
    version = loaded(tmp_path, two_sheets(tmp_path), "two.xlsx")
    assert rows_of(version) == [("oak", 2, None), ("oak", 3, 6)]
    sheets, formulas = remarks_of(version)
    assert "“Trees”" in sheets
    assert "Shrubs" in sheets
    assert "C2" in formulas
    assert "C3" not in formulas


def test_the_sheet_that_is_wanted_is_loaded(tmp_path: Path) -> None:
    assert rows_of(loaded(tmp_path, two_sheets(tmp_path), "two.xlsx", sheet="shrubs"))[0][0] == "box"
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, two_sheets(tmp_path), "two.xlsx", sheet="Bushes")
    assert problem_text(error.value.code, error.value.details).endswith("It has these: Trees, Shrubs.")


def test_numbers_that_are_not_finite_are_no_part_of_json(tmp_path: Path) -> None:
    version = loaded(
        tmp_path, '[{"a": 1.5, "b": {"c": NaN, "d": "NaN, inf"}}, {"a": Infinity, "b": [1, -Infinity]}]', "t.json"
    )
    assert [json.loads(text) for (text,) in rows_of(version, "b")] == [{"c": None, "d": "NaN, inf"}, [1, None]]
