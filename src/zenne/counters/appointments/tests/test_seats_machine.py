"""Whatever people do, in whatever order: no seat is given twice, and none is lost."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import transaction
from django.db.models import Count
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.examples import tries

from zenne.core.access.public import NOBODY
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.confirm_wish import confirm_wish
from zenne.counters.appointments.actions.end_wish import end_wish
from zenne.counters.appointments.actions.leave_offer import leave_offer
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.actions.move_to_slot import move_to_slot
from zenne.counters.appointments.actions.offer_free_seats import offer_free_seats
from zenne.counters.appointments.actions.release_lapsed import release_lapsed
from zenne.counters.appointments.actions.relocate_booking import relocate_booking
from zenne.counters.appointments.actions.take_offer import take_offer
from zenne.counters.appointments.actions.withdraw_shift import withdraw_shift
from zenne.counters.appointments.errors import AppointmentError
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    NUMBERS,
    PLANNER,
    assert_no_seat_is_lost_or_given_twice,
    make_city,
)
from zenne.counters.appointments.tokens import confirm_token, confirm_wish_token, manage_token, offer_token, wish_token
from zenne.counters.capacity.models import Shift

CLOCKS = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in range(9 * 60, 10 * 60, 5)]
numbers = st.integers(0, 30)


class Seats(RuleBasedStateMachine):
    """Three members of staff with an hour each, at two branches."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.city = make_city(branches=2, minutes_per_person=10, most_people=3)
        for branch in (0, 0, 1):
            self.city.shift(self.city.branches[branch], begin="09:00", end="10:00")
        self.now = NOW
        self.made: list[Booking] = []
        self.promised: set[int] = set()
        """The appointments of which somebody was told that they are certain."""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def one_of(self, number: int) -> Booking:
        booking = self.made[number % len(self.made)]
        booking.refresh_from_db()
        return booking

    @staticmethod
    def try_to(do: Callable[[], object]) -> bool:
        try:
            do()
        except AppointmentError:
            return False
        return True

    @rule(clock=st.sampled_from(CLOCKS), branch=st.integers(0, 1), people=st.integers(1, 3))
    def hold(self, clock: str, branch: int, people: int) -> None:
        where = self.city.branches[branch]
        self.try_to(lambda: self.made.append(self.city.hold(clock, branch=where, people=people, now=self.now)))

    @precondition(lambda self: self.made)
    @rule(number=numbers)
    def ask(self, number: int) -> None:
        self.try_to(lambda: self.city.ask(self.one_of(number), now=self.now))

    @precondition(lambda self: self.made)
    @rule(number=numbers)
    def confirm(self, number: int) -> None:
        booking = self.one_of(number)
        if self.try_to(lambda: confirm_booking(asker=NOBODY, token=confirm_token(booking.uuid))):
            self.promised.add(booking.pk)

    @precondition(lambda self: self.made)
    @rule(number=numbers)
    def cancel(self, number: int) -> None:
        uuid = self.one_of(number).uuid
        token = manage_token(uuid)
        if self.try_to(lambda: cancel_booking(asker=NOBODY, booking=uuid, token=token, now=self.now)):
            self.promised.discard(self.one_of(number).pk)

    @precondition(lambda self: self.made)
    @rule(number=numbers, other=numbers)
    def move(self, number: int, other: int) -> None:
        uuid, to = self.one_of(number).uuid, manage_token(self.one_of(other).uuid)
        token = manage_token(uuid)
        self.try_to(lambda: move_booking(asker=NOBODY, booking=uuid, token=token, to=to, now=self.now))

    @precondition(lambda self: self.made)
    @rule(number=numbers, clock=st.sampled_from(CLOCKS))
    def move_to(self, number: int, clock: str) -> None:
        booking = self.one_of(number)
        choice = self.city.choice(clock, branch=booking.branch, people=booking.people)
        token = manage_token(booking.uuid)
        self.try_to(
            lambda: move_to_slot(
                asker=NOBODY, token=token, choice=choice, counted_as=f"machine-{next(NUMBERS)}", now=self.now
            )
        )

    @precondition(lambda self: self.made)
    @rule(number=numbers, after=st.sampled_from([None, time(9, 20)]))
    def wish(self, number: int, after: time | None) -> None:
        booking = self.one_of(number)
        self.try_to(lambda: self.city.wish(booking, after=after, now=self.now))

    @rule()
    def wish_without_an_appointment(self) -> None:
        contact = f"wish-{Wish.objects.count()}@example.org"
        self.try_to(
            lambda: confirm_wish(
                asker=NOBODY,
                token=confirm_wish_token(self.city.ask_wish(contact, now=self.now).uuid),
                now=self.now,
            )
        )

    @rule()
    def offer(self) -> None:
        offer_free_seats(now=self.now)

    @rule(number=numbers, how=st.sampled_from([take_offer, take_offer, leave_offer]))
    def answer(self, number: int, how: Callable[..., object]) -> None:
        made = list(Offer.objects.order_by("pk"))
        if made:
            token = offer_token(made[number % len(made)].uuid)
            before = set(Booking.objects.filter(state=Booking.State.BOOKED).values_list("pk", flat=True))
            self.try_to(lambda: how(asker=NOBODY, token=token, now=self.now))
            new = Booking.objects.filter(state=Booking.State.BOOKED).exclude(pk__in=before)
            self.made += new
            self.promised |= {booking.pk for booking in new}

    @rule(number=numbers)
    def end_a_wish(self, number: int) -> None:
        made = list(Wish.objects.order_by("pk"))
        if made:
            token = wish_token(made[number % len(made)].uuid)
            self.try_to(lambda: end_wish(asker=NOBODY, token=token, now=self.now))

    @rule(minutes=st.sampled_from([1, 10, 30, 125]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def release(self) -> None:
        release_lapsed(now=self.now)

    @rule(number=numbers, is_made_up_for=st.booleans())
    def withdraw(self, number: int, is_made_up_for: bool) -> None:
        shift = list(Shift.objects.order_by("pk"))[number % Shift.objects.count()]
        withdraw_shift(asker=PLANNER, shifts=[shift.pk], now=self.now)
        if is_made_up_for:
            self.city.shift(shift.branch, begin="09:00", end="10:00")

    @rule()
    def relocate(self) -> None:
        gone = list(Shift.objects.exclude(withdrawn_at=None).values_list("pk", flat=True))
        before = set(Booking.objects.values_list("pk", flat=True))
        relocate_booking(shifts=gone, now=self.now)
        self.made += Booking.objects.exclude(pk__in=before)
        assert not Booking.objects.filter(shift__in=gone, state__in=["held", "asked", "booked"]).exists()

    @rule(day=st.just(MONDAY))
    def look(self, day: object) -> None:
        for slot in self.city.search(now=self.now).slots[:1]:
            clock = slot.starts_at.strftime("%H:%M")
            self.made.append(self.city.hold(clock, branch=slot.branch, now=self.now))

    @invariant()
    def every_seat_is_accounted_for(self) -> None:
        assert_no_seat_is_lost_or_given_twice()

    @invariant()
    def nobody_is_asked_about_two_seats_at_once_or_twice_about_one(self) -> None:
        seats = Offer.objects.values_list("wish", "booking__branch", "booking__starts_at")
        assert len(set(seats)) == len(seats)
        assert not Offer.objects.filter(state="open").values("wish").annotate(n=Count("pk")).filter(n__gt=1).exists()

    @invariant()
    def what_was_promised_holds_or_was_taken_away_with_a_reason(self) -> None:
        for booking in Booking.objects.filter(pk__in=self.promised):
            assert booking.state == Booking.State.BOOKED or booking.reason == Booking.Reason.NOBODY_THERE


@pytest.mark.slow
@pytest.mark.django_db
def test_no_seat_is_given_twice_and_none_is_lost() -> None:
    run_state_machine_as_test(
        Seats,
        settings=settings(
            max_examples=tries(40), stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
