"""What this room declares for itself."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.core.tasks.permissions import SEE_WORK
from zenne.core.tasks.rules.timetables import Daily
from zenne.core.tasks.schedules import schedule
from zenne.core.tasks.tasks import forget_finished_work


def register_own() -> None:
    """Declare the schedules and the pages of this room, and how people call what is done there."""
    schedule("tasks.forget-finished", forget_finished_work, Daily(time(3, 40)))
    name_actions(
        {
            "tasks.retry": _("Tried failed work again"),
            "tasks.read-details": _("Looked at the data that background work was given"),
        }
    )
    register_staff_page(
        StaffPage(
            _("Background work"),
            _("See what waits, runs and failed in the background."),
            "tasks:work",
            SEE_WORK,
        )
    )
    register_staff_page(
        StaffPage(
            title=_("Schedules"),
            description=_("See what begins by itself, and when it did last."),
            route="tasks:schedules",
            audience=SEE_WORK,
            below="tasks:work",
        )
    )
