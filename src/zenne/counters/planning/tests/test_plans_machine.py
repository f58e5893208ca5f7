"""Whatever is planned, changed, withdrawn and booked, in whatever order: no seat is lost, and everybody has a fate."""

from collections.abc import Callable
from datetime import time

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.examples import tries

from zenne.core.access.public import NOBODY
from zenne.core.content.public import current_version
from zenne.core.events.public import announce
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.relocate_booking import relocate_booking
from zenne.counters.appointments.errors import AppointmentError
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    PLANNER,
    assert_no_seat_is_lost_or_given_twice,
    make_city,
)
from zenne.counters.appointments.tokens import confirm_token
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Closure, Shift
from zenne.counters.planning.actions.change_shift import change_shift
from zenne.counters.planning.actions.plan_shifts import ShiftWish, plan_shifts
from zenne.counters.planning.actions.reopen_branch import reopen_branch
from zenne.counters.planning.actions.withdraw_shifts import withdraw_shifts
from zenne.counters.planning.fates import Fate, account_of
from zenne.counters.planning.models import Touched, Withdrawal
from zenne.counters.planning.tests.builders import a_desk, close_for
from zenne.workforce.public import ColleagueLeft

numbers = st.integers(0, 20)
hours = st.tuples(st.integers(9, 11), st.integers(1, 2)).map(lambda each: (time(each[0]), time(each[0] + each[1])))


class Plans(RuleBasedStateMachine):
    """Two colleagues, two desks, one morning with three appointments."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.city = make_city(hours="Mo-Su 09:00-13:00")
        self.version = current_version()
        self.members = [self.city.member(self.city.branch) for _ in range(2)]
        self.desks = [a_desk(self.city, number) for number in (1, 2)]
        self.booked: set[int] = set()
        self.plan_for(0, 0, (time(9), time(12)))
        for clock in ("09:00", "10:00", "11:15"):
            self.booked.add(self.city.booked(clock).pk)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @staticmethod
    def try_to(do: Callable[[], object]) -> None:
        try:
            do()
        except (AppointmentError, ShiftRefused):
            return

    def wish(self, member: int, desk: int, between: tuple[time, time]) -> ShiftWish:
        return ShiftWish(self.members[member], self.desks[desk], MONDAY, *between)

    def one_of(self, number: int) -> Shift:
        shifts = list(Shift.objects.order_by("pk"))
        return shifts[number % len(shifts)]

    @rule(member=st.integers(0, 1), desk=st.integers(0, 1), between=hours)
    def plan(self, member: int, desk: int, between: tuple[time, time]) -> None:
        self.plan_for(member, desk, between)

    def plan_for(self, member: int, desk: int, between: tuple[time, time]) -> None:
        wish = self.wish(member, desk, between)
        self.try_to(lambda: plan_shifts(asker=PLANNER, wish=wish, until=None, now=NOW, version=self.version))

    @precondition(lambda self: Shift.objects.exists())
    @rule(number=numbers, member=st.integers(0, 1), desk=st.integers(0, 1), between=hours)
    def change(self, number: int, member: int, desk: int, between: tuple[time, time]) -> None:
        shift, wish = self.one_of(number), self.wish(member, desk, between)
        self.try_to(lambda: change_shift(asker=PLANNER, shift=shift, wish=wish, now=NOW, version=self.version))

    @precondition(lambda self: Shift.objects.exists())
    @rule(number=numbers)
    def withdraw(self, number: int) -> None:
        withdraw_shifts(asker=PLANNER, branch=self.city.branch, shifts=[self.one_of(number).pk], now=NOW)

    @precondition(lambda self: Shift.objects.filter(withdrawn_at=None).exists())
    @rule(number=numbers, between=hours)
    def come_at_another_hour(self, number: int, between: tuple[time, time]) -> None:
        live = list(Shift.objects.filter(withdrawn_at=None).select_related("member", "desk__branch").order_by("pk"))
        shift = live[number % len(live)]
        withdraw_shifts(asker=PLANNER, branch=self.city.branch, shifts=[shift.pk], now=NOW)
        wish = ShiftWish(shift.member, shift.desk, MONDAY, *between)
        self.try_to(lambda: plan_shifts(asker=PLANNER, wish=wish, until=None, now=NOW, version=self.version))

    @rule(member=st.integers(0, 1))
    def leave(self, member: int) -> None:
        with transaction.atomic():
            announce(ColleagueLeft(member=self.members[member].pk))

    @rule(between=st.sampled_from([("", ""), ("", "10:00"), ("09:30", "10:05"), ("11:00", ""), ("11:50", "00:30")]))
    def close(self, between: tuple[str, str]) -> None:
        close_for(self.city, *between)

    @precondition(lambda self: Closure.objects.filter(reopened_at=None).exists())
    @rule(number=numbers)
    def reopen(self, number: int) -> None:
        closed = list(Closure.objects.filter(reopened_at=None).select_related("branch").order_by("pk"))
        reopen_branch(asker=PLANNER, closure=closed[number % len(closed)], now=NOW)

    @rule(clock=st.sampled_from(["09:00", "09:15", "09:30", "10:00", "11:15", "11:45"]))
    def book(self, clock: str) -> None:
        self.try_to(lambda: self.booked.add(self.city.booked(clock).pk))

    @rule(clock=st.sampled_from(["09:00", "10:00", "11:00"]))
    def hold(self, clock: str) -> None:
        self.try_to(lambda: self.city.hold(clock))

    @rule()
    def relocate(self) -> None:
        gone = list(Shift.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
        relocate_booking(shifts=gone, now=NOW)
        accounts = [account_of(asker=PLANNER, withdrawal=each) for each in Withdrawal.objects.all()]
        assert not any(account.waits for account in accounts)

    @rule(number=numbers)
    def take_the_other_time(self, number: int) -> None:
        kept = list(Booking.objects.filter(state=Booking.State.ASKED, in_place_of__isnull=False).order_by("pk"))
        if kept:
            token = confirm_token(kept[number % len(kept)].uuid)
            self.try_to(lambda: confirm_booking(asker=NOBODY, token=token))

    @invariant()
    def every_seat_is_accounted_for(self) -> None:
        assert_no_seat_is_lost_or_given_twice()

    @invariant()
    def nobody_is_at_two_desks_and_no_desk_has_two_people(self) -> None:
        live = list(Shift.objects.filter(withdrawn_at=None))
        for one in live:
            for other in live:
                if one != other and one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                    assert one.member_id != other.member_id
                    assert one.desk_id != other.desk_id

    @invariant()
    def whoever_lost_a_time_is_in_an_account(self) -> None:
        touched = set(Touched.objects.values_list("booking_id", flat=True))
        lost = Booking.objects.filter(pk__in=self.booked, reason=Booking.Reason.NOBODY_THERE)
        assert {booking.pk for booking in lost} <= touched
        fates = [
            each.fate
            for withdrawal in Withdrawal.objects.all()
            for each in account_of(asker=PLANNER, withdrawal=withdrawal).fates
        ]
        assert Fate.UNREACHABLE not in fates


@pytest.mark.slow
@pytest.mark.django_db
def test_no_plan_loses_a_seat_or_a_person() -> None:
    run_state_machine_as_test(
        Plans,
        settings=settings(
            max_examples=tries(25), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
