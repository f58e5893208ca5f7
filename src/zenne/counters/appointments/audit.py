"""How what is recorded about counters is called on pages that people read."""

from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import name_actions


def name_everything() -> None:
    """Say it to the audit log, which keeps codes."""
    name_actions(
        {
            "counters.plan-shift": _("Planned somebody at a desk"),
            "counters.withdraw-shift": _("Withdrew a shift"),
            "counters.ask-booking": _("Asked for an appointment"),
            "counters.confirm-booking": _("Confirmed an appointment"),
            "counters.move-booking": _("Moved an appointment"),
            "counters.cancel-booking": _("Cancelled an appointment"),
            "counters.ask-wish": _("Wished for an earlier appointment"),
            "counters.confirm-wish": _("Confirmed the wish for an earlier appointment"),
            "counters.end-wish": _("Withdrew the wish for an earlier appointment"),
            "counters.take-offer": _("Took an earlier time"),
            "counters.leave-offer": _("Left an earlier time to others"),
        }
    )
