"""The data sets of the counters: what is published, and what is not."""

from datetime import date, timedelta
from typing import Any

import pytest

from zenne.counters.figures import rows
from zenne.counters.figures.models import FirstFree, HourFigures
from zenne.counters.figures.sets import SETS
from zenne.counters.figures.tests.builders import MONDAY, figures
from zenne.counters.queue.tests.builders import Hall
from zenne.dataportal.public import refresh_soon

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_november(monkeypatch: pytest.MonkeyPatch, hall: Hall) -> None:
    """The week of ``MONDAY`` is over."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: hall.now)


def test_a_day_with_few_visitors_is_not_published_and_nor_is_the_one_that_would_give_it_away(hall: Hall) -> None:
    for ahead, tickets in enumerate((20, 3, 9, 30)):
        figures(hall, hall.passport, day=MONDAY + ahead * DAY, tickets=tickets)
    assert [(day, count) for _branch, day, count, *_rest in rows.demand_days()] == [
        (MONDAY, 20),
        (MONDAY + 3 * DAY, 30),
    ]
    assert [(day, count) for _branch, day, _hour, count in rows.demand_hours()] == [
        (MONDAY, 20),
        (MONDAY + 3 * DAY, 30),
    ]


def test_a_service_with_few_visitors_takes_another_with_it(hall: Hall) -> None:
    figures(hall, hall.passport, tickets=20)
    figures(hall, hall.card, tickets=2)
    assert list(rows.demand_services()) == []
    assert [count for *_rest, count, _walk, _booked in rows.demand_days()] == [22]


def test_a_week_is_published_when_it_is_over(hall: Hall) -> None:
    figures(hall, hall.passport, tickets=20, day=date(2026, 11, 23))
    assert list(rows.demand_days()) == list(rows.waiting_days()) == list(rows.waiting_services()) == []


def test_how_long_people_waited_is_published_with_about_how_many_they_were(hall: Hall) -> None:
    figures(hall, hall.passport, tickets=12, helped=12, helped_minutes=90.0)
    assert list(rows.waiting_days()) == [["centre", MONDAY, 10, 10.0, 10, 10, 1.0]]
    assert list(rows.waiting_services()) == [["centre", MONDAY, "passport", "whole", 10, 10.0, 10, 10, 1.0, 7.5]]


def test_what_became_of_few_appointments_is_not_told_apart(hall: Hall) -> None:
    HourFigures.objects.create(
        branch=hall.branch, visit_type=hall.passport, day=MONDAY, hour=9, waits=[], booked=20, came=15, missed=3,
        cancelled=2, moved=1,
    )  # fmt: skip
    assert list(rows.appointment_weeks()) == [["centre", MONDAY, 20, 15, None, None, None, None]]


def test_how_soon_something_was_free_is_published_as_first_measured(hall: Hall) -> None:
    for hour, days in ((9, 12), (8, 14), (10, None)):
        FirstFree.objects.create(branch=hall.branch, visit_type=hall.passport, day=MONDAY, hour=hour, days=days)
    assert list(rows.first_free()) == [["centre", MONDAY, "passport", "whole", 14]]


def test_the_branches_as_they_are_now_are_published(hall: Hall) -> None:
    [row] = rows.parity_branches()
    assert row == ["centre", True, None, None, None, None, 0.0]


def test_every_row_has_a_value_for_every_column(hall: Hall) -> None:
    figures(hall, hall.passport, tickets=12, booked=12, came=12)
    FirstFree.objects.create(branch=hall.branch, visit_type=hall.passport, day=MONDAY, hour=9, days=1)
    for declared in SETS:
        for table in declared.tables:
            found = [list(row) for row in table.rows()]
            assert found, f"{declared.slug}.{table.name}"
            assert {len(row) for row in found} == {len(table.columns)}


def test_no_column_is_about_members_of_staff() -> None:
    names = {column.name for declared in SETS for table in declared.tables for column in table.columns}
    assert not {name for name in names if "member" in name or "staff" in name or "desk" in name} - {"at_desk"}


def test_reading_them_needs_no_more_queries_however_much_there_is(
    hall: Hall, django_assert_max_num_queries: Any
) -> None:
    figures(hall, hall.passport, tickets=10)
    with django_assert_max_num_queries(4) as few:
        list(rows.demand_hours())
    for hour in range(10, 16):
        figures(hall, hall.passport, hour=hour, tickets=10)
    with django_assert_max_num_queries(len(few)):
        assert len(list(rows.demand_hours())) == 7


def test_a_worker_can_be_asked_to_publish_them(hall: Hall) -> None:
    for declared in SETS:
        refresh_soon(declared.slug)
