"""What modules measure becomes data sets, kept up to date by themselves."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.core.access.public import SYSTEM
from zenne.core.languages.public import Translated
from zenne.core.tasks.public import Daily
from zenne.dataportal.actions.declare_dataset import declare_dataset
from zenne.dataportal.actions.load_file import load_file
from zenne.dataportal.actions.refresh_dataset import refresh_dataset
from zenne.dataportal.facts import declared as kept
from zenne.dataportal.facts.declared import DatasetTaken, DeclaredColumn, DeclaredDataset, DeclaredTable, UnknownDataset
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Dataset, Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder
from zenne.dataportal.tests.files import a_file

pytestmark = pytest.mark.django_db
ROWS: list[list[Any]] = []


@pytest.fixture(autouse=True)
def nothing_else_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_declared", {})
    monkeypatch.setattr("zenne.core.tasks.schedules._schedules", {})
    ROWS[:] = [["Grote Markt", 12, (4.3525, 50.8467)], ["Sint-Katelijneplein", 7, None]]


def fountains(**more: Any) -> DeclaredDataset:
    columns = (
        DeclaredColumn("name", ColumnType.TEXT, "Name"),
        DeclaredColumn("litres", ColumnType.INTEGER, "Litres", unit="L"),
        DeclaredColumn("place", ColumnType.GEOMETRY, "Place"),
    )
    table = DeclaredTable(
        "fountains", "Fountains", columns, rows=ROWS.copy, key=("name",), policy=more.pop("policy", TablePolicy())
    )
    given = {"title": "Fountains", "description": "All fountains.", "keywords": "water, square", **more}
    return DeclaredDataset("fountains", "test", tables=(table,), timetable=Daily(time(1)), **given)


def refresh(**more: Any) -> int:
    """Declare as if the program had been started anew, and refresh."""
    kept._declared.clear()
    kept.keep(fountains(**more))
    return refresh_dataset("fountains", at=timezone.now())


def test_a_declared_data_set_is_there_after_the_first_refresh() -> None:
    declare_dataset(fountains())
    assert refresh_dataset("fountains", at=timezone.now()) == 1
    dataset = Dataset.objects.get(slug="fountains")
    assert dataset.title["en"] == "Fountains"
    assert dataset.keywords["en"] == ["water", "square"]
    assert dataset.bbox == [4.3525, 50.8467, 4.3525, 50.8467]
    version = Version.objects.get()
    assert (version.rows, version.schema.definition.key) == (2, ("name",))


def test_its_rows_can_be_read_with_places_and_their_corners() -> None:
    refresh()
    table = Table.objects.get()
    path = table_folder(table) / table.versions.get().manifest.parts[0].name
    query = f"SELECT _row, name, ST_AsText(ST_GeomFromWKB(place)), _xmin_place, _ymax_place FROM '{path}' ORDER BY _row"
    assert database().cursor().execute(query).fetchall() == [
        (1, "Grote Markt", "POINT (4.3525 50.8467)", 4.3525, 50.8467),
        (2, "Sint-Katelijneplein", None, None, None),
    ]


def test_nothing_is_published_when_nothing_differs() -> None:
    assert refresh() == 1
    before = Dataset.objects.get().changed_at
    assert refresh() == 0
    assert Version.objects.count() == 1
    assert Dataset.objects.get().changed_at == before


def test_a_changed_row_is_a_new_version_and_the_old_one_stays() -> None:
    refresh()
    ROWS[1][1] = 8
    assert refresh() == 1
    assert list(Version.objects.values_list("number", flat=True)) == [1, 2]
    first = Version.objects.get(number=1)
    assert (table_folder(Table.objects.get()) / first.manifest.parts[0].name).exists()


def test_a_table_without_rows_is_a_table() -> None:
    ROWS.clear()
    assert refresh() == 1
    assert Version.objects.get().rows == 0
    assert Dataset.objects.get().bbox == []


def test_what_a_steward_wrote_stays_when_the_module_says_something_else() -> None:
    refresh()
    Dataset.objects.update(title=Translated({"nl": "Waterpartijen"}))
    refresh(title="All fountains", description="Every fountain.")
    dataset = Dataset.objects.get()
    assert dataset.title == Translated({"nl": "Waterpartijen"})
    assert dataset.description["en"] == "Every fountain."
    refresh(title="Fountains again", description="Every fountain.")
    assert Dataset.objects.get().title == Translated({"nl": "Waterpartijen"})


def test_a_data_set_that_a_steward_retired_is_left_alone() -> None:
    refresh()
    Dataset.objects.update(retired_at=timezone.now())
    ROWS[0][1] = 99
    assert refresh() == 0
    assert Version.objects.count() == 1


def test_the_module_says_who_may_see_it_also_later() -> None:
    refresh()
    secret = TablePolicy(columns={"litres": ColumnPolicy(need=Need(Level.OFFICIAL))})
    refresh(policy=secret)
    assert Table.objects.get().policy == secret


def test_two_modules_cannot_declare_the_same_name() -> None:
    declare_dataset(fountains())
    declare_dataset(fountains())
    with pytest.raises(DatasetTaken):
        declare_dataset(fountains(title="Others"))


def test_an_unknown_data_set_is_an_error() -> None:
    with pytest.raises(UnknownDataset):
        refresh_dataset("never-was", at=timezone.now())


def test_what_a_steward_said_of_who_sees_what_stays_when_the_module_says_something_else() -> None:
    refresh()
    policy = TablePolicy(columns={"litres": ColumnPolicy(need=Need(Level.OFFICIAL))})
    Table.objects.update(policy=policy, protected_at=timezone.now())
    refresh(policy=TablePolicy(columns={"name": ColumnPolicy(need=Need(Level.PARTNER))}))
    assert Table.objects.get().policy == policy


def test_no_file_can_be_loaded_into_what_the_city_makes_itself(tmp_path: Path) -> None:
    refresh()
    invented = a_file(tmp_path, "name,litres\nInvented,1\n", "fountains.csv")
    with pytest.raises(CannotLoad) as refused:
        load_file(asker=SYSTEM, path=invented, way="append")
    assert refused.value.code == "declared"
    assert Version.objects.get(ended_at=None).rows == 2


def test_it_says_of_which_time_it_is() -> None:
    refresh()
    dataset = Dataset.objects.get()
    assert (dataset.begins_on, dataset.ends_on) == (timezone.localdate(dataset.created_at), None)
    assert refresh() == 0
    days: list[list[Any]] = [[date(2026, 3, 2)], [date(2026, 1, 5)], [None]]
    table = DeclaredTable("days", "Days", (DeclaredColumn("day", ColumnType.DATE, "Day"),), rows=days.copy)
    hidden = DeclaredTable(
        "hidden",
        "Hidden",
        table.columns,
        rows=lambda: [[date(1999, 1, 1)]],
        policy=TablePolicy(need=Need(Level.OFFICIAL)),
    )
    kept.keep(DeclaredDataset("days", "test", "Days", "Days.", (table, hidden), Daily(time(1))))
    refresh_dataset("days", at=timezone.now())
    found = Dataset.objects.get(slug="days")
    assert (found.begins_on, found.ends_on) == (date(2026, 1, 5), date(2026, 3, 2))


def test_a_column_with_a_list_of_values_says_them_in_linked_data() -> None:
    column = DeclaredColumn("kind", ColumnType.TEXT, "Kind", codes=(("oak", "An oak"), ("elm", "An elm")))
    table = DeclaredTable("trees", "Trees", (column,), rows=lambda: [["oak"]])
    kept.keep(DeclaredDataset("trees", "test", "Trees", "Trees.", (table,), Daily(time(1))))
    refresh_dataset("trees", at=timezone.now())
    text = Client().get("/data/trees.ttl").content.decode()
    assert "skos:ConceptScheme" in text
    assert 'skos:notation "elm"' in text
    assert '"An oak"@en' in text


def test_a_data_set_without_theme_is_counted_as_the_catalogue_says_it() -> None:
    refresh(themes=())
    assert "data-theme/GOVE" in Client().get("/data/fountains.ttl").content.decode()
    listed = Client().get("/en/data/?theme=GOVE").content.decode()
    assert "/en/data/fountains/" in listed
    assert Client().get("/api/v1/datasets?theme=GOVE").json()["total"] == 1
    assert Client().get("/api/v1/datasets/fountains").json()["themes"] == ["GOVE"]
