"""Messages about appointments: an e-mail, or a text message to whoever gave a number."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import written_date
from zenne.core.outbox.public import send_email, send_sms
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tokens import confirm_token, manage_token
from zenne.counters.appointments.whose import whose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Message(StrEnum):
    """What there is to say. Each is a template below ``appointments/mail``."""

    ASKED = "asked"
    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OTHER_TIME = "other-time"
    NOBODY_THERE = "nobody-there"
    REMINDER = "reminder"


SHORT: "Final[dict[Message, StrOrPromise]]" = {
    Message.ASKED: _("Confirm your appointment of %(when)s within half an hour: %(link)s"),
    Message.BOOKED: _("Your appointment: %(when)s, %(branch)s. Code: %(code)s. To move or cancel it: %(link)s"),
    Message.MOVED: _(
        "Your appointment is moved to %(when)s, %(branch)s. Code: %(code)s. To move or cancel it: %(link)s"
    ),
    Message.CANCELLED: _("Your appointment of %(when)s is cancelled."),
    Message.OTHER_TIME: _(
        "Nobody can help you on %(when)s, we are sorry. We keep %(instead)s, %(branch)s for you. Take it here: %(link)s"
    ),
    Message.NOBODY_THERE: _("Nobody can help you on %(when)s, we are sorry. Choose another time here: %(link)s"),
    Message.REMINDER: _(
        "You have an appointment on %(when)s, %(branch)s. What to bring, to move or to cancel: %(link)s"
    ),
}
"""The texts of the text messages."""


def tell(booking: Booking, message: Message, *, instead: Booking | None = None) -> None:
    """Write a message in the transaction of the fact. Whoever gave no contact gets none."""
    if not booking.contact:
        return
    language = booking.mail_language or settings.LANGUAGE_CODE
    with translation.override(language):
        facts = facts_of(booking, message, instead)
        text = str(SHORT[message]) % facts
        cancel_path = reverse("appointments:cancel", args=[manage_token(booking.uuid)])
        other_times = moving_path(booking)
    if "@" not in booking.contact:
        send_sms(to=booking.contact, language=language, text=text, kind=f"counters.{message}", about=whose(booking))
        return
    send_email(
        to=booking.contact,
        language=language,
        template=f"appointments/mail/{message.replace('-', '_')}.html",
        context={
            "booking": booking,
            "instead": instead,
            "address": facts["link"],
            "cancel_address": settings.BASE_URL + cancel_path,
            "move_address": settings.BASE_URL + other_times,
        },
        about=whose(booking),
    )


def facts_of(booking: Booking, message: Message, instead: Booking | None) -> Mapping[str, Any]:
    shown = instead or booking
    return {
        "when": moment_in_words(booking),
        "instead": moment_in_words(instead) if instead else "",
        "branch": str(shown.branch.name.shown_in(translation.get_language() or "en").text),
        "code": shown.code,
        "link": link_for(shown, message),
    }


def link_for(booking: Booking, message: Message) -> str:
    """Where the message leads."""
    if message is Message.NOBODY_THERE:
        return settings.BASE_URL + reverse("appointments:search") + f"?service={booking.visit_type.service.slug}"
    if message in {Message.ASKED, Message.OTHER_TIME}:
        return settings.BASE_URL + reverse("appointments:confirm", args=[confirm_token(booking.uuid)])
    return settings.BASE_URL + reverse("appointments:manage", args=[manage_token(booking.uuid)])


def moving_path(booking: Booking) -> str:
    """The other times that somebody can choose from for their appointment."""
    visit = booking.visit_type
    wanted = {
        "service": visit.service.slug,
        **({} if visit.step == visit.Step.WHOLE else {"step": visit.step}),
        "people": booking.people,
        "language": booking.language,
        "moving": manage_token(booking.uuid),
    }
    return f"{reverse('appointments:slots')}?{urlencode(wanted)}"


def moment_in_words(booking: Booking) -> str:
    """Day and time on the clock of the city."""
    return written_date(timezone.localtime(booking.starts_at), "j F Y, H:i")
