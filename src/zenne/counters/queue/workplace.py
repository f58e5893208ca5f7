"""The queue in the workplace, in the audit log and on the pages of branches."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import WaitingRoom, register_waiting_room
from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.counters.queue.permissions import SERVE


def register() -> None:
    """Make its pages known to the menu, and its actions to the audit log."""
    register_waiting_room(room_pages)
    name_actions(
        {
            "counters.open-desk": _("Opened a desk"),
            "counters.close-desk": _("Closed a desk"),
            "counters.call": _("Called somebody to a desk"),
            "counters.finish": _("Finished with somebody at a desk"),
            "counters.no-show": _("Wrote down that somebody did not come to the desk"),
            "counters.transfer": _("Sent somebody on to another desk or service"),
        }
    )
    register_staff_page(
        StaffPage(
            title=_("Counter"),
            description=_("Call people to your desk, and see the waiting room of your branch."),
            route="queue:counters",
            audience=SERVE,
        )
    )


def room_pages(branch: str) -> WaitingRoom:
    """What the page of a branch leads to."""
    return WaitingRoom(reverse("queue:join", args=[branch]), reverse("queue:screen", args=[branch]))
