"""Say that one would like to come earlier than an appointment."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.actions.ask_wish import Suiting, save_once, wish_for
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.owning import check_it_can_change, managed
from zenne.counters.appointments.tokens import managed_booking
from zenne.counters.appointments.whose import whose


@for_everybody
@asks_no_purpose(because="it is done for somebody who asks for it, and shows nothing of them")
@transaction.atomic
def wish_earlier(*, asker: Asker, token: str, suiting: Suiting, now: datetime) -> Wish:
    """Wish for an earlier time than an appointment has, which is given up only when one is taken.

    Nobody needs to confirm it: that messages reach them was shown when the appointment was made.

    Raises:
        BookingRefused: unknown-booking, cancelled, lapsed, over, not-booked-yet, no-contact, no-day-left,
            unknown-branch, one-open-wish.
    """
    own = managed(asker, managed_booking(token), token)
    check_it_can_change(own, now=now)
    if own.state != Booking.State.BOOKED:
        raise BookingRefused("not-booked-yet")
    if not own.contact:
        raise BookingRefused("no-contact")
    wish = wish_for(suiting, visit=own.visit_type, now=now, own=own)
    wish.people, wish.language, wish.mail_language = own.people, own.language, own.mail_language
    wish.name, wish.contact, wish.person = own.name, own.contact, own.person
    wish.contact_key, wish.state = own.contact_key, Wish.State.OPEN
    save_once(wish)
    record(asker=asker, action="counters.ask-wish", about=whose(wish), thing=f"wish:{wish.uuid}")
    return wish
