"""The queue in the workplace, in the audit log and on the pages of branches."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import WaitingRoom, register_waiting_room
from zenne.core.access.public import NOT_SHOWN, FieldWords, StaffPage, name_fields, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.counters.appointments.arrivals import register_arrival
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import day_of

PAGES: Final = (
    StaffPage(
        title=_("Counter"),
        description=_("Call people to your desk, and see the waiting room of your branch."),
        route="queue:counters",
        audience=SERVE,
    ),
    StaffPage(
        title=_("Appointments of others"),
        description=_("Book a time for somebody on the telephone or at the desk; find, move or cancel an appointment."),
        route="queue:for-others",
        audience=BOOK_FOR_OTHERS,
        below="queue:counters",
    ),
    StaffPage(
        title=_("How long appointments are"),
        description=_("See how long visits take, and decide with your team how long new appointments are."),
        route="queue:lengths",
        audience=SERVE,
        below="queue:counters",
    ),
    StaffPage(
        title=_("Guide for the counter"),
        description=_("Opening a desk, calling people, appointments, and what to do when something goes wrong."),
        route="queue:guide",
        audience=SERVE,
        below="queue:counters",
    ),
)


def register() -> None:
    """Make its pages known to the menu, and its actions to the audit log."""
    register_waiting_room(room_pages)
    register_arrival(arrival)
    name_form_fields()
    name_actions(
        {
            "counters.open-desk": _("Opened a desk"),
            "counters.close-desk": _("Closed a desk"),
            "counters.call": _("Called somebody to a desk"),
            "counters.finish": _("Finished with somebody at a desk"),
            "counters.no-show": _("Wrote down that somebody did not come to the desk"),
            "counters.transfer": _("Sent somebody on to another desk or service"),
            "counters.find-booking": _("Looked for an appointment"),
            "counters.read-booking": _("Opened an appointment"),
            "counters.answer-length": _("Said how long appointments are"),
            "counters.decide-overbooking": _("Decided to give places more than there are"),
            "counters.end-overbooking": _("Ended a decision to give places more than there are"),
        }
    )
    hidden = dict.fromkeys(("day", "places", "begin_hour", "end_hour", "decision"), NOT_SHOWN)
    name_fields(
        "queue:decide-overbooking",
        {
            **hidden,
            "visit": FieldWords(_("For what")),
            "last_day": FieldWords(_("The last day")),
        },
    )
    for page in PAGES:
        register_staff_page(page)


def room_pages(branch: str) -> WaitingRoom:
    """What the page of a branch leads to."""
    return WaitingRoom(reverse("queue:join", args=[branch]), reverse("queue:screen", args=[branch]))


def arrival(booking: Booking, token: str, at: datetime) -> str:
    """Where somebody says that they are there, on the day of their appointment."""
    is_open = booking.state == Booking.State.BOOKED and day_of(booking.starts_at) == day_of(at)
    return reverse("queue:arrive", args=[token]) if is_open else ""


def name_form_fields() -> None:
    """How what was typed is called when it is shown again."""
    name_fields("queue:find-by-code", {"code": FieldWords(_("Code of the appointment"))})
    name_fields("queue:find-by-contact", {"contact": FieldWords(_("E-mail address or telephone number"))})
    name_fields("queue:demo-place", {"branch": NOT_SHOWN})
    name_fields("queue:hold-for", {"slot": NOT_SHOWN, "moving": NOT_SHOWN})
    name_fields("queue:answer-length", {"proposal": NOT_SHOWN, "minutes": NOT_SHOWN, "taken": NOT_SHOWN})
    name_fields(
        "queue:details-for",
        {
            "contact": FieldWords(_("E-mail address or telephone number")),
            "name": FieldWords(_("Name")),
            "language": FieldWords(_("Language in which we write")),
        },
    )
