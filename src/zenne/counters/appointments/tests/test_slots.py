"""Free times over all branches."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from zenne.counters.appointments.slots import Found, Order
from zenne.counters.appointments.tests.builders import BRUSSELS, MONDAY, NOW, at, make_city, make_service
from zenne.counters.capacity.models import Shift
from zenne.counters.rules.reach import Way
from zenne.workforce.public import Competence

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def clocks(found: Found) -> list[str]:
    return [slot.starts_at.strftime("%H:%M") for slot in found.slots]


def where(found: Found) -> list[str]:
    return [f"{slot.branch.slug} {slot.starts_at:%d %H:%M}" for slot in found.slots]


def test_visits_come_one_after_the_other_from_the_opening_on() -> None:
    city = make_city(hours="Mo-Fr 09:00-10:00")
    city.shift(begin="08:00", end="12:00")

    found = city.search()

    assert clocks(found) == ["09:00", "09:15", "09:30", "09:45"]
    assert {slot.minutes for slot in found.slots} == {15}
    assert found.slots[0].starts_at.tzinfo == BRUSSELS


def test_the_first_times_come_from_all_branches_and_each_says_its_own_first() -> None:
    city = make_city(branches=3)
    near, far, _never = city.branches
    city.shift(far, day=MONDAY, begin="10:00")
    city.shift(near, day=TUESDAY)

    found = city.search(limit=2)

    assert where(found) == ["laeken 07 10:00", "laeken 07 10:15"]
    assert {first.branch.slug: first.slot and first.slot.starts_at for first in found.firsts} == {
        "centre": at("09:00", TUESDAY),
        "laeken": at("10:00"),
        "louise": None,
    }


def test_a_time_that_two_can_give_is_shown_once() -> None:
    city = make_city(hours="Mo-Fr 09:00-09:30")
    city.shift()
    city.shift()

    assert clocks(city.search()) == ["09:00", "09:15"]


def test_a_visit_ends_before_the_branch_the_service_and_the_shift_end() -> None:
    city = make_city(minutes=25, hours="Mo-Fr 09:00-12:00", service_hours="Mo-Fr 10:00-11:10")
    city.shift(begin="09:00", end="11:00")

    assert clocks(city.search()) == ["10:00", "10:25", "10:35"]


def test_nothing_is_offered_on_a_closed_day() -> None:
    city = make_city(hours="Mo 09:00-10:00; Tu off")
    city.shift(day=TUESDAY)

    assert city.search().slots == ()


def test_the_language_must_be_spoken_by_whoever_helps() -> None:
    city = make_city(hours="Mo-Fr 09:00-17:00")
    city.shift(languages=["nl"])
    city.shift(begin="11:00", languages=["fr", "en"])

    assert clocks(city.search(language="en", limit=1)) == ["11:00"]
    assert clocks(city.search(limit=1)) == ["09:00"]
    assert city.search(language="ar").slots == ()


def test_whoever_does_not_know_the_service_gives_no_times() -> None:
    city = make_city()
    city.shift(services=[make_service("marriage")])

    assert city.search().slots == ()
    Competence.objects.create(member=Shift.objects.get().member, service=city.visit.service)
    assert city.search().slots


def test_whoever_left_gives_no_times() -> None:
    city = make_city()
    shift = city.shift()
    shift.member.left_at = NOW
    shift.member.save()

    assert city.search().slots == ()


def test_the_desk_must_have_what_the_visit_needs() -> None:
    city = make_city(equipment=["biometrics"])
    city.shift(begin="09:00")
    city.shift(begin="13:00", equipment=["biometrics", "room"])

    assert clocks(city.search(limit=1)) == ["13:00"]


def test_a_family_needs_more_time() -> None:
    city = make_city(hours="Mo-Fr 09:00-10:00", minutes_per_person=10, most_people=5)
    city.shift()

    found = city.search(people=4)

    assert clocks(found) == ["09:00", "09:15"]
    assert found.slots[0].minutes == 45


def test_times_of_day_are_those_of_the_clock_on_the_wall() -> None:
    city = make_city()
    city.shift()

    assert clocks(city.search(after=time(16, 20))) == ["16:30", "16:45"]
    assert clocks(city.search(before=time(9, 40))) == ["09:00", "09:15"]
    assert clocks(city.search(after=time(12), before=time(12, 30))) == ["12:00", "12:15"]
    assert city.search(after=time(12), before=time(12, 10)).slots == ()


def test_the_past_is_not_offered_nor_what_begins_in_a_moment() -> None:
    city = make_city()
    city.shift()

    assert clocks(city.search(now=at("12:01"), limit=1)) == ["12:15"]
    assert clocks(city.search(now=at("12:06"), limit=1)) == ["12:30"]
    assert city.search(now=at("17:30")).slots == ()


def test_only_the_days_that_were_asked_for_are_looked_at() -> None:
    city = make_city()
    for ahead in range(3):
        city.shift(day=MONDAY + timedelta(days=ahead))

    found = city.search(first_day=TUESDAY, last_day=TUESDAY, limit=100)

    assert {slot.starts_at.date() for slot in found.slots} == {TUESDAY}
    assert city.search(first_day=TUESDAY, last_day=MONDAY).slots == ()
    assert city.search(first_day=date(2040, 1, 1)).slots == ()


def test_times_far_ahead_are_found_when_nothing_is_free_before() -> None:
    city = make_city()
    far = MONDAY + timedelta(weeks=10)
    city.shift(day=far)

    assert city.search(limit=1).slots[0].starts_at == at("09:00", far)
    assert city.search(limit=1).firsts[0].slot


def test_the_nearest_branch_comes_first_when_that_matters() -> None:
    city = make_city(branches=3, hours="Mo-Fr 09:00-09:30")
    for branch in city.branches:
        city.shift(branch)
    louise = city.branches[2]

    found = city.search(near=(louise.latitude, louise.longitude), order=Order.NEAREST, limit=3)

    assert where(found) == ["louise 07 09:00", "louise 07 09:15", "laeken 07 09:00"]
    assert [round(first.metres or 0, -2) for first in found.firsts] == [2200, 1100, 0]


def test_branches_too_far_away_are_left_out() -> None:
    city = make_city(branches=3)
    for branch in city.branches:
        city.shift(branch)
    centre = city.branches[0]

    found = city.search(near=(centre.latitude, centre.longitude), within_metres=1500)

    assert {first.branch.slug for first in found.firsts} == {"centre", "laeken"}


def test_branches_that_take_too_long_to_reach_are_left_out() -> None:
    city = make_city(branches=3)
    centre = city.branches[0]
    point = (centre.latitude, centre.longitude)

    found = city.search(near=point, by=Way.FOOT, within_minutes=20)

    assert {first.branch.slug: first.minutes for first in found.firsts} == {"centre": 0, "laeken": 19}
    assert len(city.search(near=point, by=Way.FOOT).firsts) == 3
    assert {first.minutes for first in city.search(near=point).firsts} == {None}


def test_evenings_come_first_when_that_matters_and_others_fill_up() -> None:
    city = make_city(hours="Mo,We-Fr 09:00-10:00; Tu 16:00-17:30")
    city.shift(day=MONDAY)
    city.shift(day=TUESDAY, begin="09:00", end="19:00")

    assert where(city.search(order=Order.EVENING, limit=3)) == ["centre 08 17:00", "centre 08 17:15", "centre 07 09:00"]


def test_a_named_branch_is_the_only_one() -> None:
    city = make_city(branches=2)
    for branch in city.branches:
        city.shift(branch)

    found = city.search(branches=("laeken",))

    assert {slot.branch.slug for slot in found.slots} == {"laeken"}
    assert [first.branch.slug for first in found.firsts] == ["laeken"]


def test_a_service_without_staff_has_no_times() -> None:
    assert make_city().search().slots == ()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2028, 3, 26), ["01:00", "01:30", "03:00", "03:30"]),  # from 2 to 3 there is nothing
        (date(2026, 10, 25), ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]),  # twice
    ],
)
def test_on_nights_when_the_clock_is_changed_a_visit_still_takes_its_time(day: date, expected: list[str]) -> None:
    city = make_city(minutes=30, hours="Su 01:00-04:00")
    city.shift(day=day, begin="01:00", end="04:00")

    found = city.search(now=datetime.combine(day, time(), UTC) - timedelta(days=2))

    assert clocks(found) == expected
    steps = [slot.step for slot in found.slots]
    assert steps == list(range(steps[0], steps[0] + 6 * len(steps), 6))


def test_times_of_day_hold_on_both_sides_of_a_change_of_the_clock() -> None:
    city = make_city(hours="Mo-Sa 09:00-17:00")
    saturday, monday = date(2026, 10, 24), date(2026, 10, 26)
    for day in (saturday, monday):
        city.shift(day=day)

    found = city.search(now=datetime(2026, 10, 20, tzinfo=UTC), after=time(16, 30))

    assert where(found) == ["centre 24 16:30", "centre 24 16:45", "centre 26 16:30", "centre 26 16:45"]


def test_a_night_shift_goes_on_after_midnight() -> None:
    city = make_city(minutes=60, hours="Mo-Fr 23:00-02:00")
    Shift.objects.filter(pk=city.shift(begin="22:00", end="23:00").pk).update(ends_at=at("02:00", TUESDAY))
    shift = Shift.objects.get()
    shift.free, shift.longest = format((1 << 48) - 1, "x"), 48
    shift.save()

    assert where(city.search()) == ["centre 07 23:00", "centre 08 00:00", "centre 08 01:00"]
    assert where(city.search(now=at("23:30"))) == ["centre 08 00:00", "centre 08 01:00"]


@pytest.mark.parametrize("staff", [2, 30])
@pytest.mark.parametrize(("order", "queries"), [(Order.SOONEST, 3), (Order.NEAREST, 3), (Order.EVENING, 6)])
def test_the_number_of_queries_does_not_grow(
    order: Order, queries: int, staff: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    city = make_city(branches=4)
    for number in range(staff):
        city.shift(city.branches[number % 4], day=MONDAY + timedelta(days=number % 3))
    city.search()

    with django_assert_max_num_queries(queries + 1):
        city.search(order=order)
