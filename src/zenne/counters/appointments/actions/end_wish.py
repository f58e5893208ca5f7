"""Wish no longer to come earlier."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.leave_offer import leave
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Wish
from zenne.counters.appointments.seating import MovedMeanwhile, locked
from zenne.counters.appointments.tokens import wished
from zenne.counters.appointments.whose import whose
from zenne.counters.appointments.wishing import open_offer_of, wish_of

LIVE = (Wish.State.ASKED, Wish.State.OPEN)


@for_everybody
def end_wish(*, asker: Asker, token: str, now: datetime) -> Wish:
    """Withdraw a wish by its link. A seat that is kept for it goes to the next in turn; an appointment stays.

    Raises:
        BookingRefused: unknown-wish, wish-over.
    """
    uuid = wished(token)
    while True:
        try:
            return end_once(asker, uuid, now=now)
        except MovedMeanwhile:
            continue


@transaction.atomic
def end_once(asker: Asker, uuid: UUID, *, now: datetime) -> Wish:
    """Raises MovedMeanwhile when an offer was made, or answered, between looking and locking."""
    wish = wish_of(uuid)
    offer = open_offer_of(wish)
    seats = locked(offer.booking.uuid) if offer else []
    state = Wish.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=wish.pk)
    if state not in LIVE:
        raise BookingRefused("wish-over")
    if open_offer_of(wish) != offer:
        raise MovedMeanwhile
    wish.state, wish.closed_at = Wish.State.WITHDRAWN, now
    wish.save(update_fields=["state", "closed_at"])
    if offer:
        leave(offer, seats[0], now=now)
    record(asker=asker, action="counters.end-wish", about=whose(wish), thing=f"wish:{wish.uuid}")
    return wish
