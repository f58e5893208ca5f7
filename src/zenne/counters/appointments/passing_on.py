"""Seats that become free go to whoever wished for one, in turn, before everybody else sees them."""

from datetime import datetime, timedelta
from typing import Final

from zenne.core.events.public import announce
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.seating import Candidate, Freed, Needed, claim, take
from zenne.counters.appointments.telling_wishes import tell_offer
from zenne.counters.appointments.wishing import in_turn, time_zone, waiting_for
from zenne.counters.facts import OfferEnded, SeatOffered
from zenne.counters.rules.notice import answer_until, is_day, next_day_hour
from zenne.counters.rules.quanta import moment_of

MOST_UNANSWERED: Final = 3
"""A wish ends after so many offers without an answer: nobody reads its messages, and others wait meanwhile."""


def pass_on(freed: Freed | None, *, now: datetime) -> Offer | None:
    """Keep a seat for the first in turn whom it suits, in the transaction that freed it. None: free for everybody.

    The shift must be locked: so between the two nobody else can take it.
    """
    if freed is None:
        return None
    for wish, candidate, needed in waiting_for(freed, now=now):
        if offer := make_offer(wish, candidate, needed, now=now):
            return offer
    return None


def make_offer(wish: Wish, candidate: Candidate, needed: Needed, *, now: datetime) -> Offer | None:
    """Take a seat and keep it for somebody. None: it is gone, or they are being offered another one."""
    begin, zone = moment_of(needed.step), time_zone()
    until = answer_until(now, begin, time_zone=zone)
    if until is None or not is_theirs(wish, now=now) or not take(candidate, needed):
        return None
    booking = Booking.objects.create(
        visit_type=wish.visit_type,
        branch_id=needed.branch,
        shift_id=candidate.shift,
        starts_at=begin,
        ends_at=begin + timedelta(minutes=wish.visit_type.booked_for(wish.people)),
        people=wish.people,
        language=wish.language,
        kept_until=until,
        created_at=now,
    )
    claim(booking, candidate)
    may_tell = is_day(now, time_zone=zone)
    offer = Offer.objects.create(
        wish=wish,
        booking=booking,
        tell_at=None if may_tell else next_day_hour(now, time_zone=zone),
        created_at=now,
    )
    if may_tell:
        tell_offer(offer)
    announce(SeatOffered(offer.uuid, wish.visit_type.service.slug, booking.branch.slug, booking.starts_at))
    return offer


def is_theirs(wish: Wish, *, now: datetime) -> bool:
    """Whether they wait for a seat, until the end of the transaction; false where they are being asked already."""
    rows = Wish.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=wish.pk)
    # Looked at again once it is locked: another transaction may have made an offer just before.
    return bool(rows.values_list("pk")) and in_turn(now=now).filter(pk=wish.pk).exists()


def end_unanswered(booking: Booking, *, now: datetime) -> None:
    """Say that an offer of this seat, if it was one, has lapsed; and end the wish of somebody who never answers."""
    offer = Offer.objects.select_related("wish").filter(booking=booking).first()
    if offer is None:
        return
    say_it_has_ended(offer, outcome=Offer.State.LAPSED)
    lapsed = offer.wish.offers.filter(state=Offer.State.LAPSED, booking__reason=Booking.Reason.NOT_CONFIRMED)
    if lapsed.count() >= MOST_UNANSWERED:
        open_wish = Wish.objects.filter(pk=offer.wish_id, state=Wish.State.OPEN)
        open_wish.update(state=Wish.State.OVER, closed_at=now)


def say_it_has_ended(offer: Offer, *, outcome: Offer.State) -> None:
    """Tell the modules above."""
    seat = offer.booking
    service = seat.visit_type.service.slug
    announce(OfferEnded(offer.uuid, service, seat.branch.slug, seat.starts_at, outcome.value))
