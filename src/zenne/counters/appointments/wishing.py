"""Who would like to come earlier, and whom a seat suits."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from zenne.core.access.public import for_everybody
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.places import is_open, place_of
from zenne.counters.appointments.seating import Candidate, Freed, Needed
from zenne.counters.appointments.tokens import confirmed_wish, offered_seat, wished
from zenne.counters.capacity.models import Shift
from zenne.counters.rules.notice import answer_until
from zenne.counters.rules.quanta import moment_of, steps_for
from zenne.counters.rules.wishes import Moments
from zenne.workforce.public import Competence


def time_zone() -> ZoneInfo:
    """The clock of the city."""
    return working_calendar(current_version()).time_zone


def in_turn(*, now: datetime) -> QuerySet[Wish]:
    """The wishes that wait for a seat, who wished first at the beginning."""
    answering = Offer.objects.filter(wish=OuterRef("pk"), state=Offer.State.OPEN)
    rows = Wish.objects.filter(
        ~Exists(answering),
        state=Wish.State.OPEN,
        ends_at__gt=now,
        visit_type__retired_at=None,
        visit_type__by_appointment=True,
    )
    return rows.select_related("visit_type__service", "booking").order_by("created_at", "pk")


def waiting_for(freed: Freed, *, now: datetime) -> Iterator[tuple[Wish, Candidate, Needed]]:
    """Whom a seat suits that has just become free, in turn, with what they need of it."""
    shift = Shift.every.select_related("member", "desk", "branch").get(pk=freed.shift)
    if not shift.takes_appointments or shift.member.left_at or shift.desk.retired_at:
        return
    begin, version = moment_of(freed.step), current_version()
    day = begin.astimezone(working_calendar(version).time_zone).date()
    known = Competence.objects.filter(member=shift.member).values("service")
    asked_before = Offer.objects.filter(wish=OuterRef("pk"), booking__branch=shift.branch_id, booking__starts_at=begin)
    wishes = in_turn(now=now).filter(
        ~Exists(asked_before), visit_type__service__in=known, first_day__lte=day, last_day__gte=day
    )
    candidate = Candidate(
        shift.pk, shift.member_id, shift.desk_id, shift.first_step, shift.free, shift.extra_to_id is not None
    )
    for wish in wishes:
        needed = needed_by(wish, shift.branch_id, freed.step)
        if needed.length <= freed.length and fits(wish, shift) and suits(wish, needed, now=now, version=version):
            yield wish, candidate, needed


def needed_by(wish: Wish, branch: int, step: int) -> Needed:
    """The seat that a wish needs from some step on."""
    length = steps_for(wish.visit_type.booked_for(wish.people))
    return Needed(wish.visit_type, branch, step, length, wish.language)


def fits(wish: Wish, shift: Shift) -> bool:
    """Whether who is there can help them, with what stands there."""
    if shift.for_visit_id not in {None, wish.visit_type_id}:
        return False
    speaks = not wish.language or wish.language in shift.member.languages
    return speaks and set(wish.visit_type.equipment) <= set(shift.desk.equipment)


def suits(wish: Wish, needed: Needed, *, now: datetime, version: str) -> bool:
    """Whether they would come then and there, and can be asked in time. No query."""
    zone = working_calendar(version).time_zone
    begin = moment_of(needed.step).astimezone(zone)
    end = begin + timedelta(minutes=wish.visit_type.booked_for(wish.people))
    place = place_of(wish.visit_type, needed.branch, version=version)
    return (
        place is not None
        and (not wish.branches or place.branch.slug in wish.branches)
        and moments_of(wish).admit(begin, end)
        and is_earlier(wish, begin)
        and answer_until(now, begin, time_zone=zone) is not None
        and is_open(wish.visit_type, place, needed.step, needed.length, version=version)
    )


def moments_of(wish: Wish) -> Moments:
    """When they would come."""
    return Moments(wish.first_day, wish.last_day, wish.after, wish.before)


def is_earlier(wish: Wish, begin: datetime) -> bool:
    """Whether it is before the appointment that they have; whoever cancelled that one wants no other."""
    own = wish.booking
    if own is None:
        return True
    if own.state == Booking.State.BOOKED:
        return begin < own.starts_at
    return own.reason == Booking.Reason.NOBODY_THERE


def offer_at(token: str) -> Offer:
    """The offer that a link is for. Raises BookingRefused."""
    rows = Offer.objects.select_related(
        "wish__visit_type__service", "wish__booking__branch", "booking__visit_type__service", "booking__branch"
    )
    found = rows.filter(uuid=offered_seat(token)).first()
    if found is None:
        raise BookingRefused("unknown-offer")
    return found


def wish_at(token: str) -> Wish:
    """The wish that a link is for. Raises BookingRefused."""
    return wish_of(wished(token))


@for_everybody
def wish_to_confirm(token: str) -> Wish:
    """The wish that a message asks to confirm. Raises BookingRefused."""
    return wish_of(confirmed_wish(token))


def wish_of(uuid: UUID) -> Wish:
    """A wish by its name. Raises BookingRefused."""
    found = Wish.objects.select_related("visit_type__service", "booking__branch").filter(uuid=uuid).first()
    if found is None:
        raise BookingRefused("unknown-wish")
    return found


@for_everybody
def other_wish(wish: Wish) -> Wish | None:
    """The open one of the same person for the same visit: for whoever has the first."""
    same = Wish.objects.filter(visit_type=wish.visit_type, contact_key=wish.contact_key, state=Wish.State.OPEN)
    return same.exclude(pk=wish.pk).first()


@for_everybody
def open_wish_of(booking: Booking) -> Wish | None:
    """What the owner of an appointment wishes: for whoever has it already."""
    return Wish.objects.filter(booking=booking, state=Wish.State.OPEN).first()


def open_offer_of(wish: Wish) -> Offer | None:
    """What is kept for somebody at this moment."""
    rows = Offer.objects.select_related("booking__visit_type__service", "booking__branch")
    return rows.filter(wish=wish, state=Offer.State.OPEN).first()
