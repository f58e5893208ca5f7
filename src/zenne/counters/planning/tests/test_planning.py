"""Shifts are planned, repeated, copied, changed and withdrawn."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.content.public import current_version
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    BRUSSELS,
    DESK_WORKER,
    MONDAY,
    NOW,
    PLANNER,
    RESIDENT,
    City,
    at,
    clocks,
)
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.actions.change_shift import change_shift
from zenne.counters.planning.actions.close_for_a_while import close_for_a_while
from zenne.counters.planning.actions.copy_week import copy_week
from zenne.counters.planning.actions.plan_shifts import Planned, ShiftWish, plan_shifts
from zenne.counters.planning.actions.withdraw_shifts import withdraw_shifts
from zenne.counters.planning.stretches import Stretch
from zenne.counters.planning.tests.builders import a_desk, days_of, plan, wish
from zenne.workforce.public import MANAGE_STAFF, StaffMember

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def change(shift: Shift, wanted: ShiftWish) -> Shift:
    return change_shift(asker=PLANNER, shift=shift, wish=wanted, now=NOW, version=current_version())


def copy(city: City, monday: date) -> Planned:
    return copy_week(asker=PLANNER, branch=city.branch, monday=monday, now=NOW, version=current_version())


def test_a_planned_shift_can_be_booked_at_once(city: City) -> None:
    plan(wish(city, begin=time(9), end=time(10)))

    assert clocks(city) == ["09:00", "09:15", "09:30", "09:45"]


def test_a_shift_may_begin_before_the_branch_opens_but_nobody_can_book_it_then(city: City) -> None:
    plan(wish(city, begin=time(8), end=time(9, 30)))

    assert clocks(city) == ["09:00", "09:15"]


def test_a_shift_may_last_until_midnight(city: City) -> None:
    planned = plan(wish(city, begin=time(22), end=time(0)))

    assert planned.shifts[0].length == 24
    assert days_of(copy(city, MONDAY + WEEK).shifts) == [MONDAY + WEEK]


def test_a_repetition_leaves_out_holidays_and_says_which(city: City) -> None:
    friday = date(2037, 12, 11)
    planned = plan(wish(city, day=friday), until=date(2038, 1, 8))

    assert days_of(planned.shifts) == [date(2037, 12, 11), date(2037, 12, 18), date(2038, 1, 8)]
    assert [(each.day, each.code, bool(each.day_off)) for each in planned.skipped] == [
        (date(2037, 12, 25), "closed", True),
        (date(2038, 1, 1), "closed", True),
    ]


def test_a_repetition_leaves_out_what_is_taken_and_plans_the_rest(city: City) -> None:
    wanted = wish(city)
    plan(replace(wanted, member=city.member(city.branch), day=MONDAY + WEEK))

    planned = plan(wanted, until=MONDAY + 2 * WEEK)

    assert days_of(planned.shifts) == [MONDAY, MONDAY + 2 * WEEK]
    assert [(each.day, each.code) for each in planned.skipped] == [(MONDAY + WEEK, "desk-is-taken")]


def test_a_shift_keeps_its_time_on_the_clock_when_the_clock_changes(city: City) -> None:
    planned = plan(wish(city, day=date(2038, 3, 22)), until=date(2038, 4, 12))

    assert len(planned.shifts) == 4 - len(planned.skipped)
    assert {shift.length for shift in planned.shifts} == {96}
    assert {f"{shift.starts_at.astimezone(BRUSSELS):%H:%M}" for shift in planned.shifts} == {"09:00"}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"begin": time(10), "end": time(10)}, "wrong-times"),
        ({"begin": time(10, 2)}, "wrong-times"),
        ({"day": date(2037, 12, 1)}, "is-over"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(city: City, other: dict[str, Any], code: str) -> None:
    with pytest.raises(ShiftRefused, match=code):
        plan(replace(wish(city), **other))
    assert not Shift.objects.exists()


def test_somebody_who_left_and_a_desk_that_is_gone_are_refused(city: City) -> None:
    wanted = wish(city)
    StaffMember.objects.filter(pk=wanted.member.pk).update(left_at=NOW)
    with pytest.raises(ShiftRefused, match="has-left"):
        plan(wanted)
    gone = a_desk(city, 2, retired_at=NOW)
    with pytest.raises(ShiftRefused, match="desk-is-gone"):
        plan(wish(city, desk=gone))


def test_a_week_is_copied_with_its_times_and_twice_is_nothing_more(city: City) -> None:
    first = plan(wish(city, day=MONDAY, end=time(13))).shifts[0]
    plan(wish(city, desk=a_desk(city, 2), day=MONDAY + timedelta(days=2), takes_walk_ins=False))
    copied = copy(city, MONDAY + WEEK)

    assert days_of(copied.shifts) == [MONDAY + WEEK, MONDAY + WEEK + timedelta(days=2)]
    assert copied.shifts[0].ends_at - first.ends_at == WEEK
    assert copied.shifts[1].takes_walk_ins is False
    assert copied.skipped == []
    again = copy(city, MONDAY + WEEK)
    assert (again.shifts, {each.code for each in again.skipped}) == ([], {"member-is-elsewhere"})


def test_a_copy_leaves_out_whoever_left(city: City) -> None:
    wanted = wish(city)
    plan(wanted)
    StaffMember.objects.filter(pk=wanted.member.pk).update(left_at=NOW)

    copied = copy(city, MONDAY + WEEK)

    assert (copied.shifts, [each.code for each in copied.skipped]) == ([], ["has-left"])


def test_a_shift_in_which_nothing_is_booked_can_change_in_everything(city: City) -> None:
    shift = plan(wish(city)).shifts[0]
    other = wish(city, desk=a_desk(city, 2), day=MONDAY + timedelta(days=1), begin=time(12))

    changed = change(shift, other)

    assert Shift.objects.get() == changed
    assert (changed.member, changed.desk.number) == (other.member, 2)
    assert days_of([changed]) == [MONDAY + timedelta(days=1)]


def test_a_shift_with_an_appointment_stays_as_it_is(city: City) -> None:
    wanted = wish(city)
    shift = plan(wanted).shifts[0]
    city.booked("09:00")

    with pytest.raises(ShiftRefused, match="is-booked"):
        change(shift, replace(wanted, end=time(18)))
    assert Shift.objects.get().ends_at == shift.ends_at


def test_a_change_that_cannot_be_leaves_the_shift_where_it_was(city: City) -> None:
    shift = plan(wish(city)).shifts[0]
    other = plan(wish(city, desk=a_desk(city, 2))).shifts[0]

    with pytest.raises(ShiftRefused, match="desk-is-taken"):
        change(shift, wish(city, desk=other.desk))
    assert set(Shift.objects.all()) == {shift, other}


def test_a_shift_may_grow_over_its_own_place(city: City) -> None:
    wanted = wish(city, end=time(12))
    changed = change(plan(wanted).shifts[0], replace(wanted, end=time(13)))
    assert changed.length == 48


def test_a_withdrawn_shift_cannot_be_changed_and_its_desk_is_free(city: City) -> None:
    wanted = wish(city)
    shift = plan(wanted).shifts[0]
    assert withdraw_shifts(asker=PLANNER, branch=city.branch, shifts=[shift.pk], now=NOW) is not None
    assert withdraw_shifts(asker=PLANNER, branch=city.branch, shifts=[shift.pk], now=NOW) is None

    with pytest.raises(ShiftRefused, match="is-withdrawn"):
        change(shift, wanted)
    assert len(plan(wanted).shifts) == 1


def test_who_holds_a_time_in_a_shift_that_changes_meanwhile_gets_no_seat_of_it(city: City) -> None:
    wanted = wish(city)
    shift = plan(wanted).shifts[0]
    held = city.hold("09:00")

    with pytest.raises(ShiftRefused, match="is-booked"):
        change(shift, replace(wanted, member=city.member(city.branch)))
    held.refresh_from_db()
    assert held.state == Booking.State.HELD


def test_only_those_who_plan_do_any_of_this(city: City) -> None:
    wanted = wish(city)
    shift, version = plan(wanted).shifts[0], current_version()
    stranger = replace(RESIDENT, permissions=frozenset({MANAGE_STAFF.code}))
    stretch = Stretch(MONDAY, at("12:00"), at("13:00"))

    for asker in (NOBODY, RESIDENT, DESK_WORKER, stranger):
        with pytest.raises(NotAllowed):
            plan_shifts(asker=asker, wish=wanted, until=None, now=NOW, version=version)
        with pytest.raises(NotAllowed):
            copy_week(asker=asker, branch=city.branch, monday=MONDAY, now=NOW, version=version)
        with pytest.raises(NotAllowed):
            change_shift(asker=asker, shift=shift, wish=wanted, now=NOW, version=version)
        with pytest.raises(NotAllowed):
            withdraw_shifts(asker=asker, branch=city.branch, shifts=[shift.pk], now=NOW)
        with pytest.raises(NotAllowed):
            close_for_a_while(asker=asker, branch=city.branch, stretch=stretch, now=NOW)
