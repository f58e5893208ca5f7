"""The city's own facts as data sets, from the demo city."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from zenne.catalogue.models import Branch, Offering, PublicService
from zenne.dataportal.actions.refresh_dataset import refresh_dataset
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.storage.engine import database
from zenne.dataportal.storage.folders import table_folder

SETS = ("services", "branches", "opening-hours", "parity")


@pytest.fixture(autouse=True)
def refreshed(database: None) -> None:
    for slug in SETS:
        refresh_dataset(slug, at=timezone.now())


def rows(dataset: str, name: str, columns: str, *, where: str = "true") -> list[tuple[Any, ...]]:
    """What the published file of a table says."""
    table = Table.objects.get(dataset__slug=dataset, name=name)
    path = table_folder(table) / table.versions.get(ended_at=None).manifest.parts[0].name
    asked = f"SELECT {columns} FROM '{path}' WHERE {where} ORDER BY _row"  # noqa: S608 - written below
    return database().cursor().execute(asked).fetchall()


def test_loading_the_city_lets_a_worker_bring_its_data_sets_up_to_date() -> None:
    waiting = DBTaskResult.objects.filter(task_path="zenne.dataportal.facts.tasks.refresh")
    assert {job.args_kwargs["kwargs"]["dataset"] for job in waiting} == set(SETS)


def test_every_service_and_every_offering_is_a_row() -> None:
    assert len(rows("services", "services", "service")) == PublicService.objects.current().count()
    assert len(rows("services", "offerings", "service")) == Offering.objects.count()
    [passport] = rows("services", "services", "name_nl, counter, online, is_free", where="service = 'passport'")
    assert passport == ("Paspoort", True, False, False)


def test_every_branch_is_a_row_with_its_place() -> None:
    found = rows("branches", "branches", "branch, ST_X(ST_GeomFromWKB(place))")
    assert len(found) == Branch.objects.current().count()
    assert dict(found)["centre"] == Branch.objects.get(slug="centre").longitude
    west, south, east, north = Dataset.objects.get(slug="branches").bbox
    assert 4 < west < east < 5
    assert 50 < south < north < 51


def test_opening_hours_have_a_row_a_branch_and_day_of_eight_weeks() -> None:
    found = rows("opening-hours", "days", "branch, date, is_open, opens, hours_open")
    assert len(found) == 56 * Branch.objects.current().count()
    days = sorted({row[1] for row in found})
    assert (days[0], days[-1] - days[0]) == (timezone.localdate(), timedelta(days=55))
    sundays = [row for row in found if row[1].weekday() == 6]
    assert sundays
    assert not any(row[2] for row in sundays)
    assert all((row[3] is not None) == row[2] == (row[4] > 0) for row in found)
    assert {type(row[1]) for row in found} == {date}
    assert {type(row[3]) for row in found if row[2]} == {time}


def test_parity_has_a_figure_a_branch_and_names_the_nearest_for_each_gap() -> None:
    figures = rows("parity", "branches", "branch, coverage, hours_a_week")
    assert len(figures) == Branch.objects.current().count()
    assert all(0 < coverage <= 1 and hours > 0 for _branch, coverage, hours in figures)
    assert {gap for _branch, gap, _to in rows("parity", "gaps", "branch, gap, go_to")} <= {
        "service",
        "late_hours",
        "languages",
    }


def test_nothing_is_new_when_nothing_changed() -> None:
    assert sum(refresh_dataset(slug, at=timezone.now()) for slug in SETS) == 0
