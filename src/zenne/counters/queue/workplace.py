"""The queue in the workplace and in the audit log."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import StaffPage, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.counters.queue.permissions import SERVE


def register() -> None:
    """Make its pages known to the menu, and its actions to the audit log."""
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
