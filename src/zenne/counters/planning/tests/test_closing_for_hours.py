"""A branch that closes for some hours, also across midnight: what lies before and after is left as it is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from zenne.catalogue.public import branches_now
from zenne.core.content.public import current_version
from zenne.core.outbox.public import Message
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    PLANNER,
    City,
    assert_no_seat_is_lost_or_given_twice,
    at,
    clocks,
    make_city,
)
from zenne.counters.capacity.models import Closure, Shift
from zenne.counters.planning.actions.reopen_branch import Reopened, reopen_branch
from zenne.counters.planning.fates import account_of
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.stretches import Said, stretch_of
from zenne.counters.planning.tests.builders import close_for, do_the_work, next_monday, team_browser
from zenne.counters.planning.touching import touched_by_closing
from zenne.counters.rules.seats import read, run, written

pytestmark = pytest.mark.django_db
SUNDAY, TUESDAY = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
NIGHTS = "Mo-Su 22:00-02:00"


@pytest.fixture
def city() -> Iterator[City]:
    yield make_city()
    assert_no_seat_is_lost_or_given_twice()


@pytest.fixture
def nights() -> Iterator[City]:
    """A branch that is open from the evening until after midnight, every day."""
    yield make_city(hours=NIGHTS)
    assert_no_seat_is_lost_or_given_twice()


def touched(withdrawal: Withdrawal | None) -> list[int]:
    assert withdrawal is not None
    return [each.number for each in account_of(asker=PLANNER, withdrawal=withdrawal).fates]


def is_open(city: City, clock: str, day: object = MONDAY) -> bool:
    city.branch.refresh_from_db()
    [place], _ = branches_now([city.branch], version=current_version(), at=at(clock, day))  # type: ignore[arg-type]
    return place.is_open


def test_a_day_that_is_closed_takes_its_own_night_and_not_the_night_before(nights: City) -> None:
    close_for(nights)

    assert is_open(nights, "01:30"), "this night began on Sunday"
    assert not is_open(nights, "22:30")
    assert not is_open(nights, "01:30", TUESDAY)
    assert is_open(nights, "22:30", TUESDAY)


def test_who_has_an_appointment_after_midnight_is_touched_too(nights: City) -> None:
    shift = nights.shift(begin="22:00", end="23:55")
    after = nights.shift(begin="00:00", end="02:00", day=TUESDAY, member=shift.member)
    before = nights.shift(begin="00:00", end="02:00", member=shift.member)
    kept, late, early = nights.booked("01:00"), nights.booked("01:00", day=TUESDAY), nights.booked("23:00")

    account = close_for(nights)

    assert touched(account) == [early.pk, late.pk]
    do_the_work(shift, after)
    before.refresh_from_db()
    kept.refresh_from_db()
    assert (before.withdrawn_at, kept.state) == (None, Booking.State.BOOKED)


def test_closing_early_in_the_night_holds_until_it_is_over(nights: City) -> None:
    close_for(nights, now=at("23:10"))

    closure = Closure.objects.get()
    assert (closure.starts_at, closure.ends_at) == (at("23:10"), at("02:00", TUESDAY))
    assert is_open(nights, "23:09")
    assert not is_open(nights, "23:10")
    assert not is_open(nights, "00:30", TUESDAY)
    close_for(nights, now=at("23:11"))
    assert Closure.objects.count() == 1, "it is closed already"


def test_after_midnight_today_is_what_is_left_of_the_night(nights: City) -> None:
    close_for(nights, end="01:30", now=at("00:30"))

    closure = Closure.objects.get()
    assert (closure.starts_at, closure.ends_at) == (at("00:30"), at("01:30"))
    assert is_open(nights, "01:45")


def test_two_times_may_lie_on_both_sides_of_midnight(nights: City) -> None:
    close_for(nights, "23:00", "01:00")

    assert is_open(nights, "22:45")
    assert not is_open(nights, "23:15")
    assert not is_open(nights, "00:45", TUESDAY)
    assert is_open(nights, "01:15", TUESDAY)


def test_what_lies_before_and_after_keeps_its_time_its_colleague_and_its_desk(city: City) -> None:
    shift = city.shift()
    morning, noon, evening = (city.booked(clock, f"{clock[:2]}@example.org") for clock in ("09:30", "12:15", "16:00"))
    letters = Message.objects.count()
    touching = touched_by_closing(asker=PLANNER, branch=city.branch, begin=at("12:00"), end=at("14:00"), now=NOW)
    assert (touching.shifts, touching.appointments) == (1, 1)

    account = close_for(city, "12:00", "14:00")

    assert touched(account) == [noon.pk]
    do_the_work(shift)
    for booking, (begin, end) in ((morning, ("09:00", "12:00")), (evening, ("14:00", "17:00"))):
        booking.refresh_from_db()
        assert booking.shift is not None
        assert (booking.shift.starts_at, booking.shift.ends_at) == (at(begin), at(end))
        assert (booking.shift.member, booking.shift.desk) == (shift.member, shift.desk)
    noon.refresh_from_db()
    assert noon.instead is not None
    assert noon.instead.starts_at == at("11:45"), "the nearest other time"
    assert Message.objects.count() == letters + 1
    assert "11:30" in clocks(city)
    assert not {clock for clock in clocks(city) if "12:00" <= clock < "14:00"}


def test_whoever_lies_across_an_edge_is_told_and_nobody_is_cut_in_two(city: City) -> None:
    shift = city.shift()
    across, after = city.booked("11:50", "a@example.org"), city.booked("14:00", "b@example.org")

    account = close_for(city, "12:00", "14:00")

    assert touched(account) == [across.pk]
    first, second = Shift.objects.filter(withdrawn_at=None)
    assert (first.ends_at, second.starts_at) == (at("11:50"), at("14:00"))
    after.refresh_from_db()
    assert after.shift == second
    do_the_work(shift)
    across.refresh_from_db()
    assert across.reason == Booking.Reason.NOBODY_THERE


def test_opening_again_plans_only_what_fell_away(city: City) -> None:
    shift = city.shift()
    noon = city.booked("12:15")
    close_for(city, "12:00", "14:00")

    assert reopen_branch(asker=PLANNER, closure=Closure.objects.get(), now=NOW) == Reopened(planned=1)

    planned = Shift.objects.filter(withdrawn_at=None)
    assert [(each.starts_at, each.ends_at) for each in planned] == [
        (at("09:00"), at("12:00")),
        (at("12:00"), at("14:00")),
        (at("14:00"), at("17:00")),
    ]
    do_the_work(shift)
    noon.refresh_from_db()
    assert (noon.starts_at, noon.shift) == (at("12:15"), planned[1])
    assert is_open(city, "12:30")


def test_the_day_can_be_closed_after_some_hours_of_it_were(city: City) -> None:
    shift = city.shift()
    close_for(city, "12:00", "13:00")
    evening = city.booked("16:00")

    account = close_for(city)

    assert touched(account) == [evening.pk]
    assert not Shift.objects.filter(withdrawn_at=None).exists()
    do_the_work(shift, *Shift.objects.filter(bookings=evening))


def test_places_that_a_team_gives_beyond_a_shift_are_cut_with_it(city: City) -> None:
    shift = city.shift()
    extra = Shift.every.create(
        member=shift.member, desk=shift.desk, branch=shift.branch, starts_at=shift.starts_at, ends_at=shift.ends_at,
        first_step=shift.first_step, free=written(run(0, 3) | run(60, 3)), longest=3, extra_to=shift,
        for_visit=city.visit,
    )  # fmt: skip

    close_for(city, "12:00", "13:00")

    morning, evening = Shift.every.filter(withdrawn_at=None).exclude(extra_to=None)
    assert (morning.extra_to, evening.extra_to) == tuple(Shift.objects.filter(withdrawn_at=None))
    assert (read(morning.free), read(evening.free)) == (run(0, 3), run(12, 3)), "09:00, and 14:00 in a shift from 13:00"
    extra.refresh_from_db()
    assert extra.withdrawn_at is not None


def test_a_branch_that_is_closed_ten_times_says_so_each_time(city: City) -> None:
    mondays = [MONDAY + timedelta(weeks=number) for number in range(10)]
    for day in mondays:
        close_for(city, "10:05", "11:25", day=day)

    assert not any(is_open(city, "11:00", day) for day in mondays)
    assert all(is_open(city, "11:30", day) for day in mondays)


def test_hours_of_a_service_may_end_later_than_those_of_the_branch() -> None:
    city = make_city(service_hours="Mo 20:00-03:00")

    stretch = stretch_of(Said(MONDAY), branch=city.branch, now=NOW, version=current_version())

    assert (stretch.begin, stretch.end) == (at("00:00"), at("03:00", TUESDAY))


def test_the_page_asks_from_when_until_when_and_says_whom_it_touches(city: City) -> None:
    browser, day = team_browser(), next_monday()
    address = "/en/staff/planning/centre/close/"
    shift = city.shift(day=day)
    page = browser.get(f"{address}?day={day}&begin=12:00&end=14:00").content.decode()
    assert "12:00 to 14:00" in page
    assert "1 shift falls away" in page
    assert browser.get(f"{address}?day={day}&begin=25:00").status_code == 422

    answer = browser.post(address, {"day": day.isoformat(), "begin": "23:00", "end": "01:00"}, follow=True)

    assert "23:00, to 1:00 in the night after" in answer.content.decode().replace("01:00", "1:00")
    assert Closure.objects.get().ends_at == at("01:00", day + timedelta(days=1))
    assert browser.post(address, {"day": day.isoformat(), "begin": "12:00", "end": "14:00"}).status_code == 302
    shift.refresh_from_db()
    assert (shift.starts_at, shift.ends_at) == (at("12:00", day), at("14:00", day))
    assert shift.withdrawn_at is not None
