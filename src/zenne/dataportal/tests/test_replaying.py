"""A steward corrects the schema, and what did not fit comes in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from zenne.core.tasks.public import enqueue
from zenne.dataportal.actions.clear_files import clear_files
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.rules.columns import Code, Column, ColumnType
from zenne.dataportal.storage.folders import loads_folder, table_folder
from zenne.dataportal.storage.loading import writing
from zenne.dataportal.storage.parts import remove_unused
from zenne.dataportal.tasks import process_load
from zenne.dataportal.tests.builders import a_dataset
from zenne.dataportal.tests.correcting import changed, corrected
from zenne.dataportal.tests.files import a_file, loaded, quarantine_of, rows_of

pytestmark = pytest.mark.django_db
GOOD = "".join(f"{n},{n * 2},2026-01-{n:02}\n" for n in range(1, 21))
FILE = f'id,age,day\n{GOOD}21,unknown,2026-01-21\n22,"broken\n23,x,2026-01-23\n'


def test_rows_that_fit_the_corrected_schema_come_in_and_the_rest_stays(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    assert [row[0] for row in quarantine_of(before)] == [22, 23, 24]
    after = corrected(before, changed(before, {"age": {"type": ColumnType.TEXT}}))
    assert rows_of(after)[-2:] == [(21, "unknown", date(2026, 1, 21)), (23, "x", date(2026, 1, 23))]
    assert rows_of(after)[0] == (1, "2", date(2026, 1, 1))
    assert quarantine_of(after) == [(23, None, None, "broken-quotes")]
    assert len({row for (row,) in rows_of(after, "_row")}) == after.rows == 22
    assert after.quarantined == 1


def test_rows_that_do_not_fit_a_stricter_schema_go_to_quarantine_and_come_back(tmp_path: Path) -> None:
    before = loaded(tmp_path, f"id,age,day\n{GOOD}")
    codes = tuple(Code(str(2 * n)) for n in range(1, 20))
    stricter = corrected(before, changed(before, {"age": {"codes": codes}}))
    assert (stricter.rows, quarantine_of(stricter)) == (19, [(None, "age", "40", "not-a-code")])
    again = corrected(stricter, changed(stricter, {"age": {"codes": ()}}))
    assert rows_of(again, order="id") == rows_of(before)
    assert again.quarantined == 0


def received(content: str) -> Load:
    """A file that waits for a worker."""
    table = Table.objects.create(dataset=a_dataset(), name="trees")
    loads_folder().mkdir(parents=True, exist_ok=True)
    file = a_file(loads_folder(), content, "received.csv").name
    return Load.objects.create(table=table, name="trees.csv", file=file, asked_by="x", asked_at=timezone.now())


def test_a_load_in_the_background_is_done_once_and_says_what_became_of_it() -> None:
    load = received("id,age\n1,2\n")
    enqueue(process_load, arguments={"load": str(load.pk)})
    assert process_load.func(str(load.pk)) == process_load.func(str(load.pk)) == {"version": 1, "rows": 1}
    load.refresh_from_db()
    assert (load.state, load.rows, load.quarantined) == ("published", 1, 0)
    assert load.version == Version.objects.get()


def test_a_load_that_cannot_be_done_says_why_and_is_not_tried_again() -> None:
    load = received("id,age\n")
    assert "no rows" in str(process_load.func(str(load.pk))["problem"])
    load.refresh_from_db()
    assert (load.state, load.problem) == ("failed", "no-rows")


def test_files_that_no_version_names_are_removed_unless_somebody_is_loading(tmp_path: Path) -> None:
    version = loaded(tmp_path, FILE)
    left = a_file(table_folder(version.table), "left", "left.parquet")
    with writing(version.table):
        remove_unused(older_than_seconds=0)
    assert left.exists()
    clear_files()
    assert left.exists()
    assert remove_unused(older_than_seconds=0) >= 1
    assert not left.exists()
    assert rows_of(version)
    assert quarantine_of(version)


def test_a_new_column_of_the_schema_has_no_values_until_a_file_has_it(tmp_path: Path) -> None:
    before = loaded(tmp_path, f"id,age,day\n{GOOD}")
    definition = before.schema.definition
    wider = replace(definition, columns=(*definition.columns, Column("height", ColumnType.NUMBER)))
    after = corrected(before, wider)
    assert rows_of(after, "height") == [(None,)] * 20
    assert rows_of(loaded(tmp_path, "id,age,day,height\n1,2,2026-01-01,3.5\n"), "height") == [(3.5,)]


def test_columns_may_be_called_like_anything_inside(tmp_path: Path) -> None:
    names = "line,bad,t0,v0,r1,c1,shown_line,_row,select,staged,said,place"
    row = ",".join(str(n) for n in range(12))
    content = f"{names}\n" + f"{row}\n" * 30 + f"{row}x\n{row.replace('3', '?')}\n"
    before = loaded(tmp_path, content, key=("line", "bad"))
    assert rows_of(before) == [(*range(11), "11")]
    assert (before.rows, before.quarantined) == (1, 31)
    after = corrected(before, changed(before, {"v0": {"type": ColumnType.TEXT}}, key=()))
    assert (after.rows, after.quarantined) == (32, 0)
    assert ("?",) in rows_of(after, "v0")
