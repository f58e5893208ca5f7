"""Keep a time for somebody who is about to book it."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, for_everybody, records_nothing
from zenne.core.content.public import current_version
from zenne.counters.appointments.actions.release_lapsed import release_lapsed_at
from zenne.counters.appointments.errors import SlotRefused, SlotTaken
from zenne.counters.appointments.limits import HOLDS, count
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.nearby import nearest_slots
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.places import is_open, place_of
from zenne.counters.appointments.seating import Candidate, Needed, candidates, claim, take
from zenne.counters.appointments.slots import DAYS_AHEAD
from zenne.counters.appointments.tokens import Choice
from zenne.counters.capacity.known import visit_numbered
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.opening import first_whole
from zenne.counters.rules.quanta import STEP_MINUTES, moment_of, steps_for

HELD_FOR: Final = timedelta(minutes=10)
MOST_TRIES: Final = 60
STEPS_AHEAD: Final = (DAYS_AHEAD + 2) * 24 * 60 // STEP_MINUTES
log = structlog.get_logger("zenne.appointments")


@for_everybody
@records_nothing(because="nobody knows yet for whom it is; that it is asked for and booked is recorded")
def hold_slot(*, asker: Asker, choice: Choice, counted_as: str, now: datetime) -> Booking:
    """Keep a time for ten minutes, with the member of staff and the desk that are least needed for other things.

    Args:
        counted_as: under which key this is counted against the limit of holds.

    Raises:
        SlotRefused: the time cannot be asked for.
        TooOften: too many times were held from there.
        SlotTaken: nobody is free any more; it says what comes nearest.
    """
    visit_type = visit_of(choice, asker=asker, now=now)
    count(HOLDS, counted_as, asker=asker)
    minutes = visit_type.booked_for(choice.people)
    held = seat_for(needed_for(choice, visit_type), now=now, people=choice.people, minutes=minutes)
    if held is None:
        raise SlotTaken(nearest_slots(visit_type, choice, now=now))
    return held


def visit_of(choice: Choice, *, asker: Asker, now: datetime) -> VisitType:
    """What a choice is for. Raises SlotRefused when the time cannot be asked for."""
    visit_type = visit_numbered(current_version(), choice.visit_type)
    if visit_type is None or not visit_type.by_appointment:
        raise SlotRefused("not-by-appointment")
    check(choice, visit_type, asker=asker, now=now)
    return visit_type


def needed_for(choice: Choice, visit_type: VisitType) -> Needed:
    """The seat that a choice needs."""
    length = steps_for(visit_type.booked_for(choice.people))
    return Needed(visit_type, choice.branch, choice.step, length, choice.language)


def seat_for(needed: Needed, *, now: datetime, people: int, minutes: int) -> Booking | None:
    """Take a seat in a transaction of its own. Whoever comes second finds the shift changed, and tries the next."""
    broken: set[int] = set()
    for _ in range(MOST_TRIES):
        free = [candidate for candidate in candidates(needed) if candidate.shift not in broken]
        if not free:
            if release_lapsed_at(needed.branch, step=needed.step, length=needed.length, now=now):
                continue
            return None
        booking = Booking(
            visit_type=needed.visit_type,
            branch_id=needed.branch,
            shift_id=free[0].shift,
            starts_at=moment_of(needed.step),
            ends_at=moment_of(needed.step) + timedelta(minutes=minutes),
            people=people,
            language=needed.language,
            kept_until=now + HELD_FOR,
            created_at=now,
        )
        try:
            if take_and_claim(booking, free[0], needed):
                return booking
        except IntegrityError:
            log.exception("a shift says free of what is claimed", shift=free[0].shift)
            broken.add(free[0].shift)
    return None


@transaction.atomic
def take_and_claim(booking: Booking, candidate: Candidate, needed: Needed) -> bool:
    if not take(candidate, needed):
        return False
    booking.save(force_insert=True)
    claim(booking, candidate)
    return True


def check(choice: Choice, visit_type: VisitType, *, asker: Asker, now: datetime) -> None:
    """Raises SlotRefused where the time is over or too far, or the service is not there then."""
    if not 1 <= choice.people <= visit_type.most_people:
        raise SlotRefused("too-many-people")
    if choice.step < first_whole(now) - (1 if asker.may(BOOK_FOR_OTHERS) else 0):
        raise SlotRefused("too-late")
    version = current_version()
    place = place_of(visit_type, choice.branch, version=version)
    if place is None or choice.step > first_whole(now) + STEPS_AHEAD:
        raise SlotRefused("unknown-slot")
    if not is_open(visit_type, place, choice.step, steps_for(visit_type.booked_for(choice.people)), version=version):
        raise SlotRefused("closed-then")
