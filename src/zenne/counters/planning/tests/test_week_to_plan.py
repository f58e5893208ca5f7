"""Which week planning opens with."""

from datetime import date, datetime, timedelta

import pytest

from zenne.core.content.public import current_version
from zenne.counters.appointments.tests.builders import MONDAY, at, make_city
from zenne.counters.planning.days import day_to_plan

pytestmark = pytest.mark.django_db
FRIDAY, SATURDAY, NEXT = MONDAY + timedelta(days=4), MONDAY + timedelta(days=5), MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("hours", "now", "day"),
    [
        ("Mo-Fr 09:00-17:00", at("08:00"), MONDAY),
        ("Mo-Fr 09:00-17:00", at("16:55", FRIDAY), FRIDAY),
        ("Mo-Fr 09:00-17:00", at("17:00", FRIDAY), NEXT),
        ("Mo-Fr 09:00-17:00", at("10:00", SATURDAY), NEXT),
        ("Mo-Sa 09:00-12:00", at("10:00", SATURDAY), SATURDAY),
        ("off", at("10:00", SATURDAY), NEXT),
    ],
)
def test_a_week_that_is_over_gives_way_to_the_next(hours: str, now: datetime, day: date) -> None:
    city = make_city(hours=hours)

    assert day_to_plan(city.branch, now, version=current_version()) == day
