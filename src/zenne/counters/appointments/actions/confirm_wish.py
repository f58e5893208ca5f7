"""Let a wish count."""

from datetime import datetime

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, for_everybody
from zenne.core.audit.public import record
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.models import Wish
from zenne.counters.appointments.tokens import confirmed_wish
from zenne.counters.appointments.whose import own_if_proved, whose
from zenne.counters.appointments.wishing import wish_of


@for_everybody
def confirm_wish(*, asker: Asker, token: str, now: datetime) -> Wish:
    """Follow the link of the message: from now on seats are offered. Following it again changes nothing.

    Raises:
        BookingRefused: unknown-wish, wish-over, one-open-wish.
    """
    uuid = confirmed_wish(token)
    try:
        with transaction.atomic():
            list(Wish.objects.select_for_update(no_key=True).filter(uuid=uuid).values_list("pk"))
            wish = wish_of(uuid)
            if wish.state == Wish.State.OPEN:
                return wish
            if wish.state != Wish.State.ASKED or wish.ends_at <= now:
                raise BookingRefused("wish-over")
            wish.state = Wish.State.OPEN
            own_if_proved(wish)
            wish.save(update_fields=["state", "person"])
            record(asker=asker, action="counters.confirm-wish", about=whose(wish), thing=f"wish:{wish.uuid}")
    except IntegrityError:
        raise BookingRefused("one-open-wish") from None
    return wish
