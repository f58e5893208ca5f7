"""What becomes of appointments when a shift is withdrawn, a branch closes, or somebody leaves."""

from datetime import timedelta

import pytest
from django.db import transaction

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.events.public import announce
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import MONDAY, NOW, PLANNER, City, at
from zenne.counters.appointments.tokens import confirm_token, manage_token
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.actions.withdraw_shifts import withdraw_shifts
from zenne.counters.planning.fates import Fate, ShownFate, account_of
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.tests.builders import close_for, do_the_work
from zenne.counters.planning.touching import duties_of, touched_by
from zenne.workforce.public import ColleagueLeft, Duties, StaffMember

pytestmark = pytest.mark.django_db


def withdraw(city: City, *shifts: Shift) -> Withdrawal:
    numbers = [shift.pk for shift in shifts]
    withdrawal = withdraw_shifts(asker=PLANNER, branch=city.branch, shifts=numbers, now=NOW)
    assert withdrawal is not None
    return withdrawal


def fates(withdrawal: Withdrawal) -> list[ShownFate]:
    return account_of(asker=PLANNER, withdrawal=withdrawal).fates


def fate(withdrawal: Withdrawal) -> Fate:
    [only] = fates(withdrawal)
    return only.fate


def leave(member: StaffMember) -> None:
    """What the workforce announces when somebody leaves."""
    with transaction.atomic():
        announce(ColleagueLeft(member=member.pk))


def test_a_colleague_takes_over_and_the_account_says_at_which_desk(city: City) -> None:
    gone = city.shift()
    booked, colleague = city.booked("09:00"), city.shift()

    withdrawal = withdraw(city, gone)
    assert fate(withdrawal) == Fate.WAITS
    do_the_work(gone)

    [only] = fates(withdrawal)
    assert (only.fate, only.number, only.desk) == (Fate.COLLEAGUE, booked.pk, colleague.desk)
    assert (only.was_at, only.was_desk) == (at("09:00"), gone.desk.number)


def test_whoever_comes_an_hour_later_keeps_what_is_left_and_moves_the_rest(city: City) -> None:
    gone = city.shift()
    early, later = city.booked("09:00"), city.booked("10:00")
    withdrawal = withdraw(city, gone)
    # Planned anew before a worker came: the later appointment still has its old time then.
    again = city.shift(begin="10:00", member=gone.member)

    do_the_work(gone)

    early.refresh_from_db()
    later.refresh_from_db()
    assert [each.fate for each in fates(withdrawal)] == [Fate.KEPT, Fate.COLLEAGUE]
    assert later.shift == again
    assert early.instead is not None
    assert (early.instead.shift, early.instead.starts_at) == (again, at("10:15"))


def test_another_time_is_kept_then_taken(city: City) -> None:
    gone = city.shift()
    booked = city.booked("09:00")
    city.shift(begin="10:00")
    withdrawal = withdraw(city, gone)
    do_the_work(gone)

    assert fate(withdrawal) == Fate.KEPT
    booked.refresh_from_db()
    assert booked.instead is not None
    confirm_booking(asker=NOBODY, token=confirm_token(booked.instead.uuid))
    assert fate(withdrawal) == Fate.TAKEN


def test_another_time_that_nobody_took_is_said_so(city: City) -> None:
    gone = city.shift()
    booked = city.booked("09:00")
    city.shift(begin="10:00")
    withdrawal = withdraw(city, gone)
    do_the_work(gone)
    booked.refresh_from_db()
    assert booked.instead is not None
    cancel_booking(asker=NOBODY, booking=booked.instead.uuid, token=manage_token(booked.instead.uuid), now=NOW)

    assert fate(withdrawal) == Fate.NOT_TAKEN


def test_where_nothing_is_free_they_were_told_or_nobody_could(city: City) -> None:
    gone = city.shift()
    city.booked("09:00")
    silent = city.booked("10:00")
    Booking.objects.filter(pk=silent.pk).update(contact="", contact_key="")
    assert touched_by(asker=PLANNER, shifts=[gone.pk], now=NOW).unreachable == 1

    withdrawal = withdraw(city, gone)
    do_the_work(gone)

    assert [each.fate for each in fates(withdrawal)] == [Fate.TOLD, Fate.UNREACHABLE]
    assert account_of(asker=PLANNER, withdrawal=withdrawal).tally == [(Fate.TOLD, 1), (Fate.UNREACHABLE, 1)]


def test_no_other_time_is_kept_for_somebody_whom_nobody_can_tell(city: City) -> None:
    gone = city.shift()
    silent = city.booked("09:00")
    Booking.objects.filter(pk=silent.pk).update(contact="", contact_key="")
    city.shift(begin="10:00")

    withdrawal = withdraw(city, gone)
    do_the_work(gone)

    assert fate(withdrawal) == Fate.UNREACHABLE
    assert Booking.objects.count() == 1


def test_a_time_that_somebody_is_only_looking_at_is_no_appointment(city: City) -> None:
    gone = city.shift()
    city.hold("09:00")

    assert touched_by(asker=PLANNER, shifts=[gone.pk], now=NOW).appointments == 0
    withdrawal = withdraw(city, gone)
    do_the_work(gone)

    assert fates(withdrawal) == []


def test_a_branch_that_closes_moves_only_what_comes(city: City) -> None:
    shift, tomorrow = city.shift(), city.shift(day=MONDAY + timedelta(days=1))
    city.booked("09:00")
    later = city.booked("14:00")
    noon = at("12:00")

    withdrawal = close_for(city, now=noon)

    assert withdrawal is not None
    assert (withdrawal.reason, withdrawal.day, withdrawal.shifts) == (Withdrawal.Reason.CLOSED, MONDAY, 1)
    assert [each.number for each in fates(withdrawal)] == [later.pk]
    tomorrow.refresh_from_db()
    assert tomorrow.withdrawn_at is None
    assert close_for(city, now=noon) is None
    shift.refresh_from_db()
    do_the_work(shift)
    Booking.objects.filter(starts_at=at("09:00"), shift=shift).delete()


def test_whoever_leaves_is_taken_out_of_what_comes(city: City) -> None:
    gone = city.shift()
    booked, colleague = city.booked("09:00"), city.shift()
    assert duties_of(gone.member_id, NOW) == Duties(shifts=1, appointments=1)

    leave(gone.member)
    do_the_work(gone)

    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.branch, fate(withdrawal)) == (
        Withdrawal.Reason.LEFT,
        city.branch,
        Fate.COLLEAGUE,
    )
    booked.refresh_from_db()
    assert booked.shift == colleague


def test_whoever_leaves_without_a_plan_leaves_no_account(city: City) -> None:
    leave(city.member(city.branch))
    assert not Withdrawal.objects.exists()


def test_an_account_goes_with_the_appointment(city: City) -> None:
    gone = city.shift()
    booked = city.booked("09:00")
    withdrawal = withdraw(city, gone)
    do_the_work(gone)
    Booking.objects.filter(pk=booked.pk).delete()

    assert fates(withdrawal) == []


def test_only_those_who_plan_read_an_account(city: City) -> None:
    withdrawal = withdraw(city, city.shift())
    with pytest.raises(NotAllowed):
        account_of(asker=NOBODY, withdrawal=withdrawal)
