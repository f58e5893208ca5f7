"""Give somebody another time that is free, or that is free for them because they have it themselves."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.hold_slot import hold_slot, needed_for, visit_of
from zenne.counters.appointments.actions.move_booking import move_booking, say_it_is_moved
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.limits import HOLDS, count
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import check_it_can_change, managed
from zenne.counters.appointments.seating import Needed, candidates, claim, give_back, locked, take
from zenne.counters.appointments.tokens import Choice, manage_token, managed_booking
from zenne.counters.appointments.whose import whose
from zenne.counters.rules.notice import reminder_for
from zenne.counters.rules.quanta import moment_of


class SeatInTheWay(Exception):
    """Whoever was to help cannot do it at the other time."""


@for_everybody
@asks_no_purpose(because="it is done for somebody who asks for it, and shows nothing of them")
def move_to_slot(*, asker: Asker, token: str, choice: Choice, counted_as: str, now: datetime) -> Booking:
    """Move an appointment to a time that somebody chose, without holding it first.

    A time that overlaps with the old one goes to the same member of staff, whose steps are free for this person only.

    Raises:
        BookingRefused: unknown-booking, cancelled, lapsed, over, not-booked-yet, other-visit.
        SlotRefused, TooOften, SlotTaken: as when a time is held; the appointment is as it was.
    """
    booking = managed_booking(token)
    found = managed(asker, booking, token)
    check_it_can_change(found, now=now)
    if found.state != Booking.State.BOOKED:
        raise BookingRefused("not-booked-yet")
    if (choice.visit_type, choice.people) != (found.visit_type_id, found.people):
        raise BookingRefused("other-visit")
    needed = needed_for(choice, visit_of(choice, asker=asker, now=now))
    if overlaps(found, needed):
        count(HOLDS, counted_as, asker=asker)
        try:
            return move_within_shift(asker, booking, needed, now=now)
        except SeatInTheWay:
            pass
    held = hold_slot(asker=asker, choice=choice, counted_as=counted_as, now=now)
    return move_booking(asker=asker, booking=booking, token=token, to=manage_token(held.uuid), now=now)


def overlaps(booking: Booking, needed: Needed) -> bool:
    """Whether a booking has some of the steps itself."""
    ends = needed.step + needed.length
    return booking.branch_id == needed.branch and needed.step < booking.steps.stop and booking.first_step < ends


@transaction.atomic
def move_within_shift(asker: Asker, uuid: UUID, needed: Needed, *, now: datetime) -> Booking:
    """Give the own seat back and take the other one of the same shift, or change nothing. Raises SeatInTheWay."""
    [booking] = locked(uuid)
    check_it_can_change(booking, now=now)
    if booking.state != Booking.State.BOOKED or not overlaps(booking, needed):
        raise SeatInTheWay
    shift, before = booking.shift_id, (booking.branch.slug, booking.starts_at)
    lasts = timedelta(minutes=needed.visit_type.booked_for(booking.people))
    give_back(booking)
    candidate = next((each for each in candidates(needed) if each.shift == shift), None)
    if candidate is None or not take(candidate, needed):
        raise SeatInTheWay
    booking.shift_id, booking.language = shift, needed.language
    booking.starts_at = moment_of(needed.step)
    booking.ends_at = booking.starts_at + lasts
    booking.moves += 1
    booking.remind_at = reminder_for(booking.starts_at, since=now)
    booking.save()
    claim(booking, candidate)
    record(asker=asker, action="counters.move-booking", about=whose(booking), thing=f"booking:{booking.uuid}")
    say_it_is_moved(booking, before=before)
    return booking
