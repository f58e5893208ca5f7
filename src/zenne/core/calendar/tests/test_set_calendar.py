from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from zenne.core.calendar.models import CalendarSettings, ClosingDay, ReplacementDay
from zenne.core.calendar.public import (
    UnknownCountry,
    UnknownTimeZone,
    WrongOfficeHours,
    WrongReplacementDay,
    set_calendar,
    working_calendar,
)
from zenne.core.calendar.tests.builders import BRUSSELS, NINE_TO_FIVE
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated

pytestmark = pytest.mark.django_db
ALL_SAINTS, OBSERVED, CHRISTMAS_EVE = date(2026, 11, 1), date(2026, 11, 2), date(2026, 12, 24)


def set_brussels(**changes: Any) -> bool:
    parts = {
        "country": "BE",
        "time_zone": "Europe/Brussels",
        "office_hours": {"monday": "09:00-17:00", "tuesday": "09:00-12:00"},
        "closing_days": {CHRISTMAS_EVE: Translated({"nl": "Kerstavond", "fr": "Réveillon"})},
        "replacement_days": {ALL_SAINTS: OBSERVED},
    }
    return set_calendar(**{**parts, **changes})


def test_before_anything_is_loaded_the_week_is_nine_to_five() -> None:
    calendar = working_calendar(announce_change())
    assert calendar.office_hours == NINE_TO_FIVE
    assert calendar.time_zone == BRUSSELS
    assert calendar.days_off.in_year(2026) == []


def test_the_calendar_that_was_set_is_the_one_that_holds() -> None:
    assert set_brussels()
    calendar = working_calendar(announce_change())
    day_off = calendar.days_off.on(CHRISTMAS_EVE)
    assert day_off is not None
    assert day_off.name["fr"] == "Réveillon"
    assert OBSERVED in calendar.days_off
    assert not calendar.is_working_day(date(2026, 7, 22))
    assert calendar.is_working_day(date(2026, 7, 20))


def test_setting_the_same_again_changes_nothing() -> None:
    assert set_brussels()
    closing_day = ClosingDay.objects.get()
    assert not set_brussels()
    assert ClosingDay.objects.get().pk == closing_day.pk


@pytest.mark.parametrize(
    "change",
    [
        {"country": "FR"},
        {"time_zone": "Europe/Paris"},
        {"office_hours": {"monday": "09:00-16:00"}},
        {"closing_days": {}},
        {"closing_days": {CHRISTMAS_EVE: Translated({"nl": "24 december"})}},
        {"replacement_days": {ALL_SAINTS: date(2026, 11, 3)}},
    ],
)
def test_each_difference_is_a_change(change: dict[str, Any]) -> None:
    set_brussels()
    assert set_brussels(**change)
    assert not set_brussels(**change)
    assert CalendarSettings.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"country": "XX"}, UnknownCountry),
        ({"time_zone": "Mars/Olympus"}, UnknownTimeZone),
        ({"office_hours": {}}, WrongOfficeHours),
        ({"office_hours": {"monday": "soon"}}, WrongOfficeHours),
        ({"replacement_days": {CHRISTMAS_EVE: OBSERVED}}, WrongReplacementDay),
        ({"replacement_days": {ALL_SAINTS: OBSERVED, date(2026, 8, 15): OBSERVED}}, WrongReplacementDay),
    ],
)
def test_a_wrong_calendar_changes_nothing(change: dict[str, Any], error: type[Exception]) -> None:
    set_brussels()
    with pytest.raises(error):
        set_brussels(**change)
    assert not set_brussels()


def test_the_database_keeps_one_calendar_and_one_name_per_day() -> None:
    set_brussels()
    for row in (
        CalendarSettings(pk=2, time_zone="Europe/Brussels"),
        ClosingDay(date=CHRISTMAS_EVE),
        ReplacementDay(holiday=date(2027, 8, 15), observed=OBSERVED),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_the_calendar_is_read_once_per_version(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    set_brussels()
    version = announce_change()
    with django_assert_num_queries(3):
        working_calendar(version)
    with django_assert_num_queries(0):
        working_calendar(version)
