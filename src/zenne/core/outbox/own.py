"""What this room declares for itself."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import FieldWords, StaffPage, name_fields, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.core.outbox.permissions import SEE_MESSAGES
from zenne.core.outbox.tasks import forget_old_texts
from zenne.core.outbox.upkeep import take_up_left
from zenne.core.tasks.public import Daily, Every, schedule


def register_own() -> None:
    """Declare the schedules and the page of this room, and how people call what is done and typed there."""
    schedule("outbox.forget-texts", forget_old_texts, Daily(time(3, 20)))
    schedule("outbox.take-up", take_up_left, Every(timedelta(minutes=15)))
    name_actions(
        {
            "messages.read": _("Read a message to the person"),
            "messages.retry": _("Sent a message again"),
            "messages.close": _("Closed a message that did not arrive"),
        }
    )
    name_fields("outbox:retry", {"receiver": FieldWords(_("Address or telephone number"))})
    name_fields(
        "outbox:close",
        {
            "because": FieldWords(_("Why nothing more is sent")),
            "delivered": FieldWords(_("What happened"), lambda: [("1", _("It did arrive"))]),
        },
    )
    register_staff_page(
        StaffPage(
            _("Outgoing messages"),
            _("See what could not be delivered, and send it again or close it."),
            "outbox:messages",
            SEE_MESSAGES,
        )
    )
