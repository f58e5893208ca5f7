"""Appointments as something that a letter hangs on, for those who may open the appointments of others."""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import Asker, RecordKind, RecordUnknown, ShownRecord, register_record_kind
from zenne.core.languages.public import written_date
from zenne.counters.appointments.errors import BookingRefused, TooOften
from zenne.counters.appointments.permissions import READ_BOOKING
from zenne.counters.appointments.wording import sentence
from zenne.counters.queue.actions.find_by_code import find_by_code
from zenne.counters.queue.actions.read_booking import read_booking
from zenne.counters.queue.words import BOOKING_STATES


def register() -> None:
    """Let other modules link to appointments."""
    register_record_kind(
        RecordKind(
            code="appointment",
            title=_("Appointment"),
            linked=_("Linked to an appointment"),
            reference=_("Code of the appointment"),
            audience=READ_BOOKING,
            find=found,
            show=shown,
        )
    )


def found(asker: Asker, typed: str) -> UUID:
    """The appointment with a code, also one that is over."""
    try:
        return find_by_code(asker=asker, typed=typed, now=timezone.now(), also_past=True).uuid
    except TooOften as error:
        raise RecordUnknown(gettext("You typed too many codes of nothing. Try again in an hour.")) from error
    except BookingRefused as error:
        raise RecordUnknown(sentence(error.code)) from error


def shown(asker: Asker, uuid: UUID) -> ShownRecord | None:
    """What it is for, when and where."""
    try:
        booking = read_booking(asker=asker, booking=uuid)
    except BookingRefused:
        return None
    title = gettext("%(service)s, %(moment)s, %(branch)s") % {
        "service": booking.visit_type.service.name,
        "moment": written_date(timezone.localtime(booking.starts_at), "j F Y, H:i"),
        "branch": booking.branch.name,
    }
    state = BOOKING_STATES.get(booking.state, booking.state)
    return ShownRecord(title, str(state), reverse("queue:appointment", args=[booking.uuid]))
