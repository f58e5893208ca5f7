"""Take a seat that is offered."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.confirm_booking import book
from zenne.counters.appointments.actions.move_booking import say_it_is_moved, take_over
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.passing_on import pass_on, say_it_has_ended
from zenne.counters.appointments.seating import give_back, locked
from zenne.counters.appointments.whose import whose
from zenne.counters.appointments.wishing import offer_at

ANSWERED = {
    Offer.State.TAKEN: "offer-taken",
    Offer.State.LEFT: "offer-left",
    Offer.State.LAPSED: "offer-over",
}


@for_everybody
def take_offer(*, asker: Asker, token: str, now: datetime) -> Booking:
    """Have the seat for good. An appointment for the same visit is given up for it, and its seat is offered on.

    A link that comes late still works while nobody else has the seat.

    Raises:
        BookingRefused: unknown-offer, offer-taken, offer-left, offer-over, over; one-open-booking: they have an
            appointment for another number of people.
    """
    offer = offer_at(token)
    try:
        with transaction.atomic():
            return take_locked(asker, offer, now=now)
    except IntegrityError:
        raise BookingRefused("one-open-booking") from None


def take_locked(asker: Asker, offer: Offer, *, now: datetime) -> Booking:
    own = appointment_of(offer.wish, now=now)
    seat, *others = locked(offer.booking.uuid, *([own] if own else []))
    list(Wish.objects.select_for_update(no_key=True).filter(pk=offer.wish_id).values_list("pk"))
    check_state(offer, seat, now=now)
    wish = offer.wish
    record(asker=asker, action="counters.take-offer", about=whose(wish), thing=f"offer:{offer.uuid}")
    Offer.objects.filter(pk=offer.pk).update(state=Offer.State.TAKEN, closed_at=now)
    Wish.objects.filter(pk=wish.pk).update(state=Wish.State.FULFILLED, closed_at=now)
    say_it_has_ended(offer, outcome=Offer.State.TAKEN)
    if others and others[0].state == Booking.State.BOOKED:
        return exchange(others[0], seat, now=now)
    return become_an_appointment(seat, wish)


def appointment_of(wish: Wish, *, now: datetime) -> UUID | None:
    """The appointment that is given up for an earlier one: also one that was made after the wish."""
    booked = Booking.objects.filter(state=Booking.State.BOOKED, starts_at__gt=now)
    same = booked.filter(visit_type=wish.visit_type, contact_key=wish.contact_key, people=wish.people)
    own = booked.filter(pk=wish.booking_id) if wish.booking_id else same
    return own.values_list("uuid", flat=True).first() or same.values_list("uuid", flat=True).first()


def check_state(offer: Offer, seat: Booking, *, now: datetime) -> None:
    """Look again, now that nobody else can answer it. Raises BookingRefused."""
    state = Offer.State(Offer.objects.values_list("state", flat=True).get(pk=offer.pk))
    if state is not Offer.State.OPEN:
        raise BookingRefused(ANSWERED[state])
    if seat.state != Booking.State.HELD:
        raise BookingRefused("offer-over")
    if seat.starts_at <= now:
        raise BookingRefused("over")


def exchange(own: Booking, seat: Booking, *, now: datetime) -> Booking:
    """Move the appointment, and offer its old seat on."""
    before = (own.branch.slug, own.starts_at)
    freed = give_back(own)
    take_over(own, seat, now=now)
    say_it_is_moved(own, before=before)
    pass_on(freed, now=now)
    return own


def become_an_appointment(seat: Booking, wish: Wish) -> Booking:
    """The seat is a first appointment. Raises IntegrityError when they have one that cannot be given up for it."""
    seat.name, seat.contact, seat.contact_key = wish.name, wish.contact, wish.contact_key
    seat.person, seat.mail_language = wish.person, wish.mail_language
    book(seat)
    return seat
