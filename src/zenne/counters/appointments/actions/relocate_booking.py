"""Find somebody else, or another time, for those whose shift was withdrawn."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from zenne.core.access.public import internal
from zenne.counters.appointments.actions.cancel_booking import announce_cancelled
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.nearby import nearest_slots
from zenne.counters.appointments.seating import OPEN, Candidate, Needed, candidates, claim, close, locked, take
from zenne.counters.appointments.slots import Slot
from zenne.counters.appointments.telling import Message, tell
from zenne.counters.appointments.tokens import Choice
from zenne.counters.rules.quanta import moment_of

ANSWER_WITHIN: Final = timedelta(days=2)


@internal
def relocate_booking(*, shifts: Collection[int], now: datetime) -> int:
    """Relocate the bookings of withdrawn shifts, each in a transaction of its own; how many.

    A colleague takes over at the same time and branch where one is free. Otherwise the nearest other time is kept for
    the person, if they said how to reach them, and they are told, in their language. It may be called again: what is
    done stays done.
    """
    waiting = Booking.objects.filter(shift__in=shifts, shift__withdrawn_at__isnull=False, state__in=OPEN)
    left = waiting.filter(ends_at__gt=now).order_by("starts_at", "pk").values_list("uuid", flat=True)
    for booking in list(left):
        relocate_one(booking, now=now)
    return len(left)


def relocate_one(uuid: UUID, *, now: datetime) -> None:
    booking = Booking.objects.select_related("visit_type__service").get(uuid=uuid)
    needed = needed_by(booking)
    claimed: set[int] = set()
    while found := [candidate for candidate in candidates(needed) if candidate.shift not in claimed]:
        try:
            if hand_over(uuid, found[0], needed):
                return
        except IntegrityError:
            claimed.add(found[0].shift)
    choice = Choice(booking.visit_type_id, booking.branch_id, booking.first_step, booking.people, booking.language)
    # Nobody could tell whoever left no address, nor somebody who only looks: a time kept for them would be lost.
    wanted = nearest_slots(booking.visit_type, choice, now=now) if booking.contact else ()
    for slot in wanted:
        other = Needed(needed.visit_type, slot.branch.pk, slot.step, needed.length, needed.language)
        for candidate in candidates(other):
            # Somebody who is planned anew still has the claims of appointments that wait here: those come first.
            with suppress(IntegrityError):
                if give_up(uuid, now=now, candidate=candidate, slot=slot, needed=other):
                    return
    give_up(uuid, now=now)


def needed_by(booking: Booking) -> Needed:
    """The seat that a booking has."""
    steps = len(booking.steps)
    return Needed(booking.visit_type, booking.branch_id, booking.first_step, steps, booking.language)


@transaction.atomic
def hand_over(uuid: UUID, candidate: Candidate, needed: Needed) -> bool:
    """Let a colleague have it. True also when there is nothing to do any more."""
    [booking] = locked(uuid, shifts=(candidate.shift,))
    if not is_waiting(booking):
        return True
    if not take(candidate, needed):
        return False
    booking.claims.all().delete()
    booking.shift_id = candidate.shift
    booking.save(update_fields=["shift"])
    claim(booking, candidate)
    return True


def is_waiting(booking: Booking) -> bool:
    """Whether its seat is still one of a withdrawn shift."""
    return booking.shift is not None and booking.shift.withdrawn_at is not None and booking.state in OPEN


@transaction.atomic
def give_up(
    uuid: UUID,
    *,
    now: datetime,
    candidate: Candidate | None = None,
    slot: Slot | None = None,
    needed: Needed | None = None,
) -> bool:
    """Take the time away, keep another one where there is one, and tell the person. False: that one was taken."""
    [booking] = locked(uuid, shifts=(candidate.shift,) if candidate else ())
    if not is_waiting(booking):
        return True
    instead = None
    if candidate and slot and needed:
        if not take(candidate, needed):
            return False
        instead = kept_instead(booking, candidate, slot, now=now)
    booking.instead = instead
    close(booking, state=Booking.State.CANCELLED, reason=Booking.Reason.NOBODY_THERE, now=now)
    tell(booking, Message.OTHER_TIME if instead else Message.NOBODY_THERE, instead=instead)
    announce_cancelled(booking)
    return True


def kept_instead(booking: Booking, candidate: Candidate, slot: Slot, *, now: datetime) -> Booking:
    """A booking for the same people at another time, which they confirm with a link as any other."""
    begin = moment_of(slot.step)
    kept = Booking.objects.create(
        visit_type=booking.visit_type,
        branch=slot.branch,
        shift_id=candidate.shift,
        starts_at=begin,
        ends_at=begin + (booking.ends_at - booking.starts_at),
        people=booking.people,
        language=booking.language,
        mail_language=booking.mail_language,
        state=Booking.State.ASKED,
        kept_until=min(now + ANSWER_WITHIN, begin),
        name=booking.name,
        contact=booking.contact,
        contact_key=booking.contact_key,
        person=booking.person,
        booked_by=booking.booked_by,
        created_at=now,
    )
    claim(kept, candidate)
    return kept
