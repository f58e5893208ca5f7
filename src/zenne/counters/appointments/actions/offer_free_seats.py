"""Offer what is free to whoever wished for it: of new shifts, of longer opening hours, of a gap that grew."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from zenne.core.access.public import internal, records_nothing
from zenne.core.content.public import current_version
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.passing_on import make_offer
from zenne.counters.appointments.seating import candidates, locked
from zenne.counters.appointments.slots import Slot, Wanted, search
from zenne.counters.appointments.telling_wishes import tell_offer
from zenne.counters.appointments.wishing import in_turn, needed_by, suits, time_zone
from zenne.counters.rules.notice import earliest_offer

LOOKED_AT: Final = 60
CONFIRMED_WITHIN: Final = timedelta(days=1)


@internal
@records_nothing(because="who is offered what is in the offer itself, and nobody did it")
def offer_free_seats(*, now: datetime) -> int:
    """Look for a free time for each wish, in turn, each in a transaction of its own; how many offers were made.

    Seats that somebody gives up never come here first: they are passed on in the transaction that frees them.
    """
    end_wishes(now=now)
    tell_waiting_offers(now=now)
    return sum(offer_one(wish, now=now) for wish in list(in_turn(now=now)))


def end_wishes(*, now: datetime) -> None:
    """End what cannot be fulfilled any more, and forget what nobody confirmed. Whoever is asked may still answer."""
    Wish.objects.filter(state=Wish.State.ASKED, created_at__lte=now - CONFIRMED_WITHIN).delete()
    own = Q(booking__state=Booking.State.CANCELLED, booking__reason=Booking.Reason.OWN_WISH)
    came = Q(booking__starts_at__lte=now)
    live = Wish.objects.filter(state__in=[Wish.State.ASKED, Wish.State.OPEN])
    over = live.filter(Q(ends_at__lte=now) | own | came).exclude(offers__state=Offer.State.OPEN)
    Wish.objects.filter(pk__in=list(over.values_list("pk", flat=True))).update(state=Wish.State.OVER, closed_at=now)


def tell_waiting_offers(*, now: datetime) -> None:
    """Write of the offers that were made at night."""
    due = Offer.objects.filter(state=Offer.State.OPEN, tell_at__lte=now)
    for number in list(due.values_list("pk", flat=True)):
        tell_once(number)


@transaction.atomic
def tell_once(number: int) -> None:
    rows = Offer.objects.select_for_update(no_key=True, of=("self",)).filter(pk=number, tell_at__isnull=False)
    offer = rows.select_related("wish__visit_type__service", "booking__branch").first()
    if offer is None or offer.state != Offer.State.OPEN:
        return
    offer.tell_at = None
    offer.save(update_fields=["tell_at"])
    tell_offer(offer)


def offer_one(wish: Wish, *, now: datetime) -> bool:
    """Offer the first free time that suits somebody and that they were not asked about yet."""
    asked = set(wish.offers.values_list("booking__branch", "booking__starts_at"))
    for slot in free_for(wish, now=now):
        needed = needed_by(wish, slot.branch.pk, slot.step)
        if (slot.branch.pk, slot.starts_at) in asked or not suits(wish, needed, now=now):
            continue
        for candidate in candidates(needed):
            with transaction.atomic():
                locked(shifts=(candidate.shift,))
                if make_offer(wish, candidate, needed, now=now):
                    return True
    return False


def free_for(wish: Wish, *, now: datetime) -> tuple[Slot, ...]:
    wanted = Wanted(
        wish.visit_type,
        people=wish.people,
        language=wish.language,
        branches=tuple(wish.branches),
        first_day=wish.first_day,
        last_day=wish.last_day,
        after=wish.after,
        before=wish.before,
        limit=LOOKED_AT,
    )
    return search(wanted, version=current_version(), now=earliest_offer(now, time_zone=time_zone())).slots
