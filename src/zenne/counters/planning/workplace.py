"""Planning in the menu of the workplace, in the audit log, and for colleagues who leave."""

from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import NOT_SHOWN, FieldWords, StaffPage, name_fields, register_staff_page
from zenne.core.audit.public import name_actions
from zenne.core.events.public import INSIDE, subscribe
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.actions.free_colleague import free_colleague
from zenne.counters.planning.presence import days_off_of
from zenne.counters.planning.touching import duties_of
from zenne.workforce.public import ColleagueLeft, register_days_off, register_duties


def register() -> None:
    """Make its pages known to the menu, its actions to the audit log, and follow who leaves."""
    subscribe(ColleagueLeft, free_colleague, when=INSIDE)
    register_duties(duties_of)
    register_days_off(days_off_of)
    name_actions(
        {
            "counters.change-shift": _("Changed a shift"),
            "counters.close-branch": _("Closed a branch for a while"),
            "counters.reopen-branch": _("Opened a branch again"),
        }
    )
    for route in ("planning:week", "planning:shift"):
        name_fields(
            route,
            {
                "do": NOT_SHOWN,
                "member": FieldWords(_("Colleague")),
                "desk": FieldWords(_("Desk")),
                "day": FieldWords(_("Day")),
                "begin": FieldWords(_("From")),
                "end": FieldWords(_("Until")),
                "takes": FieldWords(_("For whom")),
                "until": FieldWords(_("Every week until")),
            },
        )
    register_staff_page(
        StaffPage(
            title=_("Planning"),
            description=_("Plan who is at which desk, and see what is missing in a week."),
            route="planning:own",
            audience=PLAN_SHIFTS,
        )
    )
