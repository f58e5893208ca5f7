"""What this room declares for itself."""

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.outbox.permissions import SEE_MESSAGES
from zenne.core.outbox.tasks import forget_old_texts
from zenne.core.outbox.upkeep import take_up_left
from zenne.core.tasks.public import Daily, Every, schedule


def register_own() -> None:
    """Declare the schedules and the page of this room."""
    schedule("outbox.forget-texts", forget_old_texts, Daily(time(3, 20)))
    schedule("outbox.take-up", take_up_left, Every(timedelta(minutes=15)))
    register_staff_page(
        StaffPage(
            _("Outgoing messages"),
            _("See what could not be delivered, and send it again or close it."),
            "outbox:messages",
            SEE_MESSAGES,
        )
    )
