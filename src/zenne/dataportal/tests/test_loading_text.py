"""CSV and its relatives become typed rows, and what does not fit goes to quarantine."""

import json
import tracemalloc
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from zenne.dataportal.actions.read_quarantine import read_quarantine, read_whole_quarantine
from zenne.dataportal.ingest.delimited import read_delimited
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import Stage
from zenne.dataportal.ingest.wording import note_text
from zenne.dataportal.models import Dataset, Load, Table
from zenne.dataportal.query.misfits import lines_without_row, misfits_by_column
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.storage import merging
from zenne.dataportal.tests.askers import STEWARD
from zenne.dataportal.tests.files import a_file, current, loaded, quarantine_of, rows_of, types_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"


def test_types_come_from_all_rows_and_belgian_ways_of_writing_are_understood(tmp_path: Path) -> None:
    version = loaded(
        tmp_path,
        "Nr;Prijs (€);Geplant op;Ziek;Postcode;Hoogte;Uur\r\n"
        "1;1.234,56;31/12/2026;ja;0800;12,5;09:30\r\n"
        "2;7,00;01/02/2026;nee;1000;n.v.t.;23:59\r\n"
        "3;-15,5;;Ja;1000;3;7:05\r\n",
    )
    assert types_of(version) == {
        "nr": ColumnType.INTEGER,
        "prijs": ColumnType.NUMBER,
        "geplant_op": ColumnType.DATE,
        "ziek": ColumnType.BOOLEAN,
        "postcode": ColumnType.TEXT,
        "hoogte": ColumnType.NUMBER,
        "uur": ColumnType.TIME,
    }
    assert rows_of(version) == [
        (1, 1234.56, date(2026, 12, 31), True, "0800", 12.5, time(9, 30)),
        (2, 7.0, date(2026, 2, 1), False, "1000", None, time(23, 59)),
        (3, -15.5, None, True, "1000", 3.0, time(7, 5)),
    ]
    assert version.schema.definition.columns[1].source == "Prijs (€)"
    assert "leading-zeros" in version.schema.definition.columns[4].note


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_file_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str) -> None:
    lines = "naam,straat\n" + "".join(f"René {n},Hôtel de Ville\n" for n in range(50))
    version = loaded(tmp_path, lines.encode(encoding))
    assert len(rows_of(version)) == 50
    assert rows_of(version)[7] == ("René 7", "Hôtel de Ville")
    assert version.quarantined == 0


def test_lines_in_another_encoding_go_to_quarantine(tmp_path: Path) -> None:
    version = loaded(tmp_path, "a,b\né,1\nè,2\n".encode() + "ç,3\n".encode("cp1252") + "ê,4\n".encode())
    assert [row[1] for row in rows_of(version)] == [1, 2, 4]
    assert quarantine_of(version) == [(4, None, None, "unreadable-bytes")]


def test_a_letter_that_is_right_in_utf_8_decides_against_one_that_is_not(tmp_path: Path) -> None:
    version = loaded(tmp_path, "naam,n\nécole,1\n".encode() + "école,2\n".encode("cp1252") + b"plein,3\n")
    assert rows_of(version, "naam") == [("école",), ("plein",)]
    assert version.quarantined == 1


def test_lines_before_the_header_and_empty_columns_at_the_end_are_left_out(tmp_path: Path) -> None:
    version = loaded(tmp_path, "Bomen van de stad\nbijgewerkt op 1 mei\n\nsoort;aantal;;\neik;3;;\nolm;4;;\n")
    assert rows_of(version) == [("eik", 3), ("olm", 4)]
    assert list(types_of(version)) == ["soort", "aantal"]


def test_a_file_without_header_gets_numbered_columns(tmp_path: Path) -> None:
    version = loaded(tmp_path, "1,oak\n2,elm\n")
    assert rows_of(version) == [(1, "oak"), (2, "elm")]
    assert list(types_of(version)) == ["column_1", "column_2"]


def test_every_row_that_does_not_fit_is_in_quarantine_with_its_line_and_reason(tmp_path: Path) -> None:
    good = "".join(f"{n},tree {n},{n % 7}\n" for n in range(60))
    bad = '60,"oak,1\n61,elm,many\n62,ash\n63,lime,1,2\n64,"fir"x,1\n'
    version = loaded(tmp_path, f"id,name,age\n{good}{bad}")
    assert len(rows_of(version)) == 60
    assert quarantine_of(version) == [
        (62, None, None, "broken-quotes"),
        (63, "age", "many", "wrong-type"),
        (64, None, None, "too-few-values"),
        (65, None, None, "too-many-values"),
        (66, None, None, "broken-quotes"),
    ]
    assert quarantine_of(version, "raw")[0] == ('60,"oak,1',)
    assert json.loads(quarantine_of(version, "_values")[1][0]) == {"id": "61", "name": "elm", "age": "many"}
    assert "mistakes" in version.schema.definition.columns[2].note


def test_values_that_look_like_codes_make_a_column_text(tmp_path: Path) -> None:
    version = loaded(tmp_path, "number\n" + "".join(f"{n}\n" for n in range(1, 99)) + "12A\n")
    assert types_of(version) == {"number": ColumnType.TEXT}
    assert "12A" in version.schema.definition.columns[0].note
    assert version.quarantined == 0


def test_a_schema_that_is_known_holds_for_the_next_file_too(tmp_path: Path) -> None:
    first = loaded(tmp_path, "id,age\n1,10\n2,20\n")
    second = loaded(tmp_path, "id,age,name\n1,10,oak\n2,old,elm\n")
    assert types_of(second) == {**types_of(first), "name": ColumnType.TEXT}
    assert rows_of(second) == [(1, 10, "oak")]
    assert quarantine_of(second) == [(3, "age", "old", "wrong-type")]
    assert Table.objects.get().schemas.count() == 2


def test_rows_are_appended_and_history_is_kept(tmp_path: Path) -> None:
    first = loaded(tmp_path, "id,age\n1,10\n2,20\n")
    second = loaded(tmp_path, "id,age\n3,30\n", way="append")
    first.refresh_from_db()
    assert rows_of(first) == [(1, 10), (2, 20)]
    assert rows_of(second, "id", "_row") == [(1, 2), (2, 3), (3, 5)]
    assert second.manifest.parts[0] == first.manifest.parts[0]
    assert (first.ended_at, second.ended_at) == (second.published_at, None)


def test_rows_are_replaced_by_their_key(tmp_path: Path) -> None:
    loaded(tmp_path, "id,age\n1,10\n2,20\n", key=("id",))
    loaded(tmp_path, "id,age\n7,70\n", way="append")
    version = loaded(tmp_path, "id,age\n2,21\n3,30\n2,22\n", way="upsert")
    assert rows_of(version, order="id") == [(1, 10), (2, 21), (3, 30), (7, 70)]
    assert quarantine_of(version) == [(4, "id", "2", "duplicate-key")]


def test_appending_a_key_that_is_there_goes_to_quarantine(tmp_path: Path) -> None:
    loaded(tmp_path, "id,age\n1,10\n", key=("id",))
    version = loaded(tmp_path, "id,age\n1,11\n2,20\n", way="append")
    assert rows_of(version, order="id") == [(1, 10), (2, 20)]
    assert quarantine_of(version) == [(2, "id", "1", "duplicate-key")]


def test_many_small_parts_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_OF_A_SIZE", 3)
    loaded(tmp_path, "id\n0\n")
    parts = [len(loaded(tmp_path, f"id\n{number}\n", way="append").manifest.parts) for number in range(1, 8)]
    assert max(parts) <= 4
    assert rows_of(current(Table.objects.get()), order="id") == [(n,) for n in range(8)]


def test_the_order_of_a_protected_table_tells_nothing_of_the_file(tmp_path: Path) -> None:
    content = "id,secret\n" + "".join(f"{n},{n}\n" for n in range(500))
    loaded(tmp_path, content)
    policy = TablePolicy(columns={"secret": ColumnPolicy(need=Need(Level.OFFICIAL))})
    Table.objects.update(policy=policy)
    first, second = rows_of(loaded(tmp_path, content)), rows_of(loaded(tmp_path, content))
    assert sorted(first) == sorted(second) == [(n, n) for n in range(500)]
    assert first != second
    assert first != sorted(first)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty-file"),
        ("\n\n\n", "empty-file"),
        (b"\0" * 5000, "no-table"),
        ("id,name\n", "no-rows"),
        (b"PK\x03\x04" + b"\0" * 60, "broken-file"),
        (b"%PDF-1.7\n", "unknown-kind"),
        (b"\n<!DOCTYPE html>\n<html>\n<p>No, sorry\n</html>\n", "unknown-kind"),
        (",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" for _ in range(10_000)), "too-many-columns"),
        ("id\nx\ny\n", "nothing-fits"),
    ],
)
def test_a_file_that_cannot_be_loaded_says_why_and_leaves_nothing(
    tmp_path: Path, content: str | bytes, code: str
) -> None:
    wanted: dict[str, Any] = {}
    if code == "nothing-fits":
        loaded(tmp_path, "id\n1\n2\n", dataset="trees")
    count = Dataset.objects.count()
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, content, dataset="trees", **wanted)
    assert error.value.code == code
    assert Dataset.objects.count() == count
    if count:
        assert rows_of(current(Table.objects.get())) == [(1,), (2,)]
        assert Load.objects.filter(problem=code, state="failed").exists()


def test_a_line_of_many_megabytes_and_zero_bytes_are_quarantined(tmp_path: Path) -> None:
    line = "2," + "yé" * 3_000_000
    version = loaded(tmp_path, f"a,b\n1,x\n{line}\n3,\0\n4,z\n".encode())
    assert rows_of(version) == [(1, "x"), (4, "z")]
    assert version.quarantined == 2
    *long, last = quarantine_of(version)
    assert {(row[0], row[3]) for row in long} == {(3, "line-too-long")}
    assert last == (4, None, None, "unreadable-bytes")
    # All of it is there: where a letter was cut in two, its bytes stand escaped.
    kept = "".join(
        row[0] for row in sorted(quarantine_of(version, "raw", "line", "value"), key=lambda row: row[2] or "z")[:-1]
    )
    assert kept.replace("\\xc3\\xa9", "é") == line
    assert quarantine_of(version, "raw")[-1] == ("3,\\x00",)


def test_a_line_of_many_megabytes_is_one_row_of_the_quarantine_wherever_it_is_seen(tmp_path: Path) -> None:
    text = f"a,b\n1,x\n2,{'y' * 6_000_000}\n3,\0\n4,z\n".encode()
    for way in (Load.Way.REPLACE, Load.Way.APPEND):
        version = loaded(tmp_path, text, dataset="trees", way=way)
    assert version.quarantined == 4
    first, *others = read_quarantine(asker=STEWARD, version=version)
    assert (first.line, len(first.raw or "")) == (3, 10_000)
    assert [row.line for row in others] == [4, 3, 4]
    assert sum(misfits_by_column(version).values()) == 4
    assert lines_without_row(version) == 2
    whole = read_whole_quarantine(asker=STEWARD, version=version)
    assert sum(len(row.raw or "") for row in whole if row.line == 3) == 2 * 6_000_002


@pytest.mark.parametrize("begin", [b"a,b\n1,x\n", b""], ids=["a row", "the first line"])
@pytest.mark.parametrize("letters", [b"yyyy", b'""""', b"\0yyy", b"\xe9yyy"], ids=["text", "quotes", "zeros", "bytes"])
def test_a_line_of_a_hundred_megabytes_is_bad_and_takes_little_memory(
    tmp_path: Path, begin: bytes, letters: bytes
) -> None:
    path = tmp_path / "long.csv"
    with path.open("wb") as file:
        file.write(begin)
        for _ in range(100):
            file.write(letters * 250_000)
        file.write(b"\n3,z\n")
    tracemalloc.start()
    stage = Stage(tmp_path)
    with suppress(CannotLoad):
        read_delimited(path, stage, lambda _: None)
        stage.end()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000
    if begin:
        rows, bad = rows_and_bad(stage)
        assert [row["line"] for row in rows] == [2, 4]
        assert {each["line"] for each in bad} == {3}
        assert stage.bad == 1
        assert sum(len(each["raw"]) for each in bad) >= 100_000_000


DAMAGE = st.sampled_from(["", '"', ",", "\n", '","', "é", "\0", "\r\n", '"x', "\udcff", "a", "1", ' "'])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(places=[(0, "\n"), (0, "\r\n"), (0, '","')], crlf=True)
@given(places=st.lists(st.tuples(st.integers(0, 2000), DAMAGE), max_size=12), crlf=st.booleans())
def test_no_line_is_lost_whatever_was_damaged(tmp_path: Path, places: list[tuple[int, str]], crlf: bool) -> None:
    lines = [f'{n},"tree ""{n}""",{n * 3}' if n % 3 else f"{n},tree {n},{n * 3}" for n in range(60)]
    text = "\n".join(lines) + "\n"
    for place, damage in places:
        at = place % (len(text) + 1)
        text = text[:at] + damage + text[at:]
    whole = ("id,name,age\n" + text).encode("utf-8", "surrogateescape")
    stage = staged(tmp_path, whole.replace(b"\n", b"\r\n") if crlf else whole)
    rows, bad = rows_and_bad(stage)
    covered = sum(map(spanned, rows)) + sum(1 + each["raw"].count("\n") for each in bad)
    blank = sum(not line.strip("\r") for line in text.split("\n")[:-1]) + (not text.split("\n")[-1].strip("\r"))
    physical = text.count("\n") + 1
    # Each physical line is in one record, is one bad line, or says nothing. Only within quotes may a blank line count.
    assert physical - blank <= covered <= physical
    assert len({row["line"] for row in rows} | {each["line"] for each in bad}) == len(rows) + len(bad)
    untouched = {n for n in range(60) if f"\n{lines[n]}\n" in f"\n{text}"}
    assert len(rows) + len(bad) >= len(untouched) / 2


def staged(folder: Path, content: bytes) -> Stage:
    stage = Stage(folder)
    stage.bad_path.unlink(missing_ok=True)
    read_delimited(a_file(folder, content), stage, lambda _: None)
    stage.end()
    return stage


def rows_and_bad(stage: Stage) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    from pyarrow import OSFile, ipc, parquet

    bad = parquet.read_table(stage.bad_path).to_pylist() if stage.bad else []
    return ipc.open_file(OSFile(str(stage.path))).read_all().to_pylist(), bad


def spanned(row: dict[str, Any]) -> int:
    """How many physical lines a record takes."""
    return 1 + sum(value.count("\n") for value in row.values() if isinstance(value, str))


@pytest.mark.skipif(not (SHARED / "csv").is_dir(), reason="the shared data is not on this machine")
@pytest.mark.parametrize(
    "name",
    [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ],
)
def test_difficult_files_are_read_as_their_answers_say(tmp_path: Path, name: str) -> None:
    source = SHARED / "csv" / "spectrum" / f"{name}.csv"
    stage = staged(tmp_path, source.read_bytes())
    rows, _ = rows_and_bad(stage)
    answers = json.loads(source.with_suffix(".json").read_text())
    assert [[row[f"c{n}"] or "" for n in range(len(stage.sources))] for row in rows] == [
        list(each.values()) for each in answers
    ]


@pytest.mark.skipif(not (SHARED / "brussels").is_dir(), reason="the shared data is not on this machine")
@pytest.mark.parametrize(
    ("file", "rows", "types"),
    [
        ("brussels/street_names.csv", 3427, {"gender": ColumnType.TEXT}),
        ("brussels/air_quality.csv", 18_778, {"no2": ColumnType.NUMBER, "time": ColumnType.TIMESTAMP}),
        ("brussels/boundary.geojson", 1, {"geometry": ColumnType.GEOMETRY}),
        ("brussels/streets.geojson", 3848, {"details": ColumnType.JSON, "geometry": ColumnType.GEOMETRY}),
        ("belgium/rail_stops.csv", 3053, {"latitude": ColumnType.NUMBER, "platform": ColumnType.TEXT}),
        ("belgium/refnis_2019.csv", 638, {"code_ins": ColumnType.TEXT, "taal": ColumnType.TEXT}),
        ("belgium/statistical_sectors.csv", 20_318, {"nis9": ColumnType.TEXT, "post_code": ColumnType.INTEGER}),
    ],
)
def test_real_files_of_brussels_and_belgium_are_taken_in_whole(
    tmp_path: Path, file: str, rows: int, types: dict[str, ColumnType]
) -> None:
    source = SHARED / file
    version = loaded(tmp_path, source.read_bytes(), source.name)
    assert (version.rows, version.quarantined) == (rows, 0)
    assert types_of(version).items() >= types.items()
    assert not any(name.startswith("column") for name in types_of(version))


def test_a_sign_for_a_lost_letter_in_a_file_of_utf_8_does_not_make_it_another_encoding(tmp_path: Path) -> None:
    version = loaded(tmp_path, "id,place\n1,37\N{REPLACEMENT CHARACTER}36\n2,Uccle\n")
    assert rows_of(version, "place") == [("37\N{REPLACEMENT CHARACTER}36",), ("Uccle",)]


def test_a_header_that_names_a_column_twice_is_a_header_and_the_second_says_so(tmp_path: Path) -> None:
    version = loaded(tmp_path, "id,height,height\n1,2.5,x\n2,3.5,y\n")
    assert rows_of(version) == [(1, 2.5, "x"), (2, 3.5, "y")]
    columns = version.schema.definition.columns
    assert [(each.name, each.source) for each in columns[1:]] == [("height", "height"), ("height_2", "height (2)")]
    assert note_text(columns[1].note) == ""
    assert "two columns called “height”" in note_text(columns[2].note)
    again = loaded(tmp_path, "id,height,height\n3,4.5,z\n", way="append")
    assert rows_of(again)[-1] == (3, 4.5, "z")


def test_a_header_that_names_a_column_twice_is_found_above_rows_of_all_widths(tmp_path: Path) -> None:
    good = "".join(f"{n};{n},5;{n}\n" for n in range(40))
    version = loaded(tmp_path, f"id;height;height\n{good}" + "50;x\n" * 200 + "51\n52;1;2;3\n")
    assert (version.rows, version.quarantined) == (40, 202)


def test_a_row_that_repeats_a_word_is_no_header(tmp_path: Path) -> None:
    assert loaded(tmp_path, "oak,oak\nash,elm\noak,ash\n").rows == 3
