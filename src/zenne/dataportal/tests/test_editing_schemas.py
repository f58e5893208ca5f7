"""A steward corrects the columns of a table: at once, or by a worker who looks at all rows again."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenne.core.access.public import NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.edit_schema import Edited, edit_schema
from zenne.dataportal.errors import ChangedMeanwhile, SchemaIsDeclared, SchemaRefused
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.corrections import Correction, SchemaFault
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.storage.loading import writing
from zenne.dataportal.tasks import correct_columns
from zenne.dataportal.tests.askers import PARTNER, STEWARD
from zenne.dataportal.tests.builders import a_dataset, a_table
from zenne.dataportal.tests.correcting import changed, corrected
from zenne.dataportal.tests.files import current, loaded, quarantine_of, rows_of

pytestmark = pytest.mark.django_db
GOOD = "".join(f"{n},{n * 2},2026-01-{n:02}\n" for n in range(1, 21))
FILE = f"id,age,day\n{GOOD}21,unknown,2026-01-21\n23,x,2026-01-23\n"


def edit(version: Version, definition: TableDefinition, texts: Any = None, **renamed: str) -> Edited:
    correction = Correction(definition, version.schema.number, renamed)
    return edit_schema(asker=STEWARD, table=version.table, correction=correction, texts=texts or {}, at=timezone.now())


def worked_off(edited: Edited) -> Version:
    """The version that a worker makes of an edit."""
    assert edited.load is not None
    assert "version" in correct_columns.func(str(edited.load.pk))
    return current(edited.load.table)


def test_texts_and_units_are_seen_at_once_on_the_same_files(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    title = Translated({"nl": "Leeftijd", "fr": "Âge"})
    edited = edit(before, changed(before, {"age": {"title": title, "unit": "a"}}))
    after = current(before.table)
    assert edited == Edited(is_different=True)
    assert (after.manifest, after.rows) == (before.manifest, before.rows)
    assert (before.schema.number, after.schema.number) == (1, 2)
    assert after.schema.definition.column("age").title == title


def test_nothing_happens_when_nothing_differs(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    assert edit(before, before.schema.definition) == Edited(is_different=False)
    assert current(before.table) == before


def test_texts_of_the_table_are_written_without_a_new_version(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    title = Translated({"nl": "Bomen"})
    assert edit(before, before.schema.definition, {"title": title}).is_different
    assert (Table.objects.get().title, current(before.table)) == (title, before)


def test_another_type_is_made_by_a_worker_and_no_row_is_lost(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    edited = edit(before, changed(before, {"age": {"type": ColumnType.TEXT}}))
    assert current(before.table) == before
    after = worked_off(edited)
    assert (after.rows, after.quarantined) == (22, 0)
    assert rows_of(after)[-1] == (23, "x", date(2026, 1, 23))
    again = worked_off(edit(after, changed(after, {"age": {"type": ColumnType.INTEGER}})))
    assert (again.rows, again.quarantined) == (20, 2)
    assert [row[1:] for row in quarantine_of(again)] == [("age", "unknown", "wrong-type"), ("age", "x", "wrong-type")]
    load = Load.objects.filter(way="correct").order_by("asked_at").first()
    assert load is not None
    assert (load.state, load.rows, load.quarantined, load.version) == ("published", 2, 0, after)


def test_a_worker_who_begins_again_makes_no_second_version(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    edited = edit(before, changed(before, {"age": {"type": ColumnType.TEXT}}))
    after = worked_off(edited)
    assert worked_off(edited) == after


def test_a_type_that_no_row_fits_changes_nothing_and_says_so(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    edited = edit(before, changed(before, {"day": {"type": ColumnType.INTEGER}}))
    assert edited.load is not None
    assert "None of the 20 rows" in str(correct_columns.func(str(edited.load.pk))["problem"])
    assert (current(before.table), before.table.schemas.count()) == (before, 1)


def test_a_column_with_a_new_name_keeps_its_values_and_files_still_fit(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    after = worked_off(edit(before, changed(before, {"age": {"name": "years"}}), years="age"))
    assert rows_of(after, "years") == rows_of(before, "age")
    assert [row[1] for row in quarantine_of(after)] == ["years", "years"]
    assert rows_of(loaded(tmp_path, "id,age,day\n1,9,2026-01-01\n"), "years") == [(9,)]


def test_two_columns_can_change_places(tmp_path: Path) -> None:
    before = loaded(tmp_path, f"id,age,day\n{GOOD}")
    wanted = changed(before, {"id": {"name": "age"}, "age": {"name": "id"}})
    after = worked_off(edit(before, wanted, age="id", id="age"))
    assert rows_of(after, "age", "id") == rows_of(before, "id", "age")


def test_readers_of_another_time_get_the_columns_of_that_time(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    worked_off(edit(before, changed(before, {"age": {"name": "years"}}), years="age"))
    address = "/api/v1/datasets/trees/tables/trees/rows"
    now = Client().get(address, {"_limit": "1"}).json()["items"][0]
    then = Client().get(address, {"_limit": "1", "asOf": before.published_at.isoformat()}).json()["items"][0]
    assert (set(now), set(then)) == ({"id", "years", "day"}, {"id", "age", "day"})
    described = Client().get("/api/v1/datasets/trees/tables/trees", {"asOf": before.published_at.isoformat()}).json()
    assert [each["name"] for each in described["columns"]] == ["id", "age", "day"]
    refused = Client().get("/api/v1/datasets/trees/tables/trees", {"asOf": "yesterday"})
    assert refused.status_code == 422
    assert refused.json()["field"] == "asOf"


def test_a_protected_column_stays_protected_under_its_new_name_and_under_its_old_one() -> None:
    policy = TablePolicy(columns={"age": ColumnPolicy(need=Need(Level.OFFICIAL))})
    table = a_table([[1, 71]], [("id", ColumnType.INTEGER), ("age", ColumnType.INTEGER)], policy=policy)
    before = current(table)
    worked_off(edit(before, changed(before, {"age": {"name": "years"}}), years="age"))
    address = "/api/v1/datasets/trees/tables/trees/rows"
    for question in ({}, {"asOf": before.published_at.isoformat()}):
        assert Client().get(address, question).json()["items"] == [{"id": 1}]
    assert Client().get(address, {"years": "71"}).status_code == 422


def test_a_rule_that_came_meanwhile_stops_a_new_name(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    edited = edit(before, changed(before, {"age": {"name": "years"}}), years="age")
    Table.objects.update(policy=TablePolicy(columns={"years": ColumnPolicy(need=Need(Level.OFFICIAL))}))
    assert edited.load is not None
    assert "Who may see" in str(correct_columns.func(str(edited.load.pk))["problem"])
    assert current(before.table) == before


def test_an_edit_while_somebody_loads_waits_for_its_turn(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    with writing(before.table):
        edited = edit(before, changed(before, {"age": {"unit": "a"}}))
    assert edited.load is not None
    assert current(before.table) == before
    after = worked_off(edited)
    assert (after.manifest, after.schema.definition.column("age").unit) == (before.manifest, "a")


def test_an_edit_of_columns_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    waiting = edit(before, changed(before, {"age": {"type": ColumnType.TEXT}}))
    edit(before, changed(before, {"age": {"unit": "a"}}))
    with pytest.raises(ChangedMeanwhile):
        edit(before, changed(before, {"age": {"unit": "mo"}}))
    assert waiting.load is not None
    assert "changed the columns meanwhile" in str(correct_columns.func(str(waiting.load.pk))["problem"])


def test_a_place_that_came_in_the_wrong_system_is_moved_to_where_it_belongs(tmp_path: Path) -> None:
    # The Grand-Place in Belgian Lambert 2008, which was said to be Web Mercator.
    before = loaded(tmp_path, "id,place\n1,POINT (649328 665262)\n2,POINT (649400 665300)\n")
    wrong = corrected(before, changed(before, {"place": {"crs": 3857}}))
    assert wrong.rows + wrong.quarantined == 2
    right = corrected(wrong, changed(wrong, {"place": {"crs": 3812}}))
    box = rows_of(right, "_xmin_place", "_ymin_place")
    assert box[0] == pytest.approx((4.35, 50.84), abs=0.1)
    assert box == [pytest.approx(each) for each in rows_of(before, "_xmin_place", "_ymin_place")]


def test_values_go_to_quarantine_as_files_write_them_and_come_back(tmp_path: Path) -> None:
    lines = "".join(f"{n};{n}.234,5;{n:02}/01/2026\n" for n in range(1, 10))
    before = loaded(tmp_path, f"id;price;day\n{lines}")
    only_few = tuple(Code(str(n)) for n in range(1, 5))
    fewer = corrected(before, changed(before, {"id": {"codes": only_few}}))
    assert (fewer.rows, fewer.quarantined) == (4, 5)
    again = corrected(fewer, changed(fewer, {"id": {"codes": ()}}))
    assert rows_of(again, order="id") == rows_of(before)


def test_only_stewards_edit_and_only_what_no_module_declares() -> None:
    table = a_table([[1]], [("id", ColumnType.INTEGER)], dataset=a_dataset("branches", origin="catalogue"))
    correction = Correction(TableDefinition((Column("id", ColumnType.TEXT),)), 1)
    with pytest.raises(NotAllowed):
        edit_schema(asker=PARTNER, table=table, correction=correction, texts={}, at=timezone.now())
    with pytest.raises(SchemaIsDeclared):
        edit_schema(asker=STEWARD, table=table, correction=correction, texts={}, at=timezone.now())


def test_an_edit_is_written_down_with_what_stood_there_before(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    edit(before, changed(before, {"age": {"type": ColumnType.TEXT, "codes": (Code("x", Translated({"nl": "X"})),)}}))
    said = AuditRecord.objects.filter(action="data.edit-schema").get()
    assert said.asker_key == STEWARD.key
    assert said.details == {
        "age.type": {"before": "integer", "after": "string"},
        "age.codes": {"before": [], "after": [{"value": "x", "label": {"nl": "X"}}]},
    }


def test_a_reference_is_to_a_column_that_the_steward_knows(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    a_table([[1]], [("code", ColumnType.INTEGER)], dataset=a_dataset("streets"), name="streets")
    secret = a_dataset("secret", level=Level.OFFICIAL, scope="police")
    a_table([[1]], [("code", ColumnType.INTEGER)], dataset=secret, name="secret")
    for wrong in ("streets", "streets.streets", "streets.streets.x", "secret.secret.code", "a.b.c.d", "\0.b.c"):
        with pytest.raises(SchemaRefused) as refused:
            edit(before, changed(before, {"age": {"refers_to": wrong}}))
        assert refused.value.faults == {("age", "refers_to"): SchemaFault.NO_SUCH_COLUMN}
    assert edit(before, changed(before, {"age": {"refers_to": "streets.streets.code"}})).is_different


def test_a_column_that_others_refer_to_keeps_its_name(tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    refers = Column("tree", ColumnType.INTEGER, refers_to="trees.trees.id")
    a_table([[1]], [refers], dataset=a_dataset("streets"), name="streets")
    with pytest.raises(SchemaRefused) as refused:
        edit(before, changed(before, {"id": {"name": "number"}}), number="id")
    assert refused.value.faults == {("id", "name"): SchemaFault.REFERRED}


VALUES = st.one_of(
    st.integers().map(str), st.floats().map(str), st.dates().map(str), st.sampled_from(["007", "ja", "n/a"])
)


def test_rows_that_stop_fitting_join_those_that_never_did(tmp_path: Path) -> None:
    version = loaded(tmp_path, "id,value\n0,0\n1,007\n2,n/a\n")
    for kind in (ColumnType.INTEGER, ColumnType.BOOLEAN):
        version = corrected(version, changed(version, {"value": {"type": kind, "format": ""}}))
    assert version.rows + version.quarantined == 3
    assert sorted(value for _, _, value, _ in quarantine_of(version)) == ["0", "007"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(VALUES, min_size=1, max_size=12),
    st.lists(st.sampled_from([each for each in ColumnType if each is not ColumnType.GEOMETRY]), max_size=3),
)
def test_rows_and_quarantine_together_are_always_as_many(
    tmp_path: Path, values: Sequence[str], types: Sequence[ColumnType]
) -> None:
    Version.objects.all().delete()
    Table.objects.all().delete()
    version = loaded(tmp_path, "id,value\n" + "".join(f"{n},{value}\n" for n, value in enumerate(values)))
    for kind in types:
        try:
            version = corrected(version, changed(version, {"value": {"type": kind, "format": ""}}))
        except CannotLoad:
            continue
        assert version.rows + version.quarantined == len(values)
        assert len(rows_of(version)) + len(quarantine_of(version)) == len(values)
