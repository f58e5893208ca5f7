"""Offer what is free to whoever wished for it: of new shifts, of longer opening hours, of a gap that grew."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.passing_on import make_offer
from zenne.counters.appointments.seating import candidates, locked
from zenne.counters.appointments.slots import Slot, Wanted, search
from zenne.counters.appointments.supply import Snapshot
from zenne.counters.appointments.telling_wishes import tell_offer
from zenne.counters.appointments.wishing import in_turn, needed_by, suits
from zenne.counters.rules.notice import earliest_offer
from zenne.counters.rules.quanta import step_of
from zenne.counters.rules.seats import MOST_STEPS

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
    wishes, version, made = list(in_turn(now=now)), current_version(), 0
    asked, since = asked_before(wishes), step_of(now) - MOST_STEPS
    supply = Snapshot.read(since=since) if wishes else None
    for wish in wishes:
        assert supply is not None  # noqa: S101 - somebody wishes
        free = free_for(wish, now=now, version=version, supply=supply)
        suiting = [slot for slot in free if (slot.branch.pk, slot.starts_at) not in asked.get(wish.pk, ())]
        if offer_one(wish, suiting, now=now, version=version):
            made, supply = made + 1, Snapshot.read(since=since)
    return made


def asked_before(wishes: Sequence[Wish]) -> dict[int, set[tuple[int, datetime]]]:
    """About which branches and times each was asked already. One query."""
    found: dict[int, set[tuple[int, datetime]]] = {}
    rows = Offer.objects.filter(wish__in=wishes).values_list("wish_id", "booking__branch_id", "booking__starts_at")
    for wish, branch, begin in rows:
        found.setdefault(wish, set()).add((branch, begin))
    return found


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


def offer_one(wish: Wish, slots: Sequence[Slot], *, now: datetime, version: str) -> bool:
    """Offer the first free time that suits somebody. No query where none does."""
    for slot in slots:
        needed = needed_by(wish, slot.branch.pk, slot.step)
        if not suits(wish, needed, now=now, version=version):
            continue
        for candidate in candidates(needed):
            with transaction.atomic():
                locked(shifts=(candidate.shift,))
                if make_offer(wish, candidate, needed, now=now):
                    return True
    return False


def free_for(wish: Wish, *, now: datetime, version: str, supply: Snapshot) -> tuple[Slot, ...]:
    """The first free times that somebody may like."""
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
    earliest = earliest_offer(now, time_zone=working_calendar(version).time_zone)
    return search(wanted, version=version, now=earliest, supply=supply).slots
