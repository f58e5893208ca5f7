"""Leave a seat that is offered to the next in turn."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.take_offer import check_state
from zenne.counters.appointments.models import Booking, Offer
from zenne.counters.appointments.passing_on import pass_on, say_it_has_ended
from zenne.counters.appointments.seating import close, locked
from zenne.counters.appointments.whose import whose
from zenne.counters.appointments.wishing import offer_at


@for_everybody
@transaction.atomic
def leave_offer(*, asker: Asker, token: str, now: datetime) -> Offer:
    """Say that it does not suit. The wish stays, and so does the appointment that they have.

    Raises:
        BookingRefused: unknown-offer, offer-taken, offer-left, offer-over, over.
    """
    offer = offer_at(token)
    [seat] = locked(offer.booking.uuid)
    check_state(offer, seat, now=now)
    leave(offer, seat, now=now)
    record(asker=asker, action="counters.leave-offer", about=whose(offer.wish), thing=f"offer:{offer.uuid}")
    return offer


def leave(offer: Offer, seat: Booking, *, now: datetime) -> None:
    """Let go of a locked seat, which goes to the next in turn."""
    Offer.objects.filter(pk=offer.pk).update(state=Offer.State.LEFT, closed_at=now)
    say_it_has_ended(offer, outcome=Offer.State.LEFT)
    freed = close(seat, state=Booking.State.LAPSED, reason=Booking.Reason.OWN_WISH, now=now)
    pass_on(freed, now=now)
