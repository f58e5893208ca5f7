"""Rows are put in order for readers while they are written: none is changed by that."""

from pathlib import Path

import pytest

from zenne.dataportal.ingest import staging
from zenne.dataportal.models import Load, Table
from zenne.dataportal.query.lookup import seen_version
from zenne.dataportal.query.statistics import statistics_of
from zenne.dataportal.rules import layout
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ANYBODY, ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.files import current, loaded, quarantine_of, rows_of, types_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
STATIONS = ("Uccle", "O'Neil", "Évere", 'the "Gare"', "", "a, b")
ROWS = 600


@pytest.fixture(autouse=True)
def _small_tables_are_in_order_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "SMALL_TABLE_ROWS", 10)


def station(n: int) -> str:
    return STATIONS[n % len(STATIONS)]


def written(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if value else ""


def a_file_of(stations: list[str]) -> str:
    return "n,station\n" + "".join(f"{n},{written(value)}\n" for n, value in enumerate(stations))


def test_texts_with_few_values_give_the_order_and_stay_what_they_are(tmp_path: Path) -> None:
    version = loaded(tmp_path, a_file_of([station(n) for n in range(ROWS)]))
    assert version.schema.definition.sort == ("station",)
    assert types_of(version)["station"] is ColumnType.TEXT
    assert rows_of(version, order="n") == [(n, station(n) or None) for n in range(ROWS)]
    lying = [value for (value,) in rows_of(version, "station", order="file_row_number")]
    assert lying == [*sorted(value for value in lying if value), *(value for value in lying if not value)]


def test_a_value_that_no_sample_has_is_in_its_place_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "SAMPLE_ROWS", 60)
    stations = [station(n) for n in range(ROWS)]
    stations[17] = "Anderlecht"
    version = loaded(tmp_path, a_file_of(stations))
    assert rows_of(version, order="file_row_number")[0] == (17, "Anderlecht")


def test_more_values_than_are_few_are_put_in_order_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "MOST_FEW", 3)
    version = loaded(tmp_path, a_file_of([station(n) for n in range(ROWS)]))
    lying = [value for (value,) in rows_of(version, "station", order="file_row_number") if value]
    assert lying == sorted(lying)


def test_bad_rows_of_a_table_in_order_are_found_by_their_lines(tmp_path: Path) -> None:
    text = a_file_of([station(n) for n in range(ROWS)]).replace("\n17,", "\n?,").replace("\n333,", "\nx,")
    version = loaded(tmp_path, text)
    assert quarantine_of(version) == [(19, "n", "?", "wrong-type"), (335, "n", "x", "wrong-type")]
    assert len(rows_of(version)) == ROWS - 2


def test_a_value_that_only_a_row_kept_apart_has_is_in_no_statistics(tmp_path: Path) -> None:
    loaded(tmp_path, a_file_of([station(n) for n in range(ROWS)]) + "?,Jette\n")
    assert [value for _, _, value, _ in quarantine_of(current(Table.objects.get()))] == ["?"]
    _, view = seen_version("trees", "trees", reader=ANYBODY)
    found = statistics_of(view)["station"]
    assert (found.values, found.distinct, found.is_exact) == (500, 5, True)


def test_rows_of_a_protected_table_keep_their_texts(tmp_path: Path) -> None:
    text = a_file_of([station(n) for n in range(ROWS)])
    loaded(tmp_path, text)
    Table.objects.update(policy=TablePolicy(columns={"station": ColumnPolicy(need=Need(Level.OFFICIAL))}))
    version = loaded(tmp_path, text)
    assert rows_of(version, order="n") == [(n, station(n) or None) for n in range(ROWS)]


def test_a_key_of_texts_with_few_values_finds_what_is_there_already(tmp_path: Path) -> None:
    stations = [station(n) or "x" for n in range(ROWS)]
    version = loaded(tmp_path, a_file_of(stations), key=("n", "station"))
    stations[5] = "Ganshoren"
    version = loaded(tmp_path, a_file_of(stations), way=Load.Way.APPEND, table=version.table.name)
    assert (len(rows_of(version)), version.quarantined) == (ROWS + 1, ROWS - 1)
