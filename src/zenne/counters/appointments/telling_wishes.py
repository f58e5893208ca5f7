"""Messages to whoever would like to come earlier."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from zenne.core.languages.public import written_date
from zenne.core.outbox.public import Conversation, send_email, send_sms
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.telling import moment_in_words
from zenne.counters.appointments.tokens import confirm_wish_token, offer_token, wish_token
from zenne.counters.appointments.whose import whose


def tell_asked(wish: Wish) -> None:
    """Send the link with which somebody shows that their address is theirs."""
    with translation.override(wish.mail_language or settings.LANGUAGE_CODE):
        link = address("confirm-wish", confirm_wish_token(wish.uuid))
        text = gettext("Do you want a message when an earlier appointment becomes free? Confirm it here: %(link)s")
    send(wish, kind="wish-asked", text=text % {"link": link}, context={"wish": wish, "address": link})


def tell_offer(offer: Offer) -> None:
    """Say that a seat is kept for somebody, and until when."""
    wish, seat = offer.wish, offer.booking
    with translation.override(wish.mail_language or settings.LANGUAGE_CODE):
        link, ends_at = address("offer", offer_token(offer.uuid)), address("wish", wish_token(wish.uuid))
        facts = {
            "when": moment_in_words(seat),
            "branch": seat.branch.name.shown_in(translation.get_language() or "en").text,
            "end": end_in_words(seat),
            "link": link,
        }
        text = gettext(
            "An earlier time is free: %(when)s, %(branch)s. Say before %(end)s whether you take it: %(link)s"
        )
        context = {
            "wish": wish,
            "seat": seat,
            "own": wish.booking if wish.booking and wish.booking.state == Booking.State.BOOKED else None,
            "address": link,
            "wish_address": ends_at,
        }
    send(wish, kind="offer", text=text % facts, context=context, ends_at=ends_at)


def send(wish: Wish, *, kind: str, text: str, context: dict[str, Any], ends_at: str = "") -> None:
    """An e-mail, or a text message to whoever gave a number. ``ends_at``: where they say that they want no more."""
    language = wish.mail_language or settings.LANGUAGE_CODE
    if "@" not in wish.contact:
        send_sms(to=wish.contact, language=language, text=text, kind=f"counters.{kind}", about=whose(wish))
        return
    template = f"appointments/mail/{kind.replace('-', '_')}.html"
    send_email(
        to=wish.contact,
        language=language,
        template=template,
        context=context,
        about=whose(wish),
        conversation=Conversation(unsubscribe=ends_at) if ends_at else None,
    )


def address(route: str, token: str) -> str:
    return settings.BASE_URL + reverse(f"appointments:{route}", args=[token])


def end_in_words(seat: Booking) -> str:
    """Until when a seat is kept, on the clock of the city."""
    assert seat.kept_until is not None  # noqa: S101 - a constraint: what is held ends
    return written_date(timezone.localtime(seat.kept_until), "j F, H:i")
