"""What a team sees of those who do not come."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import Shift
from zenne.counters.queue.attendance import known_at
from zenne.counters.queue.forecast import people_of
from zenne.counters.queue.models import Attendance
from zenne.counters.queue.no_shows import hour_with, no_shows
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.rules.durations import Seen
from zenne.counters.queue.situation import situation_at
from zenne.counters.queue.tests.builders import Hall, a_branch, open_all_day
from zenne.counters.queue.tests.test_pages import at_work
from zenne.counters.rules.quanta import step_of
from zenne.counters.rules.seats import run, written
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/counters/centre/no-shows/"


@pytest.fixture
def hall() -> Hall:
    return open_all_day()


def seen(hall: Hall, came: float, missed: float, ahead: str = "week") -> None:
    Attendance.objects.create(branch=hall.branch, visit_type=hall.passport, ahead=ahead, came=came, missed=missed)


def bookings(hall: Hall, count: int, *, days: int = 1) -> None:
    begin = timezone.localtime(hall.now + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)
    Booking.objects.bulk_create(
        Booking(
            visit_type=hall.passport, branch=hall.branch, starts_at=begin, ends_at=begin + timedelta(minutes=10),
            state=Booking.State.BOOKED, created_at=begin - timedelta(days=3),
        )
        for _ in range(count)
    )  # fmt: skip


def test_a_share_stands_there_with_its_bounds_and_only_where_enough_was_seen(hall: Hall) -> None:
    seen(hall, 80, 20)
    seen(hall, 5, 5, "day")
    page = at_work(hall.ada).get(PAGE).content.decode()
    assert "20 (13–29)" in page
    assert "50" not in page.partition("<tbody")[2].partition("</table>")[0]


def test_advice_grows_with_what_was_learned(hall: Hall) -> None:
    bookings(hall, 40)
    member, tomorrow = StaffMember.objects.get(key="ada"), day_of(hall.now + timedelta(days=1))
    before = no_shows(asker=hall.ada, member=member, day=tomorrow)
    seen(hall, 120, 80)
    after = no_shows(asker=hall.ada, member=member, day=tomorrow)
    assert 0 < before.extra < after.extra
    assert all(each.outlook.crowded <= after.bounds.crowded for each in after.hours)


def test_nothing_more_is_given_in_an_hour_with_free_places(hall: Hall) -> None:
    bookings(hall, 40)
    begin = Booking.objects.earliest("starts_at").starts_at + timedelta(minutes=30)
    first = step_of(begin)
    Shift.objects.create(
        member=StaffMember.objects.get(key="ben"), desk=hall.desks[0], branch=hall.branch, starts_at=begin,
        ends_at=begin + timedelta(hours=4), first_step=first, free=written(run(0, 48)), longest=48,
    )  # fmt: skip
    member, tomorrow = StaffMember.objects.get(key="ada"), day_of(hall.now + timedelta(days=1))
    found = no_shows(asker=hall.ada, member=member, day=tomorrow)
    assert [(each.booked, each.free, each.extra) for each in found.hours] == [(40, 3, 0)]
    page = at_work(hall.ada).get(PAGE, {"day": str(tomorrow)}).content.decode()
    assert "No place more is advised for this day" in page


def test_the_forecast_knows_who_probably_does_not_come(hall: Hall) -> None:
    soon = hall.now + timedelta(minutes=30)
    booking = Booking.objects.create(
        visit_type=hall.passport, branch=hall.branch, starts_at=soon, ends_at=soon + timedelta(minutes=10),
        state=Booking.State.BOOKED, created_at=soon - timedelta(days=3),
    )  # fmt: skip
    [usual] = people_of(situation_at(hall.branch.pk, hall.now))
    seen(hall, 100, 100)
    [learned] = people_of(situation_at(hall.branch.pk, hall.now))
    assert usual.likely == pytest.approx(0.9)
    assert learned.likely < 0.55
    assert known_at(a_branch("south").pk).chance_missed(booking) == pytest.approx(0.1)


@pytest.mark.parametrize("count", [2, 60])
def test_the_page_costs_as_many_questions_however_much_is_booked(
    hall: Hall, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bookings(hall, count)
    seen(hall, 100, 10)
    member, tomorrow = StaffMember.objects.get(key="ada"), day_of(hall.now + timedelta(days=1))
    with django_assert_num_queries(6):
        no_shows(asker=hall.ada, member=member, day=tomorrow)


def test_any_day_may_be_asked_for_and_other_branches_see_nothing(hall: Hall) -> None:
    a_branch("south")
    browser = at_work(hall.ada)
    for day in ("", "x", "0001-01-01", "9999-12-31", "\x00", "2026-02-30", "2026-03-29", str(timezone.now().date())):
        assert browser.get(PAGE, {"day": day}).status_code == 200
    assert "another branch" in browser.get("/en/staff/counters/south/no-shows/").content.decode()


def test_what_a_place_more_means_follows_from_how_long_visits_really_take(hall: Hall) -> None:
    bookings(hall, 1)
    found, booking = Seen(), Booking.objects.select_related("visit_type").get()
    for _ in range(200):
        found = found.with_visit(90)

    hour = hour_with([booking], [], booking.starts_at, known_at(hall.branch.pk), {hall.passport.pk: found})

    assert hour.minutes > 60, "ten minutes were booked"
